"""``ledgerstone show``: what a case holds, incident by incident; one record of it; the working copy of the dossier."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from ledgerstone import codec, current
from ledgerstone.actions.letting_go import working_dossier
from ledgerstone.case import Case
from ledgerstone.commands import assessment_view, options
from ledgerstone.contract import line
from ledgerstone.current import Current
from ledgerstone.errors import NotFound
from ledgerstone.records import Capture, Determination, Handling, Original, Review, Stamp
from ledgerstone.records.text import on_one_line, seen
from ledgerstone.releasing.wording import boxes_words, identifiers_words, look_words, name_words, toll_words
from ledgerstone.store.folder import write_whole

_SHORT = 12  # digits of an id, as shown
_CUT = 90  # characters of a sentence, as shown in a list


@click.command()
@click.argument("case", type=options.CASE)
@click.argument("record", metavar="[ID]", required=False)
@click.option("--dossier", type=options.CASE, metavar="OUT.html", help="Write the working copy of the dossier.")
@click.option("--claims", is_flag=True, help="List every claim with its id and verdict.")
@click.option("--why", is_flag=True, help="Show every claim of every toll, used or set aside, with the reason.")
@options.policy
@options.as_json
def command(
    case: Path, record: str | None, dossier: Path | None, policy: str, *, claims: bool, why: bool, as_json: bool
) -> None:
    """Show what CASE holds now, as people decided it: its incidents, or the record ID.

    The working copy of the dossier holds full texts and unreviewed claims; it says so on every page and is not to be
    passed on. `release` makes what can be.
    """
    with Case(case) as opened:
        if record is not None:
            _show_record(opened, record)
        elif dossier is not None:
            if not dossier.absolute().parent.is_dir():
                raise NotFound(f"There is no folder {on_one_line(str(dossier.parent))}.", do="Make it first.")
            write_whole(dossier, working_dossier(opened.store, policy=policy).encode())
            click.echo(f"Wrote {on_one_line(str(dossier))}: internal, not to be passed on.")
        elif claims:
            for each in _claims(current.read_current(opened.store), as_json=as_json):
                click.echo(each)
        else:
            _show(opened, policy=policy, why=why, as_json=as_json)


def _show(opened: Case, *, policy: str, why: bool, as_json: bool) -> None:
    now = current.read_current(opened.store)
    assessments = current.lay_out_current(now, policy=policy)
    determined = current.determined(opened.store, assessments)
    if as_json:
        for each in assessments:
            click.echo(line(each, determined=determined.get(each.incident or "", ())))
        return
    assessment_view.show(assessments, why=why, of_case=True, determined=determined)
    reviewed = sum(id_ in now.reviewed.reviews for id_ in now.reviewed.claims)
    click.echo(
        f"{len(now.reviewed.claims)} claims, {reviewed} of them reviewed, {len(now.reviewed.rejected)} rejected. "
        f"`show {opened.store.path} --claims` lists them with their ids."
    )
    for incident, figures in determined.items():
        for figure in figures:
            if figure.look:
                whom = toll_words(figure.determination)
                click.echo(f"Look again: the team's own figure for {incident[:_SHORT]}, {whom}. {look_words(figure)}")
    for again in now.reviewed.queue:
        click.echo(f"Look again: {(again.claim or again.review.about)[:_SHORT]} ({again.reason}).")
    if now.problems:
        noun = "problem" if len(now.problems) == 1 else "problems"
        click.echo(f"{len(now.problems)} {noun}; `run` lists them.")


def _claims(now: Current, *, as_json: bool) -> Iterator[str]:
    """One line a claim, rejected ones too, in the order of their reports and places."""
    claims = {**now.reviewed.claims, **now.reviewed.rejected}
    wanted = {again.claim for again in now.reviewed.queue}
    for id_, claim in sorted(claims.items(), key=lambda item: (item[1].report, item[1].passage.start, item[0])):
        review = now.reviewed.reviews.get(id_)
        verdict = review.verdict if review else None
        if as_json:
            tree = {"id": id_, "verdict": verdict, "look_again": id_ in wanted, "claim": codec.to_json(claim)}
            yield json.dumps(tree, ensure_ascii=False)
        else:
            what = claim.harm or claim.act or claim.response or claim.detail or claim.kind
            figure = f" {claim.count.wording}" if claim.count else ""
            figure += f" {name_words(claim.person.names)}" if claim.person else ""
            figure += f" [{on_one_line(identifiers_words(claim.identifiers))}]" if claim.identifiers else ""
            figure += f" ({boxes_words(claim.passage.boxes)})" if claim.passage.boxes else ""
            words = on_one_line(claim.passage.exact)
            cut = words if len(words) <= _CUT else words[:_CUT].rstrip() + " …"
            yield f"{id_[:_SHORT]}  {verdict or 'unreviewed':12}  {what}{seen(figure)}: {cut}"


def _show_record(opened: Case, prefix: str) -> None:
    """Print a record as JSON, with what people and the program did to it; always JSON, since records are."""
    store = opened.store
    id_ = store.find(prefix.strip().lower())
    record = store.get([id_])[id_]
    named = record.sha256 if isinstance(record, Original) else id_
    acts: list[Any] = [
        *(store.records(Capture, about=named).values()),
        *(store.records(Review, about=id_).values()),
        *(store.records(Handling, about=named).values()),
        *(store.records(Determination, about=id_).values()),
        *(store.records(Stamp, about=named).values()),
    ]
    tree = {
        "id": id_,
        "kind": codec.kind_of(record),
        "record": codec.to_json(record),
        "acts": [{"kind": codec.kind_of(act), **codec.to_json(act)} for act in acts],
    }
    click.echo(json.dumps(tree, ensure_ascii=True, indent=2))
