"""``ledgerstone verify``: read everything again, name the first thing that is wrong, and say what the tokens prove."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click

from ledgerstone.commands import options
from ledgerstone.errors import NotFound
from ledgerstone.proving import proofs
from ledgerstone.proving.heads import check_head
from ledgerstone.proving.proofs import Proof
from ledgerstone.proving.tokens import decoded, trusted_certificates
from ledgerstone.records.text import on_one_line
from ledgerstone.store.folder import write_whole
from ledgerstone.store.verifying import PROVES, Verified, verify


@click.command()
@click.argument("case", type=options.CASE)
@options.trust
@click.option("--head", type=options.CASE, metavar="FILE", help="A head that was exported earlier: is it in the chain?")
@click.option("--tokens", type=options.CASE, metavar="FOLDER", help="Write the tokens there, for other tools.")
@options.as_json
def command(case: Path, trust: tuple[Path, ...], head: Path | None, tokens: Path | None, *, as_json: bool) -> None:
    """Read every original, record and chain entry of CASE again, with its tables and settings.

    It changes nothing. The first thing that is wrong is named, with exit status 4.
    """
    found = verify(case)
    entry = check_head(_read(head), heads=found.heads) if head else None
    proved = list(proofs.prove(found.stamped, heads=found.heads, trusted=trusted_certificates(trust)))
    if tokens is not None:
        _write(found, tokens)
    if as_json:
        click.echo(json.dumps(_tree(found, proved, entry), ensure_ascii=False))
    else:
        _say(found, proved, entry)


def _tree(found: Verified, proved: Sequence[Proof], entry: int | None) -> dict[str, object]:
    return {
        "originals": found.originals,
        "records": found.records,
        "entries": found.entries,
        "expunged": found.expunged,
        "head": found.head,
        "exported_head": entry,
        "tokens": [{**asdict(each), "at": each.at and each.at.isoformat()} for each in proved],
        "notes": list(found.notes),
        "proves": f"{PROVES} {proofs.PROVES}" if proved else PROVES,
        "proves_not": f"{found.proves_not} {proofs.PROVES_NOT}" if proved else found.proves_not,
    }


def _say(found: Verified, proved: Sequence[Proof], entry: int | None) -> None:
    click.echo(f"Whole: {found.originals} originals, {found.records} records, {found.entries} entries in the chain.")
    if found.expunged:
        click.echo(f"Expunged: {found.expunged} records; their tombstones say why.")
    click.echo(f"Head of the chain: {found.head}")
    if entry is not None:
        click.echo(
            f"The exported head is that of entry {entry}: nothing up to there was changed since it was exported."
        )
    for each in proved:
        click.echo(on_one_line(each.words()))
    for note in found.notes:
        click.echo(f"Note: {note}")
    click.echo(f"What this shows: {PROVES}")
    click.echo(f"What it cannot show: {found.proves_not}")
    if proved:
        click.echo(f"What the tokens show: {proofs.PROVES}")
        click.echo(f"What they cannot show: {proofs.PROVES_NOT}")


def _write(found: Verified, to: Path) -> None:
    """Write each token as its authority sent it, named by the SHA-256 that it should be over."""
    if not to.is_dir():
        raise NotFound(f"There is no folder {on_one_line(str(to))}.", do="Make it first.")
    for number, each in enumerate(found.stamped, start=1):
        write_whole(to / f"{each.about}-{number}.tsr", decoded(each.token))


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise NotFound(f"{on_one_line(str(path))} may not be read ({error.strerror}).", do="Look at it.") from error
