"""``ledgerstone sources``: whom the team holds credible, who owns which outlet, which incidents count."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click

from ledgerstone import current
from ledgerstone.actions import listing_sources
from ledgerstone.commands import decided, options
from ledgerstone.current import Current
from ledgerstone.reconciling.appraising import appraise
from ledgerstone.reconciling.standards import history
from ledgerstone.records import Review
from ledgerstone.records.text import on_one_line, seen
from ledgerstone.store.store import Store

_SHORT = 12  # digits of an id, as shown


@click.command()
@click.argument("case", type=options.CASE)
@click.option("--all", "everything", is_flag=True, help="Every decision ever made, with the version that it led to.")
@click.option("--take", type=options.CASE, metavar="FILE", help="Record the decisions of a CSV file first.")
@options.by
@options.as_json
def command(case: Path, *, everything: bool, take: Path | None, by: str | None, as_json: bool) -> None:
    """Show what the team decided about sources and about what CASE counts, and which sources it has not judged.

    The version in force stands in each run of reconciling, so that an old toll can be told by the decisions of its day.
    These reasons are internal: no release holds them.

    FILE has the columns source and because, and credibility, owner, or both; if known role, since and until. All its
    rows are recorded, or none; what is decided so already is left out.
    """
    with Store(case) as store:
        if take is not None:
            listing_sources.take(store, take, by=by)
        made = current.decisions(store)
        reviews = tuple(store.about_any(Review, made).values())
        now = current.read_current(store)
    held = now.standards.decisions
    for id_, each, version in history(made, reviews):
        in_force = each in held
        if not in_force and not everything:
            continue
        if as_json:
            tree = {**decided.tree(id_, each), "version": version, "in_force": in_force}
            click.echo(json.dumps(tree, ensure_ascii=False))
        else:
            state = "" if in_force else " (no longer in force)"
            click.echo(f"{id_[:_SHORT]}  {on_one_line(f'{decided.words(each)}{state}: {each.because}')}")
            click.echo(f"{'':{_SHORT}}  by {on_one_line(each.by)}, version {version}")
    if as_json:
        return
    click.echo(f"In force: version {now.standards.version}." if now.standards.version else "Nothing was decided.")
    for name, count in _unjudged(now):
        click.echo(on_one_line(f"Not judged: {seen(name)}, {count} claim{'' if count == 1 else 's'}"))


def _unjudged(now: Current) -> Iterator[tuple[str, int]]:
    """Yield the outlets on which nobody decided by name, with how many claims stand in their reports."""
    found: Counter[str] = Counter()
    for claim in now.reviewed.claims.values():
        report = now.reports.get(claim.report)
        judged = appraise(claim, report, now.standards, day=None)
        if report and report.publisher and (judged is None or judged.by in {"kind", "others"}):
            found[report.publisher] += 1
    yield from sorted(found.items(), key=lambda item: (-item[1], item[0]))
