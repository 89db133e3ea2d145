# ruff: noqa: S608 (the tests change tables by SQL of their own)
import asyncio
import os
import sqlite3
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from case_making import AT, BY, capture, claim, keep, new_case, report

from ledgerstone import codec
from ledgerstone.errors import (
    AppendOnly,
    ChangedRow,
    NewerCase,
    NoRight,
    NotACase,
    ReadOnlyCase,
    StoreBusy,
    UnknownRecord,
)
from ledgerstone.records import Capture, Claim, Original, Record, Report
from ledgerstone.store import folder
from ledgerstone.store.store import Store
from ledgerstone.store.verifying import verify

pytestmark = pytest.mark.usefixtures("database")


def _raw(case: Path, *, pragma: str = "") -> sqlite3.Connection:
    connection = sqlite3.connect(case / folder.DATABASE)
    if pragma:
        connection.execute(pragma)
    return connection


def test_records_come_back_as_they_went_in(tmp_path: Path) -> None:
    with new_case(tmp_path / "case") as store:
        kept = keep(store, b"text", tmp_path)
        read = report(kept.sha256)
        found = claim(codec.identify(read))
        added = store.append([read, found], action="reading", by=BY)
        assert added == (codec.identify(read), codec.identify(found))
    with Store(tmp_path / "case") as store:
        assert store.get(reversed(added)) == {added[1]: found, added[0]: read}
        assert store.records(Report) == {added[0]: read}
        assert store.records(Claim, about=added[0]) == {added[1]: found}
        assert store.records(Claim, about="another") == {}
        assert store.counts() == {"original": 1, "report": 1, "claim": 1, "capture": 1}


def test_the_newest_record_of_a_value_is_found_whatever_added_it(tmp_path: Path) -> None:
    with new_case(tmp_path / "case") as store:
        told = [report("ab" * 32, text) for text in ('"language":"fr"', "two", "three")]
        told[1] = replace(told[1], language="fr")
        for number, each in enumerate(told):
            store.append([each], action=f"action {number}", by=BY)
        assert store.newest(Report, field="language", value="en") == told[2]
        assert store.newest(Report, field="language", value="fr") == told[1]
        assert store.newest(Report, field="language", value="de") is None


def test_what_is_there_already_is_added_once_and_leaves_no_entry(tmp_path: Path) -> None:
    with new_case(tmp_path / "case") as store:
        kept = keep(store, b"text", tmp_path)
        both = [report(kept.sha256), report(kept.sha256)]
        assert len(store.append(both, action="reading", by=BY)) == 1
        before = store.entries()
        assert store.append(both, action="reading", by=BY) == ()
        assert store.entries() == before


def test_each_transaction_has_one_entry_that_follows_the_one_before(tmp_path: Path) -> None:
    with new_case(tmp_path / "case") as store:
        keep(store, b"one", tmp_path)
        keep(store, b"two", tmp_path)
        entries = store.entries()
    assert [(entry.seq, entry.action, entry.by) for entry in entries] == [
        (1, "init", BY),
        (2, "add", BY),
        (3, "add", BY),
    ]
    assert [entry.previous for entry in entries[1:]] == [entry.head for entry in entries[:-1]]


def test_nothing_is_kept_of_a_transaction_that_fails(tmp_path: Path) -> None:
    with new_case(tmp_path / "case") as store:
        before = store.entries()

        def breaks() -> bool:
            raise RuntimeError("stopped")

        with pytest.raises(RuntimeError):
            store.append([report("ab" * 32)], action="reading", by=BY, unless=breaks)
        assert store.append([report("ab" * 32)], action="reading", by=BY, unless=lambda: True) == ()
        assert store.records(Report) == {}
        assert store.entries() == before


@pytest.mark.sqlite
def test_a_case_at_rest_is_its_vault_its_database_and_its_settings(tmp_path: Path) -> None:
    with new_case(tmp_path / "case") as store:
        keep(store, b"text", tmp_path)
        assert folder.read_case_file(store.path).at_rest == ""
    assert sorted(path.name for path in store.path.iterdir()) == ["case.sqlite3", "case.toml", "vault"]
    sealed = folder.read_case_file(store.path)
    assert sealed.at_rest == folder.digest_of_file(store.path / folder.DATABASE)
    before = (store.path / folder.SETTINGS).stat().st_mtime_ns
    with Store(store.path) as again:
        assert again.counts()["original"] == 1
    assert (store.path / folder.SETTINGS).stat().st_mtime_ns == before
    assert sorted(path.name for path in store.path.iterdir()) == ["case.sqlite3", "case.toml", "vault"]


@pytest.mark.sqlite
def test_only_the_last_to_leave_seals(tmp_path: Path) -> None:
    with new_case(tmp_path / "case") as one:
        with Store(tmp_path / "case") as two:
            keep(two, b"two", tmp_path)
        assert folder.read_case_file(one.path).at_rest == ""
        keep(one, b"one", tmp_path)
    assert folder.read_case_file(one.path).at_rest
    assert verify(one.path).originals == 2


