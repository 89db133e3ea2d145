"""Which process works on what: the results come in the order of the inputs.

A few inputs are under way ahead of the one that is waited for, so memory does not grow with their number. An input has
a process to itself while it is worked on, so what ends a process is the fault of one input alone.
"""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue
from typing import Generic, Self, TypeVar

from ledgerstone.spreading.bounds import Bounds
from ledgerstone.spreading.clock import TimeIsUp, can_end, ended_after
from ledgerstone.spreading.process import Killed, TookTooLong, Worker

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
        number: of processes.
        bounds: what one input may cost.
        small: says of an input that it needs no process of its own. Where one process is asked for, small inputs are
            worked on in this one, and the clock ends those that take too long.
    """

    def __init__(
        self,
        work: Callable[[_In], _Out],
        *,
        number: int,
        bounds: Bounds | None = None,
        small: Callable[[_In], bool] = lambda _: False,
    ) -> None:
        self._work = work
        self._small = small
        self._bounds = bounds or Bounds()
        self._number = number
        self._workers = [Worker(work, bounds=self._bounds) for _ in range(number)]
        self._idle: SimpleQueue[Worker[_In, _Out]] = SimpleQueue()
        for each in self._workers:
            self._idle.put(each)
        self._threads = ThreadPoolExecutor(number, thread_name_prefix="spreading")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)
        for each in self._workers:  # whoever still waits for one goes on, and what it says is not heard
            each.end()
        self._threads.shutdown()
        for each in self._workers:
            each.close()

    def map(self, inputs: Iterable[_In]) -> Iterator[tuple[_In, _Out | Killed]]:
        """Yield each input with what comes of it, in the order of the inputs.

        Raises:
            whatever the work raises.
        """
        if self._number == 1:
            yield from ((each, self._one(each)) for each in inputs)
            return
        for each, future in ahead(self._submit, inputs, number=self._number):
            yield each, future.result()

    def _one(self, each: _In) -> _Out | Killed:
        if not (self._small(each) and can_end()):
            return self._workers[0].do(each)
        try:
            with ended_after(self._bounds.seconds):
                return self._work(each)
        except TimeIsUp:
            return TookTooLong(f"it took more than {self._bounds.seconds:g} seconds")

    def _submit(self, each: _In) -> Future[_Out | Killed]:
        return self._threads.submit(self._there, each)

    def _there(self, each: _In) -> _Out | Killed:
        worker = self._idle.get()
        try:
            return worker.do(each)
        finally:
            self._idle.put(worker)
