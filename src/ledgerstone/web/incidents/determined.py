"""What the form for the team's own figure holds: the codes to choose from, and which claims were shown beside it."""

import hashlib
from collections.abc import Sequence

from ledgerstone import vocabulary
from ledgerstone.errors import BadDetermination
from ledgerstone.indexing import OneIncident

_DIGITS = 9  # of the largest number that is read from a form


def codes_of(list_: str) -> Sequence[str]:
    """Return the codes of a list, in its order."""
    return [code.name for code in vocabulary.code_list(list_).codes]


def claims_seen(one: OneIncident) -> str:
    """Return a name for the claims of an incident as they stand now.

    Who determines a figure has seen these and no others: a claim that came while the form was being filled would
    else count as looked at.
    """
    return hashlib.sha256("\n".join(sorted(one.assessment.claims)).encode()).hexdigest()[:32]


def bound(said: str) -> int | None:
    """Return a bound that was typed; None where nothing was.

    Raises:
        BadDetermination: it is no number.
    """
    plain = said.strip().replace(",", "")
    if not plain:
        return None
    if not (plain.isascii() and plain.isdigit() and len(plain) <= _DIGITS):
        raise BadDetermination("A bound is no number of people.", do="Write digits only; leave out what is not stated.")
    return int(plain)
