"""``ledgerstone review``: record a verdict."""

import json
from pathlib import Path

import click

from ledgerstone import vocabulary
from ledgerstone.actions.deciding import parse_replacement, review
from ledgerstone.commands import options
from ledgerstone.store.store import Store


@click.command()
@click.argument("case", type=options.CASE)
@click.argument("record", metavar="ID")
@click.argument(
    "verdict", metavar="VERDICT", type=click.Choice([code.name for code in vocabulary.code_list("verdict").codes])
)
@click.option("--because", required=True, metavar="TEXT", help="The reason; a decision without one is none.")
@click.option("--replace", metavar="JSON", help='For correct: what is right instead, as {"count": {...}}.')
@options.by
@options.as_json
def command(
    case: Path, record: str, verdict: str, because: str, replace: str | None, by: str | None, *, as_json: bool
) -> None:
    """Record a verdict on the record ID of CASE (a claim, a link, a report); its first digits are enough.

    VERDICT is accept, correct, reject, withhold, pending or inconclusive. A verdict on a claim holds
    for what any later version finds in the same words. To undo one, give another.
    """
    fields = None if replace is None else parse_replacement(replace)
    with Store(case) as store:
        made = review(store, record, verdict, because=because, replace=fields, by=by)
    if as_json:
        click.echo(json.dumps({"about": made.about, "verdict": made.verdict, "by": made.by}, ensure_ascii=False))
    else:
        click.echo(f"{made.verdict}  {made.about[:12]}  by {made.by}")
