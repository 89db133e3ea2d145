"""However reports come, in whatever order and split into runs wherever, they end in the same groups."""

import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import pytest
from factory import by_id, make_claim, make_report, make_where
from hypothesis import given, settings
from hypothesis import strategies as st

from ledgerstone.codec import identify
from ledgerstone.linking import link
from ledgerstone.linking.linked import Relinked, Told
from ledgerstone.linking.relinking import relink
from ledgerstone.linking.shelves import Before, Items
from ledgerstone.linking.stage import parted
from ledgerstone.records import Claim, Incident, Link, Report, Source, Victim

PLACES = (
    make_where("Drovath"),
    make_where("Selmeth", lat=-41.502, lon=86.879),
    make_where("Vessen Street", lat=-43.1082, lon=84.9581, precision="street"),
    make_where("Grain market", lat=-43.0994, lon=84.9468, precision="site"),
    make_where("Kalvessa province", lat=-43.0, lon=85.0, precision="admin1"),
)
NAMES = ("Tamrin Ordeva", "Ilva Ordeva", "Hesta Ordeva", "Korvan Esht", "Danne Esht", "Ilva K. Ordeva")
WIRE = "Shelling killed people in the town, officials said, and more were hurt at the market in the old quarter there. "


class Case:
    """What a case would remember between runs."""

    def __init__(self) -> None:
        self.shelves: dict[tuple[str, str], Items] = defaultdict(dict)
        self.held: dict[str, Report] = {}
        self.found: dict[str, Mapping[str, Claim]] = {}
        self.made: dict[str, tuple[Link, ...]] = {}
        self.identities: dict[str, Incident | Victim | Source] = {}

    def find(self, shelf: str, keys: Sequence[str]) -> Mapping[str, Items]:
        return {key: dict(self.shelves[shelf, key]) for key in keys if self.shelves.get((shelf, key))}

    def first(self, shelf: str, key: str, *, below: str | None, at_most: int) -> Sequence[str]:
        items = sorted(self.shelves.get((shelf, key), {}))
        return [item for item in items if below is None or item < below][:at_most]

    def reports(self, ids: Iterable[str]) -> Mapping[str, Report]:
        return {id_: self.held[id_] for id_ in ids if id_ in self.held}

    def claims(self, reports: Iterable[str]) -> Mapping[str, Claim]:
        return {id_: claim for report in reports for id_, claim in self.found.get(report, {}).items()}

    def links(self, reports: Iterable[str]) -> Mapping[str, Before]:
        return {id_: self._parted(self.made[id_]) for id_ in reports if id_ in self.made}

    def take(self, world: Mapping[str, tuple[Report, Mapping[str, Claim]]]) -> Relinked:
        told = {id_: Told(report=report, claims=claims) for id_, (report, claims) in world.items()}
        return self._keep(told)

    def drop(self, ids: Iterable[str]) -> Relinked:
        return self._keep({id_: Told(report=None, before=self._parted(self.made[id_])) for id_ in ids})

    def _keep(self, told: Mapping[str, Told]) -> Relinked:
        found = relink(told, self)
        for id_, each in told.items():
            if each.report is None:
                del self.held[id_], self.found[id_]
            else:
                self.held[id_], self.found[id_] = each.report, each.claims
        for shelf, key, item, value in found.changes:
            if value is None:
                self.shelves[shelf, key].pop(item, None)
            else:
                self.shelves[shelf, key][item] = value
        self.made |= found.links
        self.identities |= found.minted
        return found

    def _parted(self, links: Sequence[Link]) -> Before:
        of = {type_: [id_ for id_, each in self.identities.items() if isinstance(each, type_)] for type_ in KINDS}
        return parted(links, of[Incident], of[Victim], of[Source])

    def groups(self) -> object:
        return groups([each for links in self.made.values() for each in links], self.identities)


KINDS = (Incident, Victim, Source)


def groups(links: Iterable[Link], identities: Mapping[str, Incident | Victim | Source]) -> object:
    """Return which claims stand together and why, without the names of what they stand with."""
    links = list(links)
    members: dict[str, set[tuple[object, ...]]] = defaultdict(set)
    for each in links:
        if each.relation not in {"part_of", "copy_of"}:
            members[each.target].add((each.claim, each.relation, each.score, each.because))
    named = {id_: frozenset(own) for id_, own in members.items()}
    return (
        {(type(identities[id_]).__name__, own) for id_, own in named.items()},
        {(named[each.claim], named[each.target], each.because) for each in links if each.relation == "part_of"},
        {each for each in links if each.relation == "copy_of"},
    )


