"""``ledgerstone link``: judge by hand what belongs together."""

import json
from pathlib import Path

import click

from ledgerstone import vocabulary
from ledgerstone.actions.linking import judge
from ledgerstone.commands import options
from ledgerstone.store.store import Store


@click.command()
@click.argument("case", type=options.CASE)
@click.argument("one", metavar="ID")
@click.argument("other", metavar="OTHER")
@click.argument(
    "judgement", metavar="JUDGEMENT", type=click.Choice([code.name for code in vocabulary.code_list("judgement").codes])
)
@click.option("--because", required=True, metavar="TEXT", help="The reason; a judgement without one is none.")
@click.option("--part", is_flag=True, help="Judge whether the incident ID is a part of the incident OTHER.")
@options.by
@options.as_json
def command(
    case: Path, one: str, other: str, judgement: str, because: str, by: str | None, *, part: bool, as_json: bool
) -> None:
    """Record whether the record ID of CASE belongs to OTHER; their first digits are enough.

    JUDGEMENT is positive, negative or unsure. Two incidents or two victims are judged to be the same: with positive,
    what is about the one is about the other. A claim and an incident or a victim are judged to belong together. What
    contradicts earlier judgements is refused, and all are named. `review CASE LINK reject` takes a judgement back.
    """
    with Store(case) as store:
        made = judge(store, one, other, judgement, because=because, part=part, by=by)
    if as_json:
        said = {"claim": made.claim, "target": made.target, "relation": made.relation, "judgement": made.judgement}
        click.echo(json.dumps(said, ensure_ascii=False))
    else:
        click.echo(f"{made.judgement}  {made.claim[:12]} {made.relation} {made.target[:12]}")
