"""All methods in one table, how far the answer depends on choices nobody can check, and what to say in the end."""

from dataclasses import dataclass

from ledgerstone.estimating.dga import dga
from ledgerstone.estimating.diagnosis import Diagnosis, diagnose
from ledgerstone.estimating.graphs import NUMBER
from ledgerstone.estimating.lcmcr import lcmcr
from ledgerstone.estimating.methods import METHODS, Options, run
from ledgerstone.estimating.recommending import Recommendation, recommend
from ledgerstone.estimating.table import CaptureTable
from ledgerstone.records import Estimate, Refusal

Answer = Estimate | Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line: what was varied, and what came out."""

    what: str
    answer: Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Everything that a report needs.

    Attributes:
        diagnosis: of the lists.
        methods: a row a method.
        sensitivity: a row a changed choice: a list left out, delta, the classes, the priors, the bound.
        recommendation: which number to publish and why, or that none should be.
    """

    diagnosis: Diagnosis
    methods: tuple[Row, ...]
    sensitivity: tuple[Row, ...]
    recommendation: Recommendation


def compare(
    table: CaptureTable,
    *,
    options: Options | None = None,
    methods: tuple[str, ...] = METHODS,
    thorough: bool = False,
) -> Comparison:
    """Run the methods, vary what can be varied, and recommend.

    Args:
        table: the lists.
        options: level, seed and so on.
        methods: which ones.
        thorough: also vary the classes, the prior of alpha and the bound of lcmcr, which takes as long as it does.
    """
    options = options or Options()
    found = diagnose(table, trusted=options.trusted)
    rows = tuple(Row(what=name, answer=run(name, table, options)) for name in methods)
    changed = vary(table, options, thorough=thorough) if found.estimable or options.override else ()
    return Comparison(
        diagnosis=found,
        methods=rows,
        sensitivity=changed,
        recommendation=recommend(
            table, found, {row.what: row.answer for row in rows}, {row.what: row.answer for row in changed}
        ),
    )


def vary(table: CaptureTable, options: Options, *, thorough: bool = False) -> tuple[Row, ...]:
    """Leave out each list, change delta and the grid; if thorough, change what lcmcr assumes."""
    rows = [*_without_each(table, options), *_other_dga(table, options)]
    if thorough:
        rows += _other_lcmcr(table, options)
    return tuple(rows)


def _without_each(table: CaptureTable, options: Options) -> list[Row]:
    small = len(table.lists) - 1
    if small not in NUMBER:
        return []
    return [
        Row(
            what=f"without {name}",
            answer=dga(
                table.drop(name),
                level=options.level,
                seed=options.seed,
                sensitivity=False,
                trusted=options.trusted,
                override=options.override,
            ),
        )
        for name in table.lists
    ]


def _other_dga(table: CaptureTable, options: Options) -> list[Row]:
    if len(table.lists) not in NUMBER:
        return []
    whole = 2.0 ** -len(table.lists)
    told = {"a quarter": whole / 4, "four times": whole * 4}
    rows = [
        Row(
            what=f"delta {name}",
            answer=dga(
                table,
                delta=delta,
                level=options.level,
                sensitivity=False,
                trusted=options.trusted,
                override=options.override,
            ),
        )
        for name, delta in told.items()
    ]
    flat = dga(
        table,
        prior="uniform",
        level=options.level,
        sensitivity=False,
        trusted=options.trusted,
        override=options.override,
    )
    return [*rows, Row(what="uniform prior", answer=flat)]


def _other_lcmcr(table: CaptureTable, options: Options) -> list[Row]:
    changes: dict[str, dict[str, float]] = {
        "5 classes": {"classes": 5},
        "20 classes": {"classes": 20},
        "alpha prior 1, 1": {"shape": 1.0, "rate": 1.0},
        "bound 60 to one": {"most_factor": 60.0},
    }
    return [
        Row(
            what=what,
            answer=lcmcr(
                table,
                classes=int(change.get("classes", 10)),
                shape=change.get("shape", 0.25),
                rate=change.get("rate", 0.25),
                most_factor=change.get("most_factor", 20.0),
                effective=400.0,
                iterations=100_000,
                level=options.level,
                seed=options.seed,
                workers=options.workers,
                progress=options.progress,
                trusted=options.trusted,
                override=options.override,
            ),
        )
        for what, change in changes.items()
    ]
