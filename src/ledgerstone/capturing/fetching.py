"""An address -> the exchanges that lead to its answer: redirects followed, hosts left in peace, failures tried again.

In order, for each address: (1) it is read; (2) its host was left alone for long enough; (3) its name is resolved,
checked, and connected to; (4) one exchange; (5) where that leads elsewhere, from the start with the new address, under
the same deadline. What failed in a way that may pass is tried again, later each time.
"""

import ssl
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from ledgerstone.capturing.addresses import Address, read_address
from ledgerstone.capturing.exchange import Exchange, exchange
from ledgerstone.capturing.network import Deadline, Resolve, Rules, connect, resolve
from ledgerstone.errors import NotFetched

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
_ERRORS = 400  # the first status that is an error
_HEADERS = {
    # It names neither this program nor the machine: a server's log is read by others, and some of them look for us.
    "User-Agent": "Mozilla/5.0 (compatible)",
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Encoding": "identity",  # so that what is sealed can be read without unpacking; a server may not care
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one address may cost.

    ``size`` in bytes an answer, ``seconds`` for the address with all its redirects and tries, ``pause`` seconds
    between two requests to one host, ``first_wait`` seconds before the second try, twice that before the third.
    """

    size: int = 100_000_000
    seconds: float = 60.0
    redirects: int = 10
    tries: int = 3
    pause: float = 1.0
    first_wait: float = 1.0


@dataclass
class Fetcher:
    """Asks for addresses, one after the other.

    Args:
        rules: which addresses may be reached.
        limits: what one may cost.
        room: a folder on whose disk answers may lie while they are taken; nothing there gets a name.
        resolving: how names are resolved.
        tls: whom to trust; the system's authorities unless told.
        headers: further headers of each request, or other values for those that are always sent.
    """

    rules: Rules = field(default_factory=Rules)
    limits: Limits = Limits()
    room: Path | None = None
    resolving: Resolve = resolve
    tls: ssl.SSLContext = field(default_factory=ssl.create_default_context)
    headers: Mapping[str, str] = field(default_factory=dict)
    _asked: dict[str, float] = field(default_factory=dict, init=False)

    def fetch(self, url: str, *, deadline: Deadline | None = None) -> tuple[Exchange, ...]:
        """Return the exchanges that lead from an address to its answer, which is the last.

        Raises:
            RefusedAddress: it, or one that it leads to, may not be reached.
            NotFetched: nothing came that can be sealed.
        """
        end = deadline or Deadline(self.limits.seconds)
        return self._again(lambda: self._follow(read_address(url), end), end)

    def post(self, url: str, body: bytes, *, media_type: str) -> Exchange:
        """Send a body to an address, and return the answer; a redirect is not followed.

        Raises:
            RefusedAddress, NotFetched: as for :meth:`fetch`.
        """
        end = Deadline(self.limits.seconds)
        address = read_address(url)
        more = {"Content-Type": media_type}
        (found,) = self._again(lambda: (self._exchange(address, end, body=body, more=more),), end)
        if found.status in _REDIRECTS:
            found.raw.close()
            raise NotFetched(f"{url} leads elsewhere.", do="Give the address that it leads to.")
        return found

    def _again(self, once: Callable[[], tuple[Exchange, ...]], end: Deadline) -> tuple[Exchange, ...]:
        """Try until it works, until it cannot work, or as often as is allowed."""
        for number in range(self.limits.tries):
            try:
                return once()
            except NotFetched as error:
                wait = max(self.limits.first_wait * 2**number, error.wait)
                last = number + 1 == self.limits.tries
                if last or not error.passing or wait >= end.left():
                    raise
                time.sleep(wait)
        raise NotFetched("No try was allowed.", do="Allow one.")

    def _follow(self, address: Address, end: Deadline) -> tuple[Exchange, ...]:
        with ExitStack() as if_it_fails:
            chain: list[Exchange] = []
            for _ in range(self.limits.redirects + 1):
                found = self._exchange(address, end)
                if_it_fails.callback(found.raw.close)
                chain.append(found)
                target = found.header("location") if found.status in _REDIRECTS else None
                if target is None:
                    if_it_fails.pop_all()
                    return tuple(chain)
                address = read_address(_as_sent(target), base=address.url)
        raise NotFetched(f"It leads elsewhere more than {self.limits.redirects} times.", do="Look at it in a browser.")

    def _exchange(
        self, address: Address, end: Deadline, *, body: bytes | None = None, more: Mapping[str, str] | None = None
    ) -> Exchange:
        self._leave_in_peace(address.host, end)
        link, peer = connect(address, rules=self.rules, deadline=end, resolving=self.resolving, tls=self.tls)
        with link:
            found = exchange(
                link,
                address,
                peer=peer,
                headers={**_HEADERS, **self.headers, **(more or {})},
                deadline=end,
                most=self.limits.size,
                room=self.room,
                body=body,
            )
        if found.status >= _ERRORS:
            found.raw.close()
            raise NotFetched(
                f"{address.host} answers {found.status} {found.reason}".strip() + ".",
                do="Look for an archived copy." if found.status not in _PASSING else "Try again later.",
                passing=found.status in _PASSING,
                wait=_seconds(found.header("retry-after")),
            )
        return found

    def _leave_in_peace(self, host: str, end: Deadline) -> None:
        wait = self._asked.get(host, 0.0) + self.limits.pause - time.monotonic()
        if host in self._asked and wait > 0:
            time.sleep(end.left(at_most=wait))
            end.left()
        self._asked[host] = time.monotonic()


def _as_sent(target: str) -> str:
    """A Location header as its server meant it: http.client reads headers as Latin-1, servers write UTF-8."""
    try:
        return target.encode("latin-1").decode()
    except UnicodeError:
        return target


def _seconds(value: str | None) -> float:
    return float(value) if value is not None and value.isdecimal() and len(value) < 6 else 0.0  # noqa: PLR2004