def test_a_case_belongs_to_its_owner_alone(tmp_path: Path) -> None:
    with new_case(tmp_path / "case") as store:
        assert store.path.stat().st_mode & 0o077 == 0


def test_two_cases_are_open_at_once(tmp_path: Path) -> None:
    with new_case(tmp_path / "one") as one, new_case(tmp_path / "two") as two:
        keep(one, b"one", tmp_path)
        assert one.counts() == {"original": 1, "capture": 1}
        assert two.counts() == {}


def test_a_case_works_where_an_event_loop_runs(tmp_path: Path) -> None:
    async def notebook() -> int:
        await asyncio.sleep(0)
        with new_case(tmp_path / "case") as store:
            keep(store, b"text", tmp_path)
            return len(store.records(Original))

    assert asyncio.run(notebook()) == 1


def test_a_case_is_used_from_several_threads(tmp_path: Path) -> None:
    with new_case(tmp_path / "case") as store, ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda n: store.append([report(f"{n:064x}")], action="reading", by=BY), range(20)))
        assert len(store.records(Report)) == 20
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("case-")]


_WITH_ROWID = 'REPLACE INTO record (rowid, id, kind, about, text, salt, "commitment", entry, place)'
_CHANGES = [
    "UPDATE record SET text = 'x'",
    "UPDATE OR REPLACE record SET id = 'x'",
    "UPDATE record SET rowid = rowid + 100",
    "DELETE FROM record",
    "UPDATE entry SET head = 'x'",
    "DELETE FROM entry",
    "UPDATE commitment SET value = 'x'",
    "DELETE FROM commitment",
    "INSERT OR REPLACE INTO record SELECT id, kind, about, 'x', salt, \"commitment\", entry, place FROM record",
    "REPLACE INTO record SELECT 'other' || id, kind, about, 'x', salt, \"commitment\", entry, place FROM record",
    "REPLACE INTO record SELECT 'other' || id, kind, about, 'x', salt, 'c' || id, entry, place FROM record",
    f"{_WITH_ROWID} SELECT 1, 'other', kind, about, 'x', salt, 'c', entry, 99 FROM record LIMIT 1",
    f"{_WITH_ROWID} SELECT -1, 'other', kind, about, 'x', salt, 'c', entry, 99 FROM record LIMIT 1",
    "INSERT OR IGNORE INTO record SELECT * FROM record",
    "INSERT INTO record SELECT * FROM record WHERE true ON CONFLICT (id) DO UPDATE SET text = 'x'",
    "REPLACE INTO entry SELECT seq, at, 'x', action, settings, commitments, previous, head FROM entry",
    "REPLACE INTO entry SELECT 9, at, by, action, settings, commitments, previous, 'x' FROM entry",
    "REPLACE INTO commitment SELECT value, entry, place + 1 FROM commitment",
    "REPLACE INTO commitment SELECT 'x', entry, place FROM commitment LIMIT 1",
    "INSERT INTO commitment VALUES ('x', 1, 7)",
]


@pytest.mark.sqlite
@pytest.mark.parametrize("change", _CHANGES)
@pytest.mark.parametrize("pragma", ["", "PRAGMA recursive_triggers = ON", "PRAGMA foreign_keys = ON"])
def test_the_database_itself_refuses_changes(case: Path, change: str, pragma: str) -> None:
    with closing(_raw(case, pragma=pragma)) as raw:
        before = list(raw.iterdump())
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            raw.execute(change)
        raw.commit()
        assert list(raw.iterdump()) == before


@pytest.fixture(scope="module")
def case(database: str, tmp_path_factory: pytest.TempPathFactory) -> Path:  # noqa: ARG001 (it decides where)
    top = tmp_path_factory.mktemp("refusing")
    with new_case(top / "case") as store:
        kept = keep(store, b"text", top)
        store.append([report(kept.sha256)], action="reading", by=BY)
    return top / "case"


def test_a_refusal_of_the_database_is_a_coded_error(tmp_path: Path, database: str) -> None:
    with new_case(tmp_path / "case") as store:
        keep(store, b"text", tmp_path)

        def changes_an_entry() -> bool:
            from ledgerstone.store.models import EntryRow

            EntryRow.objects.using(store._engine.alias).filter(seq=1).update(by="x")
            return False

        # In PostgreSQL the role has not even the right to try.
        with pytest.raises(AppendOnly if database == "sqlite" else NoRight, match=r"(no UPDATE|denied).* entry"):
            store.append([capture("ab" * 32)], action="add", by=BY, unless=changes_an_entry)


@pytest.mark.sqlite
def test_a_changed_text_is_found_when_it_is_read(tmp_path: Path) -> None:
    with new_case(tmp_path / "case") as store:
        kept = keep(store, b"text", tmp_path)
        (id_,) = store.append([report(kept.sha256)], action="reading", by=BY)
        with closing(_raw(store.path)) as raw:
            raw.execute("DROP TRIGGER record_no_update")
            raw.execute("UPDATE record SET text = replace(text, '12', '13') WHERE kind = 'report'")
            raw.commit()
        with pytest.raises(ChangedRow, match=id_):
            store.records(Report)
        with pytest.raises(ChangedRow, match=id_):
            store.get([id_])


