"""One process that works on one input after another (``serving.py``), from outside: asked, waited for, and ended.

Where it has to be ended, or ends by itself, the next input starts another.
"""

import socket
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any, Generic, TypeVar

from ledgerstone.spreading.bounds import Bounds

_In = TypeVar("_In")
_Out = TypeVar("_Out")
_SERVING = "ledgerstone.spreading.serving"
_NOT_STARTED = "The process that was to work ended before it began."


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
        self._process: subprocess.Popen[bytes] | None = None
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
            with suppress(ProcessLookupError):
                self._process.kill()

    def close(self) -> None:
        """End the process, where no other thread waits for it."""
        process, ours = self._process, self._connection
        self._process = self._connection = None
        if ours is not None:
            ours.close()
        if process is not None:
            process.kill()
            process.wait()

    def _ask(self, each: _In) -> tuple[Any, bool]:
        ours = self._started()
        ours.send(each)
        if not ours.poll(self._bounds.seconds):
            raise TookTooLong(f"it took more than {self._bounds.seconds:g} seconds")
        found: tuple[Any, bool] = ours.recv()
        return found

    def _started(self) -> Connection:
        if self._connection is None:
            connected, theirs = socket.socketpair()
            with theirs:
                self._process = subprocess.Popen(  # noqa: S603 (our own program, and numbers)
                    [sys.executable, "-P", "-m", _SERVING, str(theirs.fileno()), str(self._bounds.memory)],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    pass_fds=(theirs.fileno(),),
                    start_new_session=True,
                )
            self._connection = ours = Connection(connected.detach())
            self._wait_until_ready(ours)
        return self._connection

    def _wait_until_ready(self, ours: Connection) -> None:
        """What it takes to start is no part of what an input costs."""
        try:
            if not self._over:
                ours.send(sys.path)
                ours.send(self._work)
                ours.recv()
                return
        except (EOFError, OSError) as error:
            if not self._over:
                raise RuntimeError(_NOT_STARTED) from error
        raise EOFError
