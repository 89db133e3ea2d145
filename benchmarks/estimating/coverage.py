"""How often the interval holds the truth, in simulated worlds; among them worlds in which an estimator must fail.

Each world has 1,000 people and four lists. A refusal is counted as one: an honest estimator may refuse, but what it
does say should hold.
"""

from concurrent.futures import ProcessPoolExecutor
from functools import partial

import numpy as np

from ledgerstone.estimating import CaptureTable, chao, dga, lcmcr, loglinear_search, sparse
from ledgerstone.records import Estimate, Refusal

PEOPLE = 1000
LISTS = ("A", "B", "C", "D")
ESTIMATORS = ("dga", "lcmcr", "loglinear", "sparse", "chao")
WORLDS = {
    "independent": "every list finds everybody with the same chance (0.35, 0.30, 0.25, 0.20), independently",
    "dependent": "as before, but whoever is on A is three times as likely (in odds) to be on B",
    "two kinds": "a third are easy to find (0.6 on each list), two thirds hard (0.15)",
    "avoiding": "as independent, but D was made to find whom A lacks: on A, the chance of D is a fifth",
    "hidden third": "a third of the people have a chance of 0.02 on each list, the others 0.35",
}


def simulate(world: str, seed: int) -> CaptureTable:
    """One table of one world."""
    rng = np.random.default_rng([seed, *world.encode()])
    chance = np.tile([0.35, 0.30, 0.25, 0.20], (PEOPLE, 1))
    if world == "two kinds":
        chance = np.where(rng.random((PEOPLE, 1)) < 1 / 3, 0.6, 0.15) * np.ones((1, 4))
    elif world == "hidden third":
        chance = np.where(rng.random((PEOPLE, 1)) < 1 / 3, 0.02, 0.35) * np.ones((1, 4))
    on = rng.random((PEOPLE, 4)) < chance
    if world == "dependent":
        odds = 0.30 / 0.70 * np.where(on[:, 0], 3.0, 1.0)
        on[:, 1] = rng.random(PEOPLE) < odds / (1.0 + odds)
    elif world == "avoiding":
        on[:, 3] = rng.random(PEOPLE) < np.where(on[:, 0], 0.04, 0.20)
    return CaptureTable.from_people(on[on.any(axis=1)].astype(int).tolist(), lists=LISTS)


def answers(world: str, seed: int) -> dict[str, Estimate | Refusal]:
    """Every estimator's answer to one table."""
    lists = simulate(world, seed)
    return {
        "dga": dga(lists, sensitivity=False),
        "lcmcr": lcmcr(lists, effective=400.0, iterations=30_000, seed=seed),
        "loglinear": loglinear_search(lists),
        "sparse": sparse(lists, bootstrap=400, seed=seed),
        "chao": chao(lists),
    }


def coverage(worlds: int = 200, workers: int = 2) -> list[dict[str, object]]:
    """Share of intervals that hold 1,000, the median of the points, refusals, and the median width."""
    rows: list[dict[str, object]] = []
    for world in WORLDS:
        with ProcessPoolExecutor(max_workers=workers) as pool:
            found = list(pool.map(partial(answers, world), range(worlds)))
        for name in ESTIMATORS:
            given = [each[name] for each in found]
            said = [each for each in given if isinstance(each, Estimate)]
            held = [each.low <= PEOPLE <= (each.high or np.inf) for each in said]
            rows.append(
                {
                    "world": world,
                    "estimator": name,
                    "worlds": worlds,
                    "answered": len(said),
                    "coverage": float(np.mean(held)) if said else None,
                    "median_point": float(np.median([each.point for each in said])) if said else None,
                    "median_width": float(np.median([(each.high or np.inf) - each.low for each in said]))
                    if said
                    else None,
                }
            )
            print(f"  {world:14s} {name:10s} {rows[-1]}", flush=True)
    return rows
