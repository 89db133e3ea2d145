"""Reports for the tests of the report page: one of the examples, or one of any text."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

from review_room import Room

from ledgerstone import codec, indexing
from ledgerstone.records import Capture, Claim, Count, Original, Passage, Report, Run, Speaker

AT = datetime(2031, 5, 6, 7, 8, tzinfo=UTC)
BY = "Ines Okoro"


def report_titled(room: Room, word: str) -> tuple[str, Report]:
    """Return a report of the examples, of which claims were found, whose title holds a word."""
    indexing.follow(room.served.store)
    store = room.served.store
    return next(
        (id_, each)
        for id_, each in store.records(Report).items()
        if word in (each.title or "") and store.records(Claim, about=id_)
    )


def read_from(room: Room, id_: str) -> object:
    return room.served.store.get([id_]).get(id_)


def with_report(
    room: Room,
    text: str,
    *,
    title: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
    speaker: str | None = None,
    claims_at: Iterable[int] = (0,),
) -> str:
    """Add a report of a text to the case, with claims in it, as its stages would have; return its id."""
    store = room.served.store
    made = Report.from_text(text, title=title, publisher=publisher, url=url)
    id_ = codec.identify(made)
    claims = [
        Claim(
            report=id_,
            passage=Passage(start=at, end=at + 52, exact=made.text[at : at + 52]),
            kind="harm",
            harm="killed",
            count=Count(low=9, high=None, wording="At least 9"),
            relation="whole",
            speaker=Speaker(wording=speaker) if speaker else None,
            extractor="tests.1",
        )
        for at in claims_at
    ]
    run = Run(stage="reading", version="tests.1", about=made.original, made=(id_,), at=AT, by=BY)
    search = replace(run, stage="extraction", about=id_, made=tuple(codec.identify(each) for each in claims))
    original = Original(sha256=made.original, size=len(made.text.encode()), media_type="text/plain")
    capture = Capture(original=made.original, at=AT, by=BY, how="file", name="told.txt")
    store.append([original, capture, made, run, *claims, search], action="add", by=BY)
    indexing.follow(store)
    return id_


def search_again(room: Room, report: str, *, low: int) -> None:
    """Let a later version of the search have found another figure in the same words."""
    store = room.served.store
    before = next(iter(store.records(Claim, about=report).values()))
    assert before.count is not None
    found = replace(before, count=replace(before.count, low=low), extractor="tests.2")
    search = Run(stage="extraction", version="tests.2", about=report, made=(codec.identify(found),), at=AT, by=BY)
    store.append([found, search], action="extraction", by=BY)
    indexing.follow(store)
