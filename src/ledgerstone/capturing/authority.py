"""A time-stamping authority on the network (RFC 3161, 3.4): a SHA-256 is sent, a signed time comes back.

Only the digest leaves the machine. What was stamped cannot be found out from it, but that somebody stamped can.
"""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime

from ledgerstone.capturing.clock import against_authority
from ledgerstone.capturing.fetching import Fetcher
from ledgerstone.errors import InputError, NotStamped
from ledgerstone.proving import tokens
from ledgerstone.proving.tokens import Certificates

_LARGEST = 1_000_000  # bytes of a response; one with long chains of certificates has 10,000


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A token as records keep it, and what it says of our clock."""

    token: str
    at: datetime
    clock: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """A time-stamping authority.

    Args:
        url: where requests are posted.
        fetcher: how it is reached.
        trusted: the certificates by which its tokens are checked before they are kept.
    """

    url: str
    fetcher: Fetcher
    trusted: Certificates

    def stamp(self, sha256: str) -> Answer:
        """Ask for a token over a SHA-256, and check it.

        Raises:
            NotStamped: none came, or one that proves nothing.
        """
        nonce = tokens.LOWEST_NONCE + secrets.randbelow(tokens.LOWEST_NONCE)
        asked = datetime.now(UTC)
        try:
            body = tokens.request(sha256, nonce=nonce)
            found = self.fetcher.post(self.url, body, media_type="application/timestamp-query")
            with found.raw:
                response = found.payload(most=_LARGEST)
            token = tokens.read_token(response)
        except InputError as error:
            raise NotStamped(f"{self.url} gave no token: {error.what}", do=_AGAIN) from error
        why = tokens.refusal(token, sha256=sha256, trusted=self.trusted)
        if token.nonce != nonce:
            why = "it answers another request"
        if why is not None:
            raise NotStamped(
                f"{self.url} gave a token that proves nothing here: {why}.",
                do="Name the authority's certificates with --trust, or another authority.",
            )
        clock = against_authority(token.at, at=asked, authority=self.url)
        return Answer(token=tokens.encoded(response), at=token.at, clock=clock)


_AGAIN = "`ledgerstone stamp` asks again."
