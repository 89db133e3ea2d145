"""``/timeline/``: how many incidents begin in each period, and the deaths told of them; each leads to its incidents."""

import calendar

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ledgerstone.actions.permissions import Deed
from ledgerstone.errors import BadSearch
from ledgerstone.store.index import summing
from ledgerstone.store.index.sums import MOST, PERIODS
from ledgerstone.web import finding
from ledgerstone.web.desk import AtDesk
from ledgerstone.web.policies import opened_to

_YEAR, _MONTH = 4, 7
_WIDEST = 100  # per cent


@opened_to(Deed.READ)
@require_safe
def timeline(request: AtDesk) -> HttpResponse:
    """Show what was found along time."""
    asked = finding.read(request)
    finding.saw_view(request, asked)
    sums = summing.over(asked.filter, sight=request.desk.sight)
    period = request.GET.get("by", "") or sums.period()
    if period not in PERIODS:
        raise BadSearch(f"{period!r} is no period.", do="Choose years, months or days.")
    numbers = sums.incidents_by_period(period)
    deaths = {each.key: each for each in sums.by_period(period)}
    most = max((number for _, number in numbers), default=1)
    lines = [
        {
            "key": key,
            "number": number,
            "share": number / most * _WIDEST,
            "deaths": deaths.get(key),
            "query": asked.address(**_days(key)) if not (asked.filter.since or asked.filter.until) else "",
        }
        for key, number in numbers
    ]
    context = {
        **finding.context(request, asked, "timeline"),
        "lines": lines,
        "period": period,
        "periods": [(each, asked.address(by=each)) for each in PERIODS],
        "left": sums.left_out(),
        "most": MOST,
    }
    return render(request, "finding/timeline.html", context)


def _days(key: str) -> dict[str, str]:
    """Return the first and last day of a period."""
    if len(key) == _YEAR:
        return {"since": f"{key}-01-01", "until": f"{key}-12-31"}
    if len(key) == _MONTH:
        last = calendar.monthrange(int(key[:4]), int(key[5:]))[1]
        return {"since": f"{key}-01", "until": f"{key}-{last:02}"}
    return {"since": key, "until": key}
