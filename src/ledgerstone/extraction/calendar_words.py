"""Words of the calendar and of the clock: names of days and months, parts of them, times of day."""

import re
from datetime import date

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "January Jan", "February Feb", "March Mar", "April Apr", "May", "June Jun", "July Jul", "August Aug",
            "September Sept Sep", "October Oct", "November Nov", "December Dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "Monday Mon", "Tuesday Tues Tue", "Wednesday Wed", "Thursday Thurs Thur Thu", "Friday Fri", "Saturday Sat",
            "Sunday Sun",
        )
    )
    for name in names.split()
}  # fmt: skip
NUMBERS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()
    )
} | {"a": 1, "an": 1, "couple": 2}
PARTS_OF_MONTH = {
    "early": (1, 10),
    "beginning": (1, 10),
    "start": (1, 10),
    "mid": (11, 20),
    "middle": (11, 20),
    "late": (21, 31),
    "end": (21, 31),
}

MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|"
    r"Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
SHORT_WEEKDAY = r"(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\.?"
PART_OF_DAY = (
    r"(?:pre-dawn|predawn|dawn|daybreak|sunrise|(?:early |late |mid-?)?(?:morning|afternoon|"
    r"evening)|noon|midday|sunset|dusk|midnight|"
    r"(?:early|late) hours|night)"
)

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


def month_end(year: int, month: int) -> int:
    """Return the number of the month's last day."""
    return 31 if month == 12 else (date(year, month + 1, 1) - date(year, month, 1)).days  # noqa: PLR2004 (December)


def clock_times(text: str) -> list[tuple[int, int, str, str | None]]:
    """Return (start, end, "HH:MM" or the words, zone) of each time of day that is a time by its form."""
    return [found for match in _CLOCK.finditer(text) if (found := _clock(text, match))]


def parts_of_day(text: str) -> list[tuple[int, int, str]]:
    """Return (start, end, words) of each part of the day: "dawn", "early hours", "shortly before midnight"."""
    return [(m.start(), m.end(), " ".join(m.group().split())) for m in _DAY_PART.finditer(text)]


def _clock(text: str, match: re.Match[str]) -> tuple[int, int, str, str | None] | None:
    hour, half = int(match["hour"]), (match["half"] or "").lower()
    minute = match["minute"]
    governed = re.search(
        r"\b(?:at|around|about|approximately|by|before|after|since|until) (?:around |about |"
        r"approximately |exactly )?$",
                         text[max(0, match.start() - 24) : match.start()])  # fmt: skip
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
