"""What one original may cost."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """The most that reading one original may cost: seconds of waiting for it, and bytes of address space.

    A gigabyte holds the largest text that is read (``reading.limits``) with room to spare; sixty seconds read it three
    times over. Scans of many pages need longer: ``ledgerstone run --seconds``.
    """

    seconds: float = 60.0
    memory: int = 1 << 30
