"""``ledgerstone add --columns MAPPING --dry-run``: what would come of a table, and nothing is added."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from ledgerstone import current
from ledgerstone.capturing import opened, sources
from ledgerstone.commands.problems import tell
from ledgerstone.confining import ConfinedReader, Found
from ledgerstone.errors import BadSetting
from ledgerstone.extraction import extract
from ledgerstone.reading.columns import read_columns
from ledgerstone.records import Claim, Problem, Report
from ledgerstone.records.text import on_one_line
from ledgerstone.store.store import Store
from ledgerstone.vocabulary.resources import Resources

_SHOWN = 5  # rows


def show(case: Path, named: Sequence[str], *, columns: Path | None, as_json: bool) -> None:
    """Print what would come of tables by a mapping.

    Args:
        case: whose gazetteer decides which places are meant.
        named: the tables.
        columns: the mapping.
        as_json: whether to print every claim as JSON, one a line.

    Raises:
        BadColumns: the mapping cannot be used.
        BadSetting: no mapping was given.
    """
    if columns is None:
        raise BadSetting("--dry-run shows what a mapping makes of a table.", do="Name the mapping: --columns FILE.")
    text = columns.read_text(encoding="utf-8", errors="replace")
    read_columns(text)
    with Store(case) as store:
        resources = current.resources(store)
    with ConfinedReader() as reader:
        for source in sources(named):
            if isinstance(source, Problem) or source.path is None:
                continue
            with opened(source), source.path.open("rb") as file:
                found = reader.read(file, original=source.name or "-", name=source.name, columns=text)
            tell(found.problems, as_json=as_json)
            _print(source.name or "-", found, resources, as_json=as_json)
    if not as_json:
        click.echo("Nothing was added.")


def _print(name: str, found: Found, resources: Resources, *, as_json: bool) -> None:
    claims = [(report, extract(report, resources=resources)) for report in found.reports]
    if as_json:
        for report, made in claims:
            for claim in made:
                click.echo(json.dumps(_tree(report, claim), ensure_ascii=False))
        return
    rows = len(found.reports)
    told = sum(len(made) for _, made in claims)
    empty = sum(not made for _, made in claims)
    unplaced = sum(any(where.lat is None for where in claim.where) for _, made in claims for claim in made)
    click.echo(f"{on_one_line(name)}: {rows:,} rows, {told:,} claims, {len(found.problems):,} problems.")
    click.echo(f"  rows without a claim: {empty:,}; claims at a place that the gazetteer does not know: {unplaced:,}")
    for line in _totals(claim for _, made in claims for claim in made):
        click.echo(f"  {line}")
    for report, made in claims[:_SHOWN]:
        click.echo(f"  {report.part}: {on_one_line(report.text)[:200]}")
        for claim in made:
            click.echo(f"    -> {on_one_line(_said(claim))}")


def _totals(claims: Iterable[Claim]) -> list[str]:
    people: Counter[str] = Counter()
    least: Counter[str] = Counter()
    for claim in claims:
        of = " ".join(filter(None, (claim.harm, claim.status, *claim.group)))
        people[of] += claim.person is not None
        least[of] += (claim.count.low or 0) if claim.count else 0
    return [
        f"{of}: {people[of]:,} persons named, counts that add up to {least[of]:,} at least" for of in sorted(people)
    ]


def _said(claim: Claim) -> str:
    parts = [claim.harm or "", *(f"of {each}" for each in (claim.status, *claim.group) if each)]
    if claim.person:
        age = claim.person.age_low
        parts += [claim.person.names[0].text, "" if age is None else f"aged {age}"]
    if claim.count:
        low, high = ("?" if bound is None else f"{bound:,}" for bound in (claim.count.low, claim.count.high))
        parts.append(f"{low} to {high}")
    parts += [f"{claim.when.earliest} to {claim.when.latest}" if claim.when else "no day"]
    parts += [f"{each.name} ({each.precision})" for each in claim.where] or ["no place"]
    parts += [f"{each.scheme}: {each.value}" for each in claim.identifiers]
    return ", ".join(part for part in parts if part)


def _tree(report: Report, claim: Claim) -> dict[str, str]:
    return {"row": report.part, "claim": _said(claim)}
