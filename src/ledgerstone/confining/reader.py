"""The reader's end: start a worker, hand it one open file after another, and end it when it costs too much."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Any, BinaryIO, Self

from ledgerstone import codec
from ledgerstone.confining.frames import Ended, Frames, Payload, TookTooLong
from ledgerstone.errors import InputError, TooCostly
from ledgerstone.records import Problem, Report
from ledgerstone.records.text import normal
from ledgerstone.spreading import Bounds

_KEPT_ENVIRONMENT = ("PATH", "PYTHONPATH", "LANG", "LC_ALL", "TMPDIR", "TESSDATA_PREFIX", "SYSTEMROOT")
_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OMP_THREAD_LIMIT": "1", "OPENBLAS_NUM_THREADS": "1"}
_MB = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """A member of a container as it comes: what is said of it, and its bytes as a stream.

    ``within`` is the SHA-256 of what held it; ``headers`` are those of a web response, the archive's own date first.
    """

    name: str
    within: str
    url: str | None = None
    headers: tuple[tuple[str, str], ...] = ()
    stream: Payload


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What an original gave: its reports, and a Problem for everything that could not be used."""

    reports: tuple[Report, ...] = ()
    problems: tuple[Problem, ...] = ()


class ConfinedReader:
    """Reads originals in a worker process. Leave the ``with`` statement, or call :meth:`close`, to end the worker.

    Args:
        bounds: what one original may cost.
    """

    def __init__(self, *, bounds: Bounds | None = None) -> None:
        self._bounds = bounds or Bounds()
        self._process: subprocess.Popen[bytes] | None = None
        self._frames: Frames | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def process(self) -> int | None:
        """The number of the worker process, None where none runs."""
        return None if self._process is None else self._process.pid

    def start(self) -> None:
        """Start the worker, if there is none; it gets ready while the caller does something else."""
        if self._process is not None:
            return
        ours, theirs = socket.socketpair()
        with theirs:
            # -P: a file called "json.py" that lies among the originals is not imported. A session of its own: Ctrl-C
            # is for the one who asked, and what the worker started can be ended with it. No variable of the caller's
            # (a password, say) is handed on but the few that it needs.
            self._process = subprocess.Popen(  # noqa: S603 (our own program, and numbers)
                [sys.executable, "-P", "-m", "ledgerstone.confining.worker", str(theirs.fileno()), *self._limits()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=(theirs.fileno(),),
                start_new_session=True,
                env={name: os.environ[name] for name in _KEPT_ENVIRONMENT if name in os.environ} | _ONE_THREAD,
            )
        self._frames = Frames(ours)

    def read(
        self,
        file: BinaryIO,
        *,
        original: str,
        name: str | None = None,
        media_type: str | None = None,
        url: str | None = None,
        columns: str | None = None,
        take: Callable[[Handed], None] | None = None,
    ) -> Found:
        """Read one original.

        Args:
            file: the original, open for reading; it is read from its start.
            original: what the Problems are to name: the SHA-256, or a file's name.
            name: its file name.
            media_type: what a server or a person called it.
            url: where it stood.
            columns: the mapping of a table's columns, as YAML.
            take: called with each member of a container; None leaves members in it.

        Returns:
            The reports and problems; an original that costs too much gives one Problem and no report.
        """
        request = {
            "name": name,
            "media_type": media_type,
            "url": url,
            "columns": columns,
            "unpack": take is not None,
        }
        reports: list[Report] = []
        problems: list[Problem] = []
        try:
            frames = self._ask(file, request)
            while (head := frames.head())["is"] != "done":
                self._sort(head, frames, original, reports, problems, take)
        except (Ended, TookTooLong) as error:
            return Found(problems=(*problems, Problem(record=original, code=TooCostly.code, text=self._why(error))))
        except BaseException:
            self.close()
            raise
        if head.get("last"):
            self.close()
        return Found(reports=tuple(reports), problems=tuple(problems))

    def close(self) -> None:
        """End the worker, and what it started."""
        process, frames = self._process, self._frames
        self._process = self._frames = None
        if frames is not None:
            frames.connection.close()
        if process is not None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def _limits(self) -> tuple[str, str]:
        return str(self._bounds.memory), str(self._bounds.seconds)

    def _ask(self, file: BinaryIO, request: Mapping[str, Any]) -> Frames:
        file.seek(0)
        for again in (True, False):
            self.start()
            frames = self._frames
            assert frames is not None  # noqa: S101 (start has made it)
            try:
                frames.left = self._bounds.seconds
                socket.send_fds(frames.connection, [b"F"], [file.fileno()])
                frames.send(dict(request))
            except (OSError, Ended):  # it ended while it was idle: no fault of this file
                self.close()
                if not again:
                    raise
            else:
                return frames
        raise Ended("No worker could be started.")

    def _sort(
        self,
        head: Mapping[str, Any],
        frames: Frames,
        original: str,
        reports: list[Report],
        problems: list[Problem],
        take: Callable[[Handed], None] | None,
    ) -> None:
        if head["is"] == "member" and take is not None:
            payload = Payload(frames, head["size"])
            take(_handed(head, payload))
            payload.drain()
            return
        text = frames.data(head["size"]).decode()
        if head["is"] == "report":
            report = codec.parse("report", text)
            assert isinstance(report, Report)  # noqa: S101 (what parse returns for that kind)
            reports.append(report)
        else:
            problems.append(Problem(record=original, code=str(head["code"]), text=normal(text)))

    def _why(self, error: Exception) -> str:
        process, (memory, seconds) = self._process, (self._bounds.memory, self._bounds.seconds)
        self.close()
        if isinstance(error, TookTooLong):
            return (
                f"Reading it took more than {seconds:g} seconds and was ended. Keep it as it is; `run --seconds` gives "
                "more time, or add a smaller copy of what it says."
            )
        ended = f" (signal {-process.returncode})" if process and (process.returncode or 0) < 0 else ""
        return (
            f"Reading it needed more than {memory // _MB:,} MB of memory, or broke the reader{ended}; it was ended. "
            "Keep it as it is, and add what it says in another form."
        )


def _handed(head: Mapping[str, Any], payload: Payload) -> Handed:
    def said(key: str) -> str | None:
        value = head.get(key)
        return normal(value) if isinstance(value, str) else None

    headers = tuple((normal(str(name)), normal(str(value))) for name, value in head.get("headers") or ())
    return Handed(
        name=said("name") or "",
        within=said("within") or "",
        url=said("url"),
        headers=headers,
        stream=payload,
    )


def refused(original: str, error: InputError) -> Problem:
    """Return an input error as the Problem of an original."""
    return Problem(record=original, code=error.code, text=f"{error.what} {error.do}".rstrip())