def world(seed: int, number: int) -> dict[str, tuple[Report, Mapping[str, Claim]]]:
    """Return invented reports that are near to one another in time, place and words."""
    draw = random.Random(seed)  # noqa: S311 (no secret)
    made = {}
    for each in range(number):
        published = draw.choice([None, f"2031-03-{draw.randint(10, 16)}", f"2031-03-{draw.randint(10, 16)}"])
        text = WIRE * 2 if draw.random() < 0.3 else f"Report {draw.randint(0, 10**6)} that is like no other."
        report = make_report(f"{text} {each}", published=published, publisher=f"Outlet {draw.randint(0, 4)}")
        claims = []
        for at in range(draw.randint(1, 3)):
            day = draw.choice([None, f"2031-03-{draw.randint(9, 15):02}", f"2031-03-{draw.randint(9, 15):02}"])
            places = tuple(draw.sample(PLACES, draw.choice([0, 1, 1, 2])))
            said = {"name": draw.choice(NAMES)} if draw.random() < 0.3 else {"count": draw.choice([3, 4, 9, 19])}
            if draw.random() < 0.2:
                said = {"kind": "response", "response": "condemnation"}
            fields = {"day": day, "places": places, **said}
            claims.append(make_claim(report, at=80 * at, **{name: value for name, value in fields.items() if value}))
        made[identify(report)] = report, by_id(claims)
    return made


def _at_once(reports: Mapping[str, tuple[Report, Mapping[str, Claim]]]) -> object:
    case = Case()
    case.take(reports)
    return case.groups()


@pytest.mark.parametrize("number", [6, 12, 25])
@given(seed=st.integers(0, 10**6), data=st.data())
@settings(max_examples=10, deadline=None)
def test_any_order_and_any_split_into_runs_give_the_same_groups(number: int, seed: int, data: st.DataObject) -> None:
    reports = world(seed, number)
    order = data.draw(st.permutations(list(reports)))
    cuts = sorted(data.draw(st.sets(st.integers(0, number), max_size=number)) | {0, number})
    case = Case()
    for start, end in pairwise(cuts):
        case.take({id_: reports[id_] for id_ in order[start:end]})
    assert case.groups() == _at_once(reports)


@given(seed=st.integers(0, 10**6), data=st.data())
@settings(max_examples=15, deadline=None)
def test_what_is_taken_away_leaves_no_trace(seed: int, data: st.DataObject) -> None:
    reports = world(seed, 14)
    gone = data.draw(st.lists(st.sampled_from(sorted(reports)), unique=True, max_size=6))
    case = Case()
    case.take(reports)
    for id_ in gone:
        case.drop([id_])
    assert case.groups() == _at_once({id_: each for id_, each in reports.items() if id_ not in gone})


def _in_runs(reports: Mapping[str, tuple[Report, Mapping[str, Claim]]], *runs: Iterable[int]) -> Case:
    """Link reports, given by their numbers, run after run."""
    ids, case = list(reports), Case()
    for run in runs:
        case.take({ids[number]: reports[ids[number]] for number in run})
    return case


def test_a_copy_looks_again_when_another_telling_joins_the_incident_of_its_original() -> None:
    """It looks beside its original, whatever its own day and place; so it stands in no block of those that come."""
    reports = world(605, 12)
    assert _in_runs(reports, (1, 6, 2, 3, 4, 9), (0, 7, 8, 5, 10, 11)).groups() == _at_once(reports)


def test_what_stood_together_as_no_incident_says_why_once_it_is_one() -> None:
    """A condemnation founds none; so nothing was said of why it stands where it does, until one comes that does."""
    reports = world(1001257, 8)
    case = _in_runs(reports, (7,), (6,), (5,), (0, 2, 1, 3), (4,))
    gone = [*reports][4]
    case.drop([gone])
    assert case.groups() == _at_once({id_: each for id_, each in reports.items() if id_ != gone})


def test_one_run_is_what_linking_all_at_once_gives() -> None:
    reports = world(5, 30)
    case = Case()
    case.take(reports)
    claims = {id_: claim for _, own in reports.values() for id_, claim in own.items()}
    linked = link(claims, reports={id_: report for id_, (report, _) in reports.items()})
    assert {each for links in case.made.values() for each in links} == {*linked.links}
