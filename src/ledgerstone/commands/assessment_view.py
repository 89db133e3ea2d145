"""An assessment as a person reads it in a terminal: the ranges, who says what, what was set aside and why.

It works without colour, at any width, and shows characters that would not show or would turn the reading as their code.
"""

import io
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from ledgerstone.records import Assessment, Claim, Determined, Link, Reason, Toll, VictimView
from ledgerstone.records.text import on_one_line
from ledgerstone.releasing.wording import (
    age_words,
    boxes_words,
    code_words,
    count_words,
    day,
    identifiers_words,
    inclusion_words,
    look_words,
    name_words,
    number,
    place_words,
    range_words,
    sources_words,
    toll_words,
    when_words,
)

_WIDTH = 110  # where the output is no terminal
_WIDE = 80  # columns from which all columns of a table are shown
_WIDEST = 400
_SENTENCE = 180  # characters of a sentence that are shown without --why
_NAME = 60  # characters of a speaker's description that are shown
_ID = 12  # digits of an incident's id, for `explain`
_MANY = 12  # lines of one kind that are shown without --why
_WORD = 15  # columns of the longest word of a code, "acknowledgement"
_INDENT = (0, 0, 0, 2)
_NONE: Mapping[str, Sequence[Determined]] = {}


def show(
    assessments: Sequence[Assessment],
    *,
    why: bool = False,
    of_case: bool = False,
    determined: Mapping[str, Sequence[Determined]] = _NONE,
) -> None:
    """Print the assessments to standard output.

    Args:
        assessments: what to show.
        why: shows every claim of every toll.
        of_case: they are of a case, where people may have reviewed claims.
        determined: the team's own figures, by incident.
    """
    if sys.stdout.isatty():
        _show_all(
            Console(markup=False, highlight=False, emoji=False),
            assessments,
            why=why,
            of_case=of_case,
            determined=determined,
        )
        return
    columns = os.environ.get("COLUMNS", "")
    width = min(int(columns[:4]), _WIDEST) if columns.isdecimal() and columns.strip("0") else _WIDTH
    page = io.StringIO()
    _show_all(
        Console(file=page, markup=False, highlight=False, emoji=False, width=width),
        assessments,
        why=why,
        of_case=of_case,
        determined=determined,
    )
    sys.stdout.writelines(f"{line.rstrip()}\n" for line in page.getvalue().splitlines())


def _show_all(
    console: Console,
    assessments: Sequence[Assessment],
    *,
    why: bool,
    of_case: bool,
    determined: Mapping[str, Sequence[Determined]],
) -> None:
    labels = {each.incident: each.label for each in assessments if each.incident}
    for place, each in enumerate(assessments, start=1):
        id_ = f"  [{each.incident[:_ID]}]" if of_case and each.incident else ""
        own = determined.get(each.incident or "", ())
        _show_one(console, each, title=f"{place}  {each.label}{id_}", labels=labels, why=why, determined=own)
    reports = {id_ for each in assessments for id_ in each.reports}
    console.print()
    outside = sum(each.inclusion is not None and each.inclusion.judgement == "negative" for each in assessments)
    counted = f"{_several(len(labels), 'incident')} in {_several(len(reports), 'report')}"
    counted += f", {number(outside)} of them not counted by the case's criteria" if outside else ""
    console.print(_plain(f"{counted}. Claims, not findings{'' if of_case else ': unreviewed'}."))
    if not why:
        console.print(_plain("--why shows every claim with its reason, --json everything there is."))


def _plain(text: str, style: str = "") -> Text:
    return Text(on_one_line(text), style=style)


def _several(count: int, noun: str) -> str:
    return f"{number(count)} {noun}{'' if count == 1 else 's'}"


def _show_one(
    console: Console,
    each: Assessment,
    *,
    title: str,
    labels: dict[str, str],
    why: bool,
    determined: Sequence[Determined],
) -> None:
    console.print()
    console.print(Rule(_plain(title, "bold"), align="left", characters="─"))
    for line in _head(each, labels):
        console.print(Padding(_plain(line), _INDENT))
    if each.tolls:
        console.print(Padding(_tolls(each.tolls, wide=console.width >= _WIDE), (1, 0, 0, 2)))
    for own in determined:
        console.print(Padding(_plain(_own_figure(own)), _INDENT))
    for heading, rows in _sections(each, why=why):
        _section(console, heading, rows, why=why)


