"""Work in this process that the clock ends: for what is too small to be worth a process of its own."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_AGAIN = 0.5  # seconds; an error that is raised where Python swallows errors is raised once more


class TimeIsUp(BaseException):
    """The clock ended the work. No ``Exception``, so that nothing takes it for a fault of what was worked on."""


def can_end() -> bool:
    """Say whether the clock can end work here: in the main thread alone, and where nobody else waits for it."""
    return threading.current_thread() is threading.main_thread() and signal.getitimer(signal.ITIMER_REAL)[0] == 0


@contextmanager
def ended_after(seconds: float) -> Iterator[None]:
    """End what is done within after so many seconds; patterns are ended too, since they look for signals.

    Raises:
        TimeIsUp: it took longer.
    """

    def end(_: int, __: FrameType | None) -> None:
        raise TimeIsUp

    before = signal.signal(signal.SIGALRM, end)
    try:
        signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
    finally:
        signal.signal(signal.SIGALRM, before)
