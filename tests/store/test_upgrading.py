"""A case of each older format opens, is brought up to date, and still verifies; a stop on the way loses nothing.

``cases/0.1.0.zip`` was made by that version out of two invented reports, with a gazetteer, a review, a correction, a
handling and a release; ``cases/format-2.zip`` by the last version of that format, with an original that was expunged.
They are never made anew.
"""

import shutil
import zipfile
from pathlib import Path

import pytest
from case_making import BY, keep

from ledgerstone import current, pipeline
from ledgerstone.actions.expunging import expunge
from ledgerstone.actions.setting_standards import appraise
from ledgerstone.errors import ChangedSchema, ChangedSettings, NewerCase, StoreBusy
from ledgerstone.records import Original, Release, Review
from ledgerstone.store import folder, upgrading
from ledgerstone.store.engine import Engine
from ledgerstone.store.exporting import export
from ledgerstone.store.importing import import_
from ledgerstone.store.presence import Presence
from ledgerstone.store.store import Store
from ledgerstone.store.verifying import verify

CASES = Path(__file__).parent / "cases"
HEAD = "013724f9d9e675f3c8af0e984d61b84de1dbf5d3edc062bc16703c071cea64bd"  # as the first version printed it


HEAD_OF_2 = "046d6d308ed1e59acfeacf52c62e600e0b67f909c8822e8820aaef2f6cda3143"  # as the last version of format 2 did


def _unpacked(name: str, folder_: Path) -> Path:
    with zipfile.ZipFile(CASES / name) as archive:
        archive.extractall(folder_)
    return folder_


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return _unpacked("0.1.0.zip", tmp_path / "old")


def _format(case: Path) -> int:
    return folder.read_case_file(case).settings.format


def test_an_old_case_verifies_as_it_is_and_is_left_as_it_is(old: Path) -> None:
    before = {path: path.read_bytes() for path in old.rglob("*") if path.is_file()}
    found = verify(old)
    assert (found.originals, found.records, found.entries, found.head, found.notes) == (3, 58, 15, HEAD, ())
    assert {path: path.read_bytes() for path in old.rglob("*") if path.is_file()} == before


def test_opening_it_brings_it_up_to_date_and_loses_nothing(old: Path) -> None:
    with Store(old) as store:
        assert len(store.records(Original)) == 3
        assert len(store.records(Review)) == 2
        assert len(store.records(Release)) == 1
        entries = store.entries()
    assert (entries[14].head, entries[15].action) == (HEAD, "upgrade")
    assert len(entries) == 16
    found = verify(old)
    assert (found.originals, found.records, found.entries, found.notes) == (3, 58, 16, ())
    assert _format(old) == folder.FORMAT
    Store(old).close()
    assert verify(old) == found


def test_a_case_of_the_second_format_is_brought_up_to_date_and_takes_decisions_on_sources(tmp_path: Path) -> None:
    case = _unpacked("format-2.zip", tmp_path / "case")
    before = verify(case)
    assert (before.head, before.records, before.expunged, _format(case)) == (HEAD_OF_2, 34, 22, 2)
    with Store(case) as store:
        assert (store.entries()[15].head, store.entries()[16].action) == (HEAD_OF_2, "upgrade")
        appraise(store, "residents", "not_credible", because="A test.", by=BY)
        pipeline.run(store, by=BY)
        (toll,) = (toll for each in current.assessments(store) for toll in each.tolls if toll.harm == "killed")
        assert (toll.low, toll.high) == (2, 2)
    after = verify(case)
    assert (after.expunged, after.notes, _format(case)) == (22, (), folder.FORMAT)


def test_a_version_that_knows_no_decisions_on_sources_refuses_the_case(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Store(old).close()
    monkeypatch.setattr(folder, "FORMAT", 2)
    with pytest.raises(NewerCase):
        Store(old)


def test_work_goes_on_in_it(old: Path, tmp_path: Path) -> None:
    with Store(old) as store:
        pipeline.run(store, by=BY)
        verdicts = sorted(each.verdict for each in current.read_current(store).reviewed.reviews.values())
        assert verdicts == ["accept", "correct"]
        keep(store, b"Two people were injured in Oldenmarsh on 4 March 2026, the mayor said.\n", tmp_path)
        pipeline.run(store, by=BY)
        expunge(store, ["bf19a978"], because="A test.", by=BY)
    assert verify(old).notes == ()


def test_an_old_case_that_may_only_be_read_is_read_as_it_is(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "writable", lambda _: False)
    with Store(old) as store:
        assert len(store.records(Review)) == 2
    assert (verify(old).head, _format(old)) == (HEAD, 1)


def test_an_export_of_an_old_case_is_imported_and_opened(old: Path, tmp_path: Path) -> None:
    made = import_(export(old, tmp_path / "old.zip").file, tmp_path / "new")
    assert (made.verified.head, _format(made.case)) == (HEAD, 1)
    Store(made.case).close()
    assert (verify(made.case).entries, _format(made.case)) == (16, folder.FORMAT)


@pytest.mark.parametrize("step", ["before the tables", "before the entry", "before the settings"])
def test_stopped_on_the_way_it_verifies_and_the_next_goes_on(
    old: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    write_case_file, written = folder.write_case_file, 0

    def stop_at_second(path: Path, content: folder.CaseFile) -> None:
        nonlocal written
        written += 1
        if written == 2:
            stop()
        write_case_file(path, content)

    with monkeypatch.context() as patch:
        if step == "before the tables":
            patch.setattr(Engine, "migrate", stop)
        elif step == "before the entry":
            patch.setattr(upgrading, "write", stop)
        else:
            patch.setattr(folder, "write_case_file", stop_at_second)
        with pytest.raises(KeyboardInterrupt):
            Store(old)
    assert any("was not closed" in note for note in verify(old).notes)
    with Store(old) as store:
        assert [each.action for each in store.entries()].count("upgrade") == 1
    found = verify(old)
    assert (found.records, found.entries, found.notes, _format(old)) == (58, 16, (), folder.FORMAT)


def test_it_is_not_brought_up_to_date_while_somebody_has_it_open(old: Path) -> None:
    other = Presence(old)
    other.enter(patience=1)
    try:
        with pytest.raises(StoreBusy):
            Store(old, patience=0.1)
    finally:
        other.leave()
    assert (verify(old).head, _format(old)) == (HEAD, 1)


def test_tables_of_another_format_than_the_settings_are_found(old: Path, tmp_path: Path) -> None:
    """Neither half of an upgrade can be put together with the other half of another state."""
    new = Path(shutil.copytree(old, tmp_path / "new"))
    Store(new).close()
    for one, other in ((old, new), (new, old)):
        mixed = Path(shutil.copytree(one, tmp_path / f"mixed of {one.name}"))
        shutil.copy(other / folder.SETTINGS, mixed / folder.SETTINGS)
        with pytest.raises((ChangedSchema, ChangedSettings)):
            verify(mixed)
