"""Review a record, and say who may see it."""

import dataclasses
import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from ledgerstone import codec, current, judging, reviewing, vocabulary
from ledgerstone.actions.people import who, why
from ledgerstone.actions.spans import span_of
from ledgerstone.errors import BadReview, DecidedMeanwhile, InputError, UnknownRecord
from ledgerstone.records import Anchor, Claim, Handling, Original, Passage, Record, Report, Review
from ledgerstone.store.store import Store

_SAYS = {"harm": "harm", "act": "act", "response": "response"}  # the field without which a claim of a kind says nothing


def review(
    store: Store,
    id_: str,
    verdict: str,
    *,
    because: str,
    replace: dict[str, Any] | None = None,
    by: str | None = None,
    seen: int | None = None,
    blind: bool = False,
) -> Review:
    """Record a verdict on a record.

    Args:
        store: the case.
        id_: the record's id, or a beginning that no other id has.
        verdict: accept, correct, reject, withhold, pending or inconclusive.
        because: the reason.
        replace: for ``correct``, the fields of the claim that are otherwise, as in its JSON; None empties one. Of its
            passage, ``start`` and ``end`` say where in the report's text the words stand.
        by: who decides.
        seen: the number of the chain's entry up to which this person has seen what was decided; None asks nothing.
        blind: whether this person was not shown what others had decided on it.

    Raises:
        UnknownRecord: no record has that id.
        BadReview: no reason, no such verdict, or a correction that makes no claim.
        BadSpan: a passage that is not in the report's text.
        DecidedMeanwhile: somebody decided on the same claim after ``seen``; nothing was recorded.
    """
    name, reason = who(by), why(because)
    if verdict not in vocabulary.codes("verdict"):
        known = ", ".join(code.name for code in vocabulary.code_list("verdict").codes)
        raise BadReview(f"{verdict!r} is no verdict.", do=f"Say one of: {known}.")
    about, record = _record(store, id_)
    if not isinstance(record, Claim):
        return _review_of_other(store, about, verdict, because=reason, replace=replace, by=name)
    earlier = _correction_that_made(store, about, record)
    report = _report(store, record)
    corrected = _corrected(record, report, verdict, replace)
    made = Review(
        about=earlier.about if earlier else about,
        verdict="correct" if earlier and verdict == "accept" else verdict,
        because=reason,
        replacement=codec.canonical(corrected) if corrected else _kept(earlier, verdict),
        anchor=earlier.anchor if earlier else reviewing.anchor(record, report),
        blind=blind or None,
        at=datetime.now(UTC),
        by=name,
    )
    record_decision(store, made, [made, *([corrected] if corrected else [])], seen=seen)
    return made


def record_decision(store: Store, made: Review, records: list[Record], *, seen: int | None) -> None:
    """Append a decision, unless somebody decided on the same since an entry of the chain.

    Raises:
        DecidedMeanwhile: somebody did; nothing was recorded.
        BadReview: ``seen`` is no entry of the chain yet.
    """
    if seen is not None and seen > store.last_entry():
        raise BadReview("The form says that it was shown what is not there yet.", do="Load the page again.")
    other: list[tuple[str, Review]] = []

    def decided_meanwhile() -> bool:
        found = _decisions_since(store, seen or 0, made.anchor)
        # Who decides blind may not be told of another's decision, and needs not: it is no other's place that he takes.
        other[:] = [(id_, each) for id_, each in found if not made.blind or each.by == made.by]
        return bool(other)

    unless: Callable[[], bool] | None = None if seen is None else decided_meanwhile
    store.append(records, action="review", by=made.by, unless=unless)
    if other:
        id_, each = other[-1]
        raise DecidedMeanwhile(
            f"{each.by} decided on this since you were shown it: {each.verdict} (“{each.because}”).",
            do="Look at it again, and decide once more if you see it otherwise.",
            review=id_,
        )


def _decisions_since(store: Store, seen: int, anchor: Anchor | None) -> list[tuple[str, Review]]:
    found = store.since(seen, kinds=("review",))
    return [(id_, each) for _, id_, each in found if isinstance(each, Review) and each.anchor == anchor]


