"""A picture of a captured page, by a browser where one is installed. It sees a mirror of what was captured, no more."""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from ledgerstone.capturing.exchange import Exchange
from ledgerstone.capturing.mirror import mirroring
from ledgerstone.errors import NotFetched

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
_SIZE = "1280,4000"  # pixels; a page that is longer is cut off below
_LARGEST = 50_000_000  # bytes of a picture
_SETTINGS = (
    "--headless=new",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-sync",
    "--disable-component-update",
    "--disable-default-apps",
    "--no-pings",
    "--hide-scrollbars",
    "--ignore-certificate-errors",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--disable-quic",
    "--proxy-bypass-list=<-loopback>",  # this machine's own addresses go through the proxy too
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",  # no name is looked up
    f"--window-size={_SIZE}",
)


def browser() -> str | None:
    """Return where a browser is installed."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def picture(exchanges: Sequence[Exchange], *, url: str, seconds: float) -> bytes:
    """Return a picture (PNG) of a page as it was captured.

    Args:
        exchanges: what was captured.
        url: the page among them.
        seconds: for how long at most.

    Raises:
        NotFetched: no browser is installed, it made none, or it took too long.
    """
    program = browser()
    if program is None:
        raise NotFetched("There is no picture: no browser is installed.", do="Install chromium.")
    with tempfile.TemporaryDirectory(dir=_memory(), prefix="picture-") as folder, mirroring(exchanges) as mirror:
        out = Path(folder) / "page.png"
        command = [
            program,
            *_SETTINGS,
            *(["--no-sandbox"] if os.geteuid() == 0 else []),  # it refuses to run as root with one
            f"--user-data-dir={folder}/profile",
            f"--proxy-server=http://127.0.0.1:{mirror.port}",
            f"--screenshot={out}",
            url,
        ]
        _run(command, home=folder, seconds=seconds)
        if not out.is_file() or out.stat().st_size > _LARGEST:
            raise NotFetched("There is no picture: the browser made none that can be kept.", do="The page is kept.")
        return out.read_bytes()


def _run(command: Sequence[str], *, home: str, seconds: float) -> None:
    """Run the browser, and end it with everything that it started."""
    quiet = subprocess.DEVNULL
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    with subprocess.Popen(  # noqa: S603 (a program of the system's, with settings of ours and a checked address)
        command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True, env={**kept, "HOME": home}
    ) as running:
        try:
            running.wait(timeout=seconds)
        except subprocess.TimeoutExpired as error:
            raise NotFetched(f"There is no picture: it took more than {seconds:g} seconds.") from error
        finally:
            _end(running.pid)


def _end(group: int) -> None:
    with suppress(ProcessLookupError):
        os.killpg(group, signal.SIGKILL)


def _memory() -> str | None:
    """Where files can lie in memory: the browser's own copies of a page should not stay on a disk."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108 (a folder is made in it, for us alone)
