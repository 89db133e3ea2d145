"""How every command tells of what could not be worked on: a line each on standard error."""

import json
import sys
from collections.abc import Iterable, Mapping

import click

from ledgerstone.records import Problem


def tell(problems: Iterable[Problem], *, as_json: bool, names: Mapping[str, str] | None = None) -> None:
    """Write problems to standard error, a line each; with ``as_json`` an object each.

    Args:
        problems: what could not be worked on.
        as_json: JSON Lines instead of words.
        names: what people call a record, by its id.
    """
    for problem in problems:
        name = (names or {}).get(problem.record)
        if as_json:
            line = {"record": problem.record, "name": name, "code": problem.code, "text": problem.text}
            click.echo(json.dumps(line, ensure_ascii=False), file=sys.stderr)
        else:
            click.echo(f"problem [{problem.code}] {name or problem.record}: {_one_line(problem.text)}", file=sys.stderr)


def _one_line(text: str) -> str:
    """Take out what a source's words could do to a terminal: line ends, escapes, characters that turn the direction."""
    return " ".join("".join(c if c.isprintable() or c.isspace() else "\N{REPLACEMENT CHARACTER}" for c in text).split())
