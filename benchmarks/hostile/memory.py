"""The memory that processes hold, as Linux tells it."""

import os
from collections.abc import Iterator
from pathlib import Path

_PAGE = os.sysconf("SC_PAGE_SIZE")


def children(process: int) -> Iterator[int]:
    """Yield the processes that a process started, by any of its threads."""
    for path in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            yield from map(int, path.read_text(encoding="ascii").split())
        except OSError:
            continue


def resident(process: int) -> int:
    """Return the bytes of memory that a process holds now; 0 where it is gone."""
    try:
        return int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1]) * _PAGE
    except (OSError, IndexError):
        return 0


def family(process: int) -> int:
    """Return the bytes that a process and what it started hold now."""
    return resident(process) + sum(map(resident, children(process)))
