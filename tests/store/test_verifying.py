# ruff: noqa: S608 (the tests change tables by SQL of their own)
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from case_making import BY, claim, keep, new_case, report, two_reports
from team_database import connect, copy, without_triggers

from ledgerstone import codec
from ledgerstone.errors import (
    BrokenChain,
    ChangedRow,
    ChangedSchema,
    ChangedSettings,
    CustodyError,
    DamagedDatabase,
    DigestMismatch,
    MissingOriginal,
    NotACase,
    ReadOnlyCase,
    StoreBusy,
    StrangeFile,
)
from ledgerstone.store import chain, folder
from ledgerstone.store.resting import settle
from ledgerstone.store.store import Store
from ledgerstone.store.verifying import verify

pytestmark = pytest.mark.usefixtures("database")
FORMAT = f"format = {folder.FORMAT}"


@pytest.fixture(scope="module")
def whole(database: str, tmp_path_factory: pytest.TempPathFactory) -> Path:  # noqa: ARG001 (it decides where)
    return two_reports(tmp_path_factory.mktemp("whole"))


@pytest.fixture
def case(database: str, whole: Path, tmp_path: Path) -> Path:
    if database == "postgresql":
        return copy(whole, tmp_path / "case")
    return Path(shutil.copytree(whole, tmp_path / "case"))


def _tamper(case: Path, *changes: str, drop: str = "") -> None:
    """Change the database as its administrator would, put the triggers back, and seal it anew."""
    if not (case / folder.DATABASE).exists():
        with without_triggers(case) as raw:
            for change in changes:
                raw.execute(change)
        if drop:
            with connect(case) as raw:
                raw.execute(f"DROP TRIGGER {drop} ON record")
        return
    with closing(sqlite3.connect(case / folder.DATABASE)) as raw:
        names = [row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]
        triggers = [raw.execute("SELECT sql FROM sqlite_master WHERE name = ?", [name]).fetchone()[0] for name in names]
        for name in names:
            raw.execute(f"DROP TRIGGER {name}")
        for change in changes:
            raw.execute(change)
        for name, sql in zip(names, triggers, strict=True):
            if name != drop:
                raw.execute(sql)
        raw.commit()
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = folder.read_case_file(case)
    folder.write_case_file(case, folder.CaseFile(settings=content.settings))
    settle(case)


def test_a_whole_case_verifies_and_its_head_is_told(case: Path) -> None:
    found = verify(case)
    with Store(case) as store:
        assert found.head == store.entries()[-1].head
    assert (found.originals, found.records, found.entries, found.notes) == (2, 8, 7, ())


def test_verifying_changes_nothing(case: Path) -> None:
    before = {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in [case, *case.rglob("*")]}
    verify(case)
    assert {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in [case, *case.rglob("*")]} == before


@pytest.mark.parametrize(
    ("change", "error", "said"),
    [
        (
            "UPDATE record SET text = replace(text, '12', '13') WHERE kind = 'claim'",
            ChangedRow,
            "no longer has the text",
        ),
        ("UPDATE record SET text = text || ' ' WHERE kind = 'claim'", ChangedRow, "no longer has the text"),
        ("UPDATE record SET kind = 'report' WHERE kind = 'claim'", ChangedRow, "no longer has the text"),
        ("UPDATE record SET id = upper(id) WHERE kind = 'claim'", ChangedRow, "no longer has the text"),
        ("UPDATE record SET salt = replace(salt, '0', '1') WHERE kind = 'claim'", ChangedRow, "salt or the commitment"),
        ("UPDATE record SET salt = upper(salt) WHERE kind = 'claim'", ChangedRow, "salt or the commitment"),
        ("UPDATE record SET salt = 'no salt' WHERE kind = 'claim'", ChangedRow, "salt or the commitment"),
        ("UPDATE record SET about = 'x' WHERE kind = 'claim'", ChangedRow, "filed under"),
        ("UPDATE record SET about = 'x' WHERE kind = 'original'", ChangedRow, "filed under"),
        pytest.param(
            "UPDATE record SET text = CAST(x'ff' AS TEXT) WHERE kind = 'claim'",
            ChangedRow,
            "not text",
            marks=pytest.mark.sqlite,
        ),
        ("DELETE FROM record WHERE kind = 'claim'", BrokenChain, "place 0 of entry 4 is gone"),
        ("UPDATE record SET place = 7 WHERE kind = 'claim'", BrokenChain, "place 0 of entry 4 is gone"),
        ("UPDATE entry SET by = 'Somebody' WHERE seq = 3", BrokenChain, "entry 3"),
        ("UPDATE entry SET at = '2020-01-01' WHERE seq = 3", BrokenChain, "entry 3"),
        ("UPDATE entry SET action = 'x' WHERE seq = 3", BrokenChain, "entry 3"),
        ("UPDATE entry SET settings = 'x' WHERE seq = 3", BrokenChain, "entry 3"),
        ("UPDATE entry SET commitments = 'x' WHERE seq = 3", BrokenChain, "entry 3"),
        ("UPDATE entry SET previous = 'x' WHERE seq = 3", BrokenChain, "entry 3"),
        ("UPDATE entry SET head = 'x' WHERE seq = 3", BrokenChain, "entry 3"),
        ("UPDATE entry SET seq = 99 WHERE seq = 1", BrokenChain, "entry 1"),
        ("UPDATE commitment SET place = 5 WHERE entry = 3", BrokenChain, "entry 3 lacks"),
        ("DROP TABLE record", ChangedSchema, "record"),
        ("CREATE TABLE more (x integer)", ChangedSchema, "more"),
        ("CREATE VIEW v AS SELECT 1", ChangedSchema, "'v'"),
        ("DROP INDEX record_about", ChangedSchema, "record_about"),
        pytest.param(
            "CREATE TRIGGER t AFTER INSERT ON record BEGIN SELECT 1; END",
            ChangedSchema,
            "'t'",
            marks=pytest.mark.sqlite,
        ),
    ],
)
def test_a_change_by_raw_sql_is_found(case: Path, change: str, error: type[CustodyError], said: str) -> None:
    if change == "DROP TABLE record" and (case / folder.DATABASE).exists():
        _tamper_by_dropping(case)
    else:
        _tamper(case, change)
    with pytest.raises(error, match=said):
        verify(case)


