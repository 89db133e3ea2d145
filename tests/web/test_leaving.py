"""Who is masked in a release of the whole case is masked in each list that leaves, whichever incidents it holds."""

from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from review_room import Room

from ledgerstone import indexing, pipeline
from ledgerstone.actions import adding, deciding
from ledgerstone.store.index import models, naming

DEAD = frozenset({"killed"})
TOLD = "At least 7 people were killed in Sella on 3 May 2031, said Beska Torrin, a resident of the town."
# Here she only stands in the sentence: nothing of this report says that she speaks, or that she lives.
BESIDE = "Four people were killed in Drovath on 9 June 2031, the police said, thanking Beska Torrin for her help."


@pytest.fixture
def told(room: Room, tmp_path: Path) -> models.Claim:
    """Return an accepted claim whose sentence names somebody who speaks elsewhere alone."""
    for name, text in (("told.txt", TOLD), ("beside.txt", BESIDE)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        list(adding.add(room.served.store, [tmp_path / name], by="Ines Okoro"))
    pipeline.run(room.served.store, by="Ines Okoro")
    indexing.follow(room.served.store)
    row = models.Claim.objects.filter(exact=BESIDE, low=4).exclude(incident="")[0]
    elsewhere = models.Claim.objects.filter(exact=TOLD).exclude(incident="")
    assert elsewhere[0].incident != row.incident
    deciding.review(room.served.store, row.record, "accept", because="As read.", by="Ines Okoro")
    indexing.follow(room.served.store)
    return row


def _files(room: Room) -> dict[str, str]:
    client = room.client("releaser")
    names = [f"{name}.{form}" for name in ("claims", "incidents", "reports") for form in ("csv", "jsonl")]
    return {name: client.get(f"/lists/{name}").content.decode() for name in names}


@pytest.mark.usefixtures("database")
def test_a_witness_of_another_incident_is_masked(room: Room, told: models.Claim) -> None:
    files = _files(room)
    assert told.record in files["claims.csv"]
    assert "[name withheld]" in files["claims.csv"]
    assert not [name for name, text in files.items() if "Beska" in text or "Torrin" in text]


def test_a_witness_whose_claim_is_sealed_or_rejected_is_masked_all_the_same(room: Room, told: models.Claim) -> None:
    (elsewhere, *_) = models.Claim.objects.filter(exact=TOLD, low=7)
    deciding.handle(room.served.store, elsewhere.record, "sealed", because="A witness.", by="Ines Okoro")
    deciding.review(room.served.store, elsewhere.record, "reject", because="Twice.", by="Ines Okoro")
    indexing.follow(room.served.store)
    files = _files(room)
    assert told.record in files["claims.csv"]
    assert not [name for name, text in files.items() if "Torrin" in text]


def test_a_name_that_a_person_opened_stays(room: Room, told: models.Claim) -> None:
    for row in models.Claim.objects.filter(exact=TOLD):
        deciding.handle(room.served.store, row.record, "open", because="She asked to be named.", by="Ines Okoro")
    indexing.follow(room.served.store)
    assert told.record
    assert "Beska Torrin" in _files(room)["claims.csv"]


def test_names_are_looked_up_by_word_and_the_dead_are_named(told: models.Claim) -> None:
    assert told.record
    found = naming.names_of_the_living({"torrin"}, opened=(), dead=DEAD, using="default")
    assert found == {"Beska Torrin"}
    victims = models.Victim.objects.filter(harm="killed").exclude(name="")
    name = next(row.name for row in victims if not models.Victim.objects.filter(name=row.name).exclude(harm="killed"))
    words = {word.casefold() for word in name.split()}
    assert name not in naming.names_of_the_living(words, opened=(), dead=DEAD, using="default")
    alive = naming.names_of_the_living(words, opened=(), dead=frozenset(), using="default")
    assert name in alive


def test_a_list_asks_no_more_of_the_database_the_more_names_there_are(room: Room, told: models.Claim) -> None:
    client = room.client("releaser")
    client.get("/lists/claims.csv")
    asked = []
    for number in (0, 40):
        rows = [
            models.Named(claim=f"{each}", word="nobody", name="Nobody Here", speaker=True) for each in range(number)
        ]
        models.Named.objects.bulk_create(rows)
        with CaptureQueriesContext(connection) as queries:
            assert told.record in client.get("/lists/claims.csv").content.decode()
        asked.append(len(queries))
    assert asked[0] == asked[1]
