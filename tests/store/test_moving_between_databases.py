"""A case goes from one database to the other as one file, with the same chain, and still verifies there."""

from pathlib import Path

import pytest
from case_making import BY, claim, keep, new_case, report

from ledgerstone import codec, settings
from ledgerstone.actions.expunging import ask, expunge
from ledgerstone.errors import MissingOriginal
from ledgerstone.records import Claim, Tombstone
from ledgerstone.store import folder, importing
from ledgerstone.store.exporting import export
from ledgerstone.store.importing import import_
from ledgerstone.store.store import Store
from ledgerstone.store.verifying import verify

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def case(database: str, tmp_path: Path) -> Path:
    assert database
    with new_case(tmp_path / "case") as store:
        for number in range(3):
            kept = keep(store, b"report %d" % number, tmp_path)
            read = report(kept.sha256)
            store.append([read, claim(codec.identify(read), exact="Ž’x")], action="reading", by=BY)
        ask(store, [kept.sha256], because="Withdrawn.", by="Tomas Veld")
        expunge(store, [kept.sha256], because="Withdrawn.", by=BY)
    return tmp_path / "case"


def test_it_is_the_same_case_in_each_database(
    case: Path, database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = verify(case)
    made = export(case, tmp_path / "case.zip")
    assert made.sha256 == export(case, tmp_path / "again.zip").sha256
    there = import_(made.file, tmp_path / "there").case
    assert bool(folder.read_case_file(there).schema) is (database == "postgresql")
    with monkeypatch.context() as patch:
        patch.delenv(settings.DATABASE, raising=False)
        alone = import_(made.file, tmp_path / "alone").case
    assert not folder.read_case_file(alone).schema
    for each in (there, alone):
        found = verify(each)
        assert (found.head, found.records, found.entries, found.expunged) == (
            wanted.head,
            wanted.records,
            wanted.entries,
            wanted.expunged,
        )
        with Store(each) as store, Store(case) as first:
            assert store.records(Claim) == first.records(Claim)
            assert store.records(Tombstone) == first.records(Tombstone)
            keep(store, b"more", tmp_path)
        assert verify(each).originals == wanted.originals + 1


def test_what_cannot_be_imported_leaves_nothing_in_the_database(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = export(case, tmp_path / "case.zip")
    calls = []

    def fail_at_second(path: Path, **_: object) -> object:
        calls.append(path)
        if len(calls) == 1 and settings.team() is not None:
            return verify(path)
        raise MissingOriginal("As if the last look found something.")

    monkeypatch.setattr(importing, "verify", fail_at_second)
    with pytest.raises(MissingOriginal):
        import_(made.file, tmp_path / "there")
    assert not (tmp_path / "there").exists()
    assert not list(tmp_path.glob(f"{folder.UNFINISHED}*"))


def test_an_expunge_that_was_stopped_is_ended_before_the_case_is_exported(case: Path, tmp_path: Path) -> None:
    (case / folder.FORGETTING).write_text("")
    with pytest.raises(Exception, match="expunge"):
        export(case, tmp_path / "case.zip")
    Store(case).close()
    assert export(case, tmp_path / "case.zip").originals == 2
