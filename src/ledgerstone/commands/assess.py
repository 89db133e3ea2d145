"""``ledgerstone assess``: files in, incidents out; no case, nothing kept."""

import json
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

import click

from ledgerstone.assessing import POLICY, assess
from ledgerstone.capturing import Source, opened, sources
from ledgerstone.capturing.sources import readable_name
from ledgerstone.commands import assessment_view
from ledgerstone.confining import ConfinedReader, Found, Handed
from ledgerstone.contract import line
from ledgerstone.errors import InputError, NotFound
from ledgerstone.extraction import unread
from ledgerstone.reconciling.policies import named
from ledgerstone.records import Problem, Report
from ledgerstone.records.text import on_one_line
from ledgerstone.vocabulary.resources import open_resources

NOTHING_READ = 3
_CHUNK = 1 << 20  # bytes


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

    FILE is a web page, a text, a PDF, an office document, a mail, an archive, a file of ready texts (JSON Lines), a
    folder of them, or - for standard input.
    """
    named(policy)
    reports: list[Report] = []
    with ConfinedReader() as reader:
        reader.start()  # it gets ready while the gazetteer is opened
        resources = open_resources(gazetteer)
        for found in _read(files, reader):
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


def _read(files: Iterable[str], reader: ConfinedReader) -> Iterator[Report | Problem]:
    """Yield the reports of the files, and a Problem for whatever cannot be read; the other files go on."""
    for file in files:
        try:
            for source in sources([file]):
                yield from [source] if isinstance(source, Problem) else _read_one(source, reader)
        except NotFound as error:
            yield Problem(record=readable_name(file), code=error.code, text=f"{error.what} {error.do}".rstrip())


def _read_one(source: Source, reader: ConfinedReader) -> Iterator[Report | Problem]:
    name = source.name or "standard input"
    with ExitStack() as open_files:
        try:
            file = open_files.enter_context(_copied(source))
        except InputError as error:
            yield Problem(record=name, code=error.code, text=f"{error.what} {error.do}".rstrip())
            return
        members: list[tuple[Handed, BinaryIO]] = []

        def take(handed: Handed) -> None:
            members.append((handed, open_files.enter_context(_unnamed(handed.stream.read))))

        yield from _found(reader.read(file, original=name, name=source.name, take=take))
        for handed, copy in members:  # their own members came with them
            shown = f"{name}: {handed.name}"
            declared = next((value for key, value in handed.headers if key.lower() == "content-type"), None)
            yield from _found(reader.read(copy, original=shown, name=handed.name, media_type=declared, url=handed.url))


def _found(found: Found) -> Iterator[Report | Problem]:
    yield from found.problems
    for report in found.reports:
        unsearched = unread(report)
        if unsearched is not None:
            shown = report.title or report.part or report.original[:12]
            yield Problem(record=shown, code=unsearched.code, text=unsearched.text)
    yield from found.reports


def _copied(source: Source) -> BinaryIO:
    """A copy, because the file may change, and standard input cannot be read twice; refuses what is no regular file."""
    with opened(source) as stream:
        return _unnamed(stream.read)


def _unnamed(read: Callable[[int], bytes]) -> BinaryIO:
    """Copy what is read into a file without a name, which is gone when it is closed."""
    copy = tempfile.TemporaryFile()  # noqa: SIM115 (the caller closes it)
    while part := read(_CHUNK):
        copy.write(part)
    copy.flush()
    return copy


def _tell(problem: Problem, *, as_json: bool) -> None:
    if as_json:
        fields = {"record": problem.record, "code": problem.code, "text": problem.text}
        click.echo(json.dumps(fields, ensure_ascii=True), err=True)
    else:
        click.echo(on_one_line(f"{problem.record}: [{problem.code}] {problem.text}"), err=True)
