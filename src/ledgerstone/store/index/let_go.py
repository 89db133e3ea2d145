"""What of a release would not leave any more: asked of the index before the files of one are given again."""

from collections.abc import Collection, Sequence

from ledgerstone.store.index import standing
from ledgerstone.store.index.models import Claim

_PASSING = ("accept", "correct")


def closed_since(
    claims: Collection[str], others: Collection[str], *, silent: Collection[str] = (), using: str = "default"
) -> int:
    """Return how many of these claims no longer stand as reviewed and open, and of the other records are closed.

    Args:
        claims: those that left.
        others: the other records.
        silent: those of the claims that left without their sentence. That of the others would not leave any more where
            a claim in some of its characters was closed or withheld.
        using: the database of the index.
    """
    rows = Claim.objects.using(using).filter(verdict__in=_PASSING, level=0)
    still = sum(1 for _ in standing.among(rows.only("pk"), "record", claims))
    gone = len(set(claims)) - still + len(standing.levels(others, using=using))
    return gone + _sentences(set(claims) - set(silent), using=using)


def _sentences(claims: Collection[str], *, using: str) -> int:
    """Return how many of these claims stand in a sentence that tells, too, what is closed or withheld."""
    every = Claim.objects.using(using)
    here = list(standing.among(every, "record", claims))
    withheld: dict[str, list[Claim]] = {}
    for row in standing.among(every.filter(verdict="withhold"), "report", (row.report for row in here)):
        withheld.setdefault(row.report, []).append(row)
    return sum(row.sentence_level > row.level or _meets(row, withheld.get(row.report, ())) for row in here)


def _meets(one: Claim, others: Sequence[Claim]) -> bool:
    return any(
        one.start < other.start + len(other.exact) and other.start < one.start + len(one.exact) for other in others
    )
