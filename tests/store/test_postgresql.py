"""What is PostgreSQL's own: roles, triggers, the environment, a server that goes away, what verifying sees."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from case_making import BY, keep, new_case, report
from conftest import WHY
from team_database import ADMIN, APP, CUT, OWNER, connect, schemas

from ledgerstone import settings
from ledgerstone.errors import (
    AppendOnly,
    BadSetting,
    ChangedSchema,
    ChangedSettings,
    DatabaseGone,
    LedgerstoneError,
    MissingResource,
    NoRight,
    NotACase,
    ReadOnlyCase,
    StoreBusy,
    StrangeFile,
    UnsafeDatabase,
)
from ledgerstone.records import Report
from ledgerstone.store import folder, placing
from ledgerstone.store.store import Store
from ledgerstone.store.verifying import PROVES_NOT, verify
from ledgerstone.store.writing import write

pytestmark = pytest.mark.skipif(APP not in os.environ, reason=WHY)


@pytest.fixture(autouse=True, scope="module")
def _team() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch, schemas():
        patch.setenv(settings.DATABASE, os.environ[APP])
        patch.setenv(settings.OWNER, os.environ[OWNER])
        yield


def _made(top: Path) -> Path:
    with new_case(top / "case") as store:
        kept = keep(store, b"text", top)
        store.append([report(kept.sha256)], action="reading", by=BY)
    return top / "case"


@pytest.fixture(scope="module")
def whole(_team: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case that no test changes."""
    return _made(tmp_path_factory.mktemp("whole"))


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return _made(tmp_path)


def test_a_folder_of_a_team_holds_originals_and_settings_alone(case: Path) -> None:
    assert sorted(path.name for path in case.iterdir()) == ["case.toml", "vault"]
    assert "password" not in (case / "case.toml").read_text()
    (case / folder.DATABASE).write_text("x")
    with pytest.raises(StrangeFile, match="sqlite"):
        verify(case)


_CHANGES = [
    "UPDATE record SET text = 'x'",
    "UPDATE record SET text = 'x' WHERE false",
    "DELETE FROM record",
    "TRUNCATE record",
    "TRUNCATE entry CASCADE",
    "UPDATE entry SET head = 'x'",
    "DELETE FROM entry WHERE seq = 2",
    "UPDATE \"commitment\" SET value = 'x'",
    'DELETE FROM "commitment"',
    "INSERT INTO record SELECT * FROM record ON CONFLICT (id) DO UPDATE SET text = 'x'",
    "INSERT INTO record SELECT * FROM record WHERE false ON CONFLICT (id) DO UPDATE SET text = 'x'",
    "MERGE INTO record r USING record s ON r.id = s.id WHEN MATCHED THEN UPDATE SET text = 'x'",
    "MERGE INTO record r USING record s ON r.id = s.id WHEN MATCHED THEN DELETE",
    "WITH gone AS (DELETE FROM record RETURNING *) SELECT count(*) FROM gone",
    "INSERT INTO \"commitment\" VALUES ('x', 1, 7)",
    "INSERT INTO entry SELECT seq + 7, at, by, action, settings, commitments, head || 'x', head || 'y' FROM entry",
    "INSERT INTO entry SELECT 4, at, by, action, settings, commitments, head || 'x', head || 'y' FROM entry LIMIT 1",
]


@pytest.mark.parametrize("role", [APP, OWNER, ADMIN])
@pytest.mark.parametrize("change", _CHANGES)
def test_the_database_itself_refuses_changes_whoever_asks(whole: Path, change: str, role: str) -> None:
    import psycopg

    with connect(whole, role=role) as raw:
        before = [raw.execute(f'SELECT * FROM "{table}"').fetchall() for table in ("entry", "commitment", "record")]  # noqa: S608
        with pytest.raises(psycopg.Error, match=r"append-only|permission denied"):
            raw.execute(change)
        after = [raw.execute(f'SELECT * FROM "{table}"').fetchall() for table in ("entry", "commitment", "record")]  # noqa: S608
        assert before == after


def test_triggers_hold_where_a_session_says_that_it_replicates(whole: Path) -> None:
    import psycopg

    with connect(whole) as raw:
        raw.execute("SET session_replication_role = replica")
        with pytest.raises(psycopg.Error, match="append-only"):
            raw.execute("UPDATE record SET text = 'x'")


@pytest.mark.parametrize(
    "act",
    [
        "DROP TABLE record",
        "DROP TRIGGER record_no_update ON record",
        "ALTER TABLE record DISABLE TRIGGER record_no_update",
        "ALTER TABLE record OWNER TO CURRENT_USER",
        "CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
        "CREATE TABLE more (x integer)",
        "CREATE TEMPORARY TABLE entry (seq integer)",
        "SET session_replication_role = replica",
        "INSERT INTO django_migrations (app, name, applied) VALUES ('store', 'x', now())",
    ],
)
def test_the_working_role_can_take_no_protection_away(whole: Path, act: str) -> None:
    import psycopg

    with connect(whole, role=APP) as raw, pytest.raises(psycopg.Error, match=r"denied|must be owner"):
        raw.execute(act)


