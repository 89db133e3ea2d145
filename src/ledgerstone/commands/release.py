"""``ledgerstone release``: let go what passed review."""

import json
from pathlib import Path

import click

from ledgerstone.actions.letting_go import SHAPES
from ledgerstone.case import Case
from ledgerstone.commands import options


@click.command()
@click.argument("case", type=options.CASE)
@click.argument("out", type=options.CASE)
@click.option(
    "--shape",
    "shapes",
    default=",".join(SHAPES),
    show_default=True,
    metavar="NAMES",
    help="What to write, separated by commas.",
)
@click.option("--title", metavar="TEXT", help="The title of the dossier.")
@options.policy
@options.by
@options.as_json
def command(
    case: Path, out: Path, shapes: str, title: str | None, policy: str, by: str | None, *, as_json: bool
) -> None:
    """Write what passed review in CASE into the new folder OUT, and record that it was let go.

    A release holds accepted and corrected claims only, passages instead of full texts, and masks the names of witnesses
    and survivors. What was withheld is listed with the reason. Read it before you pass it on.
    """
    wanted = tuple(shape.strip() for shape in shapes.split(",") if shape.strip())
    with Case(case, by=by) as opened:
        made = opened.release(out, shapes=wanted, policy=policy, title=title)
    if as_json:
        tree = {
            "version": made.record.version,
            "folder": str(made.folder),
            "files": list(made.files),
            "records": len(made.record.records),
            "withheld": len(made.record.withheld),
        }
        click.echo(json.dumps(tree, ensure_ascii=False))
    else:
        click.echo(
            f"Release {made.record.version} in {made.folder}: {', '.join(made.files)}. "
            f"{len(made.record.records)} records released, {len(made.record.withheld)} were withheld or masked."
        )
