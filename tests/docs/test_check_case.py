"""The script of the docs that checks a case without this program."""

import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from benchmarks.tampering import Tamperer, make_case
from ledgerstone.store import folder
from ledgerstone.store.exporting import export
from ledgerstone.store.verifying import verify

SCRIPT = Path(__file__).parents[2] / "docs" / "check_case.py"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made") / "case"
    make_case(path)
    return path


@pytest.fixture
def case(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "moved elsewhere"))


def _check(case: Path) -> subprocess.CompletedProcess[str]:
    """Run the script with Python alone: no site packages, so that it cannot reach this program."""
    return subprocess.run([sys.executable, "-I", "-S", SCRIPT, case], capture_output=True, text=True, check=False)


def test_it_imports_the_standard_library_alone() -> None:
    imported = re.findall(r"^(?:import|from) (\w+)", SCRIPT.read_text(encoding="utf-8"), re.MULTILINE)
    assert imported
    assert set(imported) <= sys.stdlib_module_names


def test_a_case_that_was_moved_is_whole_and_untouched(case: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in case.rglob("*")}
    ran, wanted = _check(case), verify(case)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert f"Whole: {wanted.originals} originals, {wanted.records} records, {wanted.entries} entries" in ran.stdout
    assert f"Head of the chain: {wanted.head}\n" in ran.stdout
    assert {path: path.stat().st_mtime_ns for path in case.rglob("*")} == before


def test_an_export_is_whole_once_it_is_unpacked(case: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(export(case, tmp_path / "case.zip").file) as archive:
        archive.extractall(tmp_path / "unpacked")
    assert _check(tmp_path / "unpacked" / "case" / "data").stdout == _check(case).stdout


def test_what_was_changed_is_refused(case: Path) -> None:
    tamperer = Tamperer(case, seed=4)
    kinds = set()
    for _ in range(30):
        change = tamperer.change()
        # Of case.toml it checks what the chain and the seal name; "about" is an index that follows from the record.
        if not change.words.endswith(folder.SETTINGS) and ", about:" not in change.words:
            kinds.add(change.kind)
            ran = _check(case)
            assert ran.returncode == 1, change
            assert ran.stderr, change
        tamperer.back()
    assert kinds == {"a bit", "a row", "an original"}
    assert _check(case).returncode == 0


def test_changed_settings_are_refused(case: Path) -> None:
    path = case / folder.SETTINGS
    path.write_text(path.read_text().replace('made_by = "l', 'made_by = "L'))
    assert "settings" in _check(case).stderr


def test_it_is_short_enough_to_be_read_before_it_is_run() -> None:
    lines = SCRIPT.read_text(encoding="utf-8").splitlines()
    assert sum(bool(line.strip()) and not line.strip().startswith("#") for line in lines) <= 50
