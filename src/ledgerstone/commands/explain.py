"""``ledgerstone explain``: why a claim says what it says, or why a toll is what it is."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from ledgerstone import codec, current
from ledgerstone.case import Case
from ledgerstone.commands import assessment_view, options, standards_view
from ledgerstone.current import Current
from ledgerstone.errors import BadReview, NotFound
from ledgerstone.extraction.explaining import Why, explain
from ledgerstone.records import Assessment, Claim, Incident, Reason, Report, Run, Toll
from ledgerstone.records.text import on_one_line
from ledgerstone.releasing.wording import day, range_words, toll_words

_SHORT = 12  # digits of an id, as shown
_WIDTH = 110  # columns where the output is no terminal


@click.command()
@click.argument("case", type=options.CASE)
@click.argument("record", metavar="ID")
@options.policy
@options.as_json
def command(case: Path, record: str, policy: str, *, as_json: bool) -> None:
    """Explain the record ID of CASE: a claim, a toll, or all tolls of an incident; its first digits are enough.

    For a claim: each field, the words that it was read from, and the rule that read them; what people decided; which
    tolls use it or set it aside. For a toll: every claim, used or set aside, with the reason.
    """
    with Case(case) as opened:
        id_ = opened.store.find(record.strip().lower())
        found = opened.store.get([id_])[id_]
        now = current.read_current(opened.store)
        laid_out = current.lay_out_current(now, policy=policy)
        if isinstance(found, Claim):
            report = opened.store.get([found.report])[found.report]
            resources = current.resources(opened.store)
            whys = explain(report, found, resources=resources) if isinstance(report, Report) else ()
            _tell_claim((id_, found), now, laid_out, whys, as_json=as_json)
            return
        tolls = [(toll, each) for each in laid_out for toll in each.tolls if _is_asked(toll, id_, found)]
        if not isinstance(found, Toll | Incident):
            raise BadReview(f"{id_[:_SHORT]} is no claim, toll or incident.", do="`show --claims` lists claims.")
        if not tolls:
            raise NotFound(f"{id_[:_SHORT]} has no toll now.", do="`run` makes them anew.")
        claims = {each: claim for assessment in laid_out for each, claim in assessment.claims.items()}
        if isinstance(found, Toll) and not as_json and not any(codec.identify(toll) == id_ for toll, _ in tolls):
            _tell_recorded(id_, found, opened)
        for toll, of in tolls:
            _tell_toll(toll, claims, list(standards_view.of_toll(toll, of, now)), as_json=as_json)


def _tell_recorded(id_: str, toll: Toll, opened: Case) -> None:
    """Say what an earlier toll was, and by which version of stage, policy and standards; its record has its reasons."""
    runs = [run for run in opened.store.records(Run).values() if id_ in run.made]
    made = f"made on {runs[-1].at.date()} by {runs[-1].version}" if runs else "made for a release"
    _say(f"As recorded: {toll_words(toll)}, {range_words(toll.low, toll.high)}, {made}. Now:")


def _is_asked(toll: Toll, id_: str, found: object) -> bool:
    if isinstance(found, Toll):
        asked = (found.incident, found.harm, found.status, found.group)
        return (toll.incident, toll.harm, toll.status, toll.group) == asked
    return toll.incident == id_


def _tell_claim(
    named: tuple[str, Claim],
    now: Current,
    laid_out: tuple[Assessment, ...],
    whys: tuple[Why, ...],
    *,
    as_json: bool,
) -> None:
    id_, claim = named
    review = now.reviewed.reviews.get(id_)
    counted = list(_tolls_of(id_, laid_out))
    standing = list(standards_view.of_claim(claim, now))
    if as_json:
        tree: dict[str, Any] = {
            "id": id_,
            "sentence": claim.passage.exact,
            "why": [asdict(why) for why in whys],
            "verdict": review.verdict if review else None,
            "standards": standing,
            "tolls": [{"toll": toll_words(toll), "used": used, "reason": why} for toll, used, why in counted],
        }
        click.echo(json.dumps(tree, ensure_ascii=False))
        return
    report = now.reports.get(claim.report)
    printed = (
        f"{report.publisher or 'publisher not known'}, {day(report.published)}" if report else "report not current"
    )
    _say(f"Claim {id_[:_SHORT]}, found by {claim.extractor}, in {printed}")
    _say(f"  “{claim.passage.exact}”")
    _print(_fields(whys))
    _say(f"Reviewed: {review.verdict} by {review.by}: {review.because}" if review else "Not reviewed.")
    for line in standing:
        _say(line)
    for toll, used, why in counted:
        _say(f"{'Used' if used else 'Set aside'} in {toll_words(toll)}, {range_words(toll.low, toll.high)}: {why}")
    if not counted:
        _say("In no toll.")


def _tolls_of(id_: str, laid_out: tuple[Assessment, ...]) -> Iterator[tuple[Toll, bool, str]]:
    for each in laid_out:
        for toll in each.tolls:
            for used, reasons in ((True, toll.used), (False, toll.set_aside)):
                yield from ((toll, used, reason.reason) for reason in reasons if reason.claim == id_)


def _fields(whys: tuple[Why, ...]) -> Table:
    table = Table(box=None, pad_edge=True, padding=(0, 2, 0, 0), header_style="dim")
    for column, ratio in (("field", None), ("value", 3), ("read from", 3), ("because", 5)):
        table.add_column(column, ratio=ratio, overflow="fold")
    for why in whys:
        words = f"“{why.words}”" if why.words else "–"
        table.add_row(*(Text(on_one_line(cell)) for cell in (why.field, why.value, words, why.because)))
    return table


def _tell_toll(toll: Toll, claims: dict[str, Claim], standing: list[str], *, as_json: bool) -> None:
    if as_json:
        sides = {"used": toll.used, "set_aside": toll.set_aside}
        tree = {side: [_line(reason, claims) for reason in reasons] for side, reasons in sides.items()}
        head = {"toll": toll_words(toll), "low": toll.low, "best": toll.best, "high": toll.high, "policy": toll.policy}
        click.echo(json.dumps({**head, **tree, "standards": standing}, ensure_ascii=False))
        return
    _say(f"{toll_words(toll).capitalize()}: {range_words(toll.low, toll.high)}, by {toll.policy} (docs/policies.md)")
    for line in standing:
        _say(line)
    for heading, reasons in (("Used", toll.used), ("Set aside", toll.set_aside)):
        if reasons:
            _say(heading)
            _print(_reasons(reasons, claims))


def _line(reason: Reason, claims: dict[str, Claim]) -> dict[str, Any]:
    claim = claims.get(reason.claim)
    return {"claim": reason.claim, "reason": reason.reason, "sentence": claim.passage.exact if claim else None}


def _reasons(reasons: tuple[Reason, ...], claims: dict[str, Claim]) -> Table:
    table = Table(box=None, show_header=False, pad_edge=True, padding=(0, 2, 0, 0))
    for ratio in (None, 1, 3, 3):
        table.add_column(ratio=ratio, overflow="fold", no_wrap=ratio is None)
    for reason in reasons:
        claim = claims.get(reason.claim)
        what = assessment_view.what(claim) if claim else ""
        sentence = claim.passage.exact if claim else ""
        table.add_row(*(Text(on_one_line(cell)) for cell in (reason.claim[:_SHORT], what, sentence, reason.reason)))
    return table


def _say(line: str) -> None:
    click.echo(on_one_line(line))


def _print(table: Table) -> None:
    console = Console(markup=False, highlight=False, emoji=False)
    if not console.is_terminal:
        console = Console(markup=False, highlight=False, emoji=False, width=_WIDTH)
    console.print(table)