def _tamper_by_dropping(case: Path) -> None:
    with closing(sqlite3.connect(case / folder.DATABASE)) as raw:
        raw.execute("DROP TABLE record")
        raw.commit()


def test_a_chain_cut_short_shows_in_its_head_and_in_what_is_left_over(
    case: Path,
) -> None:
    """A shorter chain is whole in itself: it shows by the original without a record, and by the head kept elsewhere."""
    before = verify(case)
    _tamper(
        case,
        "DELETE FROM record WHERE entry > 4",
        'DELETE FROM "commitment" WHERE entry > 4',
        "DELETE FROM entry WHERE seq > 4",
    )
    after = verify(case)
    assert after.head != before.head
    assert "no record names it" in after.notes[0]


def test_a_trigger_that_was_dropped_is_found(case: Path) -> None:
    _tamper(case, drop="record_no_delete")
    with pytest.raises(ChangedSchema, match="record_no_delete"):
        verify(case)


def test_a_rewritten_record_with_its_own_id_is_found_by_its_commitment(case: Path) -> None:
    with Store(case) as store:
        found = store.records(type(claim("x")))
        id_, old = next(iter(found.items()))
    new = claim(old.report, low=13)
    _tamper(
        case,
        f"UPDATE record SET id = '{codec.identify(new)}', text = '{codec.canonical(new)}' WHERE id = '{id_}'",
    )
    with pytest.raises(ChangedRow, match="commitment"):
        verify(case)


def test_a_rewritten_record_with_its_own_commitment_is_found_by_the_chain(case: Path) -> None:
    with Store(case) as store:
        id_, old = next(iter(store.records(type(claim("x"))).items()))
    new = claim(old.report, low=13)
    text, new_id, salt = codec.canonical(new), codec.identify(new), "00" * 32
    value = chain.commitment(salt=salt, record=new_id, text=text)
    _tamper(
        case,
        f"UPDATE \"commitment\" SET value = '{value}' "
        f"WHERE value = (SELECT \"commitment\" FROM record WHERE id = '{id_}')",
        f"UPDATE record SET id = '{new_id}', text = '{text}', salt = '{salt}', \"commitment\" = '{value}' "
        f"WHERE id = '{id_}'",
    )
    with pytest.raises(BrokenChain, match="entry 4"):
        verify(case)


def test_a_record_added_behind_the_chain_is_found(case: Path) -> None:
    new = report("ab" * 32)
    text, id_, salt = codec.canonical(new), codec.identify(new), "00" * 32
    value = chain.commitment(salt=salt, record=id_, text=text)
    _tamper(
        case,
        f"INSERT INTO \"commitment\" VALUES ('{value}', 7, 1)",
        f"INSERT INTO record VALUES ('{id_}', 'report', '{'ab' * 32}', '{text}', '{salt}', '{value}', 7, 1)",
    )
    with pytest.raises(BrokenChain, match="entry 7"):
        verify(case)


def _an_original(case: Path) -> Path:
    path = next(path for path in sorted((case / folder.VAULT).rglob("*")) if path.is_file())
    path.chmod(0o644)
    return path


def test_an_original_with_a_flipped_bit_is_named(case: Path) -> None:
    path = _an_original(case)
    data = bytearray(path.read_bytes())
    data[-1] ^= 4
    path.write_bytes(data)
    with pytest.raises(DigestMismatch, match=path.name):
        verify(case)


