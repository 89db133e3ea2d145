"""Figures, days and codes in words."""

import unicodedata
from collections.abc import Iterable
from datetime import date, datetime
from urllib.parse import urlsplit

from ledgerstone.records import (
    Claim,
    Count,
    Criteria,
    Determination,
    Determined,
    Identifier,
    Inclusion,
    Name,
    PageBox,
    Person,
    Toll,
    When,
    Where,
)
from ledgerstone.records.text import has_unseen

NOT_STATED = "not stated"
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def web_address(url: str | None) -> str | None:
    """Return the address if a reader may follow it: http or https, with a host, without characters that do not show."""
    if not url or has_unseen(url) or any(unicodedata.category(char) in {"Zs", "Cc"} for char in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.hostname else None


def number(value: int) -> str:
    """Return ``1500`` as ``1,500``."""
    return f"{value:,}"


def range_words(low: int | None, high: int | None) -> str:
    """Return a range of people in words; ``None`` is "not stated"."""
    if low is None and high is None:
        return NOT_STATED
    if high is None:
        return f"at least {number(low or 0)}"
    if low is None:
        return f"up to {number(high)}"
    if low == high:
        return "none" if low == 0 else number(low)
    return f"{number(low)}–{number(high)}"


def sources_words(bounds: tuple[int, int]) -> str:
    """Return how many independent sources there are, low and high: "1–2"."""
    return range_words(*bounds)


def count_words(count: Count) -> str:
    """Return a count as claimed: its bounds in words where it has any, else its own wording."""
    if count.low is None and count.high is None:
        return f"“{count.wording}”"
    return ("about " if count.about else "") + range_words(count.low, count.high)


def toll_words(toll: Toll | Determination) -> str:
    """Return whom a figure counts: "killed", "killed, children among them", "killed civilians"."""
    parts = [part for part in (toll.status, toll.group) if part]
    return code_words(toll.harm) + (f": {', '.join(code_words(part) for part in parts)}" if parts else "")


def look_words(figure: Determined) -> str:
    """Return why a team's own figure wants another look; "" where it does not."""
    came = f"{number(figure.came)} more {'claim bears' if figure.came == 1 else 'claims bear'} on it now"
    went = f"{number(figure.went)} of its claims {'is' if figure.went == 1 else 'are'} no more"
    said = [came] * bool(figure.came) + [went] * bool(figure.went)
    return f"Wants another look: {', and '.join(said)}." if said else ""


def day(value: date | datetime | None) -> str:
    """Return ``11 March 2031``, with the time in UTC where there is one."""
    if value is None:
        return "date not known"
    words = f"{value.day} {_MONTHS[value.month - 1]} {value.year}"
    return f"{words}, {value:%H:%M} UTC" if isinstance(value, datetime) else words


def when_words(when: When | None) -> str:
    """Return an interval of days in words, without the text's own wording."""
    if when is None or (when.earliest is None and when.latest is None):
        return "date not resolved"
    if when.latest is None:
        return f"on or after {day(when.earliest)}"
    if when.earliest is None:
        return f"on or before {day(when.latest)}"
    return _days(when.earliest, when.latest)


def _days(first: date, last: date) -> str:
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last)}"
    if first.year == last.year:
        return f"{first.day} {_MONTHS[first.month - 1]} – {day(last)}"
    return f"{day(first)} – {day(last)}"


def place_words(place: Where) -> str:
    """Return a place's name with how exact it is."""
    return place.name if place.precision in {"settlement", "city"} else f"{place.name} ({code_words(place.precision)})"


def age_words(person: Person) -> str:
    """Return an age as told: a number, a range, a band, or nothing."""
    if person.age_low is None and person.age_high is None:
        return code_words(person.age_band) if person.age_band else ""
    return range_words(person.age_low, person.age_high)


def name_words(names: tuple[Name, ...]) -> str:
    """Return the spellings of a name, the first one first."""
    return " / ".join(name.text for name in names)


def subject_words(claim: Claim) -> str:
    """Return what a claim is about in a few words: its figure, its person, its act or its response."""
    if claim.count is not None:
        return count_words(claim.count)
    if claim.person is not None:
        return name_words(claim.person.names) or "one person, not named"
    if claim.kind == "harm":
        return "people, number not stated:"
    if claim.distance_km is not None:
        return f"distance: {claim.distance_km:g} km"
    return code_words(claim.response or claim.act or claim.detail or claim.kind)


def identifiers_words(identifiers: Iterable[Identifier]) -> str:
    """Return the codes that others gave, each once, with whose they are: "team-2015: A7, team-2019: IN-9"."""
    return ", ".join(dict.fromkeys(f"{each.scheme}: {each.value}" for each in identifiers))


def boxes_words(boxes: Iterable[PageBox]) -> str:
    """Return where on a page recognised words stand: "page 2, 28–31 % down, 10–90 % across, least sure word 62 %"."""
    return "; ".join(map(_box_words, boxes))


def _box_words(box: PageBox) -> str:
    down = f"{_percent(box.top)}–{_percent(box.top + box.height)} % down"
    across = f"{_percent(box.left)}–{_percent(box.left + box.width)} % across"
    sure = f", least sure word {_percent(box.confidence)} %" if box.confidence is not None else ""
    return f"page {number(box.page)}, {down}, {across}{sure}"


def _percent(part: float) -> int:
    return round(part * 100)


def inclusion_words(inclusion: Inclusion) -> str:
    """Return whether an incident counts by the case's criteria, with the reasons."""
    because = "; ".join(inclusion.because)
    if inclusion.judgement == "negative":
        return f"Not counted by the case's criteria: {because}."
    if inclusion.judgement == "unsure":
        return f"Counted, though it cannot be told by the case's criteria: {because}."
    return f"Counted by the case's criteria: {because}."


def criteria_words(criteria: Criteria) -> str:
    """Return which incidents count: "counts incidents with somebody killed or injured, in Sella"."""
    most = f"at least {number(criteria.at_least)} people" if criteria.at_least else "somebody"
    harms = " or ".join(map(code_words, criteria.harms)) or "harmed"
    statuses = f" and {' or '.join(map(code_words, criteria.statuses))}" if criteria.statuses else ""
    parts = [
        *([f"with {most} {harms}{statuses}"] if criteria.harms or criteria.statuses or criteria.at_least else []),
        *([f"in {' or '.join(each.name for each in criteria.regions)}"] if criteria.regions else []),
        *([f"from {day(criteria.earliest)} on"] if criteria.earliest else []),
        *([f"until {day(criteria.latest)}"] if criteria.latest else []),
    ]
    return f"counts incidents {', '.join(parts)}" if parts else "counts every incident"


def code_words(code: str) -> str:
    """Return a code as words: ``killed_or_injured`` as "killed or injured"."""
    special = {"un": "United Nations", "unnamed": "not named", "admin1": "province", "admin2": "district"}
    return special.get(code, code.replace("_", " "))
