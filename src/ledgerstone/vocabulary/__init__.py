"""The codebook: the field's code lists as YAML, one file a list, each code with its definition and where it comes from.

Read once a process and never changed. ``docs/codebook.md`` is made from it; a test holds the two together.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_LISTS = "lists"


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """One code: its meaning in words, and whose list it was taken from."""

    name: str
    text: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeList:
    """A list of codes with what it is for."""

    name: str
    about: str
    codes: tuple[Code, ...]


def names() -> tuple[str, ...]:
    """Return the names of all code lists, sorted."""
    folder = files(__package__).joinpath(_LISTS)
    return tuple(sorted(item.name.removesuffix(".yaml") for item in folder.iterdir() if item.name.endswith(".yaml")))


@cache
def code_list(name: str) -> CodeList:
    """Return the code list of that name.

    Raises:
        KeyError: there is none.
    """
    if name not in names():
        raise KeyError(name)
    tree = read(f"{_LISTS}/{name}.yaml")
    default = tree.get("source", "")
    entries = ((code, entry if isinstance(entry, dict) else {"text": entry}) for code, entry in tree["codes"].items())
    codes_ = tuple(Code(name=code, text=entry["text"], source=entry.get("source", default)) for code, entry in entries)
    return CodeList(name=name, about=tree["about"], codes=codes_)


@cache
def codes(name: str) -> frozenset[str]:
    """Return the codes of the list of that name."""
    return frozenset(code.name for code in code_list(name).codes)


def definition(name: str, code: str) -> str:
    """Return what the codebook says of a code of the list of that name, or nothing where the list has none such."""
    return next((each.text for each in code_list(name).codes if each.name == code), "")


@cache
def read(path: str) -> Any:
    """Return a YAML file of this folder as a tree. It is shared: do not change it."""
    text = files(__package__).joinpath(path).read_text(encoding="utf-8")
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 (both are safe loaders)