def test_an_id_is_found_by_its_beginning(tmp_path: Path) -> None:
    with new_case(tmp_path / "case") as store:
        ids = store.append([report(f"{n:064x}") for n in range(300)], action="reading", by=BY)
        assert store.find(ids[0][:16]) == ids[0]
        assert store.find(ids[0]) == ids[0]
        for wrong in ("", "abc", "xyzxyz", "' OR 1", "ABCDEF"):
            with pytest.raises(UnknownRecord):
                store.find(wrong)
        with pytest.raises(UnknownRecord, match="No record"):
            store.find("f" * 64)


def test_several_ids_that_begin_alike_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ledgerstone.store.store._SHORTEST_PREFIX", 1)
    with new_case(tmp_path / "case") as store:
        ids = store.append([report(f"{n:064x}") for n in range(50)], action="reading", by=BY)
        twice = next(id_[0] for id_ in ids if sum(other[0] == id_[0] for other in ids) > 1)
        with pytest.raises(UnknownRecord, match="Several"):
            store.find(twice)


@pytest.mark.sqlite
def test_another_process_that_writes_is_waited_for_and_then_named(tmp_path: Path) -> None:
    with new_case(tmp_path / "case", patience=0.1) as store, closing(_raw(store.path)) as raw:
        raw.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusy, match="Another process"):
            store.append([report("ab" * 32)], action="reading", by=BY)
        raw.rollback()
        assert store.append([report("ab" * 32)], action="reading", by=BY)


def test_two_processes_write_at_once_and_lose_nothing(tmp_path: Path) -> None:
    new_case(tmp_path / "case").close()
    code = (
        "import sys; from pathlib import Path; from case_making import report, BY\n"
        "from ledgerstone.store.store import Store\n"
        "with Store(Path(sys.argv[1]), patience=20) as store:\n"
        "    for n in range(40): store.append([report(sys.argv[2] * 62 + f'{n:02d}')], action='reading', by=BY)\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    running = [
        subprocess.Popen([sys.executable, "-c", code, str(tmp_path / "case"), letter], env=environment)
        for letter in "ab"
    ]
    assert [process.wait(timeout=60) for process in running] == [0, 0]
    with Store(tmp_path / "case") as store:
        assert len(store.records(Report)) == 80
        assert [entry.seq for entry in store.entries()] == list(range(1, 82))


def test_a_folder_that_is_no_case_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for path in (tmp_path, tmp_path / "nothing", tmp_path / "file"):
        with pytest.raises(NotACase):
            Store(path)


def test_a_case_is_made_only_where_nothing_is(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for path in (tmp_path, tmp_path / "file"):
        with pytest.raises(NotACase):
            new_case(path)
    (tmp_path / "empty").mkdir()
    new_case(tmp_path / "empty").close()
    assert verify(tmp_path / "empty").entries == 1


def test_a_case_that_cannot_be_made_leaves_nothing(tmp_path: Path) -> None:
    def breaks(_vault: object) -> tuple[folder.Settings, tuple[Record, ...]]:
        raise RuntimeError("stopped")

    with pytest.raises(RuntimeError):
        Store.create(tmp_path / "case", by=BY, bring=breaks)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.sqlite
def test_a_case_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    new_case(tmp_path / "case").close()
    settings = tmp_path / "case" / folder.SETTINGS
    settings.write_text(settings.read_text().replace(f"format = {folder.FORMAT}", "format = 99"))
    with closing(_raw(tmp_path / "case")) as raw:
        raw.execute("PRAGMA user_version = 99")
    with pytest.raises(NewerCase, match="format 99"):
        Store(tmp_path / "case")
    with pytest.raises(NewerCase):
        verify(tmp_path / "case")


def test_a_case_that_may_only_be_read_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with new_case(tmp_path / "case") as store:
        keep(store, b"text", tmp_path)
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "case").rglob("*")}
    monkeypatch.setattr(folder, "writable", lambda _: False)  # the tests may run as root, whom no right stops
    with Store(tmp_path / "case") as store:
        assert len(store.records(Capture)) == 1
        assert store.read_only
        with pytest.raises(ReadOnlyCase):
            store.append([capture("ab" * 32, at=AT)], action="add", by=BY)
        with pytest.raises(ReadOnlyCase), (tmp_path / "source").open("rb") as file:
            store.keep(file)
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "case").rglob("*")} == before


@pytest.mark.sqlite
def test_a_case_that_may_only_be_read_and_was_not_closed_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with new_case(tmp_path / "case") as store:
        keep(store, b"text", tmp_path)
        monkeypatch.setattr(folder, "writable", lambda _: False)
        with pytest.raises(ReadOnlyCase, match="not closed"):
            Store(tmp_path / "case")


@pytest.mark.sqlite
def test_the_store_is_reached_without_django_being_loaded_by_the_stages() -> None:
    code = "import sys, ledgerstone; ledgerstone.Report; import ledgerstone.store; print('django' in sys.modules)"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "False"
