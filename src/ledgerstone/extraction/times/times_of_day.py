"""Times of day: "at around 3.30am", "at dawn", and the date that each belongs to."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from ledgerstone.extraction.times.calendar_words import PART_OF_DAY
from ledgerstone.extraction.times.date_mentions import DateMention
from ledgerstone.records import When

_CLOCK = re.compile(
    r"\b(?P<hour>\d{1,2})(?:[:.](?P<minute>[0-5]\d)(?::[0-5]\d)?)?\s?(?P<half>[aApP]\.?\s?[mM]\b(?:\.(?=\s[a-z,(]))?)?"
    r"(?:\s?(?P<hours>hrs|hours)\b)?"
    r"(?:\s*(?:in the |at )?(?P<part>morning|afternoon|evening|night)\b)?"
    r"(?:\s?\(?(?P<zone>local time|GMT|UTC|[A-Z][a-z]{3,12} time|[A-Z]{2,4}T)\b\)?)?"
)
_DAY_PART = re.compile(
    rf"\b(?P<near>(?:shortly|just|soon) (?:before|after) )?(?P<part>{PART_OF_DAY})\b(?! (?:news|"
    r"prayers?\b|post|show|edition))"
)
_HALVES = {"afternoon", "evening", "night"}


_GOVERNED = re.compile(
    r"\b(?:at|around|about|approximately|by|before|after|since|until) (?:around |about |approximately |exactly )?$",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?]['\"”’)]?\s+[A-Z“\"]|\n")
_FAR = 90  # characters between a time of day and its date


def give_times(mentions: Sequence[DateMention], text: str) -> tuple[DateMention, ...]:
    """Give each time of day to the nearest date of its sentence; one without a date stands by itself.

    A time of the clock says more than a part of the day, and the nearer one belongs to the date.
    """
    found = list(mentions)
    starts = [mention.start for mention in found]
    alone: list[DateMention] = []
    given: dict[int, tuple[int, int]] = {}
    for start, end, words, zone, rank in _times(text):
        at = bisect_left(starts, end)
        if at and found[at - 1].end > start:
            continue
        near = [
            (gap, i)
            for i in (at - 1, at)
            if 0 <= i < len(found) and (gap := _gap(text, start, end, found[i])) is not None
        ]
        gap, i = min(near, default=(0, -1))
        if i < 0:
            when = When(time_of_day=words, zone=zone, wording=text[start:end])
            alone.append(DateMention(start=start, end=end, when=when, kind="time", form="time"))
        elif given.get(i, (1 if found[i].when.time_of_day else 2, 0)) > (rank, gap):
            given[i] = (rank, gap)
            found[i] = replace(found[i], when=replace(found[i].when, time_of_day=words, zone=zone))
    return tuple(sorted([*found, *alone], key=lambda mention: mention.start))


def _times(text: str) -> list[tuple[int, int, str, str | None, int]]:
    """Return (start, end, words, zone, rank): times of the clock, then parts of the day that none of them covers."""
    clocks = clock_times(text)
    ends = [clock[1] for clock in clocks]
    times = [(*clock, 0) for clock in clocks]
    for start, end, words in parts_of_day(text):
        after = bisect_left(ends, start + 1)
        if after == len(clocks) or clocks[after][0] >= end:
            times.append((start, end, words, None, 1))
    return times


def _gap(text: str, start: int, end: int, mention: DateMention) -> int | None:
    """Return the characters between a time and a date of the same sentence, None if it is no date for it."""
    left, right = (end, mention.start) if end <= mention.start else (mention.end, start)
    if mention.kind not in {"point", "speech"} or right - left > _FAR or _SENTENCE_END.search(text, left, right):
        return None
    return right - left


def clock_times(text: str) -> list[tuple[int, int, str, str | None]]:
    """Return (start, end, "HH:MM" or the words, zone) of each time of day that is a time by its form."""
    return [found for match in _CLOCK.finditer(text) if (found := _clock(text, match))]


def parts_of_day(text: str) -> list[tuple[int, int, str]]:
    """Return (start, end, words) of each part of the day: "dawn", "early hours", "shortly before midnight"."""
    return [(m.start(), m.end(), " ".join(m.group().split())) for m in _DAY_PART.finditer(text)]


def _clock(text: str, match: re.Match[str]) -> tuple[int, int, str, str | None] | None:
    hour, half = int(match["hour"]), (match["half"] or "").lower()
    minute = match["minute"]
    governed = _GOVERNED.search(text, max(0, match.start() - 24), match.start())
    by_form = half or (minute and (match["hours"] or match["zone"] or governed))
    if not by_form or hour > 24 or (half and not 1 <= hour <= 12):  # noqa: PLR2004 (hours of the day)
        return None
    if "." in text[match.start("hour") : match.end("minute")] and not (half or match["part"] or governed):
        return None
    late = half.startswith("p") or (not half and match["part"] in _HALVES)
    if half.startswith("a") and hour == 12:  # noqa: PLR2004 (midnight is 12 a.m.)
        hour = 0
    elif late and hour < 12 and not (match["part"] == "night" and hour < 5 and not half):  # noqa: PLR2004 (hours)
        hour += 12
    sure = half or match["part"] or hour > 12 or match["hour"].startswith("0") or match["hours"]  # noqa: PLR2004
    words = f"{hour % 24:02d}:{minute or '00'}" if sure else text[match.start("hour") : match.end("minute")]
    return match.start(), match.start() + len(match.group().rstrip(" (")), words, match["zone"]
