"""A sentence tells several things: where one of them is closed to somebody, it is shown beside none of the others."""

from collections.abc import Iterator

import pytest
from review_room import Room

from ledgerstone import indexing
from ledgerstone.actions import deciding
from ledgerstone.indexing import read_incident
from ledgerstone.store.index import listing, models, selecting, to_review
from ledgerstone.store.index.filtering import Filter
from ledgerstone.store.room.doings import done
from ledgerstone.store.sight import OF_ALL, OF_OPEN, OF_RESTRICTED

WITHHELD = "it tells of something closed, too"


@pytest.fixture
def two(room: Room) -> Iterator[tuple[models.Claim, models.Claim]]:
    """Yield two claims of one sentence of an incident, of which the second is sealed."""
    indexing.follow(room.served.store)
    for row in models.Claim.objects.exclude(incident="").order_by("record"):
        beside = models.Claim.objects.filter(report=row.report, start=row.start, exact=row.exact)
        other = beside.exclude(record=row.record).first()
        if other is not None:
            deciding.handle(room.served.store, other.record, "sealed", because="A witness.", by="Ines Okoro")
            indexing.follow(room.served.store)
            row.refresh_from_db()
            yield row, other
            return
    raise AssertionError("no sentence of the examples holds two claims")


def _word(row: models.Claim) -> str:
    """Return the sentence, as words in a row that are looked for."""
    return row.exact.split(".")[0][:80].rsplit(" ", 1)[0].replace('"', "").replace("“", "").replace("”", "")


def test_no_list_shows_it(room: Room, two: tuple[models.Claim, models.Claim]) -> None:
    row, other = two
    assert (row.level, row.sentence_level) == (0, 2)
    for role in ("reader", "reviewer"):
        page = room.client(role).get(f"/claims/?report={row.report}").content.decode()
        assert row.record in page
        assert other.record not in page
        assert WITHHELD in page
        assert row.exact not in page.replace("&#x27;", "'").replace("&quot;", '"')
    seen = room.client("keeper").get(f"/claims/?report={row.report}").content.decode()
    assert WITHHELD not in seen


@pytest.mark.usefixtures("database")
def test_nobody_finds_by_its_words_who_may_not_read_it(two: tuple[models.Claim, models.Claim]) -> None:
    row, _ = two
    asked = Filter(text=f'"{_word(row)}"')
    every = {OF_OPEN: False, OF_RESTRICTED: False, OF_ALL: True}
    assert row.record in _found(selecting.claims(asked, sight=OF_ALL))
    for sight, found in every.items():
        assert (row.record in _found(selecting.claims(asked, sight=sight))) is found
        assert (row.incident in _found(selecting.incidents(asked, sight=sight))) is found


def _found(rows: object) -> set[str]:
    return {each.record for each in rows}  # type: ignore[attr-defined]


def test_the_page_of_the_incident_shows_the_claim_without_it(
    room: Room, two: tuple[models.Claim, models.Claim]
) -> None:
    row, _ = two
    one = read_incident(room.served.store, row.incident, sight=OF_RESTRICTED)
    assert one is not None
    assert row.record in one.silent
    assert one.assessment.claims[row.record].passage.exact == ""
    page = room.client("reviewer").get(f"/incidents/{row.incident}/").content.decode()
    assert f'value="{row.record}"' in page
    assert row.exact not in page.replace("&#x27;", "'").replace("&quot;", '"')
    assert "The sentence is withheld" in page
    all_ = read_incident(room.served.store, row.incident, sight=OF_ALL)
    assert all_ is not None
    assert all_.silent == frozenset()


def test_the_queues_do_not_show_it(room: Room, two: tuple[models.Claim, models.Claim]) -> None:
    row, _ = two
    for blind, by, verdict in ((False, "Tomas Rell", "accept"), (True, "Ines Okoro", "reject")):
        deciding.review(room.served.store, row.record, verdict, because="As read.", by=by, blind=blind)
    indexing.follow(room.served.store)
    less, more = (to_review.disputed(sight=sight, at_most=10) for sight in (OF_RESTRICTED, OF_ALL))
    assert [each.sentence for each in less] == [""]
    assert [each.sentence for each in more] == [row.exact]


def test_it_is_shown_again_where_the_claim_is_opened(room: Room, two: tuple[models.Claim, models.Claim]) -> None:
    row, other = two
    deciding.handle(room.served.store, other.record, "open", because="No danger.", by="Ines Okoro")
    indexing.follow(room.served.store)
    row.refresh_from_db()
    assert row.sentence_level == 0
    assert listing.sentence(row, sight=OF_OPEN) == row.exact
    page = room.client("reader").get(f"/claims/?report={row.report}").content.decode()
    assert WITHHELD not in page


def test_no_file_holds_it(room: Room, two: tuple[models.Claim, models.Claim]) -> None:
    row, _ = two
    deciding.review(room.served.store, row.record, "accept", because="As read.", by="Ines Okoro")
    indexing.follow(room.served.store)
    for form in ("csv", "jsonl"):
        page = room.client("releaser").get(f"/lists/claims.{form}").content.decode()
        assert row.record in page
        assert row.exact[:40] not in page
        assert "sentence withheld" in page


def test_who_is_shown_what_is_sealed_in_a_queue_is_in_the_log(
    room: Room, two: tuple[models.Claim, models.Claim]
) -> None:
    _, other = two
    for blind, by, verdict in ((False, "Tomas Rell", "accept"), (True, "Ines Okoro", "reject")):
        deciding.review(room.served.store, other.record, verdict, because="As read.", by=by, blind=blind)
    indexing.follow(room.served.store)
    keeper = room.client("reviewer", "keeper")
    assert other.record in keeper.get("/").content.decode()
    assert [(each.what, each.about) for each in done(at_most=1)] == [("read what is sealed", "/")]
