"""Chao's lower bound, and Chapman's number of two lists: diagnostics, never headlines."""

from scipy.special import ndtri

from ledgerstone.errors import BadSetting
from ledgerstone.estimating.diagnosis import lower_bound
from ledgerstone.estimating.gating import gate
from ledgerstone.estimating.options import check_level
from ledgerstone.estimating.pairs import Pair, log_interval, pairs
from ledgerstone.estimating.table import CaptureTable
from ledgerstone.records import Diagnostic, Estimate, Refusal

FEW_LISTS = "bound for few lists"  # the unrecorded times (J - 1)/J (Chao 1987; Rivest & Baillargeon 2007)


def chao(
    table: CaptureTable, *, level: float = 0.95, trusted: frozenset[str] = frozenset(), override: bool = False
) -> Estimate | Refusal:
    """The bias-corrected lower bound of Chao (1987) with its log-normal interval.

    A lower bound where people differ in how easily they are listed; negative dependence between lists (a list made to
    hold those whom another lacks) breaks it.

    Raises:
        BadSetting: a level outside (0, 1).
    """
    check_level(level)
    passed = gate(table, trusted=trusted, override=override)
    if passed.refusal is not None:
        return passed.refusal
    bound = lower_bound(table, float(ndtri(0.5 + level / 2)))
    if bound is None or not table.caught(2):
        return Refusal(reason="Nobody stands on exactly two lists.", needed="Lists that overlap, or a better matching.")
    point, low, high = bound
    return Estimate(
        scope=table.scope,
        lists=table.lists,
        point=point,
        low=low,
        high=high,
        level=level,
        method="chao.1",
        diagnostics=(
            Diagnostic(name="people", value=float(table.people)),
            Diagnostic(name="on one list", value=float(table.caught(1))),
            Diagnostic(name="on two lists", value=float(table.caught(2))),
            Diagnostic(name=FEW_LISTS, value=table.people + (point - table.people) * (1 - 1 / len(table.lists))),
        ),
        caveats=(
            *passed.caveats,
            (
                "A lower bound, if people differ in how easily they are listed, and if there are many lists; with few "
                "lists it can lie too high, by the factor (J - 1)/J of the unrecorded. No estimate of all."
            ),
        ),
    )


def chapman(
    table: CaptureTable,
    *,
    between: tuple[str, str] | None = None,
    level: float = 0.95,
    trusted: frozenset[str] = frozenset(),
    override: bool = False,
) -> Estimate | Refusal:
    """Chapman's number (1951) of two lists, by default of the two that share most people.

    Never a headline: it assumes that the two lists are independent, which two lists alone cannot show.

    Raises:
        BadSetting: a level outside (0, 1), or lists that the table lacks.
    """
    check_level(level)
    passed = gate(table, trusted=trusted, override=override)
    if passed.refusal is not None:
        return passed.refusal
    found = pairs(table)
    pair = max(found, key=lambda p: p.on_both) if between is None else _named(found, between)
    if not pair.on_both:
        return Refusal(reason=f"{pair.first!r} and {pair.second!r} share nobody.", needed="Two lists that overlap.")
    either = pair.on_first + pair.on_second - pair.on_both
    low, high = log_interval(either, pair.chapman, pair.variance, float(ndtri(0.5 + level / 2)))
    return Estimate(
        scope=table.scope,
        lists=(pair.first, pair.second),
        point=pair.chapman,
        low=low,
        high=high,
        level=level,
        method="chapman.1",
        diagnostics=tuple(
            Diagnostic(name=f"chapman: {p.first} and {p.second}", value=p.chapman, text=f"{p.on_both} on both")
            for p in found
        ),
        caveats=(
            *passed.caveats,
            (
                f"A diagnostic, no estimate: it assumes that {pair.first!r} and {pair.second!r} are independent "
                "and that everyone is equally likely to be listed."
            ),
        ),
    )


def _named(found: tuple[Pair, ...], between: tuple[str, str]) -> Pair:
    for pair in found:
        if {pair.first, pair.second} == set(between):
            return pair
    raise BadSetting(f"There are no two lists {between[0]!r} and {between[1]!r}.", do="Name two lists of the table.")
