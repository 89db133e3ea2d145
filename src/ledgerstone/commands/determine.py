"""``ledgerstone determine``: record the team's own figure for an incident."""

import json
from pathlib import Path

import click

from ledgerstone import codec, vocabulary
from ledgerstone.actions.determining import determine, find
from ledgerstone.commands import options
from ledgerstone.records.text import on_one_line
from ledgerstone.releasing.wording import range_words, toll_words
from ledgerstone.store.store import Store

_SHORT = 12  # digits of an id, as shown


def _choice(list_: str) -> click.Choice[str]:
    return click.Choice([code.name for code in vocabulary.code_list(list_).codes])


class _Bound(click.ParamType):  # type: ignore[type-arg]  # click 8.3 made it generic; older ones have it plain
    """A number of people, or "-" where it is not stated."""

    name = "number"

    def convert(self, value: str | int | None, param: click.Parameter | None, ctx: click.Context | None) -> int | None:
        if value == "-" or value is None:
            return None
        said = str(value)
        if not (said.isascii() and said.isdigit()):
            self.fail(f"{said!r} is no number of people: give one, or - where it is not stated.", param, ctx)
        return int(said[:12])


@click.command()
@click.argument("case", type=options.CASE)
@click.argument("incident", metavar="INCIDENT")
@click.argument("harm", metavar="HARM", type=_choice("harm"))
@click.argument("low", metavar="LOW", type=_Bound())
@click.argument("high", metavar="HIGH", type=_Bound())
@click.option("--status", type=_choice("status"), metavar="STATUS", help="Only people of this status: civilian ...")
@click.option("--group", type=_choice("group"), metavar="GROUP", help="Only people of this group: child, woman ...")
@options.because
@options.by
@options.as_json
def command(
    case: Path,
    incident: str,
    harm: str,
    low: int | None,
    high: int | None,
    *,
    status: str | None,
    group: str | None,
    because: str,
    by: str | None,
    as_json: bool,
) -> None:
    """Record that the team holds LOW to HIGH people to have come to HARM in INCIDENT, and why.

    A bound that is not stated is -. The figure stands beside the policy's, never in its place, and leaves in no
    release. It wants another look when the claims that bear on it are others. A later one for the same people takes
    its place; `review CASE ID reject` takes it back.
    """
    with Store(case) as store:
        of = find(store, incident)
        made = determine(store, of, harm, low, high, because=because, status=status, group=group, by=by)
    if as_json:
        click.echo(json.dumps({"id": codec.identify(made), **codec.to_json(made)}, ensure_ascii=False))
    else:
        figure = f"{toll_words(made)}: {range_words(made.low, made.high)}"
        click.echo(f"{codec.identify(made)[:_SHORT]}  {on_one_line(figure)}  by {on_one_line(made.by)}")
