"""Who acts, and why."""

import getpass

from ledgerstone.errors import BadReview, BadSetting, InputError
from ledgerstone.records.text import normal, on_one_line


def who(by: str | None = None) -> str:
    """Return the name under which acts are recorded: the one given, or that of the account.

    Raises:
        BadSetting: there is none.
    """
    try:
        name = on_one_line(normal(by if by is not None else getpass.getuser()))
    except (KeyError, OSError) as error:
        raise BadSetting("The system names no user.", do="Say who you are with --by.") from error
    if not name:
        raise BadSetting("The name of who does this is empty.", do="Say who you are with --by.")
    return name


def why(
    because: str,
    *,
    what: str = "A decision needs a reason.",
    do: str = 'Give it with --because "...".',
    error: type[InputError] = BadReview,
) -> str:
    """Return the reason of an act, as records hold text.

    Raises:
        BadReview: there is none; or the ``error`` that the act names.
    """
    reason = normal(because).strip()
    if not reason:
        raise error(what, do=do)
    return reason
