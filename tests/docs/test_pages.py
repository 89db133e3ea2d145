"""The pages hold together: every link leads somewhere, every page is listed, and they name what is there."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import ledgerstone

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = [*sorted(ROOT.glob("*.md")), *sorted(DOCS.rglob("*.md")), *sorted((ROOT / "examples").glob("*.md"))]
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_CODE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def _text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def _anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", _CODE.sub("", _text(page)), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    for link in _LINK.findall(_CODE.sub("", _text(page))):
        if link.startswith("https://"):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), f"{link} leads nowhere"
        assert not anchor or anchor in _anchors(target), f"{link}: no such heading"


def test_every_page_is_in_the_index() -> None:
    index = {(DOCS / link.partition("#")[0]).resolve() for link in _LINK.findall(_text(DOCS / "README.md"))}
    missing = [page for page in PAGES if page.is_relative_to(DOCS) and page.name != "README.md" and page not in index]
    assert [str(page.relative_to(ROOT)) for page in missing] == []


def test_no_number_of_a_decision_stands_twice() -> None:
    decisions = sorted((DOCS / "decisions").glob("*.md"))
    numbers = [int(page.name[:4]) for page in decisions]
    assert len(set(numbers)) == len(numbers)
    assert [int(_text(page).split(".", 1)[0].removeprefix("# ")) for page in decisions] == numbers


def test_the_map_of_the_house_names_every_room() -> None:
    source = ROOT / "src" / "ledgerstone"
    rooms = {f"{path.name}/" for path in source.iterdir() if (path / "__init__.py").is_file()}
    rooms |= {path.name for path in source.glob("*.py")}
    told = set(re.findall(r"^  (\S+)", _text(DOCS / "architecture.md").split("```")[1], re.MULTILINE))
    assert told == rooms


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_file_that_is_named_is_there(page: Path) -> None:
    homes = (ROOT, ROOT / "src" / "ledgerstone", page.parent)
    named = set(re.findall(r"`([a-z_]+/[a-z_0-9/]+(?:\.py|\.yaml|/))`", _text(page)))
    assert sorted(name for name in named if not any((home / name).exists() for home in homes)) == []


def test_every_public_name_is_told_of() -> None:
    told = " ".join(_text(page) for page in PAGES)
    names = [name for name in ledgerstone.__all__ if not name.startswith("__")]
    assert [name for name in names if not re.search(rf"\b(?:ls|ledgerstone)\.{name}\b", told)] == []


@pytest.mark.slow
def test_the_examples_of_the_python_page_run(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    examples = re.findall(r"^```python\n(.*?)^```", _text(DOCS / "python.md"), re.MULTILINE | re.DOTALL)
    subprocess.run([sys.executable, "-c", "\n".join(examples)], cwd=tmp_path, check=True)
    assert (tmp_path / "working.html").is_file()


def test_the_example_of_the_readme_prints_what_it_says() -> None:
    [example] = re.findall(r"^```python\n(.*?)^```", _text(ROOT / "README.md"), re.MULTILINE | re.DOTALL)
    ran = subprocess.run([sys.executable, "-c", example], capture_output=True, encoding="utf-8", check=True)
    assert ran.stdout.splitlines() == [line.removeprefix("# ") for line in example.splitlines() if line[:2] == "# "]
