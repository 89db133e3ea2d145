"""What a team decided about sources and about what counts: which of its decisions are in force.

Nothing of it comes with the program. A decision holds from when it was recorded until a later one about the same takes
its place, or a reviewer rejects it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from ledgerstone.records import Appraisal, Criteria, Ownership, Review
from ledgerstone.vocabulary.folding import fold

Decision = Appraisal | Ownership | Criteria

# What stands around the name of an office or an outlet and tells it from no other.
_AROUND = frozenset(
    "the a an of for in at by to and its spokesman spokeswoman spokesperson spokespeople spokesmen director head chief"
    " deputy statement press service".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standards:
    """The decisions in force, each kind from the first to the last, and their version.

    ``version`` is how many decisions led here and when the last was made; it is no hash, so that a decision that has to
    be forgotten can be. It is empty where nothing was decided.
    """

    appraisals: tuple[Appraisal, ...] = ()
    ownerships: tuple[Ownership, ...] = ()
    criteria: Criteria | None = None
    version: str = ""

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """Return all of them."""
        return (*self.appraisals, *self.ownerships, *((self.criteria,) if self.criteria else ()))


NONE = Standards()


def in_force(decisions: Mapping[str, Decision], reviews: Iterable[Review] = ()) -> Standards:
    """Return the decisions in force.

    Args:
        decisions: by id, from the first to the last.
        reviews: from the first to the last; the last about a decision says whether it was rejected.
    """
    about = [each for each in reviews if each.about in decisions and not each.blind]  # a blind one takes nobody's place
    verdicts = {each.about: each.verdict for each in about}
    held = [each for id_, each in decisions.items() if verdicts.get(id_) != "reject"]
    appraisals = [each for each in held if isinstance(each, Appraisal)]
    criteria = [each for each in held if isinstance(each, Criteria)]
    times = [each.at for each in (*decisions.values(), *about)]
    return Standards(
        appraisals=tuple(each for each, later in _with_later(appraisals) if not any(_replaces(x, each) for x in later)),
        ownerships=tuple({_key(each): each for each in held if isinstance(each, Ownership)}.values()),
        criteria=criteria[-1] if criteria else None,
        version=f"{len(times)}@{max(times).isoformat()}" if times else "",
    )


def history(decisions: Mapping[str, Decision], reviews: Iterable[Review] = ()) -> Iterator[tuple[str, Decision, str]]:
    """Yield each decision with its id and with the version that it made, from the first to the last."""
    reviews = tuple(reviews)
    for count, (id_, each) in enumerate(decisions.items(), start=1):
        before = dict(list(decisions.items())[:count])
        yield id_, each, in_force(before, (x for x in reviews if x.at <= each.at)).version


def named(name: str) -> str:
    """Return the form in which names of sources are compared: folded, without what stands around a name."""
    plain = name.replace("’s", "").replace("'s", "").replace(",", " ").strip().removeprefix("https://")
    words = fold(plain.removeprefix("www.")).split()
    return " ".join(word for word in words if word not in _AROUND) or " ".join(words)


def holds_on(decision: Appraisal | Ownership, day: date | None) -> bool | None:
    """Say whether a decision holds for a day of publication; None where the day is not known and bounds are given."""
    if decision.since is None and decision.until is None:
        return True
    if day is None:
        return None
    return (decision.since or day) <= day <= (decision.until or day)


def _with_later(appraisals: list[Appraisal]) -> Iterator[tuple[Appraisal, list[Appraisal]]]:
    for place, each in enumerate(appraisals, start=1):
        yield each, appraisals[place:]


def _replaces(later: Appraisal, earlier: Appraisal) -> bool:
    """Say whether a later appraisal speaks of the same source and of all days that the earlier one speaks of."""
    begins = later.since is None or (earlier.since is not None and later.since <= earlier.since)
    ends = later.until is None or (earlier.until is not None and later.until >= earlier.until)
    return begins and ends and _whom(later) == _whom(earlier)


def _whom(each: Appraisal) -> tuple[str | None, str | None]:
    return named(each.source) if each.source else None, each.role


def _key(each: Ownership) -> tuple[str, str, date | None]:
    return named(each.outlet), named(each.owner), each.since
