"""The time-stamping authority that a command line names."""

from collections.abc import Sequence
from pathlib import Path

from ledgerstone.capturing.authority import Authority
from ledgerstone.capturing.fetching import Fetcher
from ledgerstone.capturing.network import Rules
from ledgerstone.errors import BadSetting
from ledgerstone.proving.tokens import trusted_certificates


def named(url: str, *, trust: Sequence[Path], allow: Sequence[str], room: Path) -> Authority:
    """Return an authority.

    Args:
        url: its address.
        trust: files with certificates.
        allow: networks that may be reached though they are not public.
        room: a folder on whose disk its answers may lie while they are taken.

    Raises:
        BadSetting: no certificate is named by which its tokens could be checked.
    """
    if not trust:
        raise BadSetting(
            "A token is checked before it is kept, and no certificate is named to check it by.",
            do="Get the authority's certificate, look whether it is theirs, and name its file with --trust.",
        )
    fetcher = Fetcher(rules=Rules.allowing(allow), room=room)
    return Authority(url=url, fetcher=fetcher, trusted=trusted_certificates(trust))
