"""``ledgerstone ask``: let a language model point at figures that the rules missed."""

import json
import os
import sys
from pathlib import Path

import click

from ledgerstone.actions.asking_model import Asked, ask_about, waiting
from ledgerstone.actions.people import who
from ledgerstone.case import Case
from ledgerstone.commands import options
from ledgerstone.commands.problems import tell
from ledgerstone.language_model import Endpoint, from_environment
from ledgerstone.records import Report
from ledgerstone.records.text import on_one_line

_NOT_AGREED = 2
_ENDED_EARLY = 1
_NAMED = 10  # reports that are named before "and so many more"


@click.command()
@click.argument("case", type=options.CASE)
@click.option("--agree", is_flag=True, help="Send the texts that the command names without it.")
@options.by
@options.as_json
@click.pass_context
def command(context: click.Context, case: Path, by: str | None, *, agree: bool, as_json: bool) -> None:
    """Ask a language model for figures and persons that the rules missed in the reports of CASE.

    Without --agree nothing is sent: it says which texts would leave this machine, and where they would go. The model
    only quotes; what it quotes is checked against the report, and its figures by our own parser. `run` links what was
    found.
    The environment says which model: LEDGERSTONE_MODEL_URL, _NAME, _KEY, _BUDGET (tokens), _PER_MINUTE.
    """
    endpoint = from_environment(os.environ)
    with Case(case, by=by) as opened:
        reports = waiting(opened.store, model=endpoint.model)
        if not agree or not reports:
            _foretell(reports, endpoint)
            context.exit(0 if not reports else _NOT_AGREED)
        asked = ask_about(
            opened.store,
            reports,
            ask=endpoint,
            model=endpoint.model,
            by=who(by),
            progress=_progress if sys.stderr.isatty() else lambda *_: None,
        )
    names = {id_: report.title or report.url or id_[:12] for id_, report in reports.items()}
    tell(asked.refused, as_json=as_json, names=names)
    _report(asked, endpoint, total=len(reports), as_json=as_json)
    context.exit(_ENDED_EARLY if asked.ended else 0)


def _foretell(reports: dict[str, Report], endpoint: Endpoint) -> None:
    """Say in plain words what would leave this machine."""
    if not reports:
        click.echo("Nothing to ask: every report that can be read was asked about.")
        return
    characters = sum(len(report.text) for report in reports.values())
    click.echo(
        f"This would send the whole texts of {len(reports)} reports ({characters:,} characters), with every name in "
        f"them, to {on_one_line(endpoint.url)}, for the model {on_one_line(endpoint.model)}. Whoever runs that server "
        "can read and keep them. Nothing else of the case is sent: no review, no note, no original, no name of a "
        "colleague."
    )
    for id_, report in list(reports.items())[:_NAMED]:
        click.echo(f"  {id_[:12]}  {on_one_line(report.title or report.text[:60])}")
    if len(reports) > _NAMED:
        click.echo(f"  and {len(reports) - _NAMED} more")
    click.echo("Nothing was sent. To send them: the same command with --agree.")


def _report(asked: Asked, endpoint: Endpoint, *, total: int, as_json: bool) -> None:
    if as_json:
        told = {"reports": asked.reports, "claims": asked.claims, "refused": len(asked.refused)}
        click.echo(json.dumps({**told, "tokens": endpoint.spent, "ended": asked.ended}, ensure_ascii=False))
        return
    click.echo(
        f"{asked.reports} of {total} reports asked about; {asked.claims} new claims, {len(asked.refused)} refused; "
        f"{endpoint.spent:,} tokens. `run` links what is new."
    )
    if asked.ended:
        click.echo(on_one_line(asked.ended), err=True)


def _progress(done: int, total: int) -> None:
    sys.stderr.write(f"\rasking {done}/{total}\x1b[K")
    sys.stderr.flush()
