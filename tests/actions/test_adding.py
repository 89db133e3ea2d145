import hashlib
import io
import os
import sys
from pathlib import Path

import pytest
from case_making import BY, new_case

from ledgerstone.actions.adding import Added, add, init
from ledgerstone.actions.people import who
from ledgerstone.errors import BadGazetteer, BadSetting, NotACase, NotFound, ReadOnlyCase
from ledgerstone.records import Capture, Original, Problem
from ledgerstone.store import folder
from ledgerstone.store.store import Store
from ledgerstone.store.verifying import verify

pytestmark = pytest.mark.usefixtures("database")


def test_a_file_becomes_an_original_with_a_capture(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("Rain fell.")
    with new_case(tmp_path / "case") as store:
        (added,) = add(store, [tmp_path / "note.txt"], by=BY)
        sha256 = hashlib.sha256(b"Rain fell.").hexdigest()
        assert added == Added(sha256=sha256, name="note.txt", size=10, new=True)
        (original,) = store.records(Original).values()
        (capture,) = store.records(Capture).values()
    assert original == Original(sha256=sha256, size=10, media_type="text/plain")
    assert (capture.original, capture.by, capture.how, capture.name) == (sha256, BY, "file", "note.txt")
    assert verify(tmp_path / "case").originals == 1


def test_the_same_bytes_again_add_only_a_capture(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("<p>Rain fell.</p>")
    (tmp_path / "b.html").write_text("<p>Rain fell.</p>")  # its name alone would make it another kind of original
    with new_case(tmp_path / "case") as store:
        assert [
            each.new for each in add(store, [tmp_path / "a.txt", tmp_path / "b.html"], by=BY) if isinstance(each, Added)
        ] == [
            True,
            False,
        ]
        assert len(store.records(Original)) == 1
        assert [capture.name for capture in store.records(Capture).values()] == ["a.txt", "b.html"]


def test_a_folder_goes_on_past_what_cannot_be_taken(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "a.txt").write_text("a")
    (source / "b.txt").write_text("")
    (source / "z.txt").write_text("z")
    os.mkfifo(source / "pipe")
    (source / ".hidden").write_text("x")
    with new_case(tmp_path / "case") as store:
        found = list(add(store, [source], by=BY))
        assert [each.name for each in found if isinstance(each, Added)] == ["a.txt", "b.txt", "z.txt"]
        assert [each.record for each in found if isinstance(each, Problem)] == [".hidden", "pipe"]
        assert {capture.how for capture in store.records(Capture).values()} == {"folder"}


def test_standard_input_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"piped in")))
    with new_case(tmp_path / "case") as store:
        (added,) = add(store, ["-"], by=BY)
        assert isinstance(added, Added)
        assert (added.name, added.size) == (None, 8)
        assert [(each.how, each.name) for each in store.records(Capture).values()] == [("stdin", None)]


def test_what_is_not_there_is_named_and_the_others_go_on(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    (tmp_path / "b.txt").write_text("b")
    with new_case(tmp_path / "case") as store:
        one, problem, other = add(store, [tmp_path / "a.txt", tmp_path / "nothing", tmp_path / "b.txt"], by=BY)
        assert isinstance(one, Added)
        assert isinstance(other, Added)
        assert isinstance(problem, Problem)
        assert problem.code == NotFound.code
        assert problem.record.endswith("nothing")
        assert len(store.records(Original)) == 2


def test_a_case_that_may_only_be_read_takes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("a")
    new_case(tmp_path / "case").close()
    monkeypatch.setattr(folder, "writable", lambda _: False)
    with Store(tmp_path / "case") as store, pytest.raises(ReadOnlyCase):
        list(add(store, [tmp_path / "a.txt"], by=BY))
    assert list((tmp_path / "case" / "vault").iterdir()) == []


def test_a_bad_gazetteer_makes_no_case(tmp_path: Path) -> None:
    (tmp_path / "places.csv").write_text("nothing,of,use\n1,2,3\n")
    with pytest.raises(BadGazetteer):
        init(tmp_path / "case", gazetteers=[tmp_path / "places.csv"], by=BY)
    with pytest.raises(NotFound):
        init(tmp_path / "case", gazetteers=[tmp_path / "missing.csv"], by=BY)
    assert [path.name for path in tmp_path.iterdir()] == ["places.csv"]


def test_a_case_is_made_once(tmp_path: Path) -> None:
    init(tmp_path / "case", by=BY).close()
    with pytest.raises(NotACase):
        init(tmp_path / "case", by=BY)


def test_an_act_has_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    assert who("  Ines Okoro ") == "Ines Okoro"
    monkeypatch.setattr("getpass.getuser", lambda: "ines")
    assert who() == "ines"
    with pytest.raises(BadSetting):
        who("  ")

    def nobody() -> str:
        raise KeyError("uid not found")

    monkeypatch.setattr("getpass.getuser", nobody)
    with pytest.raises(BadSetting, match="no user"):
        who()
