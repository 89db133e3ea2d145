"""The sixth stage but one: who stands on which lists -> an Estimate of all of them, or a Refusal.

    table.py csv_input.py          the lists as counts of capture patterns
    gating.py diagnosis.py         whether they can carry an estimate
    dga.py lcmcr.py loglinear.py search.py sparse.py chao.py    the estimators
    strata.py combining.py         strata, imputations, linkages
    comparison.py recommending.py  all methods side by side, and what to publish
    pictures.py                    what a report shows

Pure: no clock, no files, no unseeded randomness. Needs the extra `estimate`.
"""

from ledgerstone.estimating.chao import chao, chapman
from ledgerstone.estimating.combining import Replicate, add, combine, replicate_of
from ledgerstone.estimating.comparison import Comparison, Row, compare
from ledgerstone.estimating.csv_input import read_table
from ledgerstone.estimating.dga import dga, lognormal
from ledgerstone.estimating.diagnosis import Diagnosis, diagnose
from ledgerstone.estimating.lcmcr import lcmcr
from ledgerstone.estimating.loglinear import Model, loglinear
from ledgerstone.estimating.methods import METHODS, Options, run
from ledgerstone.estimating.recommending import Recommendation
from ledgerstone.estimating.search import loglinear_search
from ledgerstone.estimating.sparse import sparse
from ledgerstone.estimating.strata import Strata, estimate_strata
from ledgerstone.estimating.table import CaptureTable
from ledgerstone.estimating.undercount import Undercount, undercount
from ledgerstone.records import Estimate, Refusal

__all__ = [
    "METHODS",
    "CaptureTable",
    "Comparison",
    "Diagnosis",
    "Model",
    "Options",
    "Recommendation",
    "Replicate",
    "Row",
    "Strata",
    "Undercount",
    "add",
    "chao",
    "chapman",
    "combine",
    "compare",
    "dga",
    "diagnose",
    "estimate",
    "estimate_strata",
    "lcmcr",
    "loglinear",
    "loglinear_search",
    "lognormal",
    "read_table",
    "replicate_of",
    "run",
    "sparse",
    "undercount",
]


def estimate(table: CaptureTable, *, method: str = "recommended", options: Options | None = None) -> Estimate | Refusal:
    """Estimate how many people there are, the unrecorded among them; or say why no number can be given.

    Args:
        table: who stands on which lists.
        method: one of `METHODS`, or "recommended": all are run, and the rules of `recommend` decide.
        options: level, seed, workers and so on.

    Raises:
        BadSetting: an unknown method or an option outside its range.
    """
    options = options or Options()
    if method == "recommended":
        return compare(table, options=options).recommendation.answer
    return run(method, table, options)
