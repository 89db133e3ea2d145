"""``ledgerstone appraise``: say what the team holds of a source."""

from datetime import datetime
from pathlib import Path

import click

from ledgerstone import vocabulary
from ledgerstone.actions.setting_standards import appraise
from ledgerstone.commands import decided, options
from ledgerstone.store.store import Store

_LEVELS = click.Choice([code.name for code in vocabulary.code_list("credibility").codes])
_ROLES = click.Choice([code.name for code in vocabulary.code_list("speaker_role").codes])


@click.command()
@click.argument("case", type=options.CASE)
@click.argument("credibility", metavar="CREDIBILITY", type=_LEVELS)
@click.argument("source", metavar="[SOURCE]", required=False)
@click.option("--role", type=_ROLES, metavar="ROLE", help="Instead of SOURCE: all who speak in this role.")
@click.option("--since", type=options.DAY, metavar="DAY", help="The first day of publication for which it holds.")
@click.option("--until", type=options.DAY, metavar="DAY", help="The last day of publication for which it holds.")
@options.because
@options.by
@options.as_json
def command(
    case: Path,
    credibility: str,
    source: str | None,
    *,
    role: str | None,
    since: datetime | None,
    until: datetime | None,
    because: str,
    by: str | None,
    as_json: bool,
) -> None:
    """Record what the team holds of SOURCE: credible, not_credible or undecided.

    SOURCE is the name of an outlet, its site (courier.example), an office or a person, as reports print it. Without
    SOURCE and --role it is said of all others. What a source that is not credible says is kept and shown, and sets no
    figure. A later word on the same source takes the place of an earlier one. `run` makes the tolls anew.
    """
    with Store(case) as store:
        made = appraise(
            store,
            source,
            credibility,
            because=because,
            role=role,
            since=since.date() if since else None,
            until=until.date() if until else None,
            by=by,
        )
    decided.say(made, as_json=as_json)
