"""What a report shows: overlap of the lists, dependence of pairs, posterior, sensitivity, traces, each as SVG text.

Drawn by matplotlib without its global state; the same input gives the same bytes.
"""

import io
from collections.abc import Callable, Sequence
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from ledgerstone.estimating.comparison import Row
from ledgerstone.estimating.diagnosis import Diagnosis
from ledgerstone.estimating.exploration import Exploration
from ledgerstone.estimating.pairs import Pair
from ledgerstone.estimating.table import CaptureTable
from ledgerstone.records import Estimate

INK, SOFT, LINE, MARK = "#1b1b1b", "#9aa5b1", "#d9dee3", "#9c2f2f"
COLOURS = ("#1f4e79", "#9c2f2f", "#3c763d", "#7a5195", "#b07d2b", "#2f7f86", "#5a5a5a", "#b04f8a")
MOST_PATTERNS = 24
WIDE = 8.0  # pairs that differ by more than this factor are drawn on a logarithmic scale
STYLE: dict[Any, Any] = {
    "svg.hashsalt": "ledgerstone",
    "svg.fonttype": "none",
    "font.family": ["DejaVu Sans", "sans-serif"],
    "font.size": 10,
    "axes.edgecolor": SOFT,
    "axes.labelcolor": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
}


def _svg(width: float, height: float, draw: Callable[[Figure], None]) -> str:
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(width, height), layout="constrained")
        draw(figure)
        out = io.StringIO()
        figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
        return out.getvalue()


def _people(axis: Any) -> None:
    axis.set_major_locator(MaxNLocator(nbins=6, integer=True))
    axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))


def overlap(table: CaptureTable) -> str:
    """UpSet plot (Lex et al. 2014): the largest patterns as bars, the lists of each as dots, list sizes beside."""
    rows = sorted(zip(table.counts, table.patterns, strict=True), key=lambda row: (-row[0], row[1]))
    shown, hidden = rows[:MOST_PATTERNS], rows[MOST_PATTERNS:]

    def draw(figure: Figure) -> None:
        grid = figure.add_gridspec(2, 2, width_ratios=[1, 3.2], height_ratios=[2, max(1.0, 0.26 * len(table.lists))])
        bars, dots, sizes = (figure.add_subplot(grid[place]) for place in ((0, 1), (1, 1), (1, 0)))
        across = np.arange(len(shown))
        bars.bar(across, [count for count, _ in shown], color=COLOURS[0], width=0.7)
        for x, (count, _) in enumerate(shown):
            bars.annotate(f"{count:,}", (x, count), ha="center", va="bottom", fontsize=7.5)
        bars.set_xlim(-0.6, len(shown) - 0.4)
        bars.set_xticks([])
        bars.set_ylabel("people")
        _people(bars.yaxis)
        if hidden:
            bars.set_title(
                f"{len(hidden)} further patterns with {sum(c for c, _ in hidden):,} people are not shown",
                fontsize=8.5,
                loc="right",
                color="#5a5a5a",
            )
        _dots(dots, table, [pattern for _, pattern in shown])
        sizes.barh(range(len(table.lists)), table.sizes, color=SOFT, height=0.6)
        sizes.invert_xaxis()
        sizes.set_ylim(len(table.lists) - 0.5, -0.5)
        sizes.set_yticks([])
        sizes.spines["left"].set_visible(False)
        sizes.set_xlabel("people on the list")
        _people(sizes.xaxis)
        sizes.xaxis.set_major_locator(MaxNLocator(nbins=3, integer=True))

    return _svg(9.0, 3.4 + 0.28 * len(table.lists), draw)


def _dots(axes: Axes, table: CaptureTable, patterns: Sequence[int]) -> None:
    lists = range(len(table.lists))
    for x, pattern in enumerate(patterns):
        on = [j for j in lists if pattern >> j & 1]
        axes.scatter([x] * len(table.lists), list(lists), s=34, color=LINE, zorder=1)
        axes.plot([x, x], [on[0], on[-1]], color=INK, linewidth=1.6, zorder=2)
        axes.scatter([x] * len(on), on, s=34, color=INK, zorder=3)
    axes.set_ylim(len(table.lists) - 0.5, -0.5)
    axes.set_xlim(-0.6, len(patterns) - 0.4)
    axes.set_xticks([])
    axes.set_yticks(list(lists), list(table.lists))
    axes.tick_params(length=0)
    for side in ("left", "bottom"):
        axes.spines[side].set_visible(False)


def dependence(diagnosis: Diagnosis, *, deviate: float = 1.96) -> str:
    """Chapman's number of each pair of lists: pairs far below the rest lean towards the same people, far above away."""
    pairs = sorted((pair for pair in diagnosis.pairs if pair.on_both), key=lambda pair: pair.chapman)

    def draw(figure: Figure) -> None:
        axes = figure.add_subplot()
        for y, pair in enumerate(pairs):
            low, high = _chapman_ends(pair, deviate)
            axes.plot([low, high], [y, y], color=SOFT, linewidth=2, zorder=1)
            axes.scatter([pair.chapman], [y], color=COLOURS[0], s=26, zorder=2)
        axes.axvline(diagnosis.people, color=MARK, linewidth=1, linestyle="--")
        axes.annotate(
            f" {diagnosis.people:,} on the lists",
            (diagnosis.people, 1),
            xycoords=("data", "axes fraction"),
            va="bottom",
            fontsize=8,
            color=MARK,
        )
        names = [f"{pair.first} and {pair.second} ({pair.on_both:,} on both)" for pair in pairs]
        axes.set_yticks(range(len(pairs)), names, fontsize=8.5)
        wide = bool(pairs) and pairs[-1].chapman > WIDE * pairs[0].chapman
        axes.set_xlabel("Chapman's number, were these two lists independent" + ", logarithmic scale" * wide)
        if wide:
            axes.set_xscale("log")
            axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
        else:
            _people(axes.xaxis)

    return _svg(8.0, 1.3 + 0.26 * len(pairs), draw)


