"""What of a release would not leave any more: asked of the index before the files of one are given again."""

from collections.abc import Collection

from ledgerstone.store.index import standing
from ledgerstone.store.index.models import Claim

_PASSING = ("accept", "correct")


def closed_since(claims: Collection[str], others: Collection[str], *, using: str = "default") -> int:
    """Return how many of these claims no longer stand as reviewed and open, and of the other records are closed."""
    rows = Claim.objects.using(using).filter(verdict__in=_PASSING, level=0)
    still = sum(1 for _ in standing.among(rows.only("pk"), "record", claims))
    return len(set(claims)) - still + len(standing.levels(others, using=using))
