"""Who has a case open: a shared lock on its folder while it is open, an exclusive one to seal or to verify it."""

import fcntl
import os
import time
from pathlib import Path

from ledgerstone.errors import StoreBusy
from ledgerstone.store.folder import disk_said

_PAUSE = 0.02  # seconds between two tries


class Presence:
    """A lock on a case folder, held until :meth:`leave`; the system drops it when the process dies."""

    def __init__(self, folder: Path) -> None:
        try:
            self._number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        except OSError as error:
            raise disk_said(error, f"{folder} cannot be opened") from error
        self._folder = folder

    def enter(self, *, patience: float) -> None:
        """Share the case with others.

        Raises:
            StoreBusy: somebody verifies or seals it, for longer than ``patience`` seconds.
        """
        self._wait(fcntl.LOCK_SH, patience=patience)

    def enter_alone(self, *, patience: float) -> None:
        """Keep everybody else out.

        Raises:
            StoreBusy: somebody has the case open, for longer than ``patience`` seconds.
        """
        self._wait(fcntl.LOCK_EX, patience=patience)

    def try_alone(self) -> bool:
        """Let go, then take the case alone if nobody else has it; the last to leave so always succeeds."""
        fcntl.flock(self._number, fcntl.LOCK_UN)
        return self._try(fcntl.LOCK_EX)

    def leave(self) -> None:
        """Let go."""
        os.close(self._number)

    def _wait(self, how: int, *, patience: float) -> None:
        end = time.monotonic() + patience
        while not self._try(how):
            if time.monotonic() >= end:
                raise StoreBusy(
                    f"Another process holds the case {self._folder}.", do="Wait until it is done, then try again."
                )
            time.sleep(_PAUSE)

    def _try(self, how: int) -> bool:
        try:
            fcntl.flock(self._number, how | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
