"""How every command tells of what could not be worked on: a line each on standard error."""

import json
from collections.abc import Iterable, Mapping

import click

from ledgerstone.records import Problem
from ledgerstone.records.text import on_one_line


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
            click.echo(json.dumps(line), err=True)
        else:
            click.echo(on_one_line(f"{name or problem.record}: [{problem.code}] {problem.text}"), err=True)
