"""Options that several commands have."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

DAY = click.DateTime(formats=["%Y-%m-%d"])

_F = TypeVar("_F", bound=Callable[..., Any])

DEFAULT_POLICY = "range.v1"  # a literal, so that `verify` need not load the stages; a test holds it to assess's

CASE = click.Path(path_type=Path)


def by(function: _F) -> _F:
    """Add ``--by``."""
    return click.option("--by", metavar="NAME", help="Who does this; otherwise the name of the account.")(function)


def as_json(function: _F) -> _F:
    """Add ``--json``."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON, one object a line.")(function)


def allow(function: _F) -> _F:
    """Add ``--allow``."""
    return click.option(
        "--allow", multiple=True, metavar="NETWORK", help="Reach this network too, though it is not public. Repeatable."
    )(function)


def trust(function: _F) -> _F:
    """Add ``--trust``."""
    return click.option(
        "--trust",
        type=CASE,
        multiple=True,
        metavar="FILE",
        help="Certificates (PEM) of time-stamping authorities that you trust. Repeatable.",
    )(function)


def authority(*, required: bool = False) -> Callable[[_F], _F]:
    """Add ``--authority``."""
    return click.option(
        "--authority",
        required=required,
        metavar="ADDRESS",
        help="A time-stamping authority (RFC 3161).",
    )


def because(function: _F) -> _F:
    """Add ``--because``, which is needed."""
    return click.option("--because", required=True, metavar="TEXT", help="The reason; a decision without one is none.")(
        function
    )


def policy(function: _F) -> _F:
    """Add ``--policy``."""
    return click.option(
        "--policy", metavar="NAME", default=DEFAULT_POLICY, show_default=True, help="How tolls are made."
    )(function)
