"""The one way to the network: a name is resolved, what it leads to is checked, and that very address is connected to.

A name is resolved once for each connection. Whoever controls it can give another answer the next moment, so what
was checked and what is connected to must not be two look-ups.
"""

import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from queue import Empty, SimpleQueue

from ledgerstone.capturing.addresses import Address
from ledgerstone.errors import BadSetting, NotFetched, RefusedAddress

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Ip = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], Sequence[str]]

_CONNECTING = 10.0  # seconds for one of several addresses of a name, before the next is tried
# IPv6 addresses that carry an IPv4 address inside, to which a gateway would lead: RFC 6052, 3056, 4380.
_CARRIERS = tuple(ipaddress.IPv6Network(text) for text in ("64:ff9b::/96", "2002::/16", "2001::/32", "64:ff9b:1::/48"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Which addresses may be reached: public ones, and those in the networks that somebody allowed by name."""

    allowed: tuple[Network, ...] = ()

    @classmethod
    def allowing(cls, networks: Sequence[str]) -> "Rules":
        """Return the rules with some networks allowed, such as ``192.168.7.0/24`` or ``127.0.0.1``.

        Raises:
            BadSetting: one is no network.
        """
        try:
            return cls(allowed=tuple(ipaddress.ip_network(text) for text in networks))
        except ValueError as error:
            raise BadSetting(f"{error}.", do="Write one as 192.168.7.0/24, or one address.") from error

    def allow(self, ip: Ip) -> bool:
        """Say whether this address may be reached."""
        plain = _plain(ip)
        if any(plain.version == network.version and plain in network for network in self.allowed):
            return True
        carried = isinstance(plain, ipaddress.IPv6Address) and any(plain in network for network in _CARRIERS)
        return plain.is_global and not plain.is_multicast and not carried


class Deadline:
    """A moment after which nothing is waited for; one for all that is done for one address."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._end = time.monotonic() + seconds

    def left(self, *, at_most: float | None = None) -> float:
        """Return the seconds that are left, at most so many.

        Raises:
            NotFetched: none is.
        """
        left = self._end - time.monotonic()
        if left <= 0:
            raise NotFetched(f"It took more than {self.seconds:g} seconds.", do="Try again later, or allow more.")
        return left if at_most is None else min(left, at_most)


def resolve(host: str, port: int) -> list[str]:
    """Ask the system for the addresses of a name."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def connect(
    address: Address, *, rules: Rules, deadline: Deadline, resolving: Resolve = resolve, tls: ssl.SSLContext
) -> tuple[socket.socket, str]:
    """Connect to what a name leads to, if that may be reached.

    Returns:
        The connection, encrypted for https, and the address at its other end.

    Raises:
        RefusedAddress: one of the addresses of the name may not be reached; then none is.
        NotFetched: the name leads nowhere, nobody answers, the certificate is not right, or it took too long.
    """
    ips = [_read(text, address.host) for text in _resolved(address, deadline, resolving)]
    for ip in ips:
        if not rules.allow(ip):
            raise RefusedAddress(
                f"{address.host} leads to {ip}, which is not on the public internet.",
                do="If you mean it, allow its network by name with --allow.",
            )
    last: OSError | None = None
    for ip in ips:
        try:
            link = socket.create_connection((str(ip), address.port), timeout=deadline.left(at_most=_CONNECTING))
        except OSError as error:
            last = error
            continue
        return _encrypted(link, address, deadline, tls), str(ip)
    raise NotFetched(f"{address.host} cannot be reached ({last}).", do="Try again later.", passing=True) from last


def _resolved(address: Address, deadline: Deadline, resolving: Resolve) -> Sequence[str]:
    """Resolve on a thread of its own, since the system's look-up knows no deadline."""
    answer: SimpleQueue[Sequence[str] | Exception] = SimpleQueue()

    def work() -> None:
        try:
            answer.put(resolving(address.host, address.port))
        except (OSError, UnicodeError) as error:
            answer.put(error)

    threading.Thread(target=work, daemon=True).start()
    try:
        found = answer.get(timeout=deadline.left())
    except Empty as error:
        raise NotFetched(
            f"The name {address.host} was not resolved in time.", do="Try again later.", passing=True
        ) from error
    if isinstance(found, Exception) or not found:
        raise NotFetched(f"The name {address.host} leads nowhere ({found}).", do="Look at the address.", passing=True)
    return found


def _read(text: str, host: str) -> Ip:
    try:
        return ipaddress.ip_address(text.partition("%")[0])
    except ValueError as error:
        raise NotFetched(f"The name {host} leads to {text!r}, which is no address.", do="Look at it.") from error


def _plain(ip: Ip) -> Ip:
    return (ip.ipv4_mapped or ip) if isinstance(ip, ipaddress.IPv6Address) else ip


def _encrypted(link: socket.socket, address: Address, deadline: Deadline, tls: ssl.SSLContext) -> socket.socket:
    if address.scheme == "http":
        return link
    try:
        link.settimeout(deadline.left())
        return tls.wrap_socket(link, server_hostname=address.host)
    except TimeoutError as error:
        link.close()
        raise NotFetched(f"{address.host} does not encrypt in time.", do="Try again later.", passing=True) from error
    except (OSError, ValueError) as error:  # an SSLError is an OSError; a ValueError is a host that no certificate has
        link.close()
        why = getattr(error, "verify_message", "") or getattr(error, "reason", "") or str(error)
        raise NotFetched(
            f"The connection to {address.host} cannot be trusted ({why}).",
            do="Look at the page in a browser, and save what you see if you rely on it all the same.",
        ) from error
