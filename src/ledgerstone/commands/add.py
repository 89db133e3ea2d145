"""``ledgerstone add``: take originals in."""

import json
from pathlib import Path

import click

from ledgerstone.actions.adding import Added, add
from ledgerstone.commands import options
from ledgerstone.commands.problems import tell
from ledgerstone.records import Problem
from ledgerstone.records.text import on_one_line
from ledgerstone.store.store import Store

NOTHING_TAKEN = 3


@click.command()
@click.argument("case", type=options.CASE)
@click.argument("sources", nargs=-1, required=True, metavar="FILE|FOLDER|-...")
@options.by
@options.as_json
@click.pass_context
def command(context: click.Context, case: Path, sources: tuple[str, ...], by: str | None, *, as_json: bool) -> None:
    """Take files, whole folders or standard input (-) into CASE, as they are.

    A line is printed for each when it is safely on the disk. The same bytes again add only a note that they came
    again. Exit status 0 if anything was taken, 3 if nothing was.
    """
    taken = 0
    with Store(case) as store:
        for each in add(store, sources, by=by):
            if isinstance(each, Problem):
                tell([each], as_json=as_json)
            else:
                taken += 1
                click.echo(_line(each, as_json=as_json))
    if not taken:
        context.exit(NOTHING_TAKEN)


def _line(added: Added, *, as_json: bool) -> str:
    if as_json:
        tree = {"original": added.sha256, "name": added.name, "size": added.size, "new": added.new}
        return json.dumps(tree, ensure_ascii=False)
    return f"{'taken' if added.new else 'known'}  {added.sha256[:12]}  {on_one_line(added.name or 'standard input')}"
