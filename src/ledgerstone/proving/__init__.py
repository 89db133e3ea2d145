"""Proofs of time: tokens of time-stamping authorities, and the head of a chain as others keep it.

    tokens.py     a request, a response, and whether it holds (RFC 3161);   der_order.py  in the order that DER wants
    proofs.py     the tokens of a case -> what they prove, in plain words
    heads.py      the head of a chain as a file, to be signed or stamped elsewhere;   calendars.py  by OpenTimestamps

Nothing here reaches the network, the store or a clock. Nothing is imported here, so that a case without tokens does
not wait for the cryptography to be loaded.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamped:
    """A proof of time as it is recorded: what it should be over, a SHA-256, and the token."""

    about: str
    token: str
