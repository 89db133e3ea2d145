"""The start page counts what somebody may see, and no more."""

from review_room import Room

from ledgerstone.actions import deciding
from ledgerstone.records import Report
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
