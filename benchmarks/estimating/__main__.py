"""Print speed and accuracy of the estimators, and keep the figures in results.json beside this file.

    python -m benchmarks.estimating [dga] [sparse] [lcmcr] [hard] [coverage]

Without a word: dga, sparse, lcmcr. `hard` takes some ten minutes, `coverage` half an hour on two cores.
"""

import json
import os
import platform
import statistics
import sys
from pathlib import Path
from typing import Any

import numba
import numpy as np

from benchmarks.estimating import coverage, speed
from benchmarks.estimating.first_calls import CALLS, first_calls

RESULTS = Path(__file__).parent / "results.json"
LONG = 0.1  # seconds of R, from which on its clock can be trusted
EASY = ("uk", "uk5", "netherlands")
HARD = ("netherlands5", "scotland_pwid", "colombia_recruitment_men_1999_r1")


def main(words: list[str]) -> None:
    """Measure what is asked for."""
    kept: dict[str, Any] = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    versions = f"Python {platform.python_version()}, numba {numba.__version__}, NumPy {np.__version__}"
    kept["machine"] = f"{platform.machine()}, {versions}"
    kept["load"] = round(os.getloadavg()[0], 1)  # on a machine with other work, seconds say less
    wanted = words or ["dga", "sparse", "lcmcr"]
    kept["first calls"] = first_calls()
    print("First calls, seconds of processor time:", kept["first calls"])
    for name in CALLS:
        CALLS[name]()
    measures = {"dga": _dga, "sparse": _sparse, "lcmcr": _lcmcr, "hard": _hard, "coverage": _coverage}
    for word in wanted:
        kept[word] = measures[word]()
        RESULTS.write_text(json.dumps(kept, indent=1) + "\n")


def _dga() -> dict[str, Any]:
    rows, listed, wide = speed.dga_rows(), speed.graphs(), speed.dga_wide()
    print("\ndga: every reference row on R's grid")
    print(f"  largest relative error of the mean {max(float(r['mean_error']) for r in rows):.1e}")
    print(f"  medians and bounds equal in {sum(bool(r['bounds_equal']) for r in rows)} of {len(rows)} rows")
    for lists in (3, 4, 5):
        ratios = [float(r["r_seconds"]) / float(r["seconds"]) for r in rows if r["lists"] == lists]
        long = [
            float(r["r_seconds"]) / float(r["seconds"])
            for r in rows
            if r["lists"] == lists and float(r["r_seconds"]) >= LONG
        ]
        print(f"  {lists} lists: {_spread(ratios)} times as fast; where R takes 0.1 s or more {_spread(long)}")
    print("  seconds by default, no sensitivity:", {name: round(value, 3) for name, value in wide.items()})
    print("  listing the graphs:", {name: round(value, 3) for name, value in listed.items()})
    return {"rows": rows, "graphs": listed, "wide": wide}


def _sparse() -> list[dict[str, Any]]:
    rows = speed.sparse_rows()
    print("\nsparse with 1,000 resamples")
    for r in rows:
        print(
            f"  {r['dataset']:16s} point {float(r['point_error']):.0e} off, a {float(r['acceleration']):+.5f} (R "
            f"{float(r['r_acceleration']):+.5f}), {float(r['low']):,.0f} to {float(r['high']):,.0f} (R "
            f"{float(r['r_low']):,.0f} to {float(r['r_high']):,.0f}), {float(r['seconds']):.3f} s (R "
            f"{r['r_seconds']} s): {float(r['r_seconds']) / float(r['seconds']):.0f} times"
        )
    return rows


def _lcmcr() -> dict[str, Any]:
    rows = speed.lcmcr_rows()
    print("\nlcmcr: effective draws a second, one core (R's as it would be on this machine, see FASTER)")
    ratios = []
    for r in rows:
        told = "R does not converge"
        if r["r_per_second"] is not None:
            ratios.append(float(r["per_second"] or 0) / float(r["r_per_second"]))
            told = f"R {float(r['r_per_second']):.1f}: {ratios[-1]:.2f} times"
        print(f"  {r['dataset']:26s} {float(r['per_second'] or 0):9.1f} (R-hat {float(r['r_hat'] or 0):.3f}), {told}")
    print(f"  ratios {_spread(ratios)}")
    print("  certified (R-hat 1.01, effective size 400):")
    return {"rows": rows, "certified": speed.certified(EASY)}


def _hard() -> list[dict[str, object]]:
    print("\nlcmcr where modes lie apart:")
    return speed.certified(HARD, workers=2)


def _coverage() -> list[dict[str, object]]:
    print("\ncoverage of 95 % intervals over simulated worlds of 1,000 people")
    return coverage.coverage()


def _spread(values: list[float]) -> str:
    return f"{min(values):.1f} to {max(values):.1f}, median {statistics.median(values):.1f}" if values else "none"


if __name__ == "__main__":
    main(sys.argv[1:])
