"""A report read without the other claims of its incidents is the same as read among them."""

from typing import Any

import pytest
from review_room import Room

from ledgerstone import indexing
from ledgerstone.actions.deciding import handle, review
from ledgerstone.indexing import seen
from ledgerstone.indexing.part import read_part
from ledgerstone.records import Claim, Link, Report, Victim
from ledgerstone.store import sight


def test_a_report_read_alone_is_as_it_is_among_all_of_its_incidents(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = room.served.store
    indexing.follow(store)
    claims = store.records(Claim)
    for number, verdict in enumerate(("reject", "withhold", "accept"), start=3):
        review(store, list(claims)[number * 5], verdict, because="read", by="Ines Okoro")
    handle(store, list(claims)[7], "sealed", because="danger", by="Ines Okoro")
    victim = next(each.target for each in store.records(Link).values() if each.target in store.records(Victim))
    handle(store, victim, "restricted", because="danger", by="Ines Okoro")
    sights = (sight.OF_OPEN, sight.OF_RESTRICTED, sight.OF_ALL)
    alone = [indexing.read_report(store, id_, sight=each) for id_ in store.records(Report) for each in sights]

    def among_all(*args: Any, alone: bool, **options: Any) -> Any:  # noqa: ARG001 (what is left out)
        return read_part(*args, **options)

    monkeypatch.setattr(seen, "read_part", among_all)
    assert alone == [indexing.read_report(store, id_, sight=each) for id_ in store.records(Report) for each in sights]
