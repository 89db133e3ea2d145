"""The tables and R's answers to them, from ../shared/data/mse beside the checkout."""

import csv
from functools import cache
from pathlib import Path

from ledgerstone.estimating import CaptureTable, read_table

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "data" / "mse"

# Seconds and effective size of LCMCR 0.4.14 in R 4.2.2 at equal effort on each table: 4 chains of 5,000 + 40,000
# sweeps, every fifth kept, K = 10, one core (methods/estimation.md, section 10.1). Measured on another machine than
# ours, see FASTER; and None where R-hat stayed above 1.05, so that a ratio means nothing.
R_CHAINS: dict[str, tuple[float, float | None]] = {
    "australia": (2.3, 280), "brighton_idu": (2.3, 1911), "diabetes_italy": (3.0, 60), "hepatitis_a": (1.9, 583),
    "kosovo": (3.4, 328), "madigan_york5": (4.0, 1385), "netherlands": (4.1, None), "netherlands5": (3.3, None),
    "neworleans": (3.8, 9530), "ph_caloocan_police": (6.5, 10755), "ph_caloocan_unidentified": (8.2, 59),
    "ph_manila_police": (4.6, 3790), "ph_quezon_police": (5.1, 514), "ph_quezon_unidentified": (5.3, 12092),
    "scotland_pwid": (2.6, None), "sim2_hrdag": (3.4, 3856), "sim_n100k_j6": (10.7, 72), "spina_bifida3": (1.8, 592),
    "uk": (3.9, 9), "uk5": (3.1, 7), "western_us": (2.5, 1861),
}  # fmt: skip


# How many times as fast the machine of the stored results is as the one on which R was measured: the seconds of the
# prototype beside those of R in section 10.1, over its processor seconds here on six of the tables (1.36 to 1.40). R's
# draws a second are multiplied by it. Measure it anew on another machine.
FASTER = 1.38


@cache
def table(name: str) -> CaptureTable:
    """A table by the name of its file."""
    return read_table((FOLDER / f"{name}.csv").read_bytes())


def reference(method: str) -> list[dict[str, str]]:
    """R's rows of one method."""
    with (FOLDER / "reference_full.csv").open(newline="") as file:
        return [row for row in csv.DictReader(file) if row["method"] == method]
