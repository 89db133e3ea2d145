"""The estimators by name, called alike."""

from dataclasses import dataclass, field

from ledgerstone.errors import BadSetting
from ledgerstone.estimating.chao import chao, chapman
from ledgerstone.estimating.dga import dga
from ledgerstone.estimating.lcmcr import lcmcr
from ledgerstone.estimating.progress import Progress, silent
from ledgerstone.estimating.search import loglinear_search
from ledgerstone.estimating.sparse import sparse
from ledgerstone.estimating.table import CaptureTable
from ledgerstone.records import Estimate, Refusal

METHODS = ("dga", "lcmcr", "loglinear", "sparse", "chao", "chapman")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What all methods share.

    Attributes:
        level: of the intervals.
        seed: of everything random.
        workers: threads; they change the time, never the result.
        trusted, override: see `gate`.
        progress: called by the long ones.
    """

    level: float = 0.95
    seed: int = 0
    workers: int = 1
    trusted: frozenset[str] = frozenset()
    override: bool = False
    progress: Progress = field(default=silent, compare=False)


def run(method: str, table: CaptureTable, options: Options) -> Estimate | Refusal:
    """Run one method with its defaults.

    Raises:
        BadSetting: no such method.
    """
    level, trusted, override = options.level, options.trusted, options.override
    match method:
        case "dga":
            return dga(table, level=level, seed=options.seed, trusted=trusted, override=override)
        case "lcmcr":
            return lcmcr(
                table,
                level=level,
                seed=options.seed,
                workers=options.workers,
                progress=options.progress,
                trusted=trusted,
                override=override,
            )
        case "loglinear":
            return loglinear_search(table, level=level, seed=options.seed, trusted=trusted, override=override)
        case "sparse":
            return sparse(
                table, level=level, seed=options.seed, progress=options.progress, trusted=trusted, override=override
            )
        case "chao":
            return chao(table, level=level, trusted=trusted, override=override)
        case "chapman":
            return chapman(table, level=level, trusted=trusted, override=override)
    raise BadSetting(f"There is no method {method!r}.", do=f"Choose of {', '.join(METHODS)}.")
