import os
from pathlib import Path

import pytest

from ledgerstone.capturing import Source, sources
from ledgerstone.errors import NotFound
from ledgerstone.records import Problem


def _taken(*named: str | Path) -> list[tuple[str, str | None]]:
    return [(each.how, each.name) for each in sources(named) if isinstance(each, Source)]


def _left(*named: str | Path) -> list[Problem]:
    return [each for each in sources(named) if isinstance(each, Problem)]


def test_files_come_in_the_order_in_which_they_are_named(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt"):
        (tmp_path / name).write_text("x")
    assert _taken(tmp_path / "b.txt", "-", tmp_path / "a.txt") == [
        ("file", "b.txt"),
        ("stdin", None),
        ("file", "a.txt"),
    ]


def test_a_folder_is_walked_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("z.txt", "b/two.txt", "b/one.txt", "a.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert _taken(tmp_path) == [
        ("folder", "a.txt"),
        ("folder", "b/one.txt"),
        ("folder", "b/two.txt"),
        ("folder", "z.txt"),
    ]


def test_hidden_files_and_links_are_left_out_of_a_folder_and_named(tmp_path: Path) -> None:
    (tmp_path / ".hidden").write_text("x")
    (tmp_path / "to").symlink_to("/")
    (tmp_path / "seen").write_text("x")
    assert _taken(tmp_path) == [("folder", "seen")]
    left = _left(tmp_path)
    assert [each.record for each in left] == [".hidden", "to"]
    assert "hidden" in left[0].text
    assert "link" in left[1].text


def test_a_hidden_file_or_a_link_that_is_named_is_taken(tmp_path: Path) -> None:
    (tmp_path / ".hidden").write_text("x")
    (tmp_path / "to").symlink_to(tmp_path / ".hidden")
    assert _taken(tmp_path / ".hidden", tmp_path / "to") == [("file", ".hidden"), ("file", "to")]


def test_what_is_not_there_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "broken").symlink_to(tmp_path / "nothing")
    for name in ("nothing", "broken", "nul\x00"):
        with pytest.raises(NotFound):
            list(sources([f"{tmp_path}/{name}"]))


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="holds no file"):
        list(sources([tmp_path]))


def test_a_name_that_is_no_utf_8_is_made_readable(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    Path(os.fsdecode(path)).write_text("x")
    assert _taken(tmp_path) == [("folder", "caf\N{REPLACEMENT CHARACTER}.txt")]
    assert _taken(os.fsdecode(path)) == [("file", "caf\N{REPLACEMENT CHARACTER}.txt")]


def test_a_decomposed_name_becomes_nfc(tmp_path: Path) -> None:
    (tmp_path / "cafe\u0301.txt").write_text("x")
    assert _taken(tmp_path) == [("folder", "café.txt")]


def test_a_folder_that_may_not_be_read_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_text("x")
    (tmp_path / "closed").mkdir()
    real = os.scandir

    def refuses(path: Path) -> object:  # the tests may run as root, whom no right stops
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", refuses)
    assert _taken(tmp_path) == [("folder", "a")]
    assert "may not be read" in _left(tmp_path)[0].text
