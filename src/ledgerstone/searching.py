"""Search one report for claims, in whichever process; what goes wrong with it becomes a Problem."""

from ledgerstone import extraction
from ledgerstone.errors import CustodyError, InputError, LedgerstoneError, StageFailed
from ledgerstone.records import Claim, Problem, Report
from ledgerstone.records.text import normal
from ledgerstone.vocabulary.resources import Resources

Found = tuple[tuple[Claim, ...], tuple[Problem, ...]]


def search(told: tuple[str, Report], *, resources: Resources) -> Found:
    """Return the claims of a report, given with its id, and the problems."""
    id_, report = told
    try:
        problem = extraction.unread(report)
        return extraction.extract(report, resources=resources), (problem,) if problem else ()
    except CustodyError:
        raise
    except InputError as error:
        return (), (Problem(record=id_, code=error.code, text=f"{error.what} {error.do}".strip()),)
    except LedgerstoneError:
        raise
    except Exception as error:  # noqa: BLE001 (a hostile input that finds a fault must not stop the others)
        return broken(id_, error)


def broken(id_: str, error: Exception) -> Found:
    """Return the problem of a report on which the stage broke."""
    text = f"The stage broke on it: {type(error).__name__}: {error}"[:1000]
    return (), (Problem(record=id_, code=StageFailed.code, text=normal(text)),)