def handle(store: Store, id_: str, level: str, *, because: str, by: str | None = None) -> Handling:
    """Record who may see a record: open, restricted or sealed.

    Args:
        store: the case.
        id_: a record's id or its beginning.
        level: the level.
        because: the reason.
        by: who decides.

    Raises:
        UnknownRecord: no record has that id.
        BadReview: no reason, or no such level.
    """
    name, reason = who(by), why(because)
    if level not in vocabulary.codes("handling"):
        raise BadReview(f"{level!r} is no level of handling.", do="Say open, restricted or sealed.")
    about, record = _record(store, id_)
    # Handling of an original counts by its SHA-256, which is how reports name it; that of an incident or a victim which
    # was taken into another counts for the one that stands for both.
    about = record.sha256 if isinstance(record, Original) else _standing(store, about)
    made = Handling(about=about, level=level, because=reason, at=datetime.now(UTC), by=name)
    store.append([made], action="handling", by=name)
    return made


def _standing(store: Store, id_: str) -> str:
    return judging.canonical(current.standing_judgements(store)).get(id_, id_)


def _record(store: Store, id_: str) -> tuple[str, Record]:
    found = store.find(id_.strip().lower())
    return found, store.get([found])[found]


def _review_of_other(
    store: Store, about: str, verdict: str, *, because: str, replace: dict[str, Any] | None, by: str
) -> Review:
    if verdict == "correct" or replace:
        raise BadReview("Only a claim can be corrected.", do="Reject the record instead.")
    made = Review(about=about, verdict=verdict, because=because, at=datetime.now(UTC), by=by)
    store.append([made], action="review", by=by)
    return made


def _corrected(claim: Claim, report: Report, verdict: str, replace: dict[str, Any] | None) -> Claim | None:
    if verdict != "correct":
        if replace:
            raise BadReview(f"A verdict of {verdict} takes no replacement.", do="Say correct.")
        return None
    if not replace:
        raise BadReview("A correction needs what is right.", do="Give it: --replace '{\"count\": {...}}'.")
    if fixed := sorted(replace.keys() & {"report", "extractor"}):
        raise BadReview(f"A correction keeps the claim's {fixed[0]}.", do="Reject the claim instead.")
    tree = {**codec.to_json(claim), **replace, "extractor": reviewing.EXTRACTOR}
    if "passage" in replace:
        tree["passage"] = codec.to_json(_passage(report, replace["passage"]))
    made = claim_of(tree)
    if dataclasses.replace(made, extractor=claim.extractor) == claim:
        raise BadReview("The correction changes nothing.", do="Accept the claim instead.")
    return made


def claim_of(tree: dict[str, Any]) -> Claim:
    """Return the claim that a person described, as in its JSON; fields that are None are left out.

    Raises:
        BadReview: it makes no claim.
    """
    try:
        made: Claim = codec.from_json(Claim, {name: value for name, value in tree.items() if value is not None})
        codec.canonical(made)
    except InputError as error:
        raise BadReview(f"What was said makes no claim: {error.what}", do="See docs/codebook.md.") from error
    needed = _SAYS.get(made.kind)
    if needed and getattr(made, needed) is None:
        raise BadReview(f"A claim of the kind {made.kind} says which {needed}.", do=f"Choose the {needed}.")
    return made


def _passage(report: Report, given: Any) -> Passage:
    start, end = (given.get("start"), given.get("end")) if isinstance(given, dict) else (None, None)
    if not isinstance(start, int) or not isinstance(end, int):
        raise BadReview("A correction keeps the claim's passage, or says where it starts and ends.", do="Say where.")
    return span_of(report, start, end)


def _correction_that_made(store: Store, id_: str, claim: Claim) -> Review | None:
    """Return the review whose replacement is the claim of that id: a decision on it is one on what was found there."""
    if claim.extractor != reviewing.EXTRACTOR:
        return None
    beside = store.records(Claim, about=claim.report)  # a correction keeps the report
    for made in reversed(store.about_any(Review, beside).values()):
        corrected = reviewing.replacement(made)
        if corrected is not None and codec.identify(corrected) == id_:
            return made
    return None


def _kept(earlier: Review | None, verdict: str) -> str | None:
    """A corrected claim stays corrected, whatever is decided on it later, until it is rejected."""
    return earlier.replacement if earlier and verdict != "reject" else None


def _report(store: Store, claim: Claim) -> Report:
    report = store.get([claim.report]).get(claim.report)
    if not isinstance(report, Report):
        raise UnknownRecord(f"The report {claim.report} of the claim is not in the case.", do="Run `verify`.")
    return report


def parse_replacement(text: str) -> dict[str, Any]:
    """Return the fields that a person gave as JSON.

    Raises:
        BadReview: it is no JSON object.
    """
    try:
        tree = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadReview(
            f"The replacement is no JSON: {error}.", do='Give one object: \'{"harm": "injured"}\'.'
        ) from error
    if not isinstance(tree, dict):
        raise BadReview("The replacement is JSON, but no object.", do='Give one object: \'{"harm": "injured"}\'.')
    return tree
