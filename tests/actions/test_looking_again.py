from collections.abc import Iterator
from pathlib import Path

import pytest
from case_making import AT, BY, claim, keep, new_case, report

from ledgerstone import codec, current, reviewing
from ledgerstone.actions import looking_again
from ledgerstone.actions.accounts import Doer
from ledgerstone.actions.deciding import review
from ledgerstone.actions.permissions import Role
from ledgerstone.errors import BadReview, NotAllowed
from ledgerstone.records import Claim, Run
from ledgerstone.reviewing import Again
from ledgerstone.store.store import Store

pytestmark = pytest.mark.usefixtures("database")

DOER = Doer(by="Mira Sand", roles=frozenset({Role.CODER}))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A case with one claim of at least 12 people, which somebody accepted."""
    with new_case(tmp_path / "case") as made:
        kept = keep(made, b"text", tmp_path)
        read = report(kept.sha256)
        run = Run(stage="reading", about=kept.sha256, made=(codec.identify(read),), version="tests.1", at=AT, by=BY)
        made.append([read, run], action="reading", by=BY)
        _find(made, codec.identify(read), claim(codec.identify(read)), version="tests.1")
        review(made, next(iter(_now(made).claims)), "accept", because="there", by=BY)
        yield made


def _find(store: Store, report_id: str, *found: Claim, version: str) -> None:
    ids = tuple(codec.identify(each) for each in found)
    run = Run(stage="extraction", about=report_id, made=ids, version=version, at=AT, by=BY)
    store.append([*found, run], action="extraction", by=BY)


def _now(store: Store) -> reviewing.Reviewed:
    return current.read_current(store).reviewed


def _found_otherwise(store: Store, *found: Claim) -> tuple[Again, Claim]:
    report_id = next(iter(current.read_current(store).reports))
    _find(store, report_id, *found, version="tests.2")
    now = _now(store)
    ((_, stands),) = now.claims.items()
    (again,) = now.queue
    return again, stands


def _lows(store: Store) -> list[int | None]:
    return [each.count.low for each in _now(store).claims.values() if each.count]


def _other(store: Store) -> Claim:
    return claim(next(iter(current.read_current(store).reports)), low=120, extractor="tests.2")


def test_keeping_a_decision_ends_the_question(store: Store) -> None:
    again, stands = _found_otherwise(store, _other(store))
    looking_again.keep(store, DOER, again, stands, because="12 is right", seen=store.last_entry())
    assert (_lows(store), _now(store).queue) == ([12], ())


def test_taking_what_is_found_ends_it_too(store: Store) -> None:
    again, _ = _found_otherwise(store, _other(store))
    looking_again.take(store, DOER, again, because="120 is right", seen=store.last_entry())
    assert (_lows(store), _now(store).queue) == ([120], ())


def test_what_no_stage_finds_any_more_can_be_kept_and_not_taken(store: Store) -> None:
    again, stands = _found_otherwise(store)
    with pytest.raises(BadReview):
        looking_again.take(store, DOER, again, because="x", seen=store.last_entry())
    looking_again.keep(store, DOER, again, stands, because="it is there", seen=store.last_entry())
    assert (_lows(store), _now(store).queue) == ([12], ())


def test_a_reader_does_neither(store: Store) -> None:
    again, stands = _found_otherwise(store, _other(store))
    reader = Doer(by="Tomas Rell", roles=frozenset({Role.READER}))
    with pytest.raises(NotAllowed):
        looking_again.keep(store, reader, again, stands, because="x", seen=store.last_entry())
