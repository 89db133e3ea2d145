"""``ledgerstone handle``: say who may see a record."""

import json
from pathlib import Path

import click

from ledgerstone import vocabulary
from ledgerstone.actions.deciding import handle
from ledgerstone.commands import options
from ledgerstone.store.store import Store


@click.command()
@click.argument("case", type=options.CASE)
@click.argument("record", metavar="ID")
@click.argument(
    "level", metavar="LEVEL", type=click.Choice([code.name for code in vocabulary.code_list("handling").codes])
)
@click.option("--because", required=True, metavar="TEXT", help="The reason; a decision without one is none.")
@options.by
@options.as_json
def command(case: Path, record: str, level: str, because: str, by: str | None, *, as_json: bool) -> None:
    """Record who may see the record ID of CASE; its first digits are enough.

    LEVEL is open, restricted or sealed. restricted and sealed keep it, and what rests on it, out of every release.
    open lets out what is otherwise withheld: a living witness's name, an exact place, what is told of sexual
    violence. A name leaves only where every claim that carries it is open.
    """
    with Store(case) as store:
        made = handle(store, record, level, because=because, by=by)
    if as_json:
        click.echo(json.dumps({"about": made.about, "level": made.level, "by": made.by}, ensure_ascii=False))
    else:
        click.echo(f"{made.level}  {made.about[:12]}  by {made.by}")
