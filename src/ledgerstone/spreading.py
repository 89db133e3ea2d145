"""One piece of work on many inputs, in as many processes as asked; the results come in the order of the inputs.

A few inputs are under way ahead of the one that is waited for, so memory does not grow with their number. A worker ends
with the process that started it, however that ends. Where the system kills a worker (for its memory, say), what was
under way is worked on again, and the input that kills its worker when it is alone is told apart.
"""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import connection
from typing import Any, Generic, Self, TypeVar

_In = TypeVar("_In")
_Out = TypeVar("_Out")
_AHEAD = 4  # inputs under way for each worker
_MOST = 8  # more than one process can write what they find
_WORTH_IT = 16  # inputs; a worker takes a second to start


def sensible() -> int:
    """Return the number of processes that suits this machine: one for each processor that we may use, up to eight."""
    return max(1, min(_MOST, len(os.sched_getaffinity(0))))


def worth(number: int, *, inputs: int) -> int:
    """Return the number of processes to use for so many inputs: one where more would not pay."""
    return 1 if inputs < _WORTH_IT else number


class Killed(Exception):
    """The process that worked on the input was killed, by the input or for its memory."""


def ahead(
    submit: Callable[[_In], Future[_Out]], inputs: Iterable[_In], *, number: int
) -> Iterator[tuple[_In, Future[_Out]]]:
    """Submit the inputs, some ahead of the one that is waited for, and yield each with its future in their order."""
    under_way: deque[tuple[_In, Future[_Out]]] = deque()
    try:
        for each in inputs:
            under_way.append((each, submit(each)))
            if len(under_way) >= number * _AHEAD:
                yield under_way.popleft()
        while under_way:
            yield under_way.popleft()
    finally:
        for _, future in under_way:
            future.cancel()


class Workers(Generic[_In, _Out]):
    """Processes that do one piece of work. Leave the ``with`` statement to end them.

    Args:
        work: what is done; it, its inputs and what it returns can be pickled.
        number: of processes; 1 works in this one.
    """

    def __init__(self, work: Callable[[_In], _Out], *, number: int) -> None:
        self._work = work
        self._number = number
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def map(self, inputs: Iterable[_In]) -> Iterator[tuple[_In, _Out | Killed]]:
        """Yield each input with what comes of it, in the order of the inputs.

        Raises:
            whatever the work raises.
        """
        if self._number == 1:
            yield from ((each, self._work(each)) for each in inputs)
            return
        for each, future in ahead(self._submit, inputs, number=self._number):
            try:
                yield each, future.result()
            except BrokenProcessPool:  # it, or one that was under way with it
                yield each, self._alone(each)

    def _alone(self, each: _In) -> _Out | Killed:
        with self._processes(1) as alone:
            try:
                found: _Out = alone.submit(_Worker.do, each).result()
            except BrokenProcessPool:
                return Killed("the process that worked on it was killed")
            return found

    def _submit(self, each: _In) -> Future[_Out]:
        try:
            return self._started().submit(_Worker.do, each)
        except BrokenProcessPool:
            self._end()
            return self._started().submit(_Worker.do, each)

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = self._processes(self._number)
        return self._pool

    def _processes(self, number: int) -> ProcessPoolExecutor:
        # A fork would copy the thread of the database.
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(number, mp_context=context, initializer=_Worker.begin, initargs=(self._work,))

    def _end(self) -> None:
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(cancel_futures=True)


class _Worker:
    """What a worker process holds."""

    work: Callable[[Any], Any]

    @classmethod
    def begin(cls, work: Callable[[Any], Any]) -> None:
        """Leave Ctrl-C to the process that started this one, and end with it."""
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        threading.Thread(target=_end_with_parent, daemon=True).start()
        cls.work = work

    @classmethod
    def do(cls, each: Any) -> Any:
        """Do the work on one input."""
        return cls.work(each)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