def test_an_original_that_is_gone_is_named(case: Path) -> None:
    path = _an_original(case)
    path.unlink()
    with pytest.raises(MissingOriginal, match=path.name):
        verify(case)
    shutil.rmtree(case / folder.VAULT)
    with pytest.raises(MissingOriginal, match="vault"):
        verify(case)


def test_a_report_of_an_original_without_a_record_is_named(tmp_path: Path) -> None:
    with new_case(tmp_path / "case") as store:
        store.append([report("ab" * 32)], action="reading", by=BY)
    with pytest.raises(MissingOriginal, match="ab" * 32):
        verify(tmp_path / "case")


@pytest.mark.parametrize(
    "name", ["notes.txt", ".hidden", "case.sqlite3-journal", "vault/note", "vault/ab/xyz", "vault/.x"]
)
def test_a_strange_file_is_named(case: Path, name: str) -> None:
    (case / name).parent.mkdir(exist_ok=True)
    (case / name).write_text("x")
    with pytest.raises(StrangeFile, match=name.removeprefix("vault/")):
        verify(case)


@pytest.mark.sqlite
@pytest.mark.parametrize(
    "name", ["case.sqlite3-wal", "case.sqlite3-shm", f"{folder.UNFINISHED}1", f"vault/{folder.UNFINISHED}1"]
)
def test_what_an_open_case_has_is_strange_in_one_at_rest(case: Path, name: str) -> None:
    (case / name).write_text("x")
    with pytest.raises(StrangeFile):
        verify(case)


@pytest.mark.sqlite
def test_a_stop_while_a_case_at_rest_is_opened_is_noted(case: Path) -> None:
    content = folder.read_case_file(case)
    opening = folder.CaseFile(settings=content.settings, at_rest="").render()
    (case / f"{folder.UNFINISHED}1").write_text(opening[:100])
    assert "stopped hard" in verify(case).notes[0]
    with Store(case) as store:
        store.append([report("ab" * 32)], action="reading", by=BY)
    assert not list(case.glob(f"{folder.UNFINISHED}*"))


@pytest.mark.sqlite
def test_a_stop_while_a_case_at_rest_is_read_is_noted(case: Path) -> None:
    """SQLite opens its log to read, too: killed then, it leaves one without a byte in it, and an index of that."""
    code = (
        "import os, sys; from pathlib import Path; from ledgerstone.store.store import Store\n"
        "store = Store(Path(sys.argv[1])); store.counts(); os.kill(os.getpid(), 9)\n"
    )
    subprocess.run([sys.executable, "-c", code, str(case)], check=False)
    assert [(case / name).exists() for name in folder.BESIDE] == [True, True]
    assert "it holds nothing" in verify(case).notes[0]
    with Store(case) as store:
        assert store.counts()["original"] == 2
    assert verify(case).notes == ()


def test_an_original_that_became_a_link_is_strange(case: Path, tmp_path: Path) -> None:
    path = _an_original(case)
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(StrangeFile, match=path.name):
        verify(case)


@pytest.mark.sqlite
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('made_by = "tests"', 'made_by = "others"'),
        ("gazetteers = []", f'gazetteers = ["{"ab" * 32}"]'),
        (FORMAT, f"format = {folder.FORMAT + 1}"),
        (FORMAT, "format = 1"),
        (FORMAT, "format = true"),
        ("# A Ledgerstone", "# a Ledgerstone"),
        ("made_by", "\x00"),
        ('made_by = "tests"', "made_by = 7"),
        ("gazetteers = []", "gazetteers = [1]"),
        ("gazetteers = []", "gazetteers = []\nmore = 1"),
        ("\n", "\r\n"),
    ],
)
def test_a_change_of_the_settings_is_found(case: Path, old: str, new: str) -> None:
    path = case / folder.SETTINGS
    assert old in path.read_text()
    path.write_bytes(path.read_text().replace(old, new).encode())
    with pytest.raises(ChangedSettings, match=r"case\.toml"):
        verify(case)


@pytest.mark.sqlite
def test_bytes_of_the_database_that_hold_nothing_are_covered_by_the_seal(case: Path) -> None:
    path = case / folder.DATABASE
    data = bytearray(path.read_bytes())
    data[24] ^= 1  # the file change counter, which says nothing about content
    path.write_bytes(data)
    with pytest.raises(DamagedDatabase, match="byte for byte"):
        verify(case)


@pytest.mark.sqlite
def test_a_database_that_is_no_database_is_damaged(case: Path) -> None:
    (case / folder.DATABASE).write_bytes(b"nothing" * 1000)
    with pytest.raises(DamagedDatabase):
        verify(case)
    (case / folder.DATABASE).write_bytes(b"")
    with pytest.raises(ChangedSchema):
        verify(case)


