"""The dossier: one self-contained HTML file that needs no network, no font and no script.

1. A release passes the gate; a working copy shows everything and says so on every page.
2. Incidents, claims and reports get their numbers, in the order in which they come.
3. Views are made of them, map and timeline are drawn, and the templates are filled. Every text is escaped by the
   template engine, and characters that do not show are written out (``records.text.seen``).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any, Literal

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from ledgerstone import vocabulary
from ledgerstone.records import Assessment, Capture, Claim, Determined, Handling, Original, Report, Review, Withheld
from ledgerstone.records.text import seen
from ledgerstone.releasing import bars, timeline, wording
from ledgerstone.releasing import map as drawn_map
from ledgerstone.releasing.claim_view import Numbers
from ledgerstone.releasing.gate import gate
from ledgerstone.releasing.incident_view import incident_view
from ledgerstone.releasing.marking import Piece, found_at, paragraphs
from ledgerstone.releasing.method import method

Mode = Literal["working", "release"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView:
    """A numbered report with its text laid out; ``lost`` are claims whose words are not where they should be."""

    number: int
    report: Report
    paragraphs: tuple[tuple[Piece, ...], ...]
    claims: tuple[int, ...]
    lost: tuple[int, ...]
    copy_of: tuple[int, ...]


def dossier(
    assessments: Sequence[Assessment],
    *,
    mode: Mode,
    title: str,
    policy: str,
    originals: Mapping[str, Original],
    captures: Mapping[str, Sequence[Capture]],
    reviews: Mapping[str, Review],
    handlings: Iterable[Handling] = (),
    known: Sequence[Assessment] = (),
    withheld: Iterable[Withheld] = (),
    version: str = "",
    dated: date | None = None,
    standards: Sequence[str] = (),
    determined: Mapping[str, Sequence[Determined]] = MappingProxyType({}),
) -> str:
    """Return the dossier of these incidents as one HTML document.

    Args:
        assessments: the incidents, in the order in which they are to stand.
        mode: "working" shows full texts and unreviewed claims and is internal; "release" shows what passes the gate.
        title: the title of the dossier.
        policy: the policy by which the tolls were made ("range.v1").
        originals: the originals by their SHA-256.
        captures: how each original came in, by its SHA-256.
        reviews: the latest review of each claim, by the claim's id.
        handlings: every Handling of the case; only a release reads them.
        known: for a release, the incidents with all claims, reviewed or not: names in them are masked.
        withheld: what was withheld before this point, to be listed with what the gate withholds.
        version: the version of the release, or empty.
        dated: the day that the cover shows. Nothing here reads a clock.
        standards: what the method note says of the team's standards, a sentence each.
        determined: the team's own figures, by incident; only a working copy shows them.
    """
    kept: Sequence[Assessment] = assessments
    gone = tuple(withheld)
    if mode != "working":
        kept, more = gate(assessments, reviews=reviews, handlings=handlings, known=known)
        gone = tuple(dict.fromkeys((*gone, *more)))
    numbered = list(enumerate(kept, start=1))
    numbers = _numbers(kept)
    incidents = tuple(incident_view(n, each, numbers=numbers, reviews=reviews) for n, each in numbered)
    return (
        _environment()
        .get_template("dossier.html")
        .render(
            mode=mode,
            title=title,
            version=version,
            dated=dated,
            incidents=incidents,
            determined=determined if mode == "working" else {},
            map=drawn_map.draw(numbered),
            timeline=timeline.draw(numbered),
            reports=_reports(kept, numbers),
            homes={each.number: i.number for i in reversed(incidents) for each in i.all_claims},
            reviewed=frozenset(numbers.claims[id_] for id_ in reviews if id_ in numbers.claims),
            originals=_custody(kept, originals),
            captures=captures,
            withheld=gone,
            method=method(policy, kept, standards),
            css=_css(),
        )
    )


def _numbers(assessments: Sequence[Assessment]) -> Numbers:
    claims = dict.fromkeys(id_ for each in assessments for id_ in each.claims)
    reports = dict.fromkeys(id_ for each in assessments for id_ in each.reports)
    return Numbers(
        incidents={each.incident: n for n, each in enumerate(assessments, start=1) if each.incident},
        claims={id_: n for n, id_ in enumerate(claims, start=1)},
        reports={id_: n for n, id_ in enumerate(reports, start=1)},
    )


def _reports(assessments: Sequence[Assessment], numbers: Numbers) -> list[ReportView]:
    claims: dict[str, dict[str, Claim]] = defaultdict(dict)
    for each in assessments:
        for id_, claim in each.claims.items():
            claims[claim.report][id_] = claim
    reports = {id_: report for each in assessments for id_, report in each.reports.items()}
    copies: dict[str, set[str]] = defaultdict(set)
    for link in (link for each in assessments for link in each.links):
        if link.relation == "copy_of" and link.judgement == "positive":
            copies[link.claim].add(link.target)
    views = []
    for id_, n in numbers.reports.items():
        own = [(numbers.claims[c], claim) for c, claim in claims[id_].items()]
        views.append(
            ReportView(
                number=n,
                report=reports[id_],
                paragraphs=paragraphs(reports[id_], own),
                claims=tuple(number for number, _ in own),
                copy_of=tuple(sorted({numbers.reports[other] for other in copies[id_] if other in numbers.reports})),
                lost=tuple(number for number, claim in own if not found_at(reports[id_], claim)),
            )
        )
    return views


def _custody(
    assessments: Sequence[Assessment], originals: Mapping[str, Original]
) -> tuple[tuple[str, Original | None], ...]:
    named = dict.fromkeys(report.original for each in assessments for report in each.reports.values())
    return tuple((sha256, originals.get(sha256)) for sha256 in named)


@cache
def _css() -> Markup:
    folder = resources.files(__package__).joinpath("templates")
    sheets = (folder.joinpath(name).read_text(encoding="utf-8") for name in ("type.css", "parts.css", "print.css"))
    return Markup("\n".join(sheets))  # noqa: S704 (our own files)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("ledgerstone.releasing"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        # Whatever a template prints passes here, so no text of a source can forget to.
        finalize=_finalize,
    )
    names = (
        "sources_words", "web_address", "number", "day", "when_words", "place_words", "age_words",
        "name_words", "code_words", "inclusion_words", "toll_words", "look_words",
        "identifiers_words", "boxes_words",
    )  # fmt: skip
    environment.filters.update({name: getattr(wording, name) for name in names})
    environment.globals.update(
        definition=vocabulary.definition, range_words=wording.range_words, BAR=bars.WIDTH, MAP=drawn_map, LINE=timeline
    )
    return environment


def _finalize(value: Any) -> Any:
    return seen(value) if isinstance(value, str) and not isinstance(value, Markup) else value
