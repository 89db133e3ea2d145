"""The cubic spline through a few hundred nodes, at many ascending places, compiled."""

import numpy as np
from numpy.typing import NDArray

from ledgerstone.estimating.compiled import compiled

Floats = NDArray[np.float64]


@compiled
def splined(at: Floats, values: Floats, places: Floats) -> Floats:
    """The not-a-knot cubic spline through `values` at `at` (ascending, 4 or more), at ascending places between them.

    The slopes at the nodes solve a tridiagonal system (de Boor 1978, A practical guide to splines, chapter IV), whose
    pivots are all positive, so that elimination needs no exchange of rows. SciPy's spline is the same to rounding, and
    spends most of its time on short input in checks.
    """
    last = at.size - 1
    upper, slope = np.empty(last + 1), np.empty(last + 1)
    width = at[1] - at[0]
    rise = (values[1] - values[0]) / width
    next_width = at[2] - at[1]
    both = at[2] - at[0]
    next_rise = (values[2] - values[1]) / next_width
    upper[0] = both / next_width
    slope[0] = ((width + 2.0 * both) * next_width * rise + width * width * next_rise) / both / next_width
    for i in range(1, last):
        next_width = at[i + 1] - at[i]
        next_rise = (values[i + 1] - values[i]) / next_width
        pivot = 2.0 * (width + next_width) - next_width * upper[i - 1]
        upper[i] = width / pivot
        slope[i] = (3.0 * (next_width * rise + width * next_rise) - next_width * slope[i - 1]) / pivot
        if i < last - 1:
            width, rise = next_width, next_rise
    both = at[last] - at[last - 2]
    right = (next_width * next_width * rise + (2.0 * both + next_width) * width * next_rise) / both
    slope[last] = (right - both * slope[last - 1]) / (width - both * upper[last - 1])
    for i in range(last - 1, -1, -1):
        slope[i] -= upper[i] * slope[i + 1]
    found = np.empty(places.size)
    here = -1
    end = at[0]
    square = cube = 0.0
    for p in range(places.size):
        while here < 0 or (places[p] > end and here < last - 1):
            here += 1
            end = at[here + 1]
            width = end - at[here]
            rise = (values[here + 1] - values[here]) / width
            bend = (slope[here] + slope[here + 1] - 2.0 * rise) / width
            square = (rise - slope[here]) / width - bend
            cube = bend / width
        step = places[p] - at[here]
        found[p] = values[here] + step * (slope[here] + step * (square + step * cube))
    return found
