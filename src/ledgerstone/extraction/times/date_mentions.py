"""A date or a time of day as the text writes it, and which of them dates what a report is about."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ledgerstone.records import When

_WEEKEND = 2  # days
_BOUND = re.compile(r"[.!?]['\"”’)]?\s+(?=[A-Z“\"])|\n")
_AFTERMATH = re.compile(r"\b(?:buried|burial|funeral|mourn|inquiry|commemorat|anniversary|statement|interview)")
_ACTS = re.compile(
    r"\b(?:kill|hit|struck|strik|attack|bomb|shell|massacr|sho[ot]|explo|di(?:ed|es)|deaths?|"
    r"injur|wound|target|fir(?:ed|ing)|stab|execut|abduct|raid|clash|storm|airstrike|assault|"
    r"destroy|murder|casualt)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """A date or a time as the text writes it, ``text[start:end] == when.wording``.

    ``kind``: "point" (a day or an interval in which something was), "duration", "since", "birth", "publication" (the
    report's own), "speech" (when something was said), "ahead" (after the report), "time" (a time of day without a
    date). ``weekday`` is the one that the text states, 0 for Monday; ``full`` says that the text states the year.
    """

    start: int
    end: int
    when: When
    kind: str = "point"
    weekday: int | None = None
    full: bool = False
    form: str = ""


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
    sentence = _sentence(mention, text)
    when = mention.when
    score = 3.0 if when.earliest else 0.0
    score += 1.5 if when.earliest and when.latest and (when.latest - when.earliest).days <= _WEEKEND else 0.0
    score += 1.0 if mention.full else 0.0
    score += 2.0 if _ACTS.search(sentence) else 0.0
    score += 0.5 if when.time_of_day else 0.0
    score -= 1.5 if mention.kind == "speech" or _AFTERMATH.search(sentence) else 0.0
    score -= 1.5 if mention.form in {"years", "month_year", "month"} else 0.0
    return score - 2.0 * min(mention.start, 2000) / 1000


def _sentence(mention: DateMention, text: str) -> str:
    """Return the words around a mention up to the end of its line or, roughly, of its sentence."""
    before = max(
        (match.end() for match in _BOUND.finditer(text, max(0, mention.start - 200), mention.start)), default=0
    )
    after = _BOUND.search(text, mention.end, mention.end + 200)
    return text[max(before, mention.start - 200) : after.start() if after else mention.end + 200]
