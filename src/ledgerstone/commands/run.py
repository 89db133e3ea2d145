"""``ledgerstone run``: bring a case up to date."""

import json
import sys
from pathlib import Path

import click

from ledgerstone import current
from ledgerstone.case import Case
from ledgerstone.commands import options
from ledgerstone.commands.problems import tell
from ledgerstone.spreading import sensible

STOPPED = 130  # as a shell says it of a program that Ctrl-C ended


@click.command()
@click.argument("case", type=options.CASE)
@options.policy
@click.option(
    "--seconds",
    type=click.FloatRange(min=1),
    help="How long one file or report may take; tries again what took longer.",
)
@click.option(
    "--workers",
    type=click.IntRange(min=1, max=64),
    help="In how many processes; otherwise one for each processor, up to eight.",
)
@options.by
@options.as_json
@click.pass_context
def command(
    context: click.Context,
    case: Path,
    policy: str,
    seconds: float | None,
    workers: int | None,
    by: str | None,
    *,
    as_json: bool,
) -> None:
    """Read, search, link and reconcile what is new in CASE.

    It can be stopped with Ctrl-C and goes on where it was. Running it again adds nothing. What could not be worked on
    is listed on standard error; the rest goes on.
    """
    with Case(case, by=by) as opened:
        try:
            progress = _progress if sys.stderr.isatty() else None
            ran = opened.run(policy=policy, progress=progress, seconds=seconds, workers=workers or sensible())
        except KeyboardInterrupt:
            click.echo("\nStopped. What was done is kept; run it again to go on.", err=True)
            context.exit(STOPPED)
        names = _names(opened)
    tell(ran.problems, as_json=as_json, names=names)
    if as_json:
        click.echo(json.dumps({"worked": dict(ran.worked), "added": ran.added, "problems": len(ran.problems)}))
    else:
        click.echo(_summary(dict(ran.worked), ran.added, len(ran.problems)))


def _summary(worked: dict[str, int], added: int, problems: int) -> str:
    if not added:
        done = "Nothing to do: the case is up to date."
    else:
        done = (
            f"{worked['reading']} originals read, {worked['extraction']} reports searched; "
            f"{added} new records{', linked anew' if worked['linking'] else ''}."
        )
    noun = "problem" if problems == 1 else "problems"
    return done + (f" {problems} {noun}, listed above." if problems else "")


def _progress(stage: str, done: int, total: int) -> None:
    sys.stderr.write(f"\r{stage} {done}/{total}\x1b[K" + ("\r\x1b[K" if done == total else ""))
    sys.stderr.flush()


def _names(opened: Case) -> dict[str, str]:
    _, captures = current.custody(opened.store)
    first = {each.original: each for found in captures.values() for each in reversed(found)}
    return {sha256: each.name or each.url or "standard input" for sha256, each in first.items()}
