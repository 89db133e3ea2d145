"""OpenTimestamps: what a calendar server answers -> a detached ``.ots`` file, which its own tools verify.

A calendar promises to bring a digest into the Bitcoin chain within hours. Until then the file says "pending", and
``ots upgrade`` completes it. Verifying needs that chain, so it is left to ``ots verify``.
"""

import hashlib

from ledgerstone.errors import BadToken

# The detached file of python-opentimestamps, opentimestamps/core/timestamp.py: magic, version 1, SHA-256.
_MAGIC = b"\x00OpenTimestamps\x00\x00Proof\x00\xbf\x89\xe2\xe8\x84\xe8\x92\x94"
_VERSION, _SHA256 = b"\x01", b"\x08"
_OPERATIONS = frozenset(b"\x00\x02\x03\x08\x67\xf0\xf1\xff")  # what a timestamp can begin with
_LARGEST = 10_000  # bytes of an answer, as its own client has it


def digest(data: bytes) -> bytes:
    """Return what is sent to a calendar for a file."""
    return hashlib.sha256(data).digest()


def detached(data: bytes, answer: bytes) -> bytes:
    """Return the ``.ots`` file that goes beside a file.

    Args:
        data: the file's bytes.
        answer: what a calendar answered to its :func:`digest`.

    Raises:
        BadToken: it is no timestamp.
    """
    if not 1 < len(answer) <= _LARGEST or answer[0] not in _OPERATIONS:
        raise BadToken("What the calendar sent is no timestamp.", do="Look at its address.")
    return _MAGIC + _VERSION + _SHA256 + digest(data) + answer
