"""One process that works on one input after another, and may be ended.

It limits its own memory before the first input, and ends with the process that started it, however that ends. Where it
has to be ended, or ends by itself, the next input starts another.
"""

import multiprocessing
import os
import resource
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import connection
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, Generic, TypeVar

from ledgerstone.spreading.bounds import Bounds

_In = TypeVar("_In")
_Out = TypeVar("_Out")
_STATE = Path("/proc/self/statm")
_NOT_STARTED = (
    "The process that was to work ended before it began. A script that asks for more than one process keeps its own "
    "work under `if __name__ == '__main__':`."
)
_SWOLLEN = 400 << 20  # bytes of memory still held after an input: the next one gets a new process


class Killed(Exception):
    """The process that worked on the input was killed, by the input or for its memory."""


class TookTooLong(Killed):
    """The work on the input took longer than it may, and was ended."""


class OutOfMemory(Killed):
    """The work on the input needed more memory than it may."""


class Worker(Generic[_In, _Out]):
    """A process that does one piece of work; it is started when it is first needed.

    Args:
        work: what is done; it, its inputs and what it returns can be pickled.
        bounds: what one input may cost.
    """

    def __init__(self, work: Callable[[_In], _Out], *, bounds: Bounds) -> None:
        self._work = work
        self._bounds = bounds
        self._process: BaseProcess | None = None
        self._connection: Connection | None = None
        self._over = False

    def do(self, each: _In) -> _Out | Killed:
        """Do the work on one input.

        Raises:
            whatever the work raises; RuntimeError: no process could be started.
        """
        for _ in range(2):  # the system may have killed it for what others needed: once more, in a new process
            try:
                found, last = self._ask(each)
            except (EOFError, OSError):
                self.close()
                if self._over:
                    break
                continue
            except TookTooLong as error:
                self.close()
                return error
            if last:
                self.close()
            if isinstance(found, BaseException) and not isinstance(found, Killed):
                raise found
            worked: _Out | Killed = found
            return worked
        return Killed("the process that worked on it was killed")

    def end(self) -> None:
        """End the process while another thread may wait for it; that one starts no other."""
        self._over = True
        if self._process is not None:
            with suppress(ValueError):  # the other thread has closed it
                self._process.kill()

    def close(self) -> None:
        """End the process, where no other thread waits for it."""
        process, ours = self._process, self._connection
        self._process = self._connection = None
        if ours is not None:
            ours.close()
        if process is not None:
            process.kill()
            process.join()
            process.close()

    def _ask(self, each: _In) -> tuple[Any, bool]:
        ours = self._started()
        ours.send(each)
        if not ours.poll(self._bounds.seconds):
            raise TookTooLong(f"it took more than {self._bounds.seconds:g} seconds")
        found: tuple[Any, bool] = ours.recv()
        return found

    def _started(self) -> Connection:
        if self._connection is None:
            context = multiprocessing.get_context("spawn")  # a fork would copy the thread of the database
            ours, theirs = context.Pipe()
            with theirs:
                process = context.Process(target=_serve, args=(self._work, theirs, self._bounds.memory), daemon=True)
                process.start()
            self._process, self._connection = process, ours
            self._wait_until_ready(ours)
        return self._connection

    def _wait_until_ready(self, ours: Connection) -> None:
        """What it takes to start is no part of what an input costs."""
        try:
            if not self._over:
                ours.recv()
                return
        except (EOFError, OSError) as error:
            if not self._over:
                raise RuntimeError(_NOT_STARTED) from error
        raise EOFError


def _serve(work: Callable[[Any], Any], theirs: Connection, memory: int) -> None:
    """Work until nobody asks any more, or until an input left this process swollen."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that started this one
    threading.Thread(target=_end_with_parent, daemon=True).start()
    size, resident = _memory()
    resource.setrlimit(resource.RLIMIT_AS, (size - resident + memory,) * 2)  # what is mapped and not used costs nothing
    theirs.send(None)
    with suppress(EOFError, BrokenPipeError):
        while not _answer(work, theirs):
            pass


def _answer(work: Callable[[Any], Any], theirs: Connection) -> bool:
    """Work on the next input, and say whether it was the last."""
    each = theirs.recv()
    try:
        found = work(each)
    except MemoryError:
        found = OutOfMemory("it needed more memory than it may")
    except Exception as error:  # noqa: BLE001 (it is raised where the work was asked for)
        found = error
    del each
    last = _memory()[1] > _SWOLLEN
    try:
        theirs.send((found, last))
    except MemoryError:
        theirs.send((OutOfMemory("it needed more memory than it may"), True))
    return last


def _memory() -> tuple[int, int]:
    """Return the bytes of memory mapped, and those held."""
    pages = _STATE.read_text(encoding="ascii").split()
    return int(pages[0]) * resource.getpagesize(), int(pages[1]) * resource.getpagesize()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
