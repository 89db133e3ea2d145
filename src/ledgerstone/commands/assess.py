"""``ledgerstone assess``: files in, incidents out; no case, nothing kept."""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from ledgerstone import reading
from ledgerstone.assessing import POLICY, assess
from ledgerstone.capturing import Source, opened, sources
from ledgerstone.capturing.sources import readable_name
from ledgerstone.commands import assessment_view
from ledgerstone.contract import line
from ledgerstone.errors import InputError, NotFound
from ledgerstone.extraction import unread
from ledgerstone.reading.limits import LARGEST_PDF
from ledgerstone.reconciling.policies import named
from ledgerstone.records import Problem, Report
from ledgerstone.records.text import on_one_line
from ledgerstone.vocabulary.resources import open_resources

NOTHING_READ = 3


@click.command("assess")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--gazetteer", type=click.Path(path_type=Path), multiple=True, help="Your own places, CSV; may be repeated."
)
@click.option("--policy", default=POLICY, show_default=True, help="The rule by which claims become tolls.")
@click.option("--json", "as_json", is_flag=True, help="One object an incident, one a line (docs/assess-schema.json).")
@click.option("--why", is_flag=True, help="Show every claim of every toll, used or set aside, with the reason.")
def command(files: tuple[str, ...], gazetteer: tuple[Path, ...], policy: str, *, as_json: bool, why: bool) -> None:
    """Say what is claimed in these files, incident by incident.

    FILE is a web page, a text, a PDF, a file of ready texts (JSON Lines), a folder of them, or - for standard input.
    """
    named(policy)
    resources = open_resources(gazetteer)
    reports: list[Report] = []
    for found in _read(files):
        if isinstance(found, Problem):
            _tell(found, as_json=as_json)
        else:
            reports.append(found)
    if not reports:
        click.echo("Nothing could be read.", err=True)
        sys.exit(NOTHING_READ)
    assessments = assess(reports, resources=resources, policy=policy)
    if as_json:
        for each in assessments:
            sys.stdout.write(line(each) + "\n")
    else:
        assessment_view.show(assessments, why=why)


def _read(files: Iterable[str]) -> Iterator[Report | Problem]:
    """Yield the reports of the files, and a Problem for whatever cannot be read; the other files go on."""
    for file in files:
        try:
            for source in sources([file]):
                yield from [source] if isinstance(source, Problem) else _read_one(source)
        except NotFound as error:
            yield Problem(record=readable_name(file), code=error.code, text=f"{error.what} {error.do}".rstrip())


def _read_one(source: Source) -> Iterator[Report | Problem]:
    name = source.name or "standard input"
    try:
        reports, problems = reading.read_all(_bytes(source), name=source.name)
    except InputError as error:
        yield Problem(record=name, code=error.code, text=f"{error.what} {error.do}".rstrip())
        return
    for problem in problems:
        yield Problem(record=name, code=problem.code, text=problem.text)
    for unsearched in filter(None, map(unread, reports)):
        yield Problem(record=name, code=unsearched.code, text=unsearched.text)
    yield from reports


def _bytes(source: Source) -> bytes:
    with opened(source) as stream:  # refuses what is no regular file: a pipe might never end
        return stream.read(LARGEST_PDF + 1)


def _tell(problem: Problem, *, as_json: bool) -> None:
    if as_json:
        fields = {"record": problem.record, "code": problem.code, "text": problem.text}
        click.echo(json.dumps(fields, ensure_ascii=True), err=True)
    else:
        click.echo(on_one_line(f"{problem.record}: [{problem.code}] {problem.text}"), err=True)
