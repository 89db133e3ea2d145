"""Read hostile originals as a run over a case reads them, and measure what each costs."""

import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import BinaryIO, Self

from benchmarks.hostile.corpus import Hostile
from benchmarks.hostile.memory import family
from ledgerstone.confining import ConfinedReader, Found, Handed

_EVERY = 0.01  # seconds between two looks at the memory


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one file gave and cost: memory is the most that the worker and what it started held, in bytes."""

    name: str
    trick: str
    reports: int
    members: int
    problems: Counter[str]
    seconds: float
    memory: int


def run(files: Iterable[Hostile]) -> Iterator[Cost]:
    """Read each file, then what it held, in one worker that is started again when it was ended."""
    with ConfinedReader() as reader, _Watch(reader) as watch:
        for file in files:
            yield _read(file, reader, watch)


def _read(file: Hostile, reader: ConfinedReader, watch: "_Watch") -> Cost:
    data = file.make()
    with ExitStack() as opened:
        copy = opened.enter_context(_copied(data))
        del data
        members: list[tuple[Handed, BinaryIO]] = []

        def take(handed: Handed) -> None:
            kept = opened.enter_context(tempfile.TemporaryFile())
            while part := handed.stream.read(1 << 20):
                kept.write(part)
            kept.flush()
            members.append((handed, kept))

        watch.peak = 0
        start = time.monotonic()
        found = [reader.read(copy, original=file.name, name=file.name, take=take)]
        longest = time.monotonic() - start
        for handed, kept in members:
            start = time.monotonic()
            found.append(reader.read(kept, original=file.name, name=handed.name, url=handed.url))
            longest = max(longest, time.monotonic() - start)
    return _cost(file, found, members=len(members), seconds=longest, memory=watch.peak)


def _cost(file: Hostile, found: list[Found], *, members: int, seconds: float, memory: int) -> Cost:
    return Cost(
        name=file.name,
        trick=file.trick,
        reports=sum(len(each.reports) for each in found),
        members=members,
        problems=Counter(problem.code for each in found for problem in each.problems),
        seconds=seconds,
        memory=memory,
    )


def _copied(data: bytes) -> BinaryIO:
    copy = tempfile.TemporaryFile()  # noqa: SIM115 (the caller closes it)
    copy.write(data)
    copy.flush()
    return copy


class _Watch:
    """Looks again and again at the memory of the worker and of what it started."""

    def __init__(self, reader: ConfinedReader) -> None:
        self._reader = reader
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self.peak = 0

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(_EVERY):
            process = self._reader.process
            if process is not None:
                self.peak = max(self.peak, family(process))
