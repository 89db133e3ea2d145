"""``ledgerstone own``: say who owns an outlet."""

from datetime import datetime
from pathlib import Path

import click

from ledgerstone.actions.setting_standards import own
from ledgerstone.commands import decided, options
from ledgerstone.store.store import Store


@click.command()
@click.argument("case", type=options.CASE)
@click.argument("outlet", metavar="OUTLET")
@click.argument("owner", metavar="OWNER")
@click.option("--since", type=options.DAY, metavar="DAY", help="The first day on which it was so.")
@click.option("--until", type=options.DAY, metavar="DAY", help="The last day on which it was so.")
@options.because
@options.by
@options.as_json
def command(
    case: Path,
    outlet: str,
    owner: str,
    *,
    since: datetime | None,
    until: datetime | None,
    because: str,
    by: str | None,
    as_json: bool,
) -> None:
    """Record that OWNER owns OUTLET; --because says where that is known from.

    The outlet, its owners and their other outlets then count as one independent source. OWNER can itself be owned. To
    take it back, `review` the decision's ID with reject. `run` makes the tolls anew.
    """
    with Store(case) as store:
        made = own(
            store,
            outlet,
            owner,
            because=because,
            since=since.date() if since else None,
            until=until.date() if until else None,
            by=by,
        )
    decided.say(made, as_json=as_json)
