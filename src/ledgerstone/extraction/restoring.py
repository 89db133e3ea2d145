"""Claims read from a working copy of a report's text, tied back to the text itself.

The working copy has every character in its place (``text.wrapping``, ``text.recasing``), so a passage is the same span,
and words that a claim quotes are found in the copy and cut out of the text. Names stay as the copy writes them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ledgerstone.codec import identify
from ledgerstone.records import Claim, Report


def restore(claims: Iterable[Claim], *, copy: Report, report: Report) -> Iterator[Claim]:
    """Yield the claims with the report's own words, their references to one another kept."""
    by_id = {identify(claim): claim for claim in claims}
    done: dict[str, Claim] = {}

    def restored(id_: str) -> Claim:
        if id_ not in done:
            claim = by_id[id_]
            of = identify(restored(claim.of)) if claim.of in by_id and claim.of is not None else claim.of
            done[id_] = replace(_own_words(claim, copy.text, report.text), report=identify(report), of=of)
        return done[id_]

    for id_ in by_id:
        yield restored(id_)


def _own_words(claim: Claim, copy: str, text: str) -> Claim:
    start, end = claim.passage.start, claim.passage.end

    def own(words: str) -> str:
        at = copy.find(words, start, end)
        at = at if at >= 0 else copy.find(words)
        return text[at : at + len(words)] if words and at >= 0 else words

    speaker, count, when = claim.speaker, claim.count, claim.when
    return replace(
        claim,
        passage=replace(claim.passage, exact=text[start:end]),
        speaker=speaker and replace(speaker, wording=own(speaker.wording)),
        count=count and replace(count, wording=own(count.wording)),
        when=when and replace(when, wording=own(when.wording)),
        where=tuple(replace(place, wording=own(place.wording)) for place in claim.where),
        actors=tuple(replace(actor, wording=own(actor.wording)) for actor in claim.actors),
        evidence=tuple(replace(each, wording=own(each.wording)) for each in claim.evidence),
    )
