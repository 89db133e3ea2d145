"""``ledgerstone estimate``: how many people no list names, from lists that overlap; or why it cannot be said."""

import json
import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from ledgerstone.commands import options
from ledgerstone.commands.estimate_view import show
from ledgerstone.errors import BadSetting, MissingResource, NotFound
from ledgerstone.estimating import (
    METHODS,
    CaptureTable,
    Diagnosis,
    Options,
    Recommendation,
    Row,
    diagnose,
    read_table,
    run,
)
from ledgerstone.estimating.comparison import vary
from ledgerstone.estimating.exploration import Exploration
from ledgerstone.estimating.lcmcr import lcmcr_explored
from ledgerstone.estimating.recommending import recommend
from ledgerstone.records import Estimate, Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """One method's answer, how long it took, and what its chains drew."""

    method: str
    answer: Estimate | Refusal
    seconds: float
    found: Exploration | None = None


@click.command()
@click.argument("table", type=click.Path(path_type=Path))
@click.option("--method", type=click.Choice([*METHODS, "all"]), default="all", show_default=True, help="Which method.")
@click.option("--seed", type=int, default=0, show_default=True, help="Of everything random.")
@click.option("--level", type=float, default=0.95, show_default=True, help="Of the intervals.")
@click.option(
    "--workers",
    type=click.IntRange(1),
    default=lambda: min(4, os.cpu_count() or 1),
    show_default="as many as there are cores, at most 4",
    help="Threads; the answer stays the same.",
)
@click.option(
    "--made-from", "made_from", multiple=True, metavar="LIST=LIST", help="A list was copied or compiled from another."
)
@click.option(
    "--trust",
    "trusted",
    multiple=True,
    metavar="LIST",
    help="A list was made on its own though it stands within another.",
)
@click.option("--override", is_flag=True, help="Estimate although the lists do not hang together; said in the caveats.")
@click.option("--plots", type=click.Path(path_type=Path), metavar="DIR", help="Write pictures as SVG.")
@options.as_json
def command(  # noqa: PLR0917 (click calls by keyword)
    table: Path,
    method: str,
    seed: int,
    level: float,
    workers: int,
    made_from: tuple[str, ...],
    trusted: tuple[str, ...],
    plots: Path | None,
    *,
    override: bool,
    as_json: bool,
) -> None:
    """Estimate from TABLE, a CSV file, how many people there are whom no list names.

    TABLE has a column of 0 and 1 for each list, and either a column "count" (a row a pattern) or a row a person.
    Where the lists cannot carry an estimate, that is the answer.
    """
    lists = _read(table, made_from)
    shared = Options(
        level=level,
        seed=seed,
        workers=workers,
        trusted=frozenset(trusted),
        override=override,
        progress=_tell if sys.stderr.isatty() else _nothing,
    )
    found = diagnose(lists, trusted=shared.trusted)
    answers = [_timed(name, lists, shared) for name in (METHODS if method == "all" else (method,))]
    changed: tuple[Row, ...] = ()
    if (method == "all" and not as_json) or plots is not None:
        changed = vary(lists, shared) if found.estimable or override else ()
    if as_json:
        for each in answers:
            click.echo(json.dumps(_as_json(each), ensure_ascii=False))
    else:
        advice = _advice(lists, found, answers, changed) if method == "all" else None
        show(lists, found, [Row(what=a.method, answer=a.answer) for a in answers], changed, advice)
    if plots is not None:
        _draw(plots, lists, found, answers, changed)


def _read(path: Path, made_from: tuple[str, ...]) -> CaptureTable:
    pairs = []
    for told in made_from:
        child, separator, parent = told.partition("=")
        if not separator:
            raise BadSetting(f"--made-from {told!r} names no second list.", do="Write LIST=LIST.")
        pairs.append((child, parent))
    try:
        data = path.read_bytes()
    except OSError as error:
        raise NotFound(f"{path} cannot be read: {error.strerror}.", do="Give a CSV file.") from error
    return read_table(data, scope=path.stem, made_from=pairs)


def _timed(method: str, lists: CaptureTable, shared: Options) -> Timed:
    began = time.perf_counter()
    explored: Exploration | None = None
    answer: Estimate | Refusal
    if method == "lcmcr":
        answer, explored = lcmcr_explored(
            lists,
            level=shared.level,
            seed=shared.seed,
            workers=shared.workers,
            progress=shared.progress,
            trusted=shared.trusted,
            override=shared.override,
        )
    else:
        answer = run(method, lists, shared)
    return Timed(method=method, answer=answer, seconds=time.perf_counter() - began, found=explored)


def _advice(lists: CaptureTable, found: Diagnosis, answers: list[Timed], changed: tuple[Row, ...]) -> Recommendation:
    return recommend(lists, found, {a.method: a.answer for a in answers}, {r.what: r.answer for r in changed})


def _as_json(each: Timed) -> dict[str, Any]:
    chains = {
        "converged": each.found.converged if each.found else None,
        "rhat": round(each.found.r_hat, 5) if each.found else None,
        "ess": round(each.found.effective, 1) if each.found else None,
        "seconds": round(each.seconds, 4),
    }
    answer = each.answer
    if isinstance(answer, Refusal):
        told = {"method": each.method, "refused": answer.reason, "needed": answer.needed}
        return told | (chains if each.found else {})
    if each.found is None:
        chains["converged"] = True  # nothing iterates, or it ended
    return {
        "method": each.method,
        "point": answer.point,
        "low": answer.low,
        "high": answer.high,
        "level": answer.level,
        **chains,
        "caveats": list(answer.caveats),
    }


def _draw(folder: Path, lists: CaptureTable, found: Diagnosis, answers: list[Timed], changed: tuple[Row, ...]) -> None:
    try:
        from ledgerstone.estimating import pictures  # noqa: PLC0415 (matplotlib loads only to draw)
    except ImportError as error:
        raise MissingResource("Pictures need matplotlib.", do='Install "ledgerstone[estimate]".') from error
    rows = [Row(what=a.method, answer=a.answer) for a in answers]
    drawn = {"overlap": pictures.overlap(lists)}
    if any(pair.on_both for pair in found.pairs):
        drawn["pairs"] = pictures.dependence(found)
    if any(isinstance(a.answer, Estimate) and a.answer.draws for a in answers):
        drawn["posterior"] = pictures.posterior(rows, people=lists.people)
    if changed or rows:
        drawn["sensitivity"] = pictures.sensitivity([*rows, *changed], people=lists.people)
    for each in answers:
        if each.found is not None:
            drawn["trace"] = pictures.trace(each.found, people=lists.people)
    folder.mkdir(parents=True, exist_ok=True)
    for name, svg in drawn.items():
        (folder / f"{name}.svg").write_text(svg, encoding="utf-8")


def _tell(what: str, done: int, of: int) -> None:
    click.echo(f"\r\033[K{what}: {done:,} of at most {of:,}; Ctrl-C stops", err=True, nl=False)
    if done >= of:
        click.echo("", err=True)


def _nothing(what: str, done: int, of: int) -> None:
    del what, done, of
