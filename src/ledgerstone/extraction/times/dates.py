"""Dates and times of day in a report's text, as intervals of days with their wording.

1. Each form of ``date_forms`` is looked for in turn; the first one keeps the words.
2. Full dates are read; they and the date of publication are the anchors of the rest (``date_anchors``).
3. The rest is read in the order of the text. What has no anchor stays unresolved, its wording kept.
4. "between 3 and 5 May" and "from Monday to Wednesday" become one interval.
5. Each time of day goes to the nearest date of its sentence.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from ledgerstone.extraction.times import date_anchors as read
from ledgerstone.extraction.times.calendar_words import WEEKDAYS
from ledgerstone.extraction.times.date_anchors import Anchors, Days, in_year_of
from ledgerstone.extraction.times.date_forms import AFTER, BEFORE, FORMS, TRIGGERS
from ledgerstone.extraction.times.date_mentions import DateMention, choose_incident_date
from ledgerstone.extraction.times.times_of_day import give_times
from ledgerstone.records import When

__all__ = ["DateMention", "choose_incident_date", "find_dates"]

_GOVERNORS = (
    ("birth", re.compile(r"\b(?:born|birth|b\.)(?: on| in| at dawn on)?(?: the)?:? $", re.IGNORECASE)),
    ("since", re.compile(r"\b(?:since|ever since|as of|starting|beginning)(?: on| from)? $", re.IGNORECASE)),
    ("publication", re.compile(
        r"(?:^|\n|[|•] ?)\W{0,3}(?:first )?(?:published|updated|posted|modified|last updated|"
        r"date)\b[^\n.]{0,20}$", re.IGNORECASE)),
    ("speech", re.compile(
        r"\b(?:said|told|announced|reported|posted|published|wrote|tweeted|stated|confirmed|"
        r"shared|uploaded|added|claimed|denied|warned|statement|post|video|article|interview|"
        r"report|broadcast)"
        r"(?:(?: \w{1,14}){0,3})?(?: on| dated| of|,)? (?:the )?$")),
)  # fmt: skip
_AHEAD = re.compile(
    r"\b(?:will|scheduled|due to|planned|set (?:for|to)|expected|upcoming|slated)\b"
    r"(?:(?!\b(?:after|since|following|over)\b)[^.!?\n]){0,60}$"  # "expected to rise after Friday": that day is past
)
_JOINED = re.compile(r"(?:\s+(?:to|until|till|through)\s+|\s?[-–—]\s?)(?:the |early |late )?(?:on )?$")
_NIGHT_INTO = re.compile(r"\s+into\s+(?:the )?$")
_PAIRED = re.compile(r"\s+and\s+(?:the )?$")
_OPENED = re.compile(r"\b(?:between|night of|night between|nights of|overnight(?: on)?)(?: the)? $", re.IGNORECASE)
_BEFORE_MAY = {"in", "since", "last", "this", "next", "until", "throughout", "during"}
_OF_AN_ACT = re.compile(
    r"['’]s\s(?:\w+\s){0,2}(?:shooting|attack|strike|airstrike|bombing|shelling|massacre|raid|killing|violence|blast|explosion)s?\b"
)
_FULL = {"iso", "numeric", "month_day", "day_month"}
_DAYS = {"iso", "numeric", "month_day", "day_month", "weekday"}


def find_dates(text: str, *, published: date | datetime | None = None) -> tuple[DateMention, ...]:
    """Return the dates and times of day in ``text``, in order.

    Args:
        text: a report's text.
        published: when it was published; without it, relative dates stay unresolved.
    """
    anchors = Anchors(published=published.date() if isinstance(published, datetime) else published)
    matches = _matches(text)
    for forms in (_FULL, {"month_year"}):
        anchors.full = anchors.full or [
            (match.start(), days[0])
            for form, match in matches
            if form in forms and _full(match) and (days := _resolve(form, match, anchors))
        ]
    mentions = []
    for form, match in matches:
        days = _resolve(form, match, anchors)
        mention = _mention(form, match, text, days)
        if _is_to_come(form, match, days, anchors):
            mention = replace(mention, kind="ahead")
        if days and mention.kind in {"point", "speech"} and form != "years":
            anchors.read.append((match.start(), days[1]))
        mentions.append(mention)
    return give_times(_joined(mentions, text), text)


def _matches(text: str) -> list[tuple[str, re.Match[str]]]:
    """Return what the forms find, in the order of the text, without overlaps."""
    taken: list[tuple[str, re.Match[str]]] = []
    windows = _windows(text)
    for form, trigger, pattern in FORMS:
        starts = [match.start() for _, match in taken]
        new = []
        for start, end in windows.get(trigger, ()):
            for match in pattern.finditer(text, start, end):
                at = bisect_left(starts, match.end())
                if (not at or taken[at - 1][1].end() <= match.start()) and _is_date(form, match):
                    new.append((form, match))
        taken = sorted([*taken, *new], key=lambda found: found[1].start())
    return taken


def _windows(text: str) -> dict[str, list[tuple[int, int]]]:
    """Return the stretches of text around each kind of trigger, apart from one another."""
    windows: dict[str, list[tuple[int, int]]] = {}
    for match in TRIGGERS.finditer(text):
        spans = windows.setdefault(str(match.lastgroup), [])
        start, end = max(0, match.start() - BEFORE), match.end() + AFTER
        if spans and start <= spans[-1][1]:
            spans[-1] = spans[-1][0], end
        else:
            spans.append((start, end))
    return windows


def _is_date(form: str, match: re.Match[str]) -> bool:
    """Refuse a person's name: "for May", and what is no calendar date by its form."""
    if form == "month" and match["month"] == "May" and not match["part"]:
        which = match["which"].lower()
        return which in _BEFORE_MAY or (which == "for" and bool(_ahead(match)))
    if form == "counted":
        return not match["unit"].startswith("hour")
    return True


