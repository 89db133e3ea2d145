"""Work for the tests of spreading, where a worker process can import it."""

import os
import re
import signal
import time

from ledgerstone.errors import StoreBusy


def square(number: int, *, bad: int = -1) -> int:
    """Return the square; be killed by the bad number, and refuse one below 0."""
    if number == bad:
        os.kill(os.getpid(), signal.SIGKILL)
    if number < 0:
        raise StoreBusy("Held.", do="Wait.")
    time.sleep(0.002 * (number % 3))
    return number * number


def sleep_for(seconds: float) -> float:
    """Take so many seconds."""
    time.sleep(seconds)
    return seconds


def backtrack(length: int) -> bool:
    """Look for a pattern that takes twice as long with each letter."""
    return bool(re.match(r"(?:a+)+b", "a" * length))


def eat(megabytes: int) -> int:
    """Need so many megabytes of memory."""
    return len(bytearray(megabytes << 20)) >> 20


def process(_: int) -> int:
    """Return the number of the process that works."""
    return os.getpid()
