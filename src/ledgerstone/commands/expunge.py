"""``ledgerstone expunge``: forget an original, with all that rests on it."""

import json
from pathlib import Path

import click

from ledgerstone.actions.expunging import Expunged, ask, expunge, plan, said_in
from ledgerstone.commands import options
from ledgerstone.errors import BadSetting
from ledgerstone.forgetting import Plan
from ledgerstone.records.text import on_one_line
from ledgerstone.store.store import Store

_SHORT = 12  # digits of an id, as shown
_NOT_REACHED = (
    "Not reached: backups and exports, releases, copies that others have, and what the disk keeps of deleted files. "
    "These are yours to look after: docs/forgetting.md."
)


@click.command()
@click.argument("case", type=options.CASE)
@click.argument("records", nargs=-1, metavar="[ID]...")
@click.option("--because", metavar="TEXT", help="The reason; it is kept for good, so it must name nobody.")
@click.option("--plan", "only_plan", is_flag=True, help="Show what would go; change nothing.")
@click.option("--ask", "only_ask", is_flag=True, help="Ask for it, so that another person can do it.")
@click.option("--words", metavar="TEXT", help="List the originals that say these words; change nothing.")
@options.by
@options.as_json
def command(
    case: Path,
    records: tuple[str, ...],
    because: str | None,
    words: str | None,
    by: str | None,
    *,
    only_plan: bool,
    only_ask: bool,
    as_json: bool,
) -> None:
    """Delete originals of CASE for good, with all that rests on them, by their ID or SHA-256.

    A review, a handling or another decision whose reason says too much can be expunged as well. The chain still
    verifies: a tombstone stays. It cannot be undone.
    """
    with Store(case) as store:
        if words is not None:
            _list(said_in(store, words), as_json=as_json)
            return
        if not records:
            raise BadSetting("Nothing to expunge was named.", do="--words finds the originals that say something.")
        if only_plan:
            _tell_plan(plan(store, records), as_json=as_json)
            return
        if only_ask:
            made = ask(store, records, because=because or "", by=by)
            click.echo(_asked(len(made), made[0].by, as_json=as_json))
            return
        done = expunge(store, records, because=because or "", by=by)
    _tell_done(done, as_json=as_json)


def _list(found: dict[str, str], *, as_json: bool) -> None:
    for sha256, name in found.items():
        line = json.dumps({"original": sha256, "name": name}, ensure_ascii=False)
        click.echo(line if as_json else f"{sha256[:_SHORT]}  {on_one_line(name)}")


def _asked(number: int, by: str, *, as_json: bool) -> str:
    if as_json:
        return json.dumps({"asked": number, "by": by}, ensure_ascii=False)
    return f"Asked by {by}. Another person now runs the same command without --ask."


def _tell_plan(planned: Plan, *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(_tree(planned), ensure_ascii=False))
        return
    click.echo(f"Would go: {_kinds(planned)}. Would be written anew without it: {len(planned.anew)}.")
    _tell_rest(planned)
    click.echo("Nothing was changed.")


def _tell_done(done: Expunged, *, as_json: bool) -> None:
    if as_json:
        tree = {**_tree(done.plan), "asked_by": list(done.asked_by), "erased": done.erased}
        click.echo(json.dumps(tree, ensure_ascii=False))
        return
    click.echo(f"Gone: {_kinds(done.plan)}. Written anew without it: {len(done.plan.anew)}.")
    _tell_rest(done.plan)
    if not done.erased:
        click.echo("Their bytes are still in the database file: the disk refused. The next command tries again.")
    click.echo("Next: ledgerstone run, which makes links and tolls anew.")


def _tell_rest(planned: Plan) -> None:
    for version in planned.releases:
        click.echo(f"Release {version} let something of it out.")
    for each in planned.still:
        what = f"original {each.original[:_SHORT]}" if each.original else f"{each.kind} {each.id[:_SHORT]}"
        click.echo(f"Still there, in the {what}: {on_one_line(each.says)}")
    click.echo(_NOT_REACHED)


def _kinds(planned: Plan) -> str:
    return ", ".join(f"{number} {kind}{'' if number == 1 else 's'}" for kind, number in planned.kinds.items())


def _tree(planned: Plan) -> dict[str, object]:
    return {
        "gone": dict(planned.kinds),
        "anew": len(planned.anew),
        "originals": list(planned.originals),
        "releases": list(planned.releases),
        "still": [
            {"record": each.id, "kind": each.kind, "original": each.original, "says": each.says}
            for each in planned.still
        ],
    }
