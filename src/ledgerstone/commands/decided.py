"""Decisions about sources and about what counts, in a line each."""

import json

import click

from ledgerstone import codec
from ledgerstone.reconciling.standards import Decision
from ledgerstone.records import Appraisal, Criteria
from ledgerstone.records.text import on_one_line, seen
from ledgerstone.releasing.wording import code_words, criteria_words

_SHORT = 12  # digits of an id, as shown


def say(made: Decision, *, as_json: bool) -> None:
    """Print a decision that was recorded."""
    if as_json:
        click.echo(json.dumps(tree(codec.identify(made), made), ensure_ascii=False))
    else:
        click.echo(f"{codec.identify(made)[:_SHORT]}  {on_one_line(words(made))}  by {on_one_line(made.by)}")


def tree(id_: str, made: Decision) -> dict[str, object]:
    """Return a decision as JSON has it."""
    return {"id": id_, "kind": codec.kind_of(made), **codec.to_json(made)}


def words(made: Decision) -> str:
    """Return what was decided, in words."""
    if isinstance(made, Criteria):
        return seen(criteria_words(made))
    bounds = [f"since {made.since}"] * bool(made.since) + [f"until {made.until}"] * bool(made.until)
    days = f" ({', '.join(bounds)})" if bounds else ""
    if isinstance(made, Appraisal):
        whom = seen(made.source) if made.source else f"all of role {made.role}" if made.role else "all others"
        return f"{whom}: {code_words(made.credibility)}{days}"
    return f"{seen(made.outlet)} is owned by {seen(made.owner)}{days}"
