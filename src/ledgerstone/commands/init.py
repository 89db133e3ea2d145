"""``ledgerstone init``: make a case."""

import json
from pathlib import Path

import click

from ledgerstone.actions.adding import init
from ledgerstone.commands import options
from ledgerstone.records.text import on_one_line


@click.command()
@click.argument("case", type=options.CASE)
@click.option(
    "--gazetteer",
    "gazetteers",
    type=options.CASE,
    multiple=True,
    metavar="FILE",
    help="Places of your own, as CSV; taken into the case. Can be given several times.",
)
@options.by
@options.as_json
def command(case: Path, gazetteers: tuple[Path, ...], by: str | None, *, as_json: bool) -> None:
    """Make a case in the folder CASE, which is empty or not yet there."""
    with init(case, gazetteers=gazetteers, by=by) as store:
        head = store.entries()[-1].head
        own = list(store.settings.gazetteers)
    if as_json:
        click.echo(json.dumps({"case": str(case), "gazetteers": own, "head": head}))
    else:
        click.echo(f"Made the case {on_one_line(str(case))}." + (f" Own gazetteers: {len(own)}." if own else ""))
        click.echo(f"Next: ledgerstone add {on_one_line(str(case))} FILE|FOLDER|-")
