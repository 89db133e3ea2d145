"""The start page counts what somebody may see, and no more."""

from django.template.loader import render_to_string
from review_room import Room

from ledgerstone import indexing
from ledgerstone.actions import deciding
from ledgerstone.indexing import following
from ledgerstone.records import Report
from ledgerstone.store.index import models
from ledgerstone.web import fresh
from ledgerstone.web.fresh import bring_up


def _counted(room: Room, role: str) -> int:
    answer = room.client(role).get("/")
    found: int = answer.context["counts"]["reports"]
    return found


def test_what_is_kept_from_sight_is_not_counted(room: Room) -> None:
    store = room.served.store
    bring_up(store)
    before = {role: _counted(room, role) for role in ("reader", "coder", "keeper")}
    first, second, *_ = store.records(Report)
    deciding.handle(store, first, "restricted", because="a witness is named", by="Ines Okoro")
    deciding.handle(store, second, "sealed", because="a witness is in danger", by="Ines Okoro")
    bring_up(store)
    after = {role: _counted(room, role) for role in ("reader", "coder", "keeper")}
    assert before["reader"] == before["coder"] == before["keeper"] > 2
    assert after == {"reader": before["reader"] - 2, "coder": before["coder"] - 1, "keeper": before["keeper"]}


def test_how_far_the_lists_are_is_said_while_they_are_made(room: Room) -> None:
    store, client = room.served.store, room.client("reader")
    indexing.follow(store)
    for address in ("/", "/incidents/"):
        assert 'class="behind"' not in client.get(address).content.decode()
    whole = fresh.lag(indexing.behind(store))
    models.State.objects.all().delete()  # as after a new version, which lays everything out anew
    with fresh._ONE_AT_A_TIME:  # so that no thread gets ahead of what is looked at
        for address in ("/", "/incidents/"):
            answer = client.get(address)
            assert (answer.context["lag"].noted, answer.context["lag"].laid_out) == (0, 0)
            assert 'class="behind"' in answer.content.decode()
    following.note_what_came(store)
    said = []
    while (lag := fresh.lag(indexing.behind(store))) is not None:
        said.append((lag.noted, lag.laid_out))
        indexing.follow(store, at_most=1)
    assert said[0] == (100, 0)
    assert said == sorted(said)
    assert whole is None


def test_much_that_is_missing_is_told_in_hundredths_and_not_in_numbers() -> None:
    far = fresh.lag(indexing.Behind(entries=750, waiting=3, of=1000))
    assert far == fresh.Lag(noted=25, laid_out=0, much=False)
    assert fresh.lag(indexing.Behind(entries=0, waiting=4000)) == fresh.Lag(noted=100, laid_out=0, much=True)
    lag = fresh.lag(indexing.Behind(entries=0, waiting=1000))
    assert lag == fresh.Lag(noted=100, laid_out=75, much=True)
    shown = render_to_string("finding/behind.html", {"lag": lag})
    assert "Step 2 of 2: 75 % is laid out." in shown
    assert "1000" not in shown
    shown = render_to_string("finding/behind.html", {"lag": fresh.Lag(noted=25, laid_out=0, much=True)})
    assert "Step 1 of 2: 25 % of what was recorded is read." in shown
    assert fresh.lag(indexing.Behind(waiting=0)) is None
