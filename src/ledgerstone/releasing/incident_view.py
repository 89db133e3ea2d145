"""One incident as a reader meets it: each harm with its tolls, and the voices that disagree about it side by side."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ledgerstone import vocabulary
from ledgerstone.records import Assessment, Check, Identifier, Review, Toll, VictimView
from ledgerstone.releasing.bars import Bar, bar, top_of
from ledgerstone.releasing.claim_view import ClaimView, Numbers, headline, views
from ledgerstone.releasing.masks import MASKED
from ledgerstone.releasing.wording import range_words, sources_words, toll_words

_MOST_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class TollView:
    """A toll with its words, its bar, and the claims that it used and set aside."""

    toll: Toll
    name: str
    words: str
    bar: Bar
    used: tuple[tuple[ClaimView, str], ...]
    set_aside: tuple[tuple[ClaimView, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One column: what one source, or one kind of speaker, says of a harm."""

    title: str
    role: str
    accused: bool
    claims: tuple[ClaimView, ...]

    @property
    def shown(self) -> tuple[ClaimView, ...]:
        """The claims that stand open, so that columns stay side by side."""
        return self.claims if len(self.claims) <= _MOST_SHOWN + 1 else self.claims[:_MOST_SHOWN]

    @property
    def folded(self) -> tuple[ClaimView, ...]:
        """The claims that are folded away below them; print unfolds them."""
        return self.claims[len(self.shown) :]

    @property
    def folded_used(self) -> int:
        """How many of the folded claims a toll rests on."""
        return sum(each.used for each in self.folded)


