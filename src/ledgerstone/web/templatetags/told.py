"""Records in words, for templates: ``{% load told %}``, then ``{{ claim.harm|words }}``."""

from datetime import date, datetime
from typing import Any

from django import template
from django.utils.translation import gettext

from ledgerstone import vocabulary
from ledgerstone.records import Determination, Determined, When, Where
from ledgerstone.records.text import seen
from ledgerstone.releasing.wording import (
    code_words,
    day,
    look_words,
    name_words,
    number,
    place_words,
    range_words,
    sources_words,
    toll_words,
    when_words,
)

register = template.Library()


@register.filter
def words(code: str | None) -> str:
    """Return a code in words."""
    return code_words(code) if code else ""


@register.filter
def stage(name: str) -> str:
    """Return what a worker is at, in words."""
    return gettext(name) if name else "…"


@register.filter
def meaning(code: str, of: str) -> str:
    """Return what a code of a list means."""
    return vocabulary.definition(of, code)


@register.filter
def safe_to_see(text: str | None) -> str:
    """Return a text with the characters that do not show written out."""
    return seen(text) if text else ""


@register.filter
def in_words(value: When | Where | date | datetime | tuple[int, int] | None) -> str:
    """Return a time, a place, a day, or how many sources there are, in words."""
    if isinstance(value, Where):
        return seen(place_words(value))
    if isinstance(value, date):
        return day(value)
    return sources_words(value) if isinstance(value, tuple) else when_words(value)


@register.filter
def names(person: Any) -> str:
    """Return the spellings of a person's name."""
    return seen(name_words(person.names))


@register.filter
def figure(value: int | None) -> str:
    """Return a number of people as it is written."""
    return "–" if value is None else number(value)


@register.filter
def whom(of: Determination) -> str:
    """Return whom a figure of the team's own counts."""
    return toll_words(of)


@register.filter
def range_of(of: Determination) -> str:
    """Return the range of a figure of the team's own."""
    return range_words(of.low, of.high)


@register.filter
def why_look(each: Determined) -> str:
    """Return why a figure of the team's own wants another look."""
    return look_words(each)
