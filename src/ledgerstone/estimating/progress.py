"""How a long estimate tells where it stands, and how a caller stops it."""

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Called with (what, done, of). An exception that it raises ends the estimate and reaches the caller."""


def silent(what: str, done: int, of: int) -> None:
    """Tell nothing."""
    del what, done, of
