"""``ledgerstone stamp``: have the head of the chain, and originals, stamped by a time-stamping authority."""

import json
from pathlib import Path

import click

from ledgerstone.actions.stamping import stamp
from ledgerstone.commands import authorities, options
from ledgerstone.commands.problems import tell
from ledgerstone.proving import tokens
from ledgerstone.records import Problem, Stamp
from ledgerstone.store.store import Store

NOT_STAMPED = 1


@click.command()
@click.argument("case", type=options.CASE)
@options.authority(required=True)
@options.trust
@options.allow
@click.option("--originals", is_flag=True, help="Stamp each original too that has no token yet.")
@options.by
@options.as_json
@click.pass_context
def command(
    context: click.Context,
    case: Path,
    authority: str,
    trust: tuple[Path, ...],
    allow: tuple[str, ...],
    by: str | None,
    *,
    originals: bool,
    as_json: bool,
) -> None:
    """Ask a time-stamping authority (RFC 3161) for a token over the head of CASE's chain.

    A token over the head is one over every record so far. Each is checked before it is kept.
    """
    whole = True
    with Store(case) as store:
        asking = authorities.named(authority, trust=trust, allow=allow, room=store.vault.folder)
        for each in stamp(store, authority=asking, originals=originals, by=by):
            if isinstance(each, Problem):
                whole = False
                tell([each], as_json=as_json)
            else:
                click.echo(_line(each, as_json=as_json))
    if not whole:
        context.exit(NOT_STAMPED)


def _line(made: Stamp, *, as_json: bool) -> str:
    token = tokens.read_token(tokens.decoded(made.token))
    if as_json:
        tree = {"about": made.about, "at": token.at.isoformat(), "signer": token.signer, "authority": made.authority}
        return json.dumps(tree, ensure_ascii=False)
    return f"stamped  {made.about[:12]}  {token.at:%Y-%m-%d %H:%M:%S} UTC  {token.signer}"
