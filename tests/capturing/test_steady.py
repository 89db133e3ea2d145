import io
import os
import sys
from pathlib import Path

import pytest

from ledgerstone.capturing import Source, opened
from ledgerstone.errors import CannotCapture, NotFound


def _source(path: Path) -> Source:
    return Source(path=path, how="file", name=path.name)


def test_a_file_is_read_to_its_end(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"0123456789")
    with opened(_source(tmp_path / "a")) as stream:
        assert [stream.read(4), stream.read(4), stream.read(4), stream.read(4)] == [b"0123", b"4567", b"89", b""]


def test_a_file_that_changes_meanwhile_is_refused_at_its_end(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"0123456789")
    with opened(_source(tmp_path / "a")) as stream:
        assert stream.read(4) == b"0123"
        with (tmp_path / "a").open("ab") as other:
            other.write(b"more")
        assert stream.read(1000) == b"456789more"
        with pytest.raises(CannotCapture, match="changed while it was copied"):
            stream.read(1000)


@pytest.mark.parametrize("kind", ["pipe", "folder", "device"])
def test_what_is_no_regular_file_is_refused_at_once(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "it"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    else:
        path = Path(os.devnull)
    with pytest.raises(CannotCapture, match="no regular file"), opened(_source(path)):
        pass


def test_a_file_that_is_gone_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="gone"), opened(_source(tmp_path / "gone")):
        pass


def test_a_file_that_may_not_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "closed").write_bytes(b"x")

    def refuses(*_: object) -> int:  # the tests may run as root, whom no right stops
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuses)
    with (
        pytest.raises(NotFound, match=r"closed may not be read \(Permission denied\)"),
        opened(_source(tmp_path / "closed")),
    ):
        pass


def test_a_disk_that_fails_is_a_coded_error(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x")
    with opened(_source(tmp_path / "a")) as stream:
        os.dup2(os.open(tmp_path, os.O_RDONLY), stream._file.fileno())  # type: ignore[union-attr]  # reading a folder fails
        with pytest.raises(CannotCapture, match="cannot be read"):
            stream.read(10)


def test_standard_input_is_a_stream(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"piped")))
    with opened(Source(path=None, how="stdin", name=None)) as stream:
        assert stream.read(10) == b"piped"
