"""``ledgerstone export``: a whole case as one file, also while others work on it."""

import json
from pathlib import Path

import click

from ledgerstone.commands import options
from ledgerstone.records.text import on_one_line
from ledgerstone.store.exporting import export


@click.command()
@click.argument("case", type=options.CASE)
@click.argument("out", type=options.CASE, metavar="FILE")
@options.as_json
def command(case: Path, out: Path, *, as_json: bool) -> None:
    """Write the whole of CASE into FILE: records, chain and originals, in a form that can be checked anywhere.

    It can be done while others work on the case: that is its backup. FILE is not encrypted.
    """
    made = export(case, out)
    if as_json:
        tree = {
            "file": str(made.file),
            "sha256": made.sha256,
            "size": made.size,
            "originals": made.originals,
            "head": made.head,
        }
        click.echo(json.dumps(tree))
        return
    click.echo(f"Wrote {on_one_line(str(out))}: {made.originals} originals, {made.size:,} bytes. It is not encrypted.")
    click.echo(f"SHA-256 of the file: {made.sha256}")
    click.echo(f"Head of the chain: {made.head}")
