"""What people judge of links shows in the index at once, and just as reading the whole case tells it."""

from dataclasses import dataclass

import pytest
from review_room import Room

from ledgerstone import current, indexing, pipeline
from ledgerstone.actions import deciding, linking
from ledgerstone.indexing import read_incident
from ledgerstone.records import Assessment, Link
from ledgerstone.store import sight
from ledgerstone.store.index import models
from ledgerstone.store.store import Store

WHY = "The two name the same house and hour."


@dataclass
class Case:
    """The examples, followed by the index."""

    store: Store

    def whole(self) -> dict[str, Assessment]:
        return {each.incident: each for each in current.assessments(self.store) if each.incident}


@pytest.fixture
def case(room: Room) -> Case:
    indexing.follow(room.served.store)
    return Case(room.served.store)


def _compare(case: Case) -> None:
    """See that what is listed, and each incident read alone, is what the whole case says; also when made anew."""
    for _ in range(2):
        whole = case.whole()
        assert set(models.Incident.objects.values_list("record", flat=True)) == whole.keys()
        listed = set(models.Victim.objects.values_list("record", flat=True))
        assert listed == {victim.victim for each in whole.values() for victim in each.victims}
        for id_, each in whole.items():
            one = read_incident(case.store, id_, sight=sight.OF_ALL)
            assert one is not None
            assert one.assessment.claims == each.claims
            assert one.assessment.tolls == each.tolls
        indexing.rebuild(case.store)


def _two(case: Case) -> tuple[str, str]:
    whole = {id_: each for id_, each in case.whole().items() if each.victims}
    one, other = sorted(whole, key=lambda id_: len(whole[id_].claims))[:2]
    return one, other


def test_a_merge_and_taking_it_back(case: Case) -> None:
    one, other = _two(case)
    linking.judge(case.store, one, other, "positive", because=WHY, by="Ines Okoro")
    indexing.follow(case.store)
    _compare(case)
    assert one not in case.whole()
    assert read_incident(case.store, one, sight=sight.OF_ALL) is None
    (link,) = (id_ for id_, each in case.store.records(Link).items() if each.relation == "same_as")
    linking.take_back(case.store, link, because="Two houses.", by="Ines Okoro")
    indexing.follow(case.store)
    assert one in case.whole()
    _compare(case)


def test_a_split_and_a_claim_that_moves(case: Case) -> None:
    one, other = _two(case)
    claims = list(case.whole()[other].claims)
    made = linking.split(case.store, other, claims[:3], because=WHY, by="Ines Okoro")
    indexing.follow(case.store)
    _compare(case)
    linking.judge(case.store, claims[0], made, "negative", because=WHY, by="Ines Okoro")
    linking.judge(case.store, claims[0], one, "positive", because=WHY, by="Ines Okoro")
    indexing.follow(case.store)
    assert claims[0] in case.whole()[one].claims
    _compare(case)
    pipeline.run(case.store, by="Ines Okoro")
    indexing.follow(case.store)
    _compare(case)


def test_victims_judged_the_same(case: Case) -> None:
    victims = next(each.victims for each in case.whole().values() if len(each.victims) > 1)
    linking.judge(case.store, victims[0].victim, victims[1].victim, "positive", because=WHY, by="Ines Okoro")
    indexing.follow(case.store)
    _compare(case)


def test_what_was_sealed_stays_sealed_in_what_it_was_merged_into_or_split_out_to(case: Case) -> None:
    one, other = _two(case)
    claims = list(case.whole()[one].claims)
    deciding.handle(case.store, one, "sealed", because="A relative asked.", by="Ines Okoro")
    made = linking.split(case.store, one, claims[1:3], because=WHY, by="Ines Okoro")
    linking.judge(case.store, one, other, "positive", because=WHY, by="Ines Okoro")
    assert deciding.handle(case.store, one, "sealed", because="Asked again.", by="Ines Okoro").about == other
    indexing.follow(case.store)
    for incident in (made, other):
        assert read_incident(case.store, incident, sight=sight.OF_RESTRICTED) is None
        assert read_incident(case.store, incident, sight=sight.OF_ALL) is not None
