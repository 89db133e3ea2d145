# ruff: noqa: N999 (the command is called so)
"""``ledgerstone import``: a case out of the one file that ``export`` wrote."""

import json
from pathlib import Path

import click

from ledgerstone.commands import options
from ledgerstone.records.text import on_one_line
from ledgerstone.store.importing import import_


@click.command()
@click.argument("file", type=options.CASE)
@click.argument("case", type=options.CASE)
@options.as_json
def command(file: Path, case: Path, *, as_json: bool) -> None:
    """Make CASE of a FILE that `export` wrote, and verify it. CASE is a folder that is empty or not yet there.

    Where anything is wrong, it is named, and nothing is made.
    """
    made = import_(file, case)
    found = made.verified
    if as_json:
        tree = {
            "case": str(made.case),
            "sha256": made.sha256,
            "originals": found.originals,
            "records": found.records,
            "entries": found.entries,
            "head": found.head,
        }
        click.echo(json.dumps(tree))
        return
    click.echo(
        f"Made the case {on_one_line(str(case))}: {found.originals} originals, {found.records} records, "
        f"{found.entries} entries in the chain."
    )
    click.echo(f"SHA-256 of the file: {made.sha256}")
    click.echo(f"Head of the chain: {found.head}")
    click.echo("Compare both with what `export` printed where the file was made.")
