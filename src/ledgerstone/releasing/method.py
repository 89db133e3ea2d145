"""How the figures were made, in words, for the reader of a dossier."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from ledgerstone import vocabulary
from ledgerstone.records import Assessment, Claim, Criteria
from ledgerstone.releasing.codebook import bounds_words
from ledgerstone.releasing.wording import criteria_words

RULES = {
    "range.v1": (
        "For each harm the range runs from the least to the greatest figure that the claims used give for everyone "
        "meant; it is open where the greatest is “at least”. Set aside, each with its reason, are background, what "
        "the team does not hold credible, what is said of the future or of what did not happen, denied figures, and "
        "counts of other people. A later statement of one office about the same people takes the place of its earlier "
        "one, whether the figure rose or fell. Figures that may count the same people are never added together; what "
        "a text itself adds (“another three”) is. Figures for some of the people meant only raise what they exceed. "
        "Estimates and fears raise only the high; a zero claimed by those who can know lowers the low. People whose "
        "status is disputed stand outside the low and inside the high of civilians. Without any figure, words for a "
        "number count, and else the persons told of one by one."
    ),
    "ged.v1": (
        "Only the dead are counted, as the UCDP Georeferenced Event Dataset does. Low and high are the lowest and the "
        "highest figure of a source that the team does not hold in doubt; best is that of the most reliable source, "
        "and where no such distinction can be made, the lower one. No bound is open: “at least 12” is 12. Best is the "
        "sum of civilians, combatants and those whose status nobody tells."
    ),
    "airwars.v1": (
        "As Airwars' analysts write it: the range runs from the least to the greatest that sources claim which the "
        "team does not hold in doubt. No bound is open: “at least 12” is 12, “more than 35” is 36. Words for a number "
        "count as one: a bare plural is two, “dozens” is 12 to 24. Victims named count where nobody gives a total; "
        "more of them than the highest total raise the high, and the low only where two independent sources name "
        "each. People whose status is contested stand outside the low and inside the high of civilians. The grade of "
        "an incident is printed with its meaning; “Confirmed” means there that a belligerent accepted responsibility."
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """The policy's name and rule, the team's standards, how vague words are read, and the codes that are used."""

    policy: str
    rule: str
    standards: tuple[str, ...]
    vague: tuple[tuple[str, str], ...]
    codes: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


def standards_words(criteria: Criteria | None, *, appraisals: int, ownerships: int) -> tuple[str, ...]:
    """Return a team's standards in sentences that name no source: what a release may tell of them.

    Args:
        criteria: which incidents count.
        appraisals: on how many sources the team decided whether they are credible.
        ownerships: how many owners of outlets it named.
    """
    judged = f"The team decided of {_several(appraisals, 'source or kind of source', 'sources or kinds of source')} "
    owned = f"The team named {_several(ownerships, 'owner', 'owners')} of outlets; "
    counts = f"The team {criteria_words(criteria)}; " if criteria else ""
    return (
        *([judged + "whether what they say counts."] if appraisals else []),
        *([owned + "what has one owner counts as one source."] if ownerships else []),
        *([counts + "what does not meet that is shown with the reason."] if counts else []),
    )


DETERMINED = (
    "The team holds figures of its own for some incidents. None of them is in this release: "
    "its figures are those of the rule."
)
"""What the method note of a release says where the team has figures of its own."""


def _several(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def method(policy: str, assessments: Sequence[Assessment], standards: Sequence[str] = ()) -> Method:
    """Return the method note for these incidents, with what is said of the team's standards."""
    words = vocabulary.read("vague_counts.yaml")["words"]
    claims = [claim for each in assessments for claim in each.claims.values()]
    said = " ".join(claim.count.wording.casefold() for claim in claims if claim.count)
    column = "airwars" if policy == "airwars.v1" else "stated"
    vague = ((word, bounds_words(bounds[column])) for word, bounds in words.items() if f" {word} " in f" {said} ")
    used: dict[str, set[str]] = {}
    for claim in claims:
        _collect(claim, used)
    for each in assessments:
        for check in each.checks:
            used.setdefault("check", set()).add(check.code)
    return Method(
        policy=policy,
        rule=RULES.get(policy, "The rule of this policy is described where the policy is kept."),
        standards=tuple(standards),
        vague=tuple(vague),
        codes=tuple((name, tuple(_defined(name, used[name]))) for name in vocabulary.names() if used.get(name)),
    )


def _defined(name: str, used: set[str]) -> Iterable[tuple[str, str]]:
    return ((code.name, code.text) for code in vocabulary.code_list(name).codes if code.name in used)


def _collect(value: Claim | Any, used: dict[str, set[str]]) -> None:
    """Note each code that a record holds, by the list it stands on."""
    for field in fields(value):
        item = getattr(value, field.name)
        items = item if isinstance(item, tuple) else (item,)
        for each in items:
            if isinstance(each, str) and "codes" in field.metadata:
                used.setdefault(field.metadata["codes"], set()).add(each)
            elif is_dataclass(each) and not isinstance(each, type):
                _collect(each, used)
