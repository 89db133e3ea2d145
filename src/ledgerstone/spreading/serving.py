"""The process that works: ``python -P -m ledgerstone.spreading.serving SOCKET MEMORY``.

It is no child of ``multiprocessing``, whose children run the script that started them once more: a script that adds to
a case would add twice. It limits its own memory before the first input, and ends when nobody asks any more.
"""

import os
import resource
import select
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from ledgerstone.spreading.process import OutOfMemory

_STATE = Path("/proc/self/statm")
_SWOLLEN = 400 << 20  # bytes of memory still held after an input: the next one gets a new process


def main() -> None:
    """Work until nobody asks any more, or until an input left this process swollen."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that started this one
    number, memory = int(sys.argv[1]), int(sys.argv[2])
    threading.Thread(target=_end_with_parent, args=(number,), daemon=True).start()
    with Connection(number) as asking, suppress(EOFError, BrokenPipeError, ConnectionResetError):
        sys.path[:] = asking.recv()
        work = asking.recv()
        size, resident = _memory()
        limit = size - resident + memory  # what is mapped and not used costs nothing
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
        asking.send(None)
        while not _answer(work, asking):
            pass


def _answer(work: Callable[[Any], Any], asking: Connection) -> bool:
    """Work on the next input, and say whether it was the last."""
    each = asking.recv()
    try:
        found = work(each)
    except MemoryError:
        found = OutOfMemory("it needed more memory than it may")
    except Exception as error:  # noqa: BLE001 (it is raised where the work was asked for)
        found = error
    del each
    last = _memory()[1] > _SWOLLEN
    try:
        asking.send((found, last))
    except MemoryError:
        asking.send((OutOfMemory("it needed more memory than it may"), True))
        return True
    return last


def _memory() -> tuple[int, int]:
    """Return the bytes of memory mapped, and those held."""
    pages = _STATE.read_text(encoding="ascii").split()
    return int(pages[0]) * resource.getpagesize(), int(pages[1]) * resource.getpagesize()


def _end_with_parent(number: int) -> None:
    poll = select.poll()
    poll.register(number, select.POLLRDHUP)
    poll.poll()
    os._exit(1)


if __name__ == "__main__":
    main()
