"""``ledgerstone serve``: open the review room of a case."""

from importlib import import_module
from pathlib import Path
from types import ModuleType

import click

from ledgerstone.actions.people import who
from ledgerstone.commands import options
from ledgerstone.errors import MissingResource

PORT = 8000


@click.command()
@click.argument("case", type=options.CASE)
@click.option("--port", type=click.IntRange(0, 65535), default=PORT, show_default=True, help="0 takes any free one.")
@click.option("--by", metavar="NAME", help="Whose room it is, at the first start; otherwise the name of the account.")
@click.option("--check", is_flag=True, help="Say whether the room may be opened as it is set up, and end.")
@click.option("--invite", multiple=True, metavar="ROLE", help="Of a team: show a link to come in by. Repeatable.")
@click.option("--network", is_flag=True, help="People of the room may have web pages captured.")
@click.option("--no-worker", is_flag=True, help="Start no worker: `work` runs as a service of its own.")
def command(
    case: Path, port: int, by: str | None, invite: tuple[str, ...], *, check: bool, network: bool, no_worker: bool
) -> None:
    """Open the review room of CASE: in the browser, on this machine alone, until Ctrl-C.

    A case in PostgreSQL is a team's. Its room answers a proxy, as the environment says: see docs/web/deploying.md.
    """
    room = serving()
    if check:
        room.check(case, say=click.echo)
    elif invite:
        room.invite(case, roles=invite, by=who(by), say=click.echo)
    else:
        room.serve(case, by=by, port=port, network=network, worker=not no_worker, say=click.echo)


def serving() -> ModuleType:
    """Return the module that serves, where what it needs is installed.

    Raises:
        MissingResource: it is not.
    """
    try:
        return import_module("ledgerstone.web.serving")
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] not in {"allauth", "csp", "waitress", "whitenoise"}:
            raise
        raise MissingResource(
            f"The review room needs {error.name}, which is not installed.", do="pip install 'ledgerstone[web]'"
        ) from error
