"""Say in another language what a stage said: a sentence is found by its form, taken apart, and put together anew."""

import re
from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache

from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils import formats, translation
from django.utils.translation import gettext

from ledgerstone.web.saying.listing import known_words
from ledgerstone.web.saying.sentences import SENTENCES

_HOLE = re.compile(r"%\((\w+)\)s")
_DAY = r"(?:\d{1,2} [A-Z][a-z]+ \d{4}(?:, \d\d:\d\d UTC)?|\d{4}-\d\d-\d\d)"
_NUMBER = r"-?\d[\d,]*"
_SHAPES = {
    "n": _NUMBER, "m": _NUMBER, "more_n": _NUMBER, "day": _DAY, "to": _DAY, "end_day": _DAY,
    "codes": r"[A-Za-z][A-Za-z ,.]*?", "other": r"[A-Za-z][A-Za-z ,.]*?", "whom": r"people|civilians",
}  # fmt: skip
_BETWEEN = re.compile(r"(, and | and |, or | or |, |: )")
_LONGEST = 2_000  # characters; what is longer is no sentence of ours
_DEEPEST = 4  # sentences within sentences
_LABEL = re.compile(rf"(?P<what>.+?)(?: in (?P<place>.+?))?(?:, (?P<days>{_DAY}(?: to {_DAY})?|\d{{1,2}} to {_DAY}))?")


def said(text: str) -> str:
    """Return a sentence of a stage as whoever reads would say it; what is none, or nobody translated, as it stands."""
    if not text or len(text) > _LONGEST or not _elsewhere():
        return text
    return _said(text, 0) or text


def said_error(text: str) -> str:
    """Return what an error says, or what it asks for, as whoever reads would say it."""
    return _said(text, 0) or gettext(text) if text and _elsewhere() else text


def said_label(text: str) -> str:
    """Return what an incident is called: what it was, where, and when."""
    found = _LABEL.fullmatch(text) if _elsewhere() else None
    what = _said(found["what"], 0) if found else None
    if not found or what is None:
        return text
    days = _said(found["days"], 0) or found["days"] if found["days"] else ""
    if found["place"] and days:
        return gettext("%(what)s in %(place)s, %(days)s") % {"what": what, "place": found["place"], "days": days}
    if found["place"]:
        return gettext("%(what)s in %(place)s") % {"what": what, "place": found["place"]}
    return gettext("%(what)s, %(days)s") % {"what": what, "days": days} if days else what


def said_day(value: date | datetime | None) -> str:
    """Return a day, with the time where there is one, as it is written in the language of whoever reads."""
    if value is None:
        return gettext("date not known")
    if isinstance(value, datetime):
        return f"{formats.date_format(value, 'DATETIME_FORMAT')} UTC"
    return str(formats.date_format(value, "DATE_FORMAT"))


def said_number(value: int) -> str:
    """Return a number as it is written in the language of whoever reads."""
    return str(intcomma(value))


def _elsewhere() -> bool:
    return not (translation.get_language() or "en").startswith("en")


def _said(text: str, depth: int) -> str | None:
    """Return a text in the language of whoever reads; None where it fits no sentence."""
    if text in known_words():
        return gettext(text)
    if (day := _read_day(text)) is not None:
        return said_day(day)
    if re.fullmatch(_NUMBER, text):
        return said_number(int(text.replace(",", "")))
    if depth > _DEEPEST:
        return None
    for form, sentence in _forms():
        found = form.fullmatch(text)
        parts = found and _parts(found.groupdict(), depth)
        if parts is not None:
            return gettext(sentence) % parts
    return None


def _parts(held: dict[str, str], depth: int) -> dict[str, str] | None:
    """Return what fills the holes; None where one holds what it cannot, so that another sentence is tried."""
    made: dict[str, str] = {}
    for name, text in held.items():
        say = _SAYING.get(name.removeprefix("also_"))
        if say is None:
            made[name] = text
            continue
        found = say(text, depth + 1)
        if found is None:
            return None
        made[name] = found
    return made


def _codes(text: str, depth: int) -> str | None:
    """Return codes in words, one or several."""
    del depth
    if text in known_words():
        return gettext(text)
    pieces = _BETWEEN.split(text)
    if any(piece not in known_words() for piece in pieces[::2]):
        return None
    words = [gettext(piece) for piece in pieces[::2]]
    return "".join(word + (_joined(by) if by else "") for word, by in zip(words, [*pieces[1::2], ""], strict=True))


def _joined(by: str) -> str:
    return {" and ": gettext(" and "), " or ": gettext(" or "), ", ": gettext(", ")}.get(by, by)


def _read_day(text: str) -> date | datetime | None:
    for form, kind in (("%d %B %Y", 0), ("%Y-%m-%d", 0), ("%d %B %Y, %H:%M UTC", 1)):
        try:
            found = datetime.strptime(text, form)  # noqa: DTZ007 (a day, or a time that says it is UTC)
        except ValueError:
            continue
        return found if kind else found.date()
    return None


_SAYING: dict[str, Callable[[str, int], str | None]] = {
    **dict.fromkeys(("n", "m", "more_n", "day", "to", "end_day", "range", "said", "whom"), _said),
    **dict.fromkeys(("codes", "other", "meaning", "deed", "roles"), _codes),
}


@lru_cache(maxsize=1)
def _forms() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return each sentence as a pattern, those with most words of their own first."""
    ordered = sorted(SENTENCES, key=lambda each: (-len(_HOLE.sub("", each)), each))
    return tuple((_form(each), each) for each in ordered)


def _form(sentence: str) -> re.Pattern[str]:
    pieces = _HOLE.split(sentence)
    made = [
        re.escape(piece) if place % 2 == 0 else f"(?P<{piece}>{_SHAPES.get(piece, '.+?')})"
        for place, piece in enumerate(pieces)
    ]
    return re.compile("".join(made))
