"""Records in words, for templates: ``{% load told %}``, then ``{{ claim.harm|words }}``."""

import dataclasses
from datetime import date, datetime
from typing import Any

from django import template
from django.utils.translation import gettext

from ledgerstone import vocabulary
from ledgerstone.records import Determination, Determined, When, Where
from ledgerstone.records.text import seen
from ledgerstone.releasing.wording import (
    code_words,
    look_words,
    name_words,
    place_words,
    range_words,
    sources_words,
    toll_words,
    when_words,
)
from ledgerstone.web import saying

register = template.Library()


@register.filter
def words(code: str | None) -> str:
    """Return a code in words."""
    return gettext(code_words(code)) if code else ""


@register.filter
def said(text: str | None) -> str:
    """Return what a stage said of a record, in the language of whoever reads, and safe to see."""
    return seen(saying.said(text)) if text else ""


@register.filter
def label(text: str | None) -> str:
    """Return what an incident is called, likewise."""
    return seen(saying.said_label(text)) if text else ""


@register.filter
def stage(name: str) -> str:
    """Return what a worker is at, in words."""
    return gettext(name) if name else "…"


@register.filter
def meaning(code: str, of: str) -> str:
    """Return what a code of a list means."""
    found = vocabulary.definition(of, code)
    return gettext(found) if found else ""


@register.filter
def safe_to_see(text: str | None) -> str:
    """Return a text with the characters that do not show written out."""
    return seen(text) if text else ""


@register.filter
def in_words(value: When | Where | date | datetime | tuple[int, int] | None) -> str:
    """Return a time, a place, a day, or how many sources there are, in words."""
    if isinstance(value, Where):
        exact = seen(place_words(dataclasses.replace(value, precision="settlement")))
        known = value.precision in {"settlement", "city"}
        return exact if known else f"{exact} ({gettext(code_words(value.precision))})"
    if isinstance(value, date):
        return saying.said_day(value)
    return saying.said(sources_words(value) if isinstance(value, tuple) else when_words(value))


@register.filter
def names(person: Any) -> str:
    """Return the spellings of a person's name."""
    return seen(name_words(person.names))


@register.filter
def figure(value: int | None) -> str:
    """Return a number of people as it is written."""
    return "–" if value is None else saying.said_number(value)


@register.filter
def whom(of: Determination) -> str:
    """Return whom a figure of the team's own counts."""
    return saying.said(toll_words(of))


@register.filter
def range_of(of: Determination) -> str:
    """Return the range of a figure of the team's own."""
    return saying.said(range_words(of.low, of.high))


@register.filter
def why_look(each: Determined) -> str:
    """Return why a figure of the team's own wants another look."""
    return saying.said(look_words(each))