@pytest.mark.parametrize("role", [OWNER, ADMIN])
def test_a_role_that_could_undo_the_protection_opens_no_case(
    whole: Path, role: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(settings.DATABASE, os.environ[role])
    with pytest.raises(UnsafeDatabase, match="owns the table"):
        Store(whole)


def test_a_role_that_may_change_records_opens_no_case(case: Path) -> None:
    with connect(case) as raw:
        raw.execute("GRANT UPDATE ON record TO ledgerstone")
    with pytest.raises(UnsafeDatabase, match="may change the table record"):
        Store(case)


def test_a_role_that_may_only_read_is_told_so(case: Path) -> None:
    with connect(case) as raw:
        raw.execute('REVOKE INSERT ON entry, "commitment", record FROM ledgerstone')
    with Store(case) as store:
        assert len(store.records(Report)) == 1
        with pytest.raises(NoRight, match="denied"):
            store.append([report("ab" * 32)], action="reading", by=BY)


def test_a_case_says_which_database_it_needs(whole: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(settings.DATABASE)
    with pytest.raises(BadSetting, match=settings.DATABASE):
        Store(whole)
    with pytest.raises(BadSetting, match=settings.DATABASE):
        verify(whole)


def test_a_case_on_sqlite_stays_there_whatever_is_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as solo:
        solo.delenv(settings.DATABASE)
        new_case(tmp_path / "case").close()
    with Store(tmp_path / "case") as store:
        keep(store, b"text", tmp_path)
    assert (tmp_path / "case" / folder.DATABASE).is_file()
    assert verify(tmp_path / "case").originals == 1


def test_a_case_needs_its_owner_to_be_made_and_not_to_be_worked_on(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(settings.OWNER)
    with pytest.raises(BadSetting, match=settings.OWNER):
        new_case(tmp_path / "another")
    assert not (tmp_path / "another").exists()
    with Store(case) as store:
        keep(store, b"more", tmp_path)


def test_a_case_that_cannot_be_made_leaves_no_schema(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object) -> None:
        raise RuntimeError("stopped")

    monkeypatch.setattr(folder, "write_case_file", breaks)
    query = "SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'case%'"
    import psycopg

    with psycopg.connect(os.environ[ADMIN], autocommit=True) as raw:
        before = raw.execute(query).fetchone()
        with pytest.raises(RuntimeError):
            new_case(tmp_path / "case")
        assert raw.execute(query).fetchone() == before
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("conninfo", "error"),
    [
        ("host=/nowhere dbname=x user=y password=secret", DatabaseGone),
        ("host=127.0.0.1 port=1 dbname=x user=y password=secret", DatabaseGone),
        ("no connection string; password=secret", BadSetting),
        ("postgresql://[password=secret", BadSetting),
    ],
)
def test_a_database_that_is_not_there_is_a_coded_error_without_the_password(
    whole: Path, conninfo: str, error: type[LedgerstoneError], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(settings.DATABASE, conninfo)
    for open_ in (Store, verify):
        with pytest.raises(error) as caught:
            open_(whole)
        assert "secret" not in str(caught.value)


def test_another_database_than_the_one_it_was_made_in_is_named(whole: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from psycopg.conninfo import make_conninfo

    monkeypatch.setenv(settings.DATABASE, make_conninfo(os.environ[APP], dbname="postgres"))
    for open_ in (Store, verify):
        with pytest.raises(ChangedSettings, match="schema case_"):
            open_(whole)


def _cut(case: Path) -> None:
    """End every connection of the working role, as a server does that is shut down."""
    with connect(case) as raw:
        raw.execute(CUT)


def test_a_database_that_goes_away_is_said_and_the_next_work_connects_anew(case: Path) -> None:
    with Store(case) as store:
        _cut(case)
        with pytest.raises(DatabaseGone):
            store.append([report("ab" * 32)], action="reading", by=BY)
        assert len(store.append([report("ab" * 32)], action="reading", by=BY)) == 1

        def goes_away() -> bool:
            _cut(case)
            return False

        def goes_away_and_is_asked() -> bool:
            _cut(case)
            return bool(store.records(Report, about="cd" * 32))

        for unless in (goes_away, goes_away_and_is_asked):
            with pytest.raises(DatabaseGone):
                store.append([report("cd" * 32)], action="reading", by=BY, unless=unless)
        assert len(store.records(Report)) == 2


def test_another_process_that_writes_is_waited_for_and_then_named(tmp_path: Path) -> None:
    with new_case(tmp_path / "case", patience=0.2) as store, connect(store.path, role=APP) as raw:
        schema = folder.read_case_file(store.path).schema
        raw.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", [schema])
        with pytest.raises(StoreBusy, match="Another process"):
            store.append([report("ab" * 32)], action="reading", by=BY)
        raw.execute("SELECT pg_advisory_unlock_all()")
        assert store.append([report("ab" * 32)], action="reading", by=BY)


def test_a_case_that_may_only_be_read_is_read_only_in_the_database_too(
    whole: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder, "writable", lambda _: False)
    with Store(whole) as store:
        with pytest.raises(ReadOnlyCase):
            store.append([report("ab" * 32)], action="reading", by=BY)
        with pytest.raises(ReadOnlyCase):  # past the program's own question, the session refuses
            store._engine.write(lambda: write(store._engine, [], action="x", by=BY, settings="x"))


def test_verify_works_while_others_do_and_says_what_it_does_not_cover(case: Path) -> None:
    with Store(case) as store:
        found = verify(case)
        store.append([report("ab" * 32)], action="reading", by=BY)
    assert (found.originals, found.notes) == (1, ())
    assert "page checksums" in found.proves_not
    assert found.proves_not.endswith(PROVES_NOT)


@pytest.mark.parametrize(
    ("act", "said"),
    [
        ("ALTER TABLE record DISABLE TRIGGER record_no_update", "record_no_update"),
        ("ALTER TABLE record ENABLE TRIGGER record_no_update", "record_no_update"),
        ("ALTER TABLE record DISABLE TRIGGER ALL", "record_n"),
        ("CREATE TABLE public.more () INHERITS (record)", "public.more"),
        ("CREATE RULE r AS ON DELETE TO record DO INSTEAD NOTHING", "'r'"),
        ("ALTER TABLE record ENABLE ROW LEVEL SECURITY", "record"),
        ("CREATE POLICY p ON record USING (true)", "'p'"),
        ("ALTER TABLE record DROP CONSTRAINT record_entry_fkey", "record_entry_fkey"),
        ("ALTER TABLE record ALTER about DROP NOT NULL", "about"),
        ("ALTER TABLE record ALTER about SET DEFAULT ''", "about"),
        ("ALTER TABLE entry DROP CONSTRAINT entry_seq_check", "entry_seq_check"),
        ("CREATE FUNCTION more() RETURNS integer LANGUAGE sql AS 'SELECT 1'", "more"),
        ("CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'", "refuse"),
        ("ALTER FUNCTION of_the_newest() RESET search_path", "of_the_newest"),
    ],
)
def test_a_change_of_tables_and_triggers_is_found(case: Path, act: str, said: str) -> None:
    with connect(case) as raw:
        raw.execute(act)
        try:
            with pytest.raises(ChangedSchema, match=said):
                verify(case)
        finally:
            raw.execute("DROP TABLE IF EXISTS public.more")


def test_what_the_migrations_make_is_what_verifying_wants(capsys: pytest.CaptureFixture[str]) -> None:
    from ledgerstone.store.postgresql import catalogue

    catalogue.main()
    assert json.loads(capsys.readouterr().out) == json.loads(catalogue.WANTED.read_text()), (
        "write it anew, as the head of catalogue.py says"
    )


def test_each_bit_of_the_settings_is_covered(case: Path) -> None:
    path = case / folder.SETTINGS
    data = path.read_bytes()
    for bit in range(0, len(data) * 8, 41):
        changed = bytearray(data)
        changed[bit // 8] ^= 1 << bit % 8
        path.write_bytes(changed)
        with pytest.raises(LedgerstoneError) as caught:
            verify(case)
        assert not isinstance(caught.value, NotACase) or "format" in caught.value.what
        path.write_bytes(data)
    verify(case)


def test_two_cases_of_one_database_are_open_at_once_and_keep_apart(case: Path, tmp_path: Path) -> None:
    with Store(case) as one, new_case(tmp_path / "other") as two:
        assert len(one.records(Report)) == 1
        assert two.records(Report) == {}
        two.append([report("ab" * 32)], action="reading", by=BY)
        assert len(one.records(Report)) == 1


def test_without_the_extra_a_case_of_a_team_says_what_to_install(whole: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_name: str) -> Any:
        raise ModuleNotFoundError(name="psycopg")

    monkeypatch.setattr(placing, "import_module", missing)
    with pytest.raises(MissingResource, match="psycopg"):
        Store(whole)


def test_killed_while_a_case_is_made_nothing_stands_in_the_way_of_making_it(tmp_path: Path) -> None:
    code = (
        "import os, signal, sys; from pathlib import Path; from case_making import new_case\n"
        "from ledgerstone.store import folder\n"
        "folder.write_case_file = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
        "new_case(Path(sys.argv[1]))\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path / "case")], env=environment, check=False)
    assert done.returncode == -signal.SIGKILL
    new_case(tmp_path / "case").close()
    assert verify(tmp_path / "case").entries == 1


def test_a_refusal_says_what_was_refused(whole: Path) -> None:
    import psycopg

    from ledgerstone.store.postgresql.connecting import coded

    with connect(whole) as raw, pytest.raises(psycopg.Error) as caught:
        raw.execute("DELETE FROM record")
    assert isinstance(coded(caught.value), AppendOnly)
    assert "no DELETE of record" in str(coded(caught.value))