def _head(each: Assessment, labels: dict[str, str]) -> Iterator[str]:
    if each.incident is None:
        yield "Claims that belong to no incident."
        return
    wholes = (x.target for x in each.links if x.relation == "part_of" and x.claim == each.incident)
    for whole in wholes:
        yield f"Part of: {labels.get(whole, whole[:12])}. Its people are never added to those."
    when = each.when
    if when:
        said = when_words(when)
        yield f"When: {said}" + (f" (“{when.wording}”)" if when.wording and when.wording not in said else "")
    if each.where:
        yield "Where: " + ", ".join(place_words(place) for place in each.where[:_MANY])
    for actor in each.actors[:_MANY]:
        also = f", also {', '.join(actor.aliases)}" if actor.aliases else ""
        yield f"{code_words(actor.role).capitalize()}: {actor.name}{also}"
    if each.means:
        yield "Means: " + ", ".join(code_words(means) for means in each.means)
    codes = tuple(dict.fromkeys(code for claim in each.claims.values() for code in claim.identifiers))
    if codes:
        more = f", and {number(len(codes) - _MANY)} more" if len(codes) > _MANY else ""
        yield f"Codes of others: {identifiers_words(codes[:_MANY])}{more}"
    if each.inclusion:
        yield inclusion_words(each.inclusion)
    for grade in each.grades:
        yield f"Graded {grade.value} by {grade.scheme}: {grade.because}"


def _own_figure(own: Determined) -> str:
    of = own.determination
    said = f"The team's own figure, {toll_words(of)}: {range_words(of.low, of.high)}, by {of.by}: {of.because}"
    return f"{said} {look_words(own)}".rstrip()


def _tolls(tolls: Sequence[Toll], *, wide: bool) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 3, 0, 0), header_style="dim")
    table.add_column("people", overflow="fold", min_width=12)
    for name in ("low", "best", "high", "sources", *(["claims used"] if wide else [])):
        table.add_column(name, justify="right", no_wrap=True)
    for toll in tolls:
        if toll.low is None and toll.high is None and (toll.status or toll.group):
            continue
        high = "open" if toll.high is None and toll.low is not None else _figure(toll.high)
        cells = [
            _figure(toll.low),
            _figure(toll.best),
            high,
            sources_words((toll.independent_low, toll.independent_high)),
        ]
        cells += [f"{len(toll.used)} of {len(toll.used) + len(toll.set_aside)}"] if wide else []
        table.add_row(_plain(toll_words(toll), "" if toll.status or toll.group else "bold"), *cells)
    return table


