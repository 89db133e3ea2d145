"""``ledgerstone head``: write the head of the chain into a file, to be signed or stamped elsewhere."""

import json
from pathlib import Path

import click

from ledgerstone.actions.stamping import export_head
from ledgerstone.capturing.fetching import Fetcher
from ledgerstone.capturing.network import Rules
from ledgerstone.commands import options
from ledgerstone.errors import NotFound
from ledgerstone.records.text import on_one_line
from ledgerstone.store.store import Store


@click.command()
@click.argument("case", type=options.CASE)
@click.argument("out", type=options.CASE, metavar="OUT.txt")
@click.option("--calendar", metavar="ADDRESS", help="An OpenTimestamps calendar; writes OUT.txt.ots too.")
@options.allow
@options.as_json
def command(case: Path, out: Path, calendar: str | None, allow: tuple[str, ...], *, as_json: bool) -> None:
    """Write the head of CASE's audit chain into a file, to be signed, stamped or kept elsewhere.

    The file names neither the case nor anybody in it. `verify --head` finds it in the chain again.
    """
    if not out.absolute().parent.is_dir():
        raise NotFound(f"There is no folder {on_one_line(str(out.parent))}.", do="Make it first.")
    with Store(case) as store:
        found = export_head(store, out, calendar=calendar, fetcher=Fetcher(rules=Rules.allowing(allow)))
    if as_json:
        click.echo(json.dumps({"entry": found.entry, "at": found.at, "head": found.head}))
    else:
        click.echo(f"Wrote {on_one_line(str(out))}: the head of entry {found.entry}, {found.head}")
