"""What the world does to a case: a full disk, no right, a clock set back, a database that goes away.

Each is a clear error with a code, and nothing that was acknowledged is lost.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from case_making import BY, keep, new_case, report
from team_database import CUT, connect

from ledgerstone import pipeline, settings
from ledgerstone.errors import DatabaseGone, DiskFull, NoRight, ReadOnlyCase
from ledgerstone.records import Claim, Link, Report, Run, Toll
from ledgerstone.store import writing
from ledgerstone.store.store import Store
from ledgerstone.store.verifying import verify

pytestmark = pytest.mark.usefixtures("database")
_NOBODY = 65534
_ORIGINAL = "ab" * 32


@contextmanager
def _small_disk(path: Path, *, size: str) -> Iterator[Path]:
    """Mount a small file system in memory."""
    path.mkdir()
    mounted = shutil.which("mount") and os.geteuid() == 0
    if (
        not mounted
        or subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", path], check=False).returncode
    ):
        pytest.skip("a small file system can be mounted by root alone")
    try:
        yield path
    finally:
        subprocess.run(["umount", "-l", path], check=True)


def _grow(path: Path, *, size: str) -> None:
    subprocess.run(["mount", "-o", f"remount,size={size}", path], check=True)


def test_a_disk_that_fills_while_originals_are_taken_in(tmp_path: Path) -> None:
    with _small_disk(tmp_path / "disk", size="3m") as disk:
        new_case(disk / "case").close()
        taken = []
        with pytest.raises(DiskFull, match=r"\[S05\]"), Store(disk / "case") as store:  # noqa: PT012
            for number in range(100):
                kept = keep(store, b"%d" % number * 60_000, tmp_path)
                taken.append(kept.sha256)
        assert 3 < len(taken) < 60
        _grow(disk, size="20m")
        with Store(disk / "case") as store:
            assert all(store.vault.check(sha256) for sha256 in taken)
            keep(store, b"later", tmp_path)
        assert verify(disk / "case").originals >= len(taken) + 1


@pytest.mark.sqlite
def test_a_disk_that_fills_while_records_are_written(tmp_path: Path) -> None:
    with _small_disk(tmp_path / "disk", size="2m") as disk:
        new_case(disk / "case").close()
        acknowledged = _fill(disk / "case")
        _grow(disk, size="20m")
        _goes_on(disk / "case", acknowledged)


@pytest.mark.slow
def test_a_disk_of_the_server_that_fills(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tables of a server of its own stand on a small disk; the server itself, with its log, does not."""
    if database != "postgresql":
        pytest.skip("a server's disk")
    import psycopg

    script = Path(__file__).parents[2] / ".ci" / "postgresql"
    top = Path(f"/tmp/ledgerstone-{os.urandom(6).hex()}")  # short, for the socket; the server gets in
    top.mkdir(mode=0o755)
    with _small_disk(top / "disk", size="8m") as disk:
        subprocess.run([script, "start", top / "server"], check=True, capture_output=True)
        try:
            for name, role in ((settings.DATABASE, "ledgerstone"), (settings.OWNER, "ledgerstone_owner")):
                monkeypatch.setenv(name, f"host={top}/server dbname=ledgerstone user={role}")
            (space := disk / "space").mkdir()
            shutil.chown(space, "postgres")
            with psycopg.connect(f"host={top}/server dbname=ledgerstone user=postgres", autocommit=True) as admin:
                admin.execute(f"CREATE TABLESPACE small LOCATION '{space}'")
                admin.execute("GRANT CREATE ON TABLESPACE small TO ledgerstone_owner")
                admin.execute("ALTER ROLE ledgerstone_owner SET default_tablespace = small")
            new_case(top / "case").close()
            acknowledged = _fill(top / "case")
            _grow(disk, size="60m")
            _goes_on(top / "case", acknowledged)
        finally:
            subprocess.run([script, "stop", top / "server"], check=True)
    shutil.rmtree(top)


def _fill(case: Path) -> int:
    """Add reports until the disk is full, and return how many were acknowledged."""
    acknowledged = 0
    with pytest.raises(DiskFull, match=r"\[S05\]"), Store(case) as store:  # noqa: PT012
        for number in range(2000):
            store.append([report(_ORIGINAL, f"{os.urandom(4000).hex()} {number}.")], action="reading", by=BY)
            acknowledged += 1
    assert 20 < acknowledged < 1900
    return acknowledged


def _goes_on(case: Path, acknowledged: int) -> None:
    with Store(case) as store:
        assert len(store.records(Report)) == acknowledged
        store.append([report(_ORIGINAL, "later")], action="reading", by=BY)
        assert len(store.entries()) == acknowledged + 2


