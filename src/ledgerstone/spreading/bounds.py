"""What one input may cost."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """The most that one original or report may cost: seconds of waiting for it, and bytes of memory.

    A gigabyte holds the largest text that is read (``reading.limits``) with room to spare; sixty seconds read it three
    times over. Scans of many pages, and books, need longer: ``ledgerstone run --seconds``.
    """

    seconds: float = 60.0
    memory: int = 1 << 30
