"""Which number to publish and why, or that none should be: rules that a reader can check."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ledgerstone.estimating.chao import FEW_LISTS
from ledgerstone.estimating.diagnosis import Diagnosis
from ledgerstone.estimating.table import CaptureTable
from ledgerstone.records import Estimate, Refusal

Answer = Estimate | Refusal
CLOSE = 1.25  # two points within this factor agree whatever their intervals
SPREAD_WARN, SPREAD_REFUSE = 2.0, 5.0  # of the points with one list left out, highest over lowest
SATURATED = 0.05
FAR = 10.0  # times the observed


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation:
    """The number to publish, or the refusal; why; and the method it comes from, if any."""

    answer: Answer
    because: str
    method: str | None = None


def recommend(
    table: CaptureTable, diagnosis: Diagnosis, methods: Mapping[str, Answer], sensitivity: Mapping[str, Answer]
) -> Recommendation:
    """Apply the rules, in this order.

    1. Lists that cannot carry an estimate: none.
    2. Only lcmcr and dga may be headlines: they average over models instead of choosing one.
    3. dga does not count where its saturated graph would have more than 5 % of the weight.
    4. Neither left: none.
    5. Both left and they disagree (neither point within the other's interval, and further apart than a factor 1.25):
       none; both are told.
    6. Points with one list left out that differ by more than a factor of 5: none.
    7. lcmcr if it is there, else dga; with a caveat for each weakness.
    """
    if diagnosis.refusal is not None:
        return Recommendation(answer=diagnosis.refusal, because="The lists themselves rule an estimate out.")
    mixed, graphs = _headline(methods.get("lcmcr")), _headline(methods.get("dga"))
    unsure = graphs is not None and _value(graphs, "saturated graph") > SATURATED
    if unsure:
        graphs = None
    chosen = mixed or graphs
    if chosen is None:
        return _none_left(methods, unsure=unsure)
    if mixed is not None and graphs is not None and not agree(mixed, graphs):
        return _disagreement(mixed, graphs)
    spread = _spread(sensitivity)
    if spread > SPREAD_REFUSE:
        return Recommendation(
            answer=Refusal(
                reason=f"Leaving out one list changes the number by a factor of {spread:.1f}.",
                needed="A look at the list that does it: how it was made, and how it was matched.",
            ),
            because="The number depends on a single list.",
        )
    name = "lcmcr" if mixed is not None else "dga"
    caveats = [*chosen.caveats, *diagnosis.warnings, *_weaknesses(table, chosen, methods, spread)]
    return Recommendation(
        answer=replace(chosen, caveats=tuple(dict.fromkeys(caveats))), because=_why(mixed, graphs), method=name
    )


def agree(one: Estimate, other: Estimate) -> bool:
    """Whether two answers are compatible."""
    ratio = one.point / other.point
    within = _holds(one, other.point) or _holds(other, one.point)
    return within or 1 / CLOSE < ratio < CLOSE


def _holds(answer: Estimate, number: float) -> bool:
    return answer.low <= number and (answer.high is None or number <= answer.high)


def _headline(answer: Answer | None) -> Estimate | None:
    return answer if isinstance(answer, Estimate) else None


def _value(answer: Estimate, name: str) -> float:
    return next((d.value or 0.0 for d in answer.diagnostics if d.name == name), 0.0)


def _none_left(methods: Mapping[str, Answer], *, unsure: bool) -> Recommendation:
    reasons = [
        f"{name}: {a.reason}" for name, a in methods.items() if name in {"dga", "lcmcr"} and isinstance(a, Refusal)
    ]
    needs = [a.needed for name, a in methods.items() if name in {"dga", "lcmcr"} and isinstance(a, Refusal)]
    if unsure:
        reasons.append("dga: the saturated graph has so much weight that the data do not identify the number.")
    return Recommendation(
        answer=Refusal(
            reason=" ".join(reasons) or "Neither dga nor lcmcr was run.",
            needed=" ".join(dict.fromkeys(needs)) or "dga or lcmcr: only they average over models.",
        ),
        because="No method that averages over models gives a number here.",
    )


def _disagreement(mixed: Estimate, graphs: Estimate) -> Recommendation:
    told = f"lcmcr says {_words(mixed)}, dga says {_words(graphs)}"
    return Recommendation(
        answer=Refusal(
            reason=f"Methods that fit the lists alike disagree: {told}.",
            needed="More or better lists. If both are told, tell both, and that the data do not choose.",
        ),
        because="The answer depends on an assumption that the data cannot check.",
    )


def _words(answer: Estimate) -> str:
    high = "no upper bound" if answer.high is None else f"{answer.high:,.0f}"
    return f"{answer.point:,.0f} ({answer.low:,.0f} to {high})"


def _spread(sensitivity: Mapping[str, Answer]) -> float:
    points = [a.point for what, a in sensitivity.items() if what.startswith("without ") and isinstance(a, Estimate)]
    return max(points) / min(points) if points else 1.0


def _weaknesses(table: CaptureTable, chosen: Estimate, methods: Mapping[str, Answer], spread: float) -> list[str]:
    told = []
    if spread > SPREAD_WARN:
        told.append(f"Leaving out one list changes the number by up to a factor of {spread:.1f}.")
    if chosen.point > FAR * table.people:
        told.append(f"The number is {chosen.point / table.people:.0f} times the people on the lists.")
    bound = methods.get("chao")
    least = _value(bound, FEW_LISTS) if isinstance(bound, Estimate) else 0.0
    if chosen.high is not None and chosen.high < least:
        told.append(f"The whole interval lies below Chao's lower bound of {least:,.0f}.")
    apart = [
        f"{name} says {_words(a)}"
        for name, a in methods.items()
        if name in {"loglinear", "sparse"} and isinstance(a, Estimate) and not agree(chosen, a)
    ]
    if apart:
        told.append(f"Single models say otherwise: {'; '.join(apart)}.")
    return told


def _why(mixed: Estimate | None, graphs: Estimate | None) -> str:
    if mixed is not None and graphs is not None:
        return (
            f"lcmcr, because it lets people differ in how easily they are listed; its chains agree, and dga, which "
            f"assumes otherwise, says {_words(graphs)}."
        )
    if mixed is not None:
        return "lcmcr, because its chains agree; dga gives no usable number here."
    return "dga, because lcmcr gives no usable number here; it does not let people differ within the lists' patterns."
