"""Web addresses: how one is read, what of it is sent to a server, and which original an archived copy's address names.

Everything here works on words alone. Where a name leads is the business of ``network``.
"""

import re
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

import idna

from ledgerstone.errors import RefusedAddress
from ledgerstone.records.text import normal, on_one_line

LONGEST = 4_000
"""Characters of an address; reading leaves out the longer ones too (``reading.limits.LONGEST_URL``)."""

_PORTS = {"http": 80, "https": 443}
_SAFE = "!#$%&'()*+,/:;=?@[]~"  # RFC 3986, reserved and unreserved, and % for what is encoded already
_CONTROLS = re.compile(r"[\x00-\x20\x7f]")
# The archive's own address, a time of 4 to 14 digits with how to show the page, then the address that was archived.
# Archives are named one by one: a server that could name itself one could pass its page off as somebody else's.
_ARCHIVED = re.compile(
    r"https?://(?:web\.archive\.org/web|arquivo\.pt/(?:noFrame/replay|wayback)|archive\.(?:ph|today|is|li|vn|md|fo))"
    r"/\d{4,14}(?:[a-z]{2}_)?/(https?:/{1,2}\S{1,3900})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A web address in the form in which it is asked for: ``host`` in ASCII, ``target`` path and query."""

    url: str
    scheme: str
    host: str
    port: int
    target: str

    @property
    def authority(self) -> str:
        """Host, and the port where it is not the scheme's own, as a Host header names them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"


def is_address(text: str) -> bool:
    """Say whether somebody who wrote this meant a web address."""
    return text.lower().startswith(("http://", "https://"))


def read_address(text: str, *, base: str | None = None) -> Address:
    """Read an address, relative to ``base`` if there is one. What stands behind # is no part of what is asked for.

    Raises:
        RefusedAddress: not http or https, with a user or a password in it, too long, or with a host that cannot be.
    """
    joined = urljoin(base, text.strip()) if base else text.strip()
    if len(joined) > LONGEST:
        raise _refused(f"{joined[:60]}…", f"it has more than {LONGEST} characters")
    if _CONTROLS.search(joined):
        raise _refused(joined, "it has a space or a control character in it")
    try:
        parts = urlsplit(joined)
        port = parts.port
    except ValueError as error:
        raise _refused(joined, "it is not formed as an address is") from error
    scheme = parts.scheme.lower()
    if scheme not in _PORTS or not parts.hostname:
        raise _refused(joined, "only http and https addresses are asked for")
    if parts.username is not None or parts.password is not None:
        raise _refused(f"{scheme}://…@{parts.hostname}", "it carries a user's name or password")
    host = _host(parts.hostname, joined)
    target = quote(parts.path or "/", safe=_SAFE) + (f"?{quote(parts.query, safe=_SAFE)}" if parts.query else "")
    address = Address(url="", scheme=scheme, host=host, port=port or _PORTS[scheme], target=target)
    url = urlunsplit((scheme, address.authority, target, "", ""))
    return Address(url=url, scheme=scheme, host=host, port=address.port, target=target)


def archived_original(url: str) -> str | None:
    """Return the address of which this one is an archived copy, where its own words say so."""
    found = _ARCHIVED.match(url)
    if found is None:
        return None
    original = re.sub(r"^(https?):/+", r"\1://", found[1], flags=re.IGNORECASE)
    try:
        return read_address(original).url
    except RefusedAddress:
        return None


def _host(name: str, whole: str) -> str:
    if ":" in name:  # an IPv6 address; what it leads to is checked before it is reached
        return name.lower()
    try:
        return name.lower() if name.isascii() else idna.encode(normal(name), uts46=True).decode()
    except idna.IDNAError as error:
        raise _refused(whole, "its host is no name that can be looked up") from error


def _refused(address: str, why: str) -> RefusedAddress:
    return RefusedAddress(f"{on_one_line(address)} was not asked for: {why}.", do="Look at the address.")
