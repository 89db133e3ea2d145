"""Step 5: which claims speak of one person. One person named three ways is one victim.

People are compared within one incident and those it is nested with. A claim joins a victim only if it agrees with all
that is already said of this victim, so that no chain of half-likenesses makes two people one. A given name alone counts
only within its own report, and only where it fits one victim.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from ledgerstone.linking import names
from ledgerstone.linking.folding import folded
from ledgerstone.records import Because, Claim, Person

SAME = 0.8
_WORDS = 6  # words of a name by which it is looked up
_LIST = 400  # characters between two sentences of one list; a report that names somebody again does it further on
SAME_REPORT = 0.5  # a given name alone, within one report


@dataclass(slots=True)
class Group:
    """The claims about one person, with the score and reasons by which each joined; the first founded it."""

    claims: list[str]
    people: list[Person]
    reports: set[str]
    passages: set[tuple[str, int]]
    scores: list[float] = field(default_factory=lambda: [1.0])
    because: list[tuple[Because, ...]] = field(default_factory=lambda: [()])


def group(ids: Sequence[str], claims: Mapping[str, Claim]) -> list[Group]:
    """Return the persons harmed that these claims of one incident speak of.

    Names come first, fullest first, then persons without a name, each of whom is somebody of their own unless a report
    that copies another tells the same of them in the same words.
    """
    told = [id_ for id_ in ids if is_victim(claims[id_])]
    groups: list[Group] = []
    index: dict[str, set[int]] = defaultdict(set)
    for id_ in sorted(told, key=lambda id_: _order(id_, claims[id_])):
        claim = claims[id_]
        person = claim.person
        if person is None:
            continue
        stands, looks = _keys(person, claim)
        near = sorted({number for key in looks for number in index.get(key, ())})
        found = _best(claim, person, [(number, groups[number]) for number in near])
        if found is None:
            number = len(groups)
            groups.append(Group([id_], [person], {claim.report}, {_passage(claim)}))
        else:
            number, score, because = found
            groups[number].claims.append(id_)
            if person not in groups[number].people:
                groups[number].people.append(person)
            groups[number].reports.add(claim.report)
            groups[number].passages.add(_passage(claim))
            groups[number].scores.append(score)
            groups[number].because.append(because)
        for key in stands:
            index[key].add(number)
    return groups


def is_victim(claim: Claim) -> bool:
    """Say whether a claim tells of one person that this person was harmed."""
    harmed = claim.kind == "harm" and claim.person is not None and claim.polarity == "affirmed"
    return harmed and claim.stance not in {"counterfactual", "foreseen"} and claim.relation != "background"


def _order(id_: str, claim: Claim) -> tuple[int, int, str, int, str]:
    person = claim.person or Person()
    longest = max((len(names.name_words(name.text)[0]) for name in person.names), default=0)
    return -longest, -(person.age_low is not None), claim.report, claim.passage.start, id_


def _keys(person: Person, claim: Claim) -> tuple[set[str], set[str]]:
    """Return under what a person stands, and where to look for others: what spellings of one name have in common.

    Two words of a name begin alike; a kunya is the same; a single name is looked for within its report only.
    """
    stands: set[str] = set()
    looks: set[str] = set()
    for name in person.names:
        given, kunya = names.name_words(name.text)
        pairs = {" ".join(sorted(pair)) for pair in combinations([names.start(word) for word in given[:_WORDS]], 2)}
        alone = {f"{claim.report} {names.start(word)}" for word in given}
        stands |= pairs | alone | set(kunya)
        looks |= set(kunya) | (alone if len(given) == 1 else pairs)
        looks |= {f"{claim.report} alone {names.start(word)}" for word in given[:1]}
        stands |= {f"{claim.report} alone {names.start(word)}" for word in given if len(given) == 1}
    unnamed = {f"unnamed {folded(claim.passage.exact)}"}
    return stands or unnamed, looks or unnamed


def _best(
    claim: Claim, person: Person, near: Sequence[tuple[int, Group]]
) -> tuple[int, float, tuple[Because, ...]] | None:
    fits = [
        (score, number, because) for number, group_ in near for score, because in [_fit(claim, person, group_)] if score
    ]
    fits.sort(key=lambda fit: (-fit[0], fit[1]))
    if not fits or (fits[0][0] < SAME and len(fits) > 1):
        return None
    score, number, because = fits[0]
    return number, score, because


def _fit(claim: Claim, person: Person, group_: Group) -> tuple[float, tuple[Because, ...]]:
    if not person.names:
        same = any(other == person for other in group_.people) and claim.report not in group_.reports
        return (0.8, (Because(feature="words", values="told of in the same words", weight=0.8),)) if same else (0.0, ())
    if any(names.contradicts(person, other) for other in group_.people):
        return 0.0, ()
    score, because = max((names.compare(person, other) for other in group_.people), key=lambda found: found[0])
    if _is_of_one_list(claim, group_) and _spelled_apart(person, group_.people):
        return 0.0, ()
    if _passage(claim) in group_.passages and _spelled_apart(person, group_.people, aged=False):
        return 0.0, ()  # twins in one sentence
    return (score, because) if score >= (SAME_REPORT if claim.report in group_.reports else SAME) else (0.0, ())


def _is_of_one_list(claim: Claim, group_: Group) -> bool:
    """Say whether the person is named near where the other is: in one list, though each name has a line of its own."""
    return any(report == claim.report and abs(start - claim.passage.start) < _LIST for report, start in group_.passages)


def _passage(claim: Claim) -> tuple[str, int]:
    return claim.report, claim.passage.start


def _spelled_apart(person: Person, others: Sequence[Person], *, aged: bool = True) -> bool:
    """Say whether full names of one list are spelled apart: a list names brothers, not one man twice.

    With ``aged``, those of one age may be one person spelled twice, and so may those whose given name is written alike.
    """
    ours = {names.name_words(name.text)[0] for name in person.names}
    theirs = {names.name_words(name.text)[0] for other in others for name in other.names}
    same_age = any(person.age_low is not None and person.age_low == other.age_low for other in others)
    lengths = {len(words) for words in ours} & {len(words) for words in theirs if len(words) > 1}
    same_given = any(names.is_spelling(a[0], b[0]) for a in ours if a for b in theirs if b)
    return bool(lengths) and not ours & theirs and not (aged and (same_age or same_given))
