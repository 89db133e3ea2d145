"""The age that stands beside a person's name: "Ilan Voss, 67", "Mira Voss (aged two)", "5-month-old daughter Sella"."""

import re

from ledgerstone.extraction.harm.cardinals import cardinal

_OLDEST = 120
_NUMBER = r"\d{1,3}|[a-z]{3,9}(?:-[a-z]{3,5})?"
_UNIT = r"(?P<{0}>year|month|week|day)s?"
# "Ilan Voss, 30-year-old son Bero": the age is that of the person named next.
_NEXT = r"(?!\s{1,2}(?!(?:and|was|were|who|his|her|their|as|in|from|at|on|with)\b)(?:(?!of\b)[\w’'-]+\s){0,4}[A-Z])"
_ABOUT = "(?:age|aged|possibly|probably|likely|apparently|approximately|about|around)"
_BEHIND = re.compile(
    rf"""\s{{0,2}}(?:
    ,\s{{0,2}}(?:aged\s)?(?P<bare>\d{{1,3}})(?=\s{{0,2}}[,.;()–—]|\s(?:and|was|were|his|her|as)\b)
    |[,–—]?\s{{0,2}}\(?\s?aged\s(?:between\s)?(?P<aged>{_NUMBER})(?:\s(?:and|or|to)\s(?:{_NUMBER}))?(?![-\w])\s?\)?
    |\(\s?(?:{_ABOUT}\s)?(?P<only>\d{{1,3}})
        (?:(?:\s?[-–/]\s?|\s(?:or|to)\s)\d{{1,3}}[^()]{{0,20}}|,\s?[a-z-]{{3,20}})?\s?\)
    |\(\s?[a-z-]{{3,20}},?(?:\s[a-z-]{{3,20}},?)?\s?(?P<kin>\d{{1,3}})(?:\s?years?(?:[ -]old)?)?\s?\)
    |,?\s{{0,2}}\(?who\s(?:is|was|had\sbeen)\s(?:{_ABOUT}\s|just\s|only\s|still\s)?(?P<was>{_NUMBER})
        (?:\s(?:or|to)\s(?:{_NUMBER}))?(?:[ -]{_UNIT.format("was_unit")}[ -]old|(?=\s?[,.;)])){_NEXT}\s?\)?
    |\(?,?\s{{0,2}}\(?(?:an?\s|the\s)?(?:{_ABOUT}\s|less\sthan\s|(?:just\s|only\s)?(?:over\s)?)?
        (?P<told>{_NUMBER})[ -]{_UNIT.format("unit")}(?:[ -]old{_NEXT}|(?=\s?\)))\s?\)?
    )""",
    re.VERBOSE,
)
_BEFORE = re.compile(
    rf"""(?<![\w-])(?P<told>{_NUMBER})[ -]{_UNIT.format("unit")}[ -]{{1,2}}old,?
    (?:\s(?!and\b|with\b|who\b|whose\b)(?:[a-z][a-z’'-]*,?|(?:Dr|Mr|Mrs|Ms|Prof|Sheikh|Haj\w*|Professor|Imam)\.?)){{0,5}}\s$""",
    re.VERBOSE | re.IGNORECASE,
)
_REACH = 80


def age_behind(text: str, start: int, end: int) -> tuple[int | None, int]:
    """Return (age in years, where the text goes on behind it); (None, start) where no age stands at ``start``."""
    match = _BEHIND.match(text, start, min(end, start + _REACH))
    if match is None:
        return None, start
    number = next(match[name] for name in ("bare", "aged", "only", "kin", "was", "told") if match[name])
    age = _years(number, match["unit"] or match["was_unit"])
    return (age, match.end()) if age is not None else (None, start)


def age_before(text: str, start: int) -> int | None:
    """Return the age in years that stands before a name, if any: "a 7-year-old boy named"."""
    match = _BEFORE.search(text, max(0, start - _REACH), start)
    return _years(match["told"], match["unit"]) if match else None


def _years(number: str, unit: str | None) -> int | None:
    value = cardinal(number.lower())
    if value is None:
        return None
    years = value if unit is None or unit.lower() == "year" else value // 12 if unit.lower() == "month" else 0
    return years if years <= _OLDEST else None
