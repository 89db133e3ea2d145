"""Search one report for claims, in whichever process; what goes wrong with it becomes a Problem.

What one report may cost is bounded by whoever has it searched (``spreading/``), and the number of its claims here.
"""

from ledgerstone import extraction
from ledgerstone.errors import (
    CustodyError,
    InputError,
    LedgerstoneError,
    StageFailed,
    TooCostlyToSearch,
    TooManyClaims,
)
from ledgerstone.records import Claim, Problem, Report
from ledgerstone.records.text import normal
from ledgerstone.spreading import Killed, OutOfMemory, TookTooLong
from ledgerstone.vocabulary.resources import Resources

Found = tuple[tuple[Claim, ...], tuple[Problem, ...]]
MOST_CLAIMS = 5_000  # of one report: where they stand in one incident, linking and counting them takes 10 s
_SHORT = 50_000  # characters; searching them takes a second, and some 20 MB
_SPLIT = "Split the original, and add its parts."


def search(told: tuple[str, Report], *, resources: Resources) -> Found:
    """Return the claims of a report, given with its id, and the problems.

    Raises:
        MemoryError: it needs more memory than there is.
    """
    id_, report = told
    try:
        problem = extraction.unread(report)
        return _few(extraction.extract(report, resources=resources)), (problem,) if problem else ()
    except (CustodyError, MemoryError):
        raise
    except InputError as error:
        return _refused(id_, error)
    except LedgerstoneError:
        raise
    except Exception as error:  # noqa: BLE001 (a hostile input that finds a fault must not stop the others)
        return broken(id_, error)


def _few(claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    if len(claims) > MOST_CLAIMS:
        raise TooManyClaims(f"It makes {len(claims):,} claims; {MOST_CLAIMS:,} is the most.", do=_SPLIT)
    return claims


def is_short(told: tuple[str, Report]) -> bool:
    """Say of a report, given with its id, whether it needs no process of its own to be searched."""
    return len(told[1].text) <= _SHORT


def ended(id_: str, why: Killed) -> Found:
    """Return the problem of a report whose search was ended."""
    if isinstance(why, TookTooLong):
        do = f"`run --seconds` gives it more time. Or: {_SPLIT[0].lower()}{_SPLIT[1:]}"
        return _refused(id_, TooCostlyToSearch(f"The search was ended: {why}.", do=do))
    if isinstance(why, OutOfMemory):
        return _refused(id_, TooCostlyToSearch(f"The search was ended: {why}.", do=_SPLIT))
    return broken(id_, why)


def broken(id_: str, error: Exception) -> Found:
    """Return the problem of a report on which the stage broke."""
    text = f"The stage broke on it: {type(error).__name__}: {error}"[:1000]
    return (), (Problem(record=id_, code=StageFailed.code, text=normal(text)),)


def _refused(id_: str, error: InputError) -> Found:
    return (), (Problem(record=id_, code=error.code, text=f"{error.what} {error.do}".strip()),)
