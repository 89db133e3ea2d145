"""What is known of this machine's clock: what somebody else's said at the same moment."""

from datetime import datetime
from email.utils import parsedate_to_datetime

SYSTEM = "system clock"
UNMEASURED = f"{SYSTEM}, offset not measured"  # what a Capture says unless somebody knows more


def against_server(date: str | None, *, at: datetime, host: str) -> str:
    """Say how far the Date header of an answer was from our clock. Such a header counts whole seconds.

    Args:
        date: the header.
        at: our clock, when the request was sent.
        host: whose header it is.
    """
    try:
        theirs = parsedate_to_datetime(date) if date else None
    except ValueError:
        theirs = None
    if theirs is None or theirs.tzinfo is None:
        return f"{UNMEASURED}: {host} named no time"
    return f"{SYSTEM}; {_apart(theirs, at)} by the Date header of {host}, which counts whole seconds and may be wrong"


def against_authority(time: datetime, *, at: datetime, authority: str) -> str:
    """Say how far the time in an authority's token was from our clock, to be joined to what else is known.

    Args:
        time: the token's time.
        at: our clock, when the token was asked for.
        authority: whose token it is.
    """
    return f"{_apart(time, at)} by the token of {authority}"


def _apart(theirs: datetime, ours: datetime) -> str:
    seconds = round((theirs - ours).total_seconds(), 1)
    if abs(seconds) <= 1:
        return "right to within 1 s"
    return f"{abs(seconds):g} s {'behind' if seconds > 0 else 'ahead'}"