def _chapman_ends(pair: Pair, deviate: float) -> tuple[float, float]:
    half = deviate * float(np.sqrt(pair.variance))
    least = pair.on_first + pair.on_second - pair.on_both
    return max(pair.chapman - half, least), pair.chapman + half


def posterior(answers: Sequence[Row], *, people: int) -> str:
    """The draws of each method as a density, above the people on the lists; the bar is the interval."""
    shown = [(row.what, row.answer) for row in answers if isinstance(row.answer, Estimate) and row.answer.draws]

    def draw(figure: Figure) -> None:
        axes = figure.add_subplot()
        ends = [np.quantile(answer.draws, [0.002, 0.99]) for _, answer in shown]
        low, high = min(e[0] for e in ends), max(e[1] for e in ends)
        bins = np.linspace(low, high, 90)
        for place, (name, answer) in enumerate(shown):
            colour = COLOURS[place % len(COLOURS)]
            density, _ = np.histogram(answer.draws, bins=bins, density=True)
            smooth = np.convolve(np.pad(density, 3, mode="edge"), np.hanning(9)[1:-1] / np.hanning(9).sum(), "valid")
            axes.plot((bins[1:] + bins[:-1]) / 2, smooth / smooth.max(), color=colour, label=name, linewidth=1.8)
            y = -0.06 * (place + 1)
            top = answer.high if answer.high is not None else high
            axes.plot([answer.low, min(top, high)], [y, y], color=colour, linewidth=2.5, solid_capstyle="butt")
            axes.scatter([answer.point], [y], color=colour, s=22, zorder=3)
        axes.axvline(people, color=MARK, linewidth=1, linestyle="--")
        axes.annotate(
            f" {people:,} on the lists",
            (people, 1),
            xycoords=("data", "axes fraction"),
            va="bottom",
            fontsize=8,
            color=MARK,
        )
        axes.set_yticks([])
        axes.spines["left"].set_visible(False)
        axes.set_xlabel("people, recorded and unrecorded")
        _people(axes.xaxis)
        axes.legend(frameon=False, loc="upper right")

    return _svg(8.0, 4.0, draw)


def sensitivity(rows: Sequence[Row], *, people: int) -> str:
    """Point and interval of each method and each changed choice, one under the other; a refusal is written out."""

    def draw(figure: Figure) -> None:
        axes = figure.add_subplot()
        highest = max(
            (r.answer.high or r.answer.point for r in rows if isinstance(r.answer, Estimate)), default=2.0 * people
        )
        for y, row in enumerate(reversed(rows)):
            answer = row.answer
            if isinstance(answer, Estimate):
                end = answer.high if answer.high is not None else highest * 1.1
                axes.plot([answer.low, end], [y, y], color=SOFT, linewidth=3, solid_capstyle="butt", zorder=1)
                if answer.high is None:
                    axes.scatter([end], [y], marker=">", color=SOFT, s=40)
                axes.scatter([answer.point], [y], color=COLOURS[0], s=28, zorder=2)
            else:
                axes.annotate(" no number", (people, y), fontsize=8.5, va="center", color="#5a5a5a")
        axes.axvline(people, color=MARK, linewidth=1, linestyle="--")
        axes.annotate(
            f" {people:,} on the lists",
            (people, 1),
            xycoords=("data", "axes fraction"),
            va="bottom",
            fontsize=8,
            color=MARK,
        )
        axes.set_yticks(range(len(rows)), [row.what for row in reversed(rows)], fontsize=8.5)
        axes.set_ylim(-0.6, len(rows) - 0.4)
        axes.set_xlabel("people, recorded and unrecorded")
        _people(axes.xaxis)

    return _svg(8.0, 1.4 + 0.28 * len(rows), draw)


def trace(found: Exploration, *, people: int) -> str:
    """The chains of lcmcr beside their distributions: they should look alike, and like noise without a drift."""
    step = max(1, found.draws.shape[0] // 1500)
    thinned = people + found.draws[::step]

    def draw(figure: Figure) -> None:
        grid = figure.add_gridspec(1, 2, width_ratios=[4, 1])
        lines, side = figure.add_subplot(grid[0]), figure.add_subplot(grid[1])
        bins = np.linspace(thinned.min(), np.quantile(thinned, 0.999), 60)
        for chain in range(thinned.shape[1]):
            colour = COLOURS[chain % len(COLOURS)]
            across = np.arange(thinned.shape[0]) * step
            lines.plot(across, thinned[:, chain], color=colour, linewidth=0.4, alpha=0.8, rasterized=False)
            side.hist(
                people + found.draws[:, chain],
                bins=list(bins),
                density=True,
                histtype="step",
                color=colour,
                orientation="horizontal",
            )
        lines.set_xlabel("iteration")
        lines.set_ylabel("people, recorded and unrecorded")
        lines.set_title(f"R-hat {found.r_hat:.3f}, effective size {found.effective:,.0f}", fontsize=9, loc="left")
        _people(lines.yaxis)
        _people(lines.xaxis)
        side.set_ylim(lines.get_ylim())
        side.set_xticks([])
        side.set_yticklabels([])

    return _svg(9.0, 3.4, draw)