def _figure(value: int | None) -> str:
    return "–" if value is None else number(value)


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of a section: a figure or a name, who said it, where it was printed, the sentence, and the reason."""

    what: str
    who: str
    outlet: str
    words: str
    reason: str = ""


def _sections(each: Assessment, *, why: bool) -> Iterator[tuple[str, list[_Row]]]:
    for toll in each.tolls:
        if (toll.status or toll.group) and not why:
            continue
        yield f"{toll_words(toll).capitalize()}: {range_words(toll.low, toll.high)}, by", _reasons(each, toll.used, why)
        yield "Set aside", _reasons(each, toll.set_aside, why)
    responses = [claim for claim in each.claims.values() if claim.kind == "response"]
    yield (
        "Responses",
        [
            _Row(code_words(claim.response or ""), _speaker(claim), _outlet(each, claim), _words(claim, why=why))
            for claim in responses
        ],
    )
    yield "Victims named or told of", [_person(view) for view in each.victims]
    yield "Checks that failed", [_Row(code_words(check.code), "", "", check.text) for check in each.checks]
    yield "Copies", [_copy(each, link) for link in each.links if link.relation == "copy_of"]
    if why:
        told = {reason.claim for toll in each.tolls for reason in (*toll.used, *toll.set_aside)}
        rest = (claim for id_, claim in each.claims.items() if id_ not in told and claim.kind != "response")
        yield (
            "Other claims",
            [_Row(what(claim), _speaker(claim), _outlet(each, claim), _words(claim, why=why)) for claim in rest],
        )
        yield (
            "Reports",
            [
                _Row(day(report.published), "", report.publisher or "", report.title or id_[:12])
                for id_, report in each.reports.items()
            ],
        )


def _reasons(each: Assessment, reasons: Iterable[Reason], why: bool) -> list[_Row]:  # noqa: FBT001 (private)
    """Return a row a claim; without ``why`` persons are left to their own section and repeated words are one row."""
    rows: dict[tuple[str, str, str], _Row] = {}
    for reason in reasons:
        claim = each.claims.get(reason.claim)
        if claim is None or (claim.person and not why):
            continue
        row = _Row(what(claim), _speaker(claim), _outlet(each, claim), _words(claim, why=why), reason.reason)
        key = (reason.claim, "", "") if why else (row.what, row.who, reason.reason)
        if key in rows and row.outlet not in rows[key].outlet:
            row = replace(rows[key], outlet=f"{rows[key].outlet} and {row.outlet}")
        elif key in rows:
            row = rows[key]
        rows[key] = row
    return list(rows.values())


def _copy(each: Assessment, link: Link) -> _Row:
    names = {id_: report.publisher or report.title or id_[:12] for id_, report in each.reports.items()}
    target = names.get(link.target, link.target[:12])
    return _Row(names.get(link.claim, link.claim[:12]), "", "", f"copies {target}: one source")


def what(claim: Claim) -> str:
    """Return what a claim is about in a few words: its person, its figure, or its code."""
    if claim.person and (claim.person.names or claim.person.kin):
        return name_words(claim.person.names) or claim.person.kin or ""
    if claim.count:
        return count_words(claim.count)
    return code_words(claim.act or claim.detail or claim.harm or claim.kind)


def _speaker(claim: Claim) -> str:
    if claim.speaker is None:
        return ""
    return f"{_short(claim.speaker.wording, _NAME)} ({code_words(claim.speaker.role)})"


def _words(claim: Claim, *, why: bool) -> str:
    """Return a claim's sentence; with ``why`` also where on the page it stands, and the codes that others gave."""
    said = (boxes_words(claim.passage.boxes), identifiers_words(claim.identifiers)) if why else ()
    return claim.passage.exact + "".join(f" ({words})" for words in said if words)


def _outlet(each: Assessment, claim: Claim) -> str:
    report = each.reports.get(claim.report)
    return (report and report.publisher) or "publisher not known"


def _person(view: VictimView) -> _Row:
    person = view.person
    name = name_words(person.names) or person.kin or "not named"
    said = (age_words(person), person.occupation, person.kin if person.names else None, person.status)
    return _Row(
        name,
        code_words(view.harm),
        "",
        "; ".join([*(word for word in said if word), _several(len(view.claims), "claim")]),
    )


def _section(console: Console, heading: str, rows: Sequence[_Row], *, why: bool) -> None:
    if not rows:
        return
    console.print(Padding(_plain(heading, "bold"), (1, 0, 0, 2)))
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0), expand=True)
    table.add_column(width=min(_WORD, console.width // 4), overflow="fold")
    table.add_column(width=console.width // 5, overflow="fold")
    table.add_column(ratio=1, overflow="fold")
    shown = rows if why else rows[:_MANY]
    for row in shown:
        who = ", in ".join(name for name in (row.who, row.outlet) if name)
        words = row.words if why else _short(row.words, _SENTENCE)
        table.add_row(_plain(row.what), _plain(who), _plain(words + (f" [{row.reason}]" if row.reason else "")))
    console.print(Padding(table, (0, 0, 0, 4)))
    if len(shown) < len(rows):
        console.print(Padding(_plain(f"and {len(rows) - len(shown)} more (--why)"), (0, 0, 0, 4)))


def _short(words: str, length: int) -> str:
    return words if len(words) <= length else words[: length - 2].rstrip() + " …"
