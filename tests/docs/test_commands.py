"""Every command and every option stands in the docs, and nothing else does."""

import re
from importlib import import_module
from pathlib import Path

import click
import pytest

from ledgerstone.cli import COMMANDS

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGE = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
_SECTION = re.compile(r"^## ledgerstone (\w+)[^\n]*\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
SECTIONS = {name: re.sub(r"\s+", " ", text) for name, text in _SECTION.findall(PAGE)}


def _options(name: str) -> set[str]:
    command: click.Command = import_module(f"ledgerstone.commands.{name}").command
    return {word for each in command.params if isinstance(each, click.Option) for word in each.opts}


def test_every_command_has_its_line_in_the_readme_and_its_section() -> None:
    told = re.findall(r"^\| `ledgerstone (\w+)", README, re.MULTILINE)
    assert sorted(told) == sorted(SECTIONS) == sorted(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_explained_and_no_other(name: str) -> None:
    assert set(re.findall(r"(?<![\w`-]-)(--[a-z][a-z-]+)", _own(SECTIONS[name]))) == _options(name)


def _own(section: str) -> str:
    """Return a section without the names of what it links to, which can be another command's option."""
    return re.sub(r"\[[^\]]*\]\([^)]*\)", "", section)
