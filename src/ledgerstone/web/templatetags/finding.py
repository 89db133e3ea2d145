"""Codes, ranges and levels in the words of a list."""

from django import template
from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.translation import gettext

from ledgerstone.releasing.wording import code_words
from ledgerstone.store.sight import NAMES

register = template.Library()


@register.filter
def code(value: str) -> str:
    """Return a code as it is read."""
    return gettext(code_words(value)) if value else ""


@register.filter
def level(value: int) -> str:
    """Return the name of a level of handling."""
    return NAMES[value]


@register.simple_tag
def people(low: int | None, high: int | None) -> str:
    """Return a range of people in words; nothing is ever filled in for what is not stated."""
    if low is None and high is None:
        return gettext("not stated")
    if high is None:
        return gettext("at least %(low)s") % {"low": intcomma(low or 0)}
    if low is None:
        return gettext("up to %(high)s") % {"high": intcomma(high)}
    return intcomma(low) if low == high else f"{intcomma(low)}–{intcomma(high)}"


@register.filter
def plus(value: float, more: float) -> float:
    """Add two numbers of a drawing."""
    return float(value) + float(more)


@register.filter
def unlocal(value: float) -> str:
    """Return a number as SVG reads it, whatever the language of the page."""
    return f"{value:g}"
