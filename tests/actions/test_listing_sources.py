"""A table of decisions on sources is taken over whole, once, or not at all."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from case_making import BY, new_case

from ledgerstone import current
from ledgerstone.actions import listing_sources
from ledgerstone.actions.listing_sources import take
from ledgerstone.errors import BadReview, NotFound, TooLarge
from ledgerstone.records import Appraisal, Ownership
from ledgerstone.store.store import Store

pytestmark = pytest.mark.usefixtures("database")

HEAD = "source,credibility,owner,because,since,until,role\n"
ROWS = (
    'Kalvessa Post,not_credible,,"It prints what it is sent, unchecked.",2031-01-01,,\n'
    "Sella Today,credible,Veldt Holding,The register.,,,\n"
    ",not_credible,,Accounts nobody knows.,,,social_media\n"
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with new_case(tmp_path / "case") as made:
        yield made


def _table(tmp_path: Path, text: str | bytes) -> Path:
    path = tmp_path / "sources.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_each_row_is_a_decision_and_the_table_one_entry_of_the_chain(store: Store, tmp_path: Path) -> None:
    before = len(store.entries())
    made = take(store, _table(tmp_path, HEAD + ROWS), by=BY)
    assert len(store.entries()) == before + 1
    assert store.entries()[-1].action == "sources"
    assert set(current.standards(store).decisions) == set(made)
    first, second, third, fourth = made
    assert isinstance(first, Appraisal)
    assert (first.source, first.since, first.by) == ("Kalvessa Post", date(2031, 1, 1), BY)
    assert isinstance(third, Ownership)
    assert (third.outlet, third.owner) == ("Sella Today", "Veldt Holding")
    assert isinstance(second, Appraisal)
    assert isinstance(fourth, Appraisal)
    assert (fourth.source, fourth.role) == (None, "social_media")


def test_a_table_that_has_grown_adds_only_what_is_new(store: Store, tmp_path: Path) -> None:
    take(store, _table(tmp_path, HEAD + ROWS), by=BY)
    assert take(store, _table(tmp_path, HEAD + ROWS), by="Mara Lind") == ()
    (new,) = take(store, _table(tmp_path, HEAD + ROWS + "Radio Oru,credible,,Heard daily.,,,\n"), by=BY)
    assert isinstance(new, Appraisal)
    assert new.source == "Radio Oru"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (HEAD + ROWS + "Radio Oru,splendid,,Heard.,,,\n", "line 5: 'splendid' is no credibility"),
        (HEAD + ROWS + "Radio Oru,credible,,,,,\n", "line 5: A decision needs a reason"),
        (HEAD + ROWS + "Radio Oru,,,Heard.,,,\n", "line 5: It says neither"),
        (HEAD + ROWS + "Radio Oru,credible,,Heard.,5 May,,\n", "line 5: Invalid isoformat string"),
        (HEAD + ROWS + ",,Veldt,The register.,,,\n", "line 5: The name is empty"),
        (HEAD + ROWS + "Radio Oru,credible\n", "has other cells than columns"),
        ("source,credibility\nRadio Oru,credible\n", "the column 'because'"),
        ("source,because,colour\nRadio Oru,Heard.,red\n", "the column 'colour'"),
        (HEAD.encode() + b"\xff,credible,,x,,,\n", "is no CSV in UTF-8"),
        ("", "the column 'source'"),
    ],
)
def test_of_a_table_with_one_bad_row_nothing_is_recorded(
    store: Store, tmp_path: Path, text: str | bytes, said: str
) -> None:
    with pytest.raises(BadReview, match=said):
        take(store, _table(tmp_path, text), by=BY)
    assert current.decisions(store) == {}


def test_a_table_that_is_not_there(store: Store, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        take(store, tmp_path / "none.csv", by=BY)


def test_a_table_larger_than_any_list_of_sources(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing_sources, "_LARGEST", 10)
    with pytest.raises(TooLarge):
        take(store, _table(tmp_path, HEAD + ROWS), by=BY)
