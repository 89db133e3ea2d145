"""Dates and times of day in a report's text, as intervals of days with their wording.

1. Each form of ``date_forms`` is looked for in turn; the first one keeps the words.
2. Full dates are read; they and the date of publication are the anchors of the rest (``date_anchors``).
3. The rest is read in the order of the text. What has no anchor stays unresolved, its wording kept.
4. "between 3 and 5 May" and "from Monday to Wednesday" become one interval.
5. Each time of day goes to the nearest date of its sentence.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from ledgerstone.extraction import date_anchors as read
from ledgerstone.extraction.calendar_words import WEEKDAYS, clock_times, parts_of_day
from ledgerstone.extraction.date_anchors import Anchors, Days
from ledgerstone.extraction.date_forms import AFTER, BEFORE, FORMS, TRIGGERS
from ledgerstone.records import When

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
_AHEAD = re.compile(r"\b(?:will|scheduled|due to|planned|set (?:for|to)|expected|upcoming|slated)\b[^.!?\n]{0,60}$")
_ACTS = re.compile(
    r"\b(?:kill|hit|struck|strik|attack|bomb|shell|massacr|sho[ot]|explo|di(?:ed|es)|deaths?|"
    r"injur|wound|target|fir(?:ed|ing)|stab|execut|abduct|raid|clash|storm|airstrike|assault|"
    r"destroy|murder|casualt)"
)
_JOINED = re.compile(r"(?:\s+(?:to|into|until|till|through)\s+|\s?[-–—]\s?)(?:the |early |late )?(?:on )?$")
_PAIRED = re.compile(r"\s+and\s+(?:the )?$")
_OPENED = re.compile(r"\b(?:between|night of|night between|nights of|overnight(?: on)?)(?: the)? $", re.IGNORECASE)
_DAYS = {"iso", "numeric", "month_day", "day_month", "weekday"}
_SENTENCE_END = re.compile(r"[.!?]['\"”’)]?\s+[A-Z“\"]|\n")
_FAR = 90  # characters between a time of day and its date


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """A date or a time as the text writes it, ``text[start:end] == when.wording``.

    ``kind``: "point" (a day or an interval in which something was), "duration", "since", "birth", "publication" (the
    report's own), "speech" (when something was said), "time" (a time of day without a date). ``weekday`` is the one
    that the text states, 0 for Monday; ``full`` says that the text states the year.
    """

    start: int
    end: int
    when: When
    kind: str = "point"
    weekday: int | None = None
    full: bool = False
    form: str = ""


def find_dates(text: str, *, published: date | datetime | None = None) -> tuple[DateMention, ...]:
    """Return the dates and times of day in ``text``, in order.

    Args:
        text: a report's text.
        published: when it was published; without it, relative dates stay unresolved.
    """
    anchors = Anchors(published=published.date() if isinstance(published, datetime) else published)
    matches = _matches(text)
    anchors.full = [
        (m.start(), days[0]) for form, m in matches if _full(m) and (days := _resolve(form, m, text, anchors))
    ]
    mentions = []
    for form, match in matches:
        days = _resolve(form, match, text, anchors)
        mention = _mention(form, match, text, days)
        if days and mention.kind in {"point", "speech"} and form != "years":
            anchors.read.append((match.start(), days[1]))
        mentions.append(mention)
    return _timed(_joined(mentions, text), text)


def choose_incident_date(mentions: Iterable[DateMention], text: str) -> DateMention | None:
    """Return the mention that most plausibly dates what the report is about, or None.

    A date near words for an act, stated in full, of few days and early in the text is the likeliest.
    """
    return min(
        (
            m
            for m in mentions
            if m.kind in {"point", "speech"} and (m.when.earliest or m.form not in {"duration", "years"})
        ),
        key=lambda m: (-_plausible(m, text), m.start),
        default=None,
    )


def _plausible(mention: DateMention, text: str) -> float:
    around = text[max(0, mention.start - 160) : mention.end + 160]
    when = mention.when
    score = 3.0 if when.earliest else 0.0
    score += 1.5 if when.earliest and when.latest and (when.latest - when.earliest).days <= 2 else 0.0  # noqa: PLR2004 (a weekend)
    score += 1.0 if mention.full else 0.0
    score += 1.0 if _ACTS.search(around) else 0.0
    score += 0.5 if when.time_of_day else 0.0
    score -= 1.5 if mention.kind == "speech" else 0.0
    score -= 1.5 if mention.form in {"years", "month_year", "month"} else 0.0
    return score - 2.0 * min(mention.start, 2000) / 1000


def _matches(text: str) -> list[tuple[str, re.Match[str]]]:
    """Return what the forms find, in the order of the text, without overlaps."""
    taken: list[tuple[str, re.Match[str]]] = []
    windows = _windows(text)
    for form, trigger, pattern in FORMS:
        for start, end in windows.get(trigger, ()):
            for match in pattern.finditer(text, start, end):
                free = all(match.end() <= other.start() or other.end() <= match.start() for _, other in taken)
                if free and _is_date(form, match):
                    taken.append((form, match))
    return sorted(taken, key=lambda found: found[1].start())


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
    if form == "month" and match["month"] == "May":
        return (match["which"] or "in").lower() in {
            "in",
            "since",
            "last",
            "this",
            "next",
            "until",
            "throughout",
            "during",
        }
    if form == "counted":
        return not match["unit"].startswith("hour")
    return True


def _full(match: re.Match[str]) -> bool:
    groups = match.groupdict()
    return bool(groups.get("year") and ("month" in groups or "mark" in groups))


def _resolve(form: str, match: re.Match[str], text: str, anchors: Anchors) -> Days | None:  # noqa: C901, PLR0911 (one case a form)
    at = match.start()
    ahead = bool(_AHEAD.search(text, max(0, at - 80), at))
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
            return read.near(match["word"], at, anchors)
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
        kind=_kind(form, groups, text[max(0, start - 70) : start]),
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


def _kind(form: str, groups: dict[str, str | None], before: str) -> str:
    if form == "duration":
        return "duration"
    if form == "recent" and not (groups.get("unit") or "").startswith(("hour", "day", "night")):
        return "duration"
    if (groups.get("which") or "").lower() == "since":
        return "since"
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
    return bool(
        _JOINED.fullmatch(gap)
        or (_PAIRED.fullmatch(gap) and _OPENED.search(text, max(0, first.start - 24), first.start))
    )


def _range(first: DateMention, second: DateMention, text: str) -> DateMention:
    a, b = first.when.earliest, second.when.latest
    if a and b and a > b and first.form == "weekday":
        a = date.fromordinal(a.toordinal() - 7)
    days = (a, b) if a and b and a <= b else (None, None)
    when = replace(first.when, earliest=days[0], latest=days[1], wording=text[first.start : second.end])
    return replace(first, end=second.end, when=when, full=first.full or second.full, weekday=None)


def _timed(mentions: list[DateMention], text: str) -> tuple[DateMention, ...]:
    """Give each time of day to the nearest date of its sentence; one without a date stands by itself."""
    times = [(s, e, words, zone, 0) for s, e, words, zone in clock_times(text)]
    times += [
        (s, e, words, None, 1) for s, e, words in parts_of_day(text) if not any(s < c[1] and c[0] < e for c in times)
    ]
    alone = []
    given: dict[int, tuple[int, int]] = {}
    for start, end, words, zone, rank in sorted(times, key=lambda time: (time[4], time[0])):
        if any(m.start <= start < m.end for m in mentions):
            continue
        near = [
            (gap, i)
            for i, m in enumerate(mentions)
            if m.kind in {"point", "speech"} and (gap := _gap(text, start, end, m)) is not None
        ]
        gap, index = min(near, default=(0, -1))
        if index < 0:
            when = When(time_of_day=words, zone=zone, wording=text[start:end])
            alone.append(DateMention(start=start, end=end, when=when, kind="time", form="time"))
        elif (index not in given and not (rank and mentions[index].when.time_of_day)) or given.get(index, (9, 0)) > (
            rank,
            gap,
        ):
            given[index] = (rank, gap)
            mentions[index] = replace(mentions[index], when=replace(mentions[index].when, time_of_day=words, zone=zone))
    return tuple(sorted([*mentions, *alone], key=lambda mention: mention.start))


def _gap(text: str, start: int, end: int, mention: DateMention) -> int | None:
    left, right = (end, mention.start) if end <= mention.start else (mention.end, start)
    return right - left if right - left <= _FAR and not _SENTENCE_END.search(text, left, right) else None
