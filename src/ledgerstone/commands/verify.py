"""``ledgerstone verify``: read everything again, and name the first thing that is wrong."""

import json
from pathlib import Path

import click

from ledgerstone.commands import options
from ledgerstone.store.verifying import PROVES, verify


@click.command()
@click.argument("case", type=options.CASE)
@options.as_json
def command(case: Path, *, as_json: bool) -> None:
    """Read every original, record and chain entry of CASE again, with its tables and settings.

    It changes nothing. The first thing that is wrong is named, with exit status 4.
    """
    found = verify(case)
    if as_json:
        tree = {
            "originals": found.originals,
            "records": found.records,
            "entries": found.entries,
            "head": found.head,
            "notes": list(found.notes),
            "proves": PROVES,
            "proves_not": found.proves_not,
        }
        click.echo(json.dumps(tree, ensure_ascii=False))
        return
    click.echo(f"Whole: {found.originals} originals, {found.records} records, {found.entries} entries in the chain.")
    click.echo(f"Head of the chain: {found.head}")
    for note in found.notes:
        click.echo(f"Note: {note}")
    click.echo(f"What this shows: {PROVES}")
    click.echo(f"What it cannot show: {found.proves_not}")
