"""Writes what is translated and stands in data, or in what errors say, as `makemessages` reads it.

python -m ledgerstone.web.saying.for_translators > listed_words.py
"""

import ast
from collections.abc import Iterator
from pathlib import Path

from ledgerstone.web.saying.listing import listed

_SAID_BY = ("actions", "store", "web")
"""The folders whose errors a person meets in the room."""


def main() -> None:
    """Print a module that names every word."""
    print("from django.utils.translation import gettext_noop\n")  # noqa: T201 (it is what the module is for)
    for each in sorted({*listed(), *errors()}):
        print(f"gettext_noop({each!r})")  # noqa: T201


def errors() -> Iterator[str]:
    """Yield what errors say, and what they ask for, where it has no holes."""
    for folder in _SAID_BY:
        for path in sorted((Path(__file__).parents[2] / folder).rglob("*.py")):
            yield from _raised(ast.parse(path.read_text(encoding="utf-8")))


def _raised(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
            given = [*node.exc.args, *(keyword.value for keyword in node.exc.keywords)]
            yield from (each.value for each in given if isinstance(each, ast.Constant) and isinstance(each.value, str))


if __name__ == "__main__":
    main()
