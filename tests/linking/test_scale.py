"""Work grows with the reports, not with their square; one report of very many claims ends too."""

import random
from datetime import date, timedelta
from typing import Any

import pytest
from factory import by_id, make_claim, make_report, make_where

from ledgerstone.codec import identify
from ledgerstone.linking import link, scoring
from ledgerstone.records import Claim, Report


def world(reports: int) -> tuple[dict[str, Claim], dict[str, Report]]:
    draw = random.Random(7)  # noqa: S311 (a made-up world, no secret)
    places = [
        make_where(f"P{n}", lat=round(draw.uniform(-40, -30), 4), lon=round(draw.uniform(80, 92), 4)) for n in range(80)
    ]
    held: dict[str, Report] = {}
    claims: list[Claim] = []
    for number in range(reports):
        day = date(2031, 1, 1) + timedelta(days=number // 10)  # ten reports a day, as news comes
        report = make_report(f"Report {number}.", published=str(day), publisher=f"Outlet {number % 50}")
        held[identify(report)] = report
        claims.append(make_claim(report, count=draw.randint(1, 20), day=str(day), places=(draw.choice(places),)))
    return by_id(claims), held


def test_comparisons_grow_with_the_reports(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = 0
    compare = scoring.compare

    def counting(*arguments: Any, **named: Any) -> Any:
        nonlocal calls
        calls += 1
        return compare(*arguments, **named)

    monkeypatch.setattr(scoring, "compare", counting)
    made = []
    for reports in (300, 600):
        calls = 0
        claims, held = world(reports)
        link(claims, reports=held)
        made.append(calls)
    assert 0 < made[1] < 3 * made[0]


def test_a_list_of_a_thousand_names_in_one_report() -> None:
    report = make_report("A list of the dead.", published="2031-03-12")
    names = [
        f"{chr(65 + n % 26)}{'aeiou'[n % 5]}rr{chr(97 + n // 26 % 26)}n Vel{chr(97 + n // 97 % 26)}oth{n % 7}"
        for n in range(1000)
    ]
    claims = by_id(
        [
            make_claim(report, name=name, at=20 * n, day="2031-03-11", places=(make_where(),))
            for n, name in enumerate(names)
        ]
    )
    linked = link(claims, reports={identify(report): report})
    assert len(linked.incidents) == 1
    assert len(linked.victims) > 950
