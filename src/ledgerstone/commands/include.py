"""``ledgerstone include``: say which incidents the case counts."""

from datetime import datetime
from pathlib import Path

import click

from ledgerstone import vocabulary
from ledgerstone.actions.setting_standards import include
from ledgerstone.commands import decided, options
from ledgerstone.store.store import Store

_HARMS = click.Choice([code.name for code in vocabulary.code_list("harm").codes])
_STATUSES = click.Choice([code.name for code in vocabulary.code_list("status").codes])


@click.command()
@click.argument("case", type=options.CASE)
@click.option("--harm", "harms", type=_HARMS, multiple=True, metavar="HARM", help="Somebody was so harmed. Repeatable.")
@click.option(
    "--status", "statuses", type=_STATUSES, multiple=True, metavar="STATUS", help="Somebody was that. Repeatable."
)
@click.option("--at-least", type=int, metavar="NUMBER", help="So many people, by the low, best or high of a toll.")
@click.option("--region", "regions", multiple=True, metavar="NAME", help="It was in this area. Repeatable.")
@click.option("--from", "earliest", type=options.DAY, metavar="DAY", help="The first day.")
@click.option("--to", "latest", type=options.DAY, metavar="DAY", help="The last day.")
@options.because
@options.by
@options.as_json
def command(
    case: Path,
    *,
    harms: tuple[str, ...],
    statuses: tuple[str, ...],
    at_least: int | None,
    regions: tuple[str, ...],
    earliest: datetime | None,
    latest: datetime | None,
    because: str,
    by: str | None,
    as_json: bool,
) -> None:
    """Record which incidents CASE counts: those that meet every criterion given here.

    Criteria of earlier decisions no longer hold; with none, every incident counts. An incident that does not is shown
    with the reason and never dropped; one of which it cannot be told stays in, and says so. NAME is a country, a
    province, or an area of the case's own gazetteer; "NAME, COUNTRY" tells it from others of that name.
    """
    with Store(case) as store:
        made = include(
            store,
            because=because,
            harms=harms,
            statuses=statuses,
            at_least=at_least,
            regions=regions,
            earliest=earliest.date() if earliest else None,
            latest=latest.date() if latest else None,
            by=by,
        )
    decided.say(made, as_json=as_json)
