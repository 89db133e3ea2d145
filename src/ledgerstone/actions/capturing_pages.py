"""Take web pages in: asked for one by one, sealed as WACZ, each in a transaction of its own.

Every try leaves a Run of the stage ``capturing`` about the address, with the Problem where there was one. So what
failed can be listed and tried again, and a list that was stopped goes on where it was.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from functools import partial
from typing import Protocol

from ledgerstone import codec
from ledgerstone.actions.adding import Added
from ledgerstone.actions.people import who
from ledgerstone.actions.stamping import with_token
from ledgerstone.capturing import CAPTURING
from ledgerstone.capturing.asking import Asked, of_feed, of_file, read_line
from ledgerstone.capturing.authority import Authority
from ledgerstone.capturing.fetching import Fetcher
from ledgerstone.capturing.wacz import MEDIA_TYPE
from ledgerstone.capturing.web import VERSION, Captured, capture
from ledgerstone.errors import InputError, NotFetched
from ledgerstone.records import Capture, Original, Problem, Record, Run
from ledgerstone.records.text import normal
from ledgerstone.store.store import Store
from ledgerstone.store.vault import Kept, Stream


class Waiting(Protocol):
    """Where captured pages wait until somebody looked at them."""

    def keep(self, source: Stream, /) -> Kept:
        """Put a page onto the disk."""

    def take(self, records: tuple[Record, ...], /) -> None:
        """Hold a page with its records."""


def add_pages(
    store: Store,
    asked: Iterable[Asked | Problem],
    *,
    fetcher: Fetcher,
    by: str | None = None,
    again: bool = True,
    authority: Authority | None = None,
    requisites: bool = False,
    screenshot: bool = False,
    waiting: Waiting | None = None,
) -> Iterator[Added | Problem]:
    """Capture pages; what was yielded as added is on the disk.

    Args:
        store: the case.
        asked: the addresses; a Problem among them is passed on.
        fetcher: how they are asked for.
        by: who does it.
        again: capture what was captured before once more; otherwise it is left out.
        authority: who gives a token over each; where it gives none, the page is taken, and a Problem says so.
        requisites: capture what each page shows too; what of it cannot be had is a Problem, and the page is taken.
        screenshot: take a picture of each, likewise.
        waiting: takes pages in the place of the case, until somebody looked at them.
    """
    take = partial(capture, fetcher=fetcher, requisites=requisites, screenshot=screenshot)
    name = who(by)
    store.require_writable()
    known = set() if again else {each.via[0] for each in store.records(Capture).values() if each.via}
    for each in asked:
        if isinstance(each, Problem):
            yield each
        elif each.url not in known:
            known.add(each.url)
            yield from _add(store, each, take=take, by=name, authority=authority, waiting=waiting)


def failed(store: Store) -> list[Asked]:
    """Return the addresses whose latest try gave nothing, in the order of the first."""
    latest = {run.about: run for run in store.records(Run).values() if run.stage == CAPTURING}
    return [read_line(about) for about, run in latest.items() if not run.made]


def listed(data: bytes, *, name: str) -> Iterator[Asked | Problem]:
    """Yield the addresses that a file names; one that cannot be used as a list is a Problem."""
    try:
        yield from of_file(data, name=name)
    except InputError as error:
        yield _problem(name, error)


def fed(url: str, *, fetcher: Fetcher) -> Iterator[Asked | Problem]:
    """Fetch a feed, and yield the addresses of its entries; what cannot be fetched or is no feed is a Problem."""
    try:
        chain = fetcher.fetch(url)
        data = chain[-1].payload()
        for each in chain:
            each.raw.close()
        yield from of_feed(data, url=chain[-1].url)
    except InputError as error:
        yield _problem(url, error)


def _add(
    store: Store,
    asked: Asked,
    *,
    take: Callable[[Asked], Captured],
    by: str,
    authority: Authority | None,
    waiting: Waiting | None,
) -> Iterator[Added | Problem]:
    try:
        page = take(asked)
    except InputError as error:
        problem = _problem(asked.url, error)
        store.append([_run(asked, by=by, problems=(problem,))], action="add", by=by)
        yield problem
        return
    with page.file:
        kept = (waiting or store).keep(page.file)
    original = Original(sha256=kept.sha256, size=kept.size, media_type=MEDIA_TYPE)
    taken, unstamped = with_token(_capture(kept.sha256, page, asked, by=by), authority)
    problems = [Problem(record=page.url, code=NotFetched.code, text=normal(remark)) for remark in page.remarks]
    run = _run(asked, by=by, made=(codec.identify(taken),), problems=tuple(problems))
    if waiting is not None:
        waiting.take((original, taken, run))
    else:
        store.append((original, taken, run), action="add", by=by)
    yield Added(sha256=kept.sha256, name=page.url, size=kept.size, new=kept.new)
    yield from problems
    if unstamped is not None:
        yield unstamped


def _capture(sha256: str, page: Captured, asked: Asked, *, by: str) -> Capture:
    return Capture(
        original=sha256,
        at=page.at,
        by=by,
        how=asked.how,
        name=None,
        url=page.url,
        headers=page.headers,
        clock=page.clock,
        via=page.via,
        peer=page.peer,
        archived=page.archived,
    )


def _run(asked: Asked, *, by: str, made: tuple[str, ...] = (), problems: tuple[Problem, ...] = ()) -> Run:
    return Run(
        stage=CAPTURING,
        version=VERSION,
        about=asked.line,
        made=made,
        problems=problems,
        at=datetime.now(UTC),
        by=by,
    )


def _problem(record: str, error: InputError) -> Problem:
    return Problem(record=record, code=error.code, text=f"{error.what} {error.do}".strip())
