"""``ledgerstone work``: do what the review room of a case has in its queue."""

from pathlib import Path

import click

from ledgerstone.commands import options
from ledgerstone.commands.serve import serving


@click.command()
@click.argument("case", type=options.CASE)
@click.option("--network", is_flag=True, help="Capture the web pages that people of the room ask for.")
def command(case: Path, *, network: bool) -> None:
    """Do what the review room of CASE has in its queue, until Ctrl-C: read what was brought, link, reconcile.

    `serve` starts one by itself; a team may run it as a service of its own. Killed, it loses nothing, and goes on.
    """
    serving().work(case, network=network)
