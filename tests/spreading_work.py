"""Work for the tests of spreading, where a worker process can import it."""

import os
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