def _as_nobody(case: Path, code: str) -> str:
    """Run code as an account without rights, with the case as its argument, and return what it says."""
    program = (
        "import sys; from pathlib import Path; from ledgerstone.store.store import Store\n"
        "from ledgerstone.store.verifying import verify; from ledgerstone.errors import LedgerstoneError\n"
        "from case_making import report, keep, BY\n"
        "with Store(Path(sys.argv[1])): pass\n"  # what is imported late is imported now, as long as it can be read
        "verify(Path(sys.argv[1]))\n"
        f"import os; os.setgroups([]); os.setgid({_NOBODY}); os.setuid({_NOBODY})\n"
        "case = Path(sys.argv[1])\n"
        f"try:\n {code}\nexcept LedgerstoneError as error: print(error)\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    done = subprocess.run(
        [sys.executable, "-c", program, str(case)], env=environment, capture_output=True, text=True, check=False
    )
    assert not done.stderr, done.stderr
    return done.stdout


@pytest.fixture
def reached(tmp_path: Path) -> Iterator[Path]:
    """A case that other accounts reach, if its own rights let them; a server is reached by its own rules."""
    if os.geteuid() != 0:
        pytest.skip("only root can become another account")
    top = Path(f"/tmp/ledgerstone-{os.urandom(6).hex()}")
    top.mkdir(mode=0o755)
    with new_case(top / "case") as store:
        keep(store, b"text", tmp_path)
    yield top / "case"
    shutil.rmtree(top)


@pytest.mark.sqlite
def test_an_account_without_rights_is_told_so(reached: Path) -> None:
    for code in ("Store(case)", "verify(case)"):
        assert "[S06]" in _as_nobody(reached, code)


@pytest.mark.sqlite
def test_an_account_that_may_only_read_reads_and_is_told_that_it_may_not_write(reached: Path) -> None:
    for path in (reached, *reached.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o444)
    assert _as_nobody(reached, "print(Store(case).counts()['original'])").strip() == "1"
    assert "[S03]" in _as_nobody(reached, "Store(case).append([report('ab' * 32)], action='reading', by=BY)")
    assert _as_nobody(reached, "print(verify(case).originals)").strip() == "1"


@pytest.mark.sqlite
def test_an_original_that_may_not_be_read_is_named(reached: Path) -> None:
    for path in (reached, *reached.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o444)
    original = next(path for path in (reached / "vault").rglob("*") if path.is_file())
    original.chmod(0o000)
    said = _as_nobody(reached, "verify(case)")
    assert "[S06]" in said
    assert original.name in said


def test_a_disk_that_may_only_be_read(tmp_path: Path) -> None:
    with _small_disk(tmp_path / "disk", size="20m") as disk:
        with new_case(disk / "case") as store:
            keep(store, b"text", tmp_path)
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        with Store(disk / "case") as store:
            assert store.counts()["original"] == 1
            with pytest.raises(ReadOnlyCase), (tmp_path / "source").open("rb") as file:
                store.keep(file)
        assert verify(disk / "case").originals == 1
        with pytest.raises(NoRight):
            new_case(disk / "another")


class _Clock(datetime):
    """A clock that somebody sets back."""

    back = timedelta(0)

    @classmethod
    def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
        del tz
        return datetime.now(UTC) - cls.back


def test_a_clock_that_is_set_back_loses_nothing_and_is_noted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "datetime", _Clock)
    with new_case(tmp_path / "case") as store:
        kept = keep(store, b"one", tmp_path)
        _Clock.back = timedelta(days=400)
        store.append([report(kept.sha256)], action="reading", by=BY)
        store.append([report(kept.sha256, "Another text.")], action="reading", by=BY)
        assert [entry.seq for entry in store.entries()] == [1, 2, 3, 4]
        assert len(store.records(Report)) == 2
    _Clock.back = timedelta(0)
    found = verify(tmp_path / "case")
    assert (found.records, found.entries) == (4, 4)
    assert len(found.notes) == 1
    assert "Entry 3 says an earlier time than entry 2" in found.notes[0]


def test_a_database_that_goes_away_while_a_run_works(tmp_path: Path, database: str) -> None:
    if database != "postgresql":
        pytest.skip("a file does not go away")
    texts = [f"At least {n} people were killed in Oldenmarsh on {n} March 2031.".encode() for n in (3, 4, 5)]

    def cut() -> None:
        with connect(tmp_path / "case") as raw:
            raw.execute(CUT)

    found = []
    for name, breaks in (("whole", False), ("case", True)):
        with new_case(tmp_path / name) as store:
            for text in texts:
                keep(store, text, tmp_path)
            gone = 0
            for moment in range(9 if breaks else 0):
                calls = iter(range(moment))

                def progress(_stage: str, _done: int, _total: int, calls: Iterator[int] = calls) -> None:
                    if next(calls, None) is None:
                        cut()

                try:
                    pipeline.run(store, by=BY, progress=progress)
                except DatabaseGone:
                    gone += 1
            assert gone > 3 or not breaks
            pipeline.run(store, by=BY)
            found.append({type_: set(store.records(type_)) for type_ in (Report, Claim, Link, Toll)})
            assert len(store.records(Run)) == 4 * len(texts)  # of each stage, for each report or its incident
        verify(tmp_path / name)
    assert found[0] == found[1]
