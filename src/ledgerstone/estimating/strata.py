"""Many tables at once: strata, and in each of them replicates of an imputation or a linkage."""

import hashlib
from collections.abc import Callable, Mapping, MutableMapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from ledgerstone.estimating.combining import add, combine, replicate_of
from ledgerstone.estimating.progress import Progress, silent
from ledgerstone.estimating.table import CaptureTable
from ledgerstone.records import Estimate, Refusal

Estimator = Callable[[CaptureTable, int], Estimate | Refusal]
"""From a table and a seed to an answer, such as `lambda table, seed: lcmcr(table, seed=seed)`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Strata:
    """What was found in each stratum, and in all together.

    Attributes:
        answers: for each stratum one answer a replicate.
        combined: for each stratum its replicates combined, or the refusal if any replicate was refused.
        total: the sum over strata, or None if no stratum could be estimated.
        left_out: people observed in strata without an estimate; they enter the total as observed.
    """

    answers: Mapping[str, tuple[Estimate | Refusal, ...]]
    combined: Mapping[str, Estimate | Refusal]
    total: Estimate | None
    left_out: int


def digest(table: CaptureTable, method: str, seed: int) -> str:
    """A name for the answer to this table by this method with this seed: SHA-256 of all that decides it."""
    told = repr((table.lists, table.patterns, table.counts, table.made_from, method, seed))
    return hashlib.sha256(told.encode()).hexdigest()


def usable(table: CaptureTable) -> CaptureTable:
    """The table without lists that hold nobody in this stratum."""
    empty = [name for name, size in zip(table.lists, table.sizes, strict=True) if not size]
    return table.drop(*empty) if empty else table


def estimate_strata(
    tables: Mapping[str, Sequence[CaptureTable]],
    estimator: Estimator,
    *,
    method: str,
    rule: str = "verdata",
    level: float = 0.95,
    seed: int = 0,
    workers: int = 1,
    done: MutableMapping[str, Estimate | Refusal] | None = None,
    progress: Progress = silent,
) -> Strata:
    """Estimate every replicate of every stratum, combine replicates within strata and add the strata.

    The seed of each table comes from `seed` and the table's own content: the answers are the same whatever the order,
    the number of workers, and whether the run was stopped and taken up again.

    Args:
        tables: replicates by stratum; one table each where nothing was imputed.
        estimator: what to do with a table and a seed.
        method: its name with all options that matter, part of the key of `done`.
        rule: how replicates are combined; see `combine`.
        level: of the intervals.
        seed: of everything.
        workers: threads.
        done: answers by `digest`, read and filled; keep it to go on after a stop.
        progress: called after each table; an exception it raises stops the run, with `done` kept.
    """
    kept = {} if done is None else done
    jobs = {digest(usable(t), method, seed): usable(t) for replicates in tables.values() for t in replicates}
    waiting = [key for key in jobs if key not in kept]
    with ThreadPoolExecutor(max_workers=workers) as pool:
        found = pool.map(lambda key: estimator(jobs[key], seed_of(key)), waiting)
        for number, (key, answer) in enumerate(zip(waiting, found, strict=True), start=1):
            kept[key] = answer
            progress("tables", number, len(waiting))
    answers = {
        stratum: tuple(kept[digest(usable(t), method, seed)] for t in replicates)
        for stratum, replicates in tables.items()
    }
    combined = {stratum: _combined(found, rule=rule, level=level) for stratum, found in answers.items()}
    left_out = sum(
        round(float(np.mean([t.people for t in tables[stratum]])))
        for stratum, answer in combined.items()
        if isinstance(answer, Refusal)
    )
    estimated = [answer for answer in combined.values() if isinstance(answer, Estimate)]
    total = _total(answers, combined, left_out, rule=rule, level=level) if estimated else None
    return Strata(answers=answers, combined=combined, total=total, left_out=left_out)


def seed_of(key: str) -> int:
    """A seed from a digest."""
    return int(key[:12], 16)


def _combined(answers: Sequence[Estimate | Refusal], *, rule: str, level: float) -> Estimate | Refusal:
    for answer in answers:
        if isinstance(answer, Refusal):
            return answer
    estimates = [answer for answer in answers if isinstance(answer, Estimate)]
    if len(estimates) == 1:
        return estimates[0]
    return combine(
        [replicate_of(answer) for answer in estimates],
        rule=rule,
        level=level,
        scope=estimates[0].scope,
        lists=estimates[0].lists,
    )


def _total(
    answers: Mapping[str, Sequence[Estimate | Refusal]],
    combined: Mapping[str, Estimate | Refusal],
    left_out: int,
    *,
    rule: str,
    level: float,
) -> Estimate:
    """Add within each replicate across strata, then combine over replicates."""
    rows = [
        [answer for answer in answers[stratum] if isinstance(answer, Estimate)]
        for stratum, result in combined.items()
        if isinstance(result, Estimate)
    ]
    number = max(len(row) for row in rows)
    sums = [add([row[r % len(row)] for row in rows], also=left_out, level=level) for r in range(number)]
    if number == 1:
        return sums[0]
    return combine([replicate_of(each) for each in sums], rule=rule, level=level, lists=sums[0].lists)