def _flip(path: Path, bit: int) -> Callable[[], None]:
    data = path.read_bytes()
    changed = bytearray(data)
    changed[bit // 8] ^= 1 << bit % 8
    path.chmod(0o644)
    path.write_bytes(changed)

    def back() -> None:
        path.write_bytes(data)

    return back


@pytest.mark.sqlite
def test_each_bit_of_the_settings_is_covered(case: Path) -> None:
    path = case / folder.SETTINGS
    content = folder.read_case_file(case)
    for bit in range(0, path.stat().st_size * 8, 7):  # each of the eight places in a byte
        back = _flip(path, bit)
        try:
            found = folder.read_case_file(case)
        except ChangedSettings:
            pass
        else:
            assert found.settings.digest != content.settings.digest or found.at_rest != content.at_rest
            assert found.at_rest
        back()


@pytest.mark.sqlite
def test_verify_waits_for_nobody_for_long(case: Path) -> None:
    with Store(case), pytest.raises(StoreBusy):
        verify(case, patience=0.05)


def test_a_case_in_use_is_verified_as_it_is_at_one_moment(case: Path, tmp_path: Path) -> None:
    with Store(case) as store:
        before = verify(case, in_use=True)
        keep(store, b"It came while others looked.\n", tmp_path)
        after = verify(case, in_use=True)
        assert (after.originals, after.entries) == (before.originals + 1, before.entries + 1)
        assert after.head == store.entries()[-1].head
        if not store.of_a_team:
            assert "in use" in after.notes[0]
    assert verify(case).head == after.head


@pytest.mark.sqlite
def test_a_writer_in_the_middle_does_not_show_in_a_case_in_use(case: Path) -> None:
    with Store(case):
        writer = sqlite3.connect(case / folder.DATABASE, isolation_level=None)
        writer.execute("PRAGMA journal_mode=WAL")
        writer.execute("BEGIN IMMEDIATE")
        assert verify(case, in_use=True).entries > 0
        writer.execute("ROLLBACK")
        writer.close()


def test_what_was_changed_in_a_case_in_use_is_found(case: Path) -> None:
    _tamper(case, "UPDATE entry SET head = 'ff' WHERE seq = 1")
    with Store(case), pytest.raises(CustodyError):
        verify(case, in_use=True)


def test_a_folder_that_is_no_case_is_no_custody_matter(tmp_path: Path) -> None:
    with pytest.raises(NotACase):
        verify(tmp_path)


def test_a_case_that_may_only_be_read_verifies(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "writable", lambda _: False)
    assert verify(case).originals == 2


_ADDING = """
import sys
from pathlib import Path
from case_making import new_case, keep
from ledgerstone.store.store import Store
top = Path(sys.argv[1])
with Store(top / "case") as store:
    for number in range(100_000):
        print(keep(store, b"%d" % number * 3000, top).sha256, flush=True)
"""


def _killed_while_adding(top: Path, *, after: float) -> list[str]:
    new_case(top / "case").close()
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    with subprocess.Popen(
        [sys.executable, "-c", _ADDING, str(top)], env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline()]
        time.sleep(after)
        process.send_signal(signal.SIGKILL)
        lines += process.stdout.readlines()
    return [line.strip() for line in lines if line.endswith("\n")]


@pytest.mark.parametrize("after", [0.0, 0.011, 0.037])
def test_killed_in_the_middle_of_adding_nothing_acknowledged_is_lost(
    tmp_path: Path, after: float, database: str
) -> None:
    acknowledged = _killed_while_adding(tmp_path, after=after)
    found = verify(tmp_path / "case")
    assert any("was not closed" in note for note in found.notes) == (database == "sqlite")
    assert found.originals >= len(acknowledged) >= 1
    with Store(tmp_path / "case") as store:
        for sha256 in acknowledged:
            assert store.vault.check(sha256)
        keep(store, b"later", tmp_path)
    again = verify(tmp_path / "case")
    assert not any("was not closed" in note or "was stopped; nothing" in note for note in again.notes)
    assert again.entries > found.entries


@pytest.mark.slow
@pytest.mark.parametrize("after", [n * 0.0037 for n in range(40)])
def test_killed_at_many_moments_nothing_acknowledged_is_lost(tmp_path: Path, after: float) -> None:
    acknowledged = _killed_while_adding(tmp_path, after=after)
    assert verify(tmp_path / "case").originals >= len(acknowledged)


@pytest.mark.sqlite
def test_a_crashed_case_that_may_only_be_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _killed_while_adding(tmp_path, after=0.0)
    monkeypatch.setattr(folder, "writable", lambda _: False)
    with pytest.raises(ReadOnlyCase):
        verify(tmp_path / "case")
