"""Have the head of the chain, and originals, stamped by an authority; take the head out, to be stamped elsewhere."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from ledgerstone.actions.people import who
from ledgerstone.capturing.authority import Authority
from ledgerstone.capturing.clock import SYSTEM, UNMEASURED
from ledgerstone.capturing.fetching import Fetcher
from ledgerstone.errors import InputError, NotStamped
from ledgerstone.proving import calendars
from ledgerstone.proving.heads import Head
from ledgerstone.records import Capture, Original, Problem, Stamp
from ledgerstone.store.folder import write_whole
from ledgerstone.store.store import Store


def stamp(
    store: Store, *, authority: Authority, originals: bool = False, by: str | None = None
) -> Iterator[Stamp | Problem]:
    """Have the newest head stamped, and first, if asked for, each original that has no token; each is kept at once.

    Args:
        store: the case.
        authority: who stamps.
        originals: originals too.
        by: who asks.
    """
    name = who(by)
    store.require_writable()
    wanted = [*(_without_token(store) if originals else ()), None]
    for sha256 in wanted:
        about = sha256 or head(store).head
        try:
            answer = authority.stamp(about)
        except NotStamped as error:
            yield _problem(about, error)
            continue
        made = Stamp(about=about, token=answer.token, authority=authority.url, at=datetime.now(UTC), by=name)
        store.append([made], action="stamp", by=name)
        yield made


def with_token(capture: Capture, authority: Authority | None) -> tuple[Capture, Problem | None]:
    """Return a capture with a token over its original, if an authority is to give one; or why it gave none."""
    if authority is None:
        return capture, None
    try:
        answer = authority.stamp(capture.original)
    except NotStamped as error:
        return capture, _problem(capture.original, error)
    known = SYSTEM if capture.clock == UNMEASURED else capture.clock
    return replace(capture, tokens=(answer.token,), clock=f"{known}; {answer.clock}"), None


def head(store: Store) -> Head:
    """Return the head of the chain as it is now."""
    last = store.entries()[-1]
    return Head(entry=last.seq, at=last.at, head=last.head)


def export_head(store: Store, out: Path, *, calendar: str | None = None, fetcher: Fetcher) -> Head:
    """Write the head of the chain into a file, and beside it the promise of an OpenTimestamps calendar.

    Args:
        store: the case.
        out: the file.
        calendar: the address of a calendar; None writes the file alone.
        fetcher: how the calendar is reached.

    Raises:
        NotStamped: the calendar gave nothing; the file is there.
    """
    found = head(store)
    data = found.text().encode()
    write_whole(out, data)
    if calendar is not None:
        try:
            url = f"{calendar.rstrip('/')}/digest"
            answer = fetcher.post(url, calendars.digest(data), media_type="application/x-www-form-urlencoded")
            with answer.raw:
                write_whole(out.with_name(f"{out.name}.ots"), calendars.detached(data, answer.payload(most=100_000)))
        except InputError as error:
            raise NotStamped(f"{calendar} gave no timestamp: {error.what}", do="Try again later.") from error
    return found


def _without_token(store: Store) -> list[str]:
    have = {capture.original for capture in store.records(Capture).values() if capture.tokens}
    have |= {each.about for each in store.records(Stamp).values()}
    return [each.sha256 for each in store.records(Original).values() if each.sha256 not in have]


def _problem(record: str, error: NotStamped) -> Problem:
    return Problem(record=record, code=error.code, text=f"{error.what} {error.do}".strip())
