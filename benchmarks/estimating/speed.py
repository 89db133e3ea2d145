"""Speed and accuracy against R's stored answers; nothing of R runs here, its seconds are those of the reference."""

import statistics
import time
from collections.abc import Callable
from typing import TypeVar

import numpy as np

from benchmarks.estimating.tables import FASTER, R_CHAINS, reference, table
from ledgerstone.estimating import dga, sparse
from ledgerstone.estimating.dga import inverse, uniform
from ledgerstone.estimating.dga_posterior import averaged
from ledgerstone.estimating.exploration import Effort
from ledgerstone.estimating.graphs import NUMBER, decomposable
from ledgerstone.estimating.lcmcr import budget, conclude, prior_of, sample
from ledgerstone.records import Estimate

Result = TypeVar("Result")
TAILS = np.array([0.5, 0.025, 0.975])
TIMES = 5
WIDE = 10


def timed(work: Callable[[], Result], times: int = TIMES) -> tuple[float, Result]:
    """Median seconds of several runs, and the last result."""
    seconds = []
    for _ in range(times):
        began = time.perf_counter()
        result = work()
        seconds.append(time.perf_counter() - began)
    return statistics.median(seconds), result


def worked(work: Callable[[], Result]) -> tuple[float, Result]:
    """Seconds of processor time of one run, whatever else the machine does, and its result."""
    began = time.process_time()
    result = work()
    return time.process_time() - began, result


def graphs() -> dict[str, float]:
    """Seconds to list the decomposable graphs, which is done once a process."""
    seconds = {}
    for lists, number in NUMBER.items():
        decomposable.cache_clear()
        took, found = timed(lambda lists=lists: decomposable(lists), 1)
        if found.used.size != number:
            raise AssertionError(lists)
        seconds[f"{lists} lists, {number:,} graphs"] = took
    return seconds


def dga_rows() -> list[dict[str, float | str | bool]]:
    """Each reference row of dga on R's own grid."""
    rows: list[dict[str, float | str | bool]] = []
    for row in reference("dga"):
        if "100.." in row["settings"]:
            continue  # R's grid has steps of 100 there
        lists = table(row["dataset"])
        told = dict(part.split("=") for part in row["settings"].split() if "=" in part)
        seconds, found = timed(
            lambda lists=lists, told=told, row=row: averaged(
                lists,
                delta=2.0 ** -len(lists.lists) if told["delta"] == "2^-p" else float(told["delta"]),
                log_prior=inverse if told["prior"] == "1/N" else uniform,
                saturated="EXCLUDED" not in row["settings"],
                most=int(told["Nmissing"].split("..")[1]),
            )
        )
        bounds = (lists.people + found.posterior.quantiles(TAILS)).tolist()
        rows.append(
            {
                "dataset": row["dataset"],
                "settings": row["settings"],
                "lists": len(lists.lists),
                "mean_error": abs((lists.people + found.posterior.mean) / float(row["mean"]) - 1),
                "bounds_equal": bounds == [float(row[key]) for key in ("N_hat", "lo", "hi")],
                "seconds": seconds,
                "r_seconds": float(row["seconds"]),
            }
        )
    return rows


def dga_wide() -> dict[str, float]:
    """Seconds of dga with everything it does by default on six and seven lists."""
    return {
        name: timed(lambda name=name: dga(table(name), sensitivity=False), 3)[0]
        for name in ("uk", "netherlands", "duck", "sim_n100k_j6", "ph_manila_unidentified")
    }


def sparse_rows() -> list[dict[str, float | str]]:
    """Each reference row of the bootstrap with 1,000 resamples."""
    rows: list[dict[str, float | str]] = []
    for row in reference("SparseMSE.estimatepopulation"):
        seconds, found = timed(lambda row=row: sparse(table(row["dataset"]), seed=1, override=True), 3)
        if isinstance(found, Estimate) and found.high is not None:
            told = {d.name: d.value or 0.0 for d in found.diagnostics}
            rows.append(
                {
                    "dataset": row["dataset"],
                    "point_error": abs(found.point / float(row["N_hat"]) - 1),
                    "acceleration": told["acceleration"],
                    "r_acceleration": float(row["remarks"].split("ahat=")[1]),
                    "low": found.low,
                    "r_low": float(row["lo"]),
                    "high": found.high,
                    "r_high": float(row["hi"]),
                    "seconds": seconds,
                    "r_seconds": float(row["seconds"]),
                }
            )
    return rows


def lcmcr_rows(iterations: int = 40_000) -> list[dict[str, float | str | None]]:
    """Effective draws a second of processor time, the median of five seeds; one core.

    As many iterations as R's sweeps: of shorter chains the effective size says little where classes seldom change.
    """
    rows: list[dict[str, float | str | None]] = []
    for name, (r_seconds, r_effective) in R_CHAINS.items():
        rates, apart = [], []
        for seed in range(TIMES):
            effort = Effort(chains=4, effective=1e9, iterations=iterations, workers=1)
            seconds, found = worked(
                lambda name=name, effort=effort, seed=seed: sample(
                    table(name), prior=prior_of(table(name)), effort=effort, seed=seed
                )
            )
            rates.append(found.effective / seconds)
            apart.append(found.r_hat)
        rows.append(
            {
                "dataset": name,
                "per_second": statistics.median(rates),
                "r_hat": statistics.median(apart),
                "r_per_second": FASTER * r_effective / r_seconds if r_effective else None,
            }
        )
    return rows


def certified(names: tuple[str, ...], workers: int = 1) -> list[dict[str, object]]:
    """Seconds until R-hat is at most 1.01 and the effective size 400, or that it was not reached."""
    rows: list[dict[str, object]] = []
    for name in names:
        lists = table(name)
        effort = Effort(chains=4, effective=400.0, iterations=budget(lists), workers=workers)
        wide = len(lists.lists) > WIDE
        seconds, found = timed(
            lambda lists=lists, effort=effort, wide=wide: sample(
                lists, prior=prior_of(lists, classes=15 if wide else 10), effort=effort, seed=1
            ),
            1,
        )
        answer = conclude(lists, found, most_factor=20.0, level=0.95, seed=1)
        low, point, high = np.quantile(lists.people + found.draws, [0.025, 0.5, 0.975]).tolist()
        rows.append(
            {
                "dataset": name,
                "converged": found.converged,
                "r_hat": found.r_hat,
                "effective": found.effective,
                "iterations": found.iterations,
                "tempered": found.tempered,
                "seconds": seconds,
                "median": point,
                "low": low,
                "high": high,
                "headline": isinstance(answer, Estimate),
            }
        )
        print(f"  {name:34s} {rows[-1]}", flush=True)
    return rows
