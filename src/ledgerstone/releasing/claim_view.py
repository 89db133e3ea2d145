"""One claim as a reader meets it: its sentence, who said it, its review, and what each toll did with it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from ledgerstone.records import Assessment, Claim, Report, Review
from ledgerstone.releasing.marking import Segment, segments
from ledgerstone.releasing.wording import code_words, range_words, subject_words, toll_words

STATES = {
    "accept": "accepted",
    "correct": "corrected",
    "reject": "rejected",
    "withhold": "withheld",
    "pending": "review pending",
    "inconclusive": "inconclusive",
    "disputed": "disputed",
}
# Harms whose name does not follow a number ("2 detained", but "2 subjected to sexual violence").
_DONE = {"sexual_violence": "subjected to sexual violence", "died_indirect": "died indirectly"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """What one toll did with the claim, and why."""

    toll: str
    main: bool
    used: bool
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView:
    """A numbered claim. ``state`` is its review in words, "unreviewed" where nobody has looked."""

    number: int
    id: str
    claim: Claim
    report: Report | None
    report_number: int | None
    subject: str
    said_by: str
    segments: tuple[Segment, ...]
    uses: tuple[Use, ...]
    review: Review | None
    state: str

    @property
    def accused(self) -> bool:
        """Whether the accused side speaks."""
        return self.claim.speaker is not None and self.claim.speaker.role == "accused"

    @property
    def used(self) -> bool:
        """Whether any toll rests on it."""
        return any(use.used for use in self.uses)


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """The numbers that incidents, claims and reports carry throughout one dossier, by id."""

    incidents: Mapping[str, int]
    claims: Mapping[str, int]
    reports: Mapping[str, int]


def views(of: Assessment, *, numbers: Numbers, reviews: Mapping[str, Review]) -> dict[str, ClaimView]:
    """Return the views of an incident's claims, by id, in reading order."""
    uses = _uses(of)
    return {id_: _view(id_, of, numbers, reviews.get(id_), tuple(uses[id_])) for id_ in of.claims}


def _view(id_: str, of: Assessment, numbers: Numbers, review: Review | None, uses: tuple[Use, ...]) -> ClaimView:
    claim = of.claims[id_]
    report = of.reports.get(claim.report)
    return ClaimView(
        number=numbers.claims[id_],
        id=id_,
        claim=claim,
        report=report,
        report_number=numbers.reports.get(claim.report),
        subject=subject(claim),
        said_by=speaker_words(claim, report),
        segments=segments(claim),
        uses=uses,
        review=review,
        state=STATES[review.verdict] if review else "unreviewed",
    )


def speaker_words(claim: Claim, report: Report | None) -> str:
    """Return who said it: the speaker in the passage's words, else the publisher in its own voice."""
    if claim.speaker:
        return claim.speaker.wording
    return (report.publisher if report else None) or "the report itself"


def subject(claim: Claim) -> str:
    """Return what a claim says in one line: whom it counts or names, what was done to them, what it denies."""
    words = subject_words(claim)
    denied = claim.polarity == "denied" and claim.kind != "response"
    if claim.kind != "harm" or not claim.harm:
        return f"not so: {words}" if denied else words
    facets = ", ".join(code_words(part) for part in (*([claim.status] if claim.status else []), *claim.group))
    harm = _DONE.get(claim.harm, code_words(claim.harm)) + (f" ({facets})" if facets else "")
    if denied and (claim.count is None or claim.count.high == 0) and claim.person is None:
        return f"not so: {harm}"
    return f"not so: {words} {harm}" if denied else f"{words} {harm}"


def _uses(of: Assessment) -> Mapping[str, list[Use]]:
    uses: dict[str, list[Use]] = defaultdict(list)
    for toll in of.tolls:
        main = toll.status is None and toll.group is None
        name = toll_words(toll)
        for each in toll.used:
            uses[each.claim].append(Use(toll=name, main=main, used=True, reason=each.reason))
        # A toll of a status or a group sets aside every claim about others; only what the main toll sets aside is news.
        for each in toll.set_aside if main else ():
            uses[each.claim].append(Use(toll=name, main=main, used=False, reason=each.reason))
    return uses


def headline(of: Assessment, harm: str) -> str:
    """Return the range of an incident's main toll of a harm, in words; a dash where it has none."""
    tolls = [toll for toll in of.tolls if toll.harm == harm and toll.status is None and toll.group is None]
    return range_words(tolls[0].low, tolls[0].high) if tolls else "–"