@dataclass(frozen=True, slots=True, kw_only=True)
class HarmView:
    """A harm: the toll of everyone meant, those of a status or a group, and who says what."""

    harm: str
    main: TollView | None
    others: tuple[TollView, ...]
    voices: tuple[Voice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentView:
    """A numbered incident with everything that its page shows."""

    number: int
    about: Assessment
    killed: str
    injured: str
    sources: str
    unreviewed: int
    harms: tuple[HarmView, ...]
    responses: tuple[Voice, ...]
    victims: tuple[tuple[VictimView, tuple[ClaimView, ...]], ...]
    actors: tuple[tuple[int, ...], ...]
    acts: tuple[tuple[ClaimView, ...], ...]
    details: tuple[tuple[ClaimView, ...], ...]
    checks: tuple[tuple[Check, tuple[ClaimView, ...]], ...]
    all_claims: tuple[ClaimView, ...]
    larger: tuple[int, ...]
    smaller: tuple[int, ...]
    identifiers: tuple[Identifier, ...]


def incident_view(number: int, of: Assessment, *, numbers: Numbers, reviews: Mapping[str, Review]) -> IncidentView:
    """Return what the page of one incident shows. Every claim of the incident stands in exactly one of its lists."""
    claims = views(of, numbers=numbers, reviews=reviews)
    by_kind: dict[str, list[ClaimView]] = defaultdict(list)
    for each in claims.values():
        by_kind[each.claim.kind].append(each)
    columns = _columns(of)
    return IncidentView(
        number=number,
        about=of,
        killed=headline(of, "killed"),
        injured=headline(of, "injured"),
        sources=_sources(of),
        unreviewed=sum(each.state == "unreviewed" for each in claims.values()),
        harms=_harms(of, claims, by_kind["harm"], columns),
        responses=_voices(by_kind["response"], columns),
        victims=tuple((each, tuple(claims[id_] for id_ in each.claims if id_ in claims)) for each in of.victims),
        actors=tuple(_naming(actor.name, actor.role, claims.values()) for actor in of.actors),
        acts=_by_sentence(by_kind["act"]),
        details=_by_sentence(by_kind["attribution"] + by_kind["detail"]),
        checks=tuple((each, tuple(claims[id_] for id_ in each.claims if id_ in claims)) for each in of.checks),
        all_claims=tuple(claims.values()),
        larger=_nested(of, numbers, upwards=True),
        smaller=_nested(of, numbers, upwards=False),
        identifiers=tuple(dict.fromkeys(each for claim in of.claims.values() for each in claim.identifiers)),
    )


def _harms(
    of: Assessment, claims: Mapping[str, ClaimView], said: Sequence[ClaimView], columns: Mapping[str, str]
) -> tuple[HarmView, ...]:
    order = [code.name for code in vocabulary.code_list("harm").codes]
    present = {toll.harm for toll in of.tolls} | {each.claim.harm or "harmed" for each in said}
    return tuple(_harm(harm, of, claims, said, columns) for harm in order if harm in present)


def _harm(
    harm: str, of: Assessment, claims: Mapping[str, ClaimView], said: Sequence[ClaimView], columns: Mapping[str, str]
) -> HarmView:
    tolls = tuple(toll for toll in of.tolls if toll.harm == harm)
    top = top_of(tolls)
    views = [_toll(toll, claims, top) for toll in tolls]
    return HarmView(
        harm=harm,
        main=next((each for each in views if each.toll.status is None and each.toll.group is None), None),
        others=tuple(each for each in views if each.toll.status or each.toll.group),
        voices=_voices([each for each in said if (each.claim.harm or "harmed") == harm], columns),
    )


def _toll(toll: Toll, claims: Mapping[str, ClaimView], top: int) -> TollView:
    return TollView(
        toll=toll,
        name=toll_words(toll),
        words=range_words(toll.low, toll.high),
        bar=bar(toll, top=top),
        used=tuple((claims[each.claim], each.reason) for each in toll.used if each.claim in claims),
        set_aside=tuple((claims[each.claim], each.reason) for each in toll.set_aside if each.claim in claims),
    )


def _columns(of: Assessment) -> Mapping[str, str]:
    """Return which source each claim comes from, by the links that say so."""
    return {link.claim: link.target for link in of.links if link.relation == "from" and link.judgement == "positive"}


def _voices(said: Sequence[ClaimView], columns: Mapping[str, str]) -> tuple[Voice, ...]:
    grouped: dict[str, list[ClaimView]] = defaultdict(list)
    for each in said:
        role = each.claim.speaker.role if each.claim.speaker else "media"
        # The accused side keeps a column of its own, whatever source its words were linked to.
        # Two people whose names are masked alike are not one voice.
        masked = each.report_number if MASKED in each.said_by else ""
        source = columns.get(each.id) or f"{each.said_by.casefold()}{masked}"
        grouped[f"{'accused' if role == 'accused' else ''}\n{source}"].append(each)
    voices = [_voice(claims) for claims in grouped.values()]
    return tuple(sorted(voices, key=_order))


def _order(voice: Voice) -> tuple[int, int]:
    """What the toll of everyone rests on comes first, the accused side next to it, then all others as read."""
    if any(use.used and use.main for each in voice.claims for use in each.uses):
        rank = 0
    elif voice.accused:
        rank = 1
    else:
        rank = 3 if all(each.claim.relation == "background" for each in voice.claims) else 2
    return rank, min(each.number for each in voice.claims)


def _voice(claims: Sequence[ClaimView]) -> Voice:
    ordered = sorted(claims, key=lambda each: (not each.used, each.number))
    first = ordered[0]
    return Voice(
        title=first.said_by,
        role=first.claim.speaker.role if first.claim.speaker else "media",
        accused=first.accused,
        claims=tuple(ordered),
    )


def _by_sentence(said: Sequence[ClaimView]) -> tuple[tuple[ClaimView, ...], ...]:
    """Return the claims that one speaker makes in one sentence together, so that it stands on the page once."""
    grouped: dict[object, list[ClaimView]] = defaultdict(list)
    for each in said:
        grouped[each.claim.report, each.claim.passage, each.said_by].append(each)
    return tuple(tuple(group) for group in grouped.values())


def _sources(of: Assessment) -> str:
    mains = [toll for toll in of.tolls if toll.status is None and toll.group is None]
    first = next((toll for toll in mains if toll.harm == "killed"), mains[0] if mains else None)
    return sources_words((first.independent_low, first.independent_high)) if first else "–"


def _nested(of: Assessment, numbers: Numbers, *, upwards: bool) -> tuple[int, ...]:
    """Return the numbers of the larger incidents that this one is part of, or of its own parts."""
    pairs = [
        (link.claim, link.target) for link in of.links if link.relation == "part_of" and link.judgement == "positive"
    ]
    ids = [large if upwards else small for small, large in pairs if of.incident == (small if upwards else large)]
    return tuple(sorted({numbers.incidents[id_] for id_ in ids if id_ in numbers.incidents}))


def _naming(name: str, role: str, claims: Iterable[ClaimView]) -> tuple[int, ...]:
    return tuple(
        each.number for each in claims if any(actor.name == name and actor.role == role for actor in each.claim.actors)
    )
