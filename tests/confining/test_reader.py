import io
import os
import signal
import tempfile
from pathlib import Path

import pytest

from benchmarks.hostile import originals as made
from ledgerstone.confining import Bounds, ConfinedReader, Found, Handed


def _read(reader: ConfinedReader, data: bytes, **said: str) -> tuple[Found, dict[str, bytes]]:
    members: dict[str, bytes] = {}

    def take(handed: Handed) -> None:
        out = io.BytesIO()
        while part := handed.stream.read(1000):
            out.write(part)
        members[handed.name] = out.getvalue()

    with tempfile.TemporaryFile() as file:
        file.write(data)
        file.flush()
        return reader.read(file, original="it", take=take, **said), members


def test_one_worker_reads_many_files_and_is_gone_afterwards() -> None:
    with ConfinedReader() as reader:
        reader.start()
        process = reader._process
        assert process is not None
        for _ in range(3):
            found, _ = _read(reader, b"Twelve people were killed in Tarna, the mayor said.")
            assert [report.text for report in found.reports] == ["Twelve people were killed in Tarna, the mayor said."]
        assert reader._process is process
    assert process.returncode is not None


def test_what_cannot_be_read_is_a_problem_that_names_it() -> None:
    with ConfinedReader() as reader:
        found, _ = _read(reader, b"\x00" * 500)
    assert not found.reports
    assert [(problem.record, problem.code) for problem in found.problems] == [("it", "I03")]


def test_members_come_as_streams_and_their_reader_may_leave_them() -> None:
    data = made.packed({"a.txt": "Two people died.", "b.zip": made.packed({"c.txt": "x" * 100_000})})
    with ConfinedReader() as reader:
        found, members = _read(reader, data)
        with tempfile.TemporaryFile() as file:
            file.write(data)
            file.flush()
            left = reader.read(file, original="it", take=lambda _: None)
        again, _ = _read(reader, b"Two people died.")
    assert list(members) == ["a.txt", "b.zip", "c.txt"]
    assert members["c.txt"] == b"x" * 100_000
    assert not found.problems
    assert not left.problems
    assert again.reports


def test_what_takes_too_long_is_ended_and_the_next_is_read() -> None:
    with ConfinedReader(bounds=Bounds(seconds=1.5)) as reader:
        found, _ = _read(reader, "\n\n".join(f"{n} people died." for n in range(800_000)).encode())
        assert [problem.code for problem in found.problems] == ["I17"]
        assert not found.reports
        again, _ = _read(reader, b"Two people died.")
        assert again.reports


def test_what_needs_too_much_memory_is_ended_and_the_next_is_read() -> None:
    with ConfinedReader(bounds=Bounds(memory=100 << 20)) as reader:
        found, _ = _read(reader, b"Many people died. " * 1_100_000)
        assert [problem.code for problem in found.problems] == ["I17"]
        again, _ = _read(reader, b"Two people died.")
        assert again.reports


def test_a_worker_that_ended_while_idle_is_no_fault_of_the_next_file() -> None:
    with ConfinedReader() as reader:
        _read(reader, b"Two people died.")
        assert reader._process is not None
        os.kill(reader._process.pid, signal.SIGKILL)
        reader._process.wait()
        found, _ = _read(reader, b"Two people died.")
        assert found.reports


def test_files_that_lie_about_are_not_imported_and_secrets_are_not_handed_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit")
    (tmp_path / "lxml.py").write_text("raise SystemExit")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SECRET_OF_MINE", "x")
    with ConfinedReader() as reader:
        found, _ = _read(reader, made.page())
        assert found.reports
        assert reader._process is not None
        environment = Path(f"/proc/{reader._process.pid}/environ")
        if environment.exists():
            assert b"SECRET_OF_MINE" not in environment.read_bytes()
