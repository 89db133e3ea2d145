"""A draft becomes a report: furniture cut out, fields made clean, language told, limits held."""

from datetime import date, datetime

from ledgerstone.errors import InputError, UnreadableOriginal, UnusableField
from ledgerstone.reading.draft import Draft, Given, check_size
from ledgerstone.reading.hidden import one_line
from ledgerstone.reading.language import language_of
from ledgerstone.reading.laying_out import lay_out
from ledgerstone.reading.limits import LONGEST_FIELD, LONGEST_URL
from ledgerstone.reading.published import NotADay, plausible, read_day
from ledgerstone.records import Report


def finish(draft: Draft, *, given: Given, original: str) -> tuple[Report, tuple[InputError, ...]]:
    """Return the report that a draft makes, and an error for each thing in it that could not be used.

    Args:
        draft: what a reader found.
        given: what the caller knows; it goes before the draft.
        original: the SHA-256 of the original's bytes.

    Raises:
        UnreadableOriginal: nothing but furniture and hidden characters.
        TooLarge: over the limit of one report.
    """
    check_size(sum(len(block.text) for block in draft.blocks))
    where = f"{draft.part[:1].upper()}{draft.part[1:]}: " if draft.part else ""
    title = one_line(given.title, longest=LONGEST_FIELD) or one_line(draft.title, longest=LONGEST_FIELD)
    laid = lay_out(draft.blocks, title=title)
    if not laid.text:
        raise UnreadableOriginal(
            f"{where}There is no readable text in it.", do="If it holds pictures of a text, add these too."
        )
    problems = [UnusableField(each) if isinstance(each, str) else each for each in draft.problems]
    report = Report(
        original=original,
        part=draft.part,
        publisher=one_line(given.publisher, longest=LONGEST_FIELD) or one_line(draft.publisher, longest=LONGEST_FIELD),
        title=title,
        published=_given_day(given.published, problems) or draft.published,
        url=_address(given.url, problems) or _address(draft.url, problems),
        language=language_of(laid.text, declared=draft.language),
        text=laid.text,
        furniture=laid.furniture,
        regions=laid.regions,
        fields=laid.fields,
        reader=draft.reader,
    )
    return report, tuple(type(each)(where + each.what, do=each.do) for each in problems)


def _given_day(day: str | date | datetime | None, problems: list[InputError]) -> date | datetime | None:
    try:
        return read_day(day) if isinstance(day, str) else plausible(day) if day is not None else None
    except NotADay as error:
        problems.append(UnusableField(f"The given date of publication is not used: {error}."))
        return None


def _address(url: str | None, problems: list[InputError]) -> str | None:
    shown = one_line(url, longest=LONGEST_URL + 1)
    if shown and len(shown) > LONGEST_URL:
        problems.append(UnusableField(f"The address is left out: it is longer than {LONGEST_URL:,} characters."))
        return None
    return shown
