"""Two lists at a time: overlaps, and the Lincoln-Petersen and Chapman figures that show dependence."""

import math
from dataclasses import dataclass
from itertools import combinations

from ledgerstone.estimating.table import CaptureTable


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two lists, by name.

    Attributes:
        first, second: the lists' names.
        on_first, on_second, on_both: people (n_i, n_j, n_ij).
        expected: overlap expected if the two were independent and everyone on any list were all: n_i n_j / n.
        chapman: Chapman's number of all people, were these two lists independent.
        variance: its variance.
    """

    first: str
    second: str
    on_first: int
    on_second: int
    on_both: int
    expected: float
    chapman: float
    variance: float

    @property
    def contained(self) -> bool:
        """Whether one of the two stands wholly within the other."""
        return self.on_both == min(self.on_first, self.on_second) > 0

    @property
    def same(self) -> bool:
        """Whether both hold exactly the same people."""
        return self.on_both == self.on_first == self.on_second > 0


def chapman_number(first: int, second: int, both: int) -> tuple[float, float]:
    """Chapman (1951): (n_i + 1)(n_j + 1)/(n_ij + 1) - 1, with the variance of Seber (1970), formula 3."""
    number = (first + 1) * (second + 1) / (both + 1) - 1
    variance = (first + 1) * (second + 1) * (first - both) * (second - both) / ((both + 1) ** 2 * (both + 2))
    return number, variance


def log_interval(observed: float, number: float, variance: float, deviate: float) -> tuple[float, float]:
    """Interval for a number above `observed`, log-normal in the unobserved part (Chao 1987, equation 12)."""
    unseen = number - observed
    if unseen <= 0:
        return number, number
    factor = math.exp(deviate * math.sqrt(math.log1p(variance / unseen**2)))
    return observed + unseen / factor, observed + unseen * factor


def pairs(table: CaptureTable) -> tuple[Pair, ...]:
    """Every pair of lists, in the order of the lists."""
    sizes = table.sizes
    found = []
    for i, j in combinations(range(len(table.lists)), 2):
        both = table.on(1 << i | 1 << j)
        number, variance = chapman_number(sizes[i], sizes[j], both)
        found.append(
            Pair(
                first=table.lists[i],
                second=table.lists[j],
                on_first=sizes[i],
                on_second=sizes[j],
                on_both=both,
                expected=sizes[i] * sizes[j] / max(table.people, 1),
                chapman=number,
                variance=variance,
            )
        )
    return tuple(found)