def _ahead(match: re.Match[str]) -> re.Match[str] | None:
    """Return the words before a date that put it after the report: "scheduled for", "will"."""
    if _OF_AN_ACT.match(match.string, match.end()):
        return None
    return _AHEAD.search(match.string, max(0, match.start() - 80), match.start())


def _is_to_come(form: str, match: re.Match[str], days: Days | None, anchors: Anchors) -> bool:
    """Say whether a date is after the report, so that nothing which the report tells of was on it."""
    ahead = bool(_ahead(match))
    if days and anchors.published:
        slack = 0 if ahead or form not in _DAYS - {"weekday"} else read.SLACK.days
        return days[0].toordinal() > anchors.published.toordinal() + slack
    return ahead and not _full(match)


def _full(match: re.Match[str]) -> bool:
    groups = match.groupdict()
    return bool(groups.get("year") and ("month" in groups or "mark" in groups))


def _resolve(form: str, match: re.Match[str], anchors: Anchors) -> Days | None:  # noqa: C901, PLR0911 (one case a form)
    at = match.start()
    ahead = bool(_ahead(match))
    match form:
        case "iso":
            return read.iso(match)
        case "numeric":
            return read.numeric(match)
        case "month_day" | "day_month":
            return read.absolute(match, at, anchors, ahead=ahead)
        case "month_year" | "month":
            return read.month(match, at, anchors, ahead=ahead)
        case "years":
            return read.years(match)
        case "weekday":
            return read.weekday(match, anchors, ahead=ahead)
        case "counted":
            return read.counted(match, at, anchors)
        case "recent":
            return read.recent(match, anchors)
        case "near":
            return read.near(match, at, anchors)
        case "deictic":
            return read.deictic(match["word"], anchors.published)
        case _:
            return None


def _mention(form: str, match: re.Match[str], text: str, days: Days | None) -> DateMention:
    groups = match.groupdict()
    start = match.start() + len(match.group()) - len(match.group().lstrip())
    named = groups.get("weekday")
    when = When(
        earliest=days and days[0],
        latest=days and days[1],
        time_of_day=_part(groups),
        wording=text[start : match.end()],
    )
    return DateMention(
        start=start,
        end=match.end(),
        when=when,
        kind=_kind(form, groups, text[max(0, start - 70) : start], text[match.end() : match.end() + 40]),
        weekday=WEEKDAYS[named.rstrip(".")] if named else None,
        full=_full(match),
        form=form,
    )


def _part(groups: dict[str, str | None]) -> str | None:
    """Return the part of the day that stands inside the words of a date."""
    part = groups.get("part") if "weekday" in groups else None
    night = groups.get("night") or groups.get("word") or ""
    inside = re.search(r"\b(?:overnight|night|evening|morning|afternoon|eve)\b", f"{part or ''} {night}".lower())
    return (
        part.lower()
        if part
        else "night"
        if inside and inside.group() == "overnight"
        else inside.group()
        if inside
        else None
    )


def _kind(form: str, groups: dict[str, str | None], before: str, after: str) -> str:
    if form == "duration":
        return "duration"
    if form == "recent" and not (groups.get("unit") or "").startswith(("hour", "day", "night")):
        return "duration"
    if (groups.get("which") or "").lower() == "since":
        return "since"
    if _OF_AN_ACT.match(after):
        return "point"  # "Sunday's shooting"
    return next((kind for kind, pattern in _GOVERNORS if pattern.search(before)), "point")


def _joined(mentions: Sequence[DateMention], text: str) -> list[DateMention]:
    """Make one interval of the two ends of a range."""
    found: list[DateMention] = []
    for mention in mentions:
        last = found[-1] if found else None
        if last and {last.form, mention.form} <= _DAYS and _is_range(text, last, mention):
            found[-1] = _range(last, mention, text)
        else:
            found.append(mention)
    return found


def _is_range(text: str, first: DateMention, second: DateMention) -> bool:
    gap = text[first.end : second.start]
    if len(gap) > 16:  # noqa: PLR2004 (longer than " through the ")
        return False
    if _JOINED.fullmatch(gap) or (first.when.time_of_day and _NIGHT_INTO.fullmatch(gap)):
        return True
    return bool(_PAIRED.fullmatch(gap) and _OPENED.search(text, max(0, first.start - 24), first.start))


def _range(first: DateMention, second: DateMention, text: str) -> DateMention:
    a, b = first.when.earliest, second.when.latest
    if a and b and a > b and first.form == "weekday":
        a = date.fromordinal(max(1, a.toordinal() - 7))
    elif a and b and second.full and not first.full:
        a = in_year_of(a, b)
    days = (a, b) if a and b and a <= b else (None, None)
    when = replace(first.when, earliest=days[0], latest=days[1], wording=text[first.start : second.end])
    return replace(first, end=second.end, when=when, full=first.full or second.full, weekday=None)
