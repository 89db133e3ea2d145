"""``ledgerstone add``: take originals in."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

import click

from ledgerstone.actions.adding import Added, add
from ledgerstone.actions.capturing_pages import add_pages, failed, fed, listed
from ledgerstone.capturing.addresses import is_address
from ledgerstone.capturing.asking import read_line
from ledgerstone.capturing.authority import Authority
from ledgerstone.capturing.fetching import Fetcher, Limits
from ledgerstone.capturing.network import Rules
from ledgerstone.commands import authorities, options, trying_table
from ledgerstone.commands.problems import tell
from ledgerstone.errors import BadSetting, InputError, NotFound
from ledgerstone.records import Problem
from ledgerstone.records.text import on_one_line
from ledgerstone.store.store import Store

NOTHING_TAKEN = 3
_DEFAULT = Limits()
_NAMED = ("addresses", "feed", "retry", "archived", "requisites", "screenshot")


@click.command()
@click.argument("case", type=options.CASE)
@click.argument("sources", nargs=-1, metavar="FILE|FOLDER|ADDRESS|-...")
@click.option("--columns", type=options.CASE, metavar="MAPPING", help="What the columns of these tables mean (YAML).")
@click.option("--dry-run", is_flag=True, help="With --columns: show what would come of the tables, and add nothing.")
@click.option("--addresses", type=options.CASE, metavar="FILE", help="A file with an address a line.")
@click.option("--feed", metavar="ADDRESS", help="A feed (RSS, Atom), whose entries are captured.")
@click.option("--retry", is_flag=True, help="Try those addresses again whose last try failed.")
@click.option("--archived", metavar="ADDRESS", help="An archived copy of the one address that is named.")
@click.option("--requisites", is_flag=True, help="Capture what pages show too: pictures, styles, frames.")
@click.option("--screenshot", is_flag=True, help="Take a picture of each page, by a browser that is installed.")
@options.allow
@options.authority()
@options.trust
@click.option(
    "--seconds", type=click.FloatRange(1, 3600), default=_DEFAULT.seconds, show_default=True, help="For each address."
)
@click.option(
    "--megabytes",
    type=click.IntRange(1, 2000),
    default=_DEFAULT.size // 1_000_000,
    show_default=True,
    help="For each answer.",
)
@click.option(
    "--pause",
    type=click.FloatRange(0, 600),
    default=_DEFAULT.pause,
    show_default=True,
    help="Seconds between two requests to one host.",
)
@options.by
@options.as_json
@click.pass_context
def command(context: click.Context, /, case: Path, sources: tuple[str, ...], **given: Any) -> None:
    """Take files, whole folders, standard input (-) or web pages into CASE, as they are.

    A line is printed for each when it is safely on the disk. The same bytes again add only a note that they came
    again. The network is reached for the addresses named here, and for nothing else. Exit status 0 if anything was
    taken, 3 if nothing was.
    """
    as_json = given["as_json"]
    if given["dry_run"]:
        trying_table.show(case, sources, columns=given["columns"], as_json=as_json)
        return
    asked = _Asked(sources=sources, **{name: given[name] for name in _NAMED})
    asked.check()
    taken = 0
    with Store(case) as store:
        authority = _authority(store, given)
        fetcher, columns = _fetcher(store, given), given["columns"]
        for each in _take(store, asked, fetcher=fetcher, columns=columns, by=given["by"], authority=authority):
            if isinstance(each, Problem):
                tell([each], as_json=as_json)
            else:
                taken += 1
                click.echo(_line(each, as_json=as_json))
    if not taken:
        context.exit(NOTHING_TAKEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What is to be taken, as the command line names it."""

    sources: tuple[str, ...]
    addresses: Path | None
    feed: str | None
    retry: bool
    archived: str | None
    requisites: bool
    screenshot: bool

    @property
    def pages(self) -> tuple[str, ...]:
        return tuple(each for each in self.sources if is_address(each))

    @property
    def files(self) -> tuple[str, ...]:
        return tuple(each for each in self.sources if not is_address(each))

    def check(self) -> None:
        if not (self.sources or self.addresses or self.feed or self.retry):
            raise click.UsageError("Name what is to be taken: a file, a folder, an address, or - for standard input.")
        if self.archived and len(self.pages) != 1:
            raise BadSetting(
                "--archived goes with one address.", do="Write pairs into a file, and name it --addresses."
            )


def _take(
    store: Store,
    asked: _Asked,
    *,
    fetcher: Fetcher,
    columns: Path | None,
    by: str | None,
    authority: Authority | None,
) -> Iterator[Added | Problem]:
    if asked.files:
        yield from add(store, asked.files, columns=columns, by=by, authority=authority)
    take = partial(
        add_pages,
        store,
        fetcher=fetcher,
        by=by,
        authority=authority,
        requisites=asked.requisites,
        screenshot=asked.screenshot,
    )
    named = (_named(each, asked.archived) for each in asked.pages)
    yield from take(chain(failed(store) if asked.retry else (), named))
    if asked.addresses:
        yield from take(listed(_read(asked.addresses), name=asked.addresses.name), again=False)
    if asked.feed:
        yield from take(fed(asked.feed, fetcher=fetcher), again=False)


def _authority(store: Store, given: dict[str, Any]) -> Authority | None:
    if given["authority"] is None:
        return None
    return authorities.named(given["authority"], trust=given["trust"], allow=given["allow"], room=store.vault.folder)


def _fetcher(store: Store, given: dict[str, Any]) -> Fetcher:
    limits = Limits(size=given["megabytes"] * 1_000_000, seconds=given["seconds"], pause=given["pause"])
    return Fetcher(rules=Rules.allowing(given["allow"]), limits=limits, room=store.vault.folder)


def _named(url: str, archived: str | None) -> Any:
    try:
        return read_line(f"{url} {archived}" if archived else url)
    except InputError as error:
        return Problem(record=url[:200], code=error.code, text=f"{error.what} {error.do}".strip())


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise NotFound(f"{path} may not be read ({error.strerror}).", do="Look at the name and its rights.") from error


def _line(added: Added, *, as_json: bool) -> str:
    if as_json:
        tree = {"original": added.sha256, "name": added.name, "size": added.size, "new": added.new}
        return json.dumps(tree, ensure_ascii=False)
    return f"{'taken' if added.new else 'known'}  {added.sha256[:12]}  {on_one_line(added.name or 'standard input')}"
