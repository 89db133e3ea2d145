"""What ``ledgerstone estimate`` shows in a terminal: lists, methods, what depends on choices, and the advice."""

from collections.abc import Sequence

import click

from ledgerstone.estimating import CaptureTable, Diagnosis, Recommendation, Row, undercount
from ledgerstone.records import Estimate


def show(
    lists: CaptureTable,
    found: Diagnosis,
    rows: Sequence[Row],
    changed: Sequence[Row],
    advice: Recommendation | None,
) -> None:
    """Print everything, the advice last."""
    click.echo(f"{found.people:,} distinct people on {len(lists.lists)} lists.")
    for name, size, alone in zip(found.lists, found.sizes, found.alone, strict=True):
        click.echo(f"  {name}: {size:,} people, {alone:,} of them on no other list")
    told = ", ".join(f"{number:,} on {k}" for k, number in enumerate(found.caught, start=1) if number)
    click.echo(f"  on how many lists: {told}")
    for warning in found.warnings:
        click.echo(f"  Note: {warning}")
    click.echo("")
    for row in rows:
        click.echo(_line(row))
    if changed:
        click.echo("\nHow far it depends on choices that the data cannot check:")
        for row in changed:
            click.echo(_line(row))
    if advice is not None:
        click.echo("")
        _advise(advice)


def _line(row: Row) -> str:
    answer = row.answer
    if not isinstance(answer, Estimate):
        return f"  {row.what:<22} no number. {answer.reason}"
    high = f"{answer.high:,.0f}" if answer.high is not None else "no upper bound"
    return f"  {row.what:<22} {answer.point:>12,.0f}   {answer.level:.0%} interval {answer.low:,.0f} to {high}"


def _advise(advice: Recommendation) -> None:
    answer = advice.answer
    if not isinstance(answer, Estimate):
        click.echo("No number should be published.")
        click.echo(f"  Why: {answer.reason}")
        click.echo(f"  What would help: {answer.needed}")
        return
    missed = undercount(answer)
    high = f"{answer.high:,.0f}" if answer.high is not None else "no upper bound"
    click.echo(f"To publish: {answer.point:,.0f} people ({answer.level:.0%} interval {answer.low:,.0f} to {high}).")
    top = f"{missed.high:,.0f}" if missed.high is not None else "no upper bound"
    click.echo(
        f"  Of these {missed.people:,} are on the lists, and about {missed.point:,.0f} on none "
        f"({missed.low:,.0f} to {top})."
    )
    click.echo(f"  Why this one: {advice.because}")
    for caveat in answer.caveats:
        click.echo(f"  Say with it: {caveat}")
