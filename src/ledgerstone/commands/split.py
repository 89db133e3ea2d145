"""``ledgerstone split``: take claims out of an incident, and make a new one of them."""

import json
from pathlib import Path

import click

from ledgerstone.actions.linking import split
from ledgerstone.commands import options
from ledgerstone.store.store import Store


@click.command()
@click.argument("case", type=options.CASE)
@click.argument("incident", metavar="INCIDENT")
@click.argument("claims", metavar="CLAIM...", nargs=-1, required=True)
@click.option("--because", required=True, metavar="TEXT", help="The reason; a decision without one is none.")
@options.by
@options.as_json
def command(case: Path, incident: str, claims: tuple[str, ...], because: str, by: str | None, *, as_json: bool) -> None:
    """Take each CLAIM out of INCIDENT, and make a new incident of them; the first digits of an id are enough."""
    with Store(case) as store:
        made = split(store, incident, claims, because=because, by=by)
    click.echo(json.dumps({"incident": made}) if as_json else made)
