"""``ledgerstone serve``: open the review room of a case."""

from importlib import import_module
from pathlib import Path

import click

from ledgerstone.actions.people import who
from ledgerstone.commands import options
from ledgerstone.errors import MissingResource

PORT = 8000


@click.command()
@click.argument("case", type=options.CASE)
@click.option("--port", type=click.IntRange(0, 65535), default=PORT, show_default=True, help="0 takes any free one.")
@click.option("--by", metavar="NAME", help="Whose room it is, at the first start; otherwise the name of the account.")
def command(case: Path, port: int, by: str | None) -> None:
    """Open the review room of CASE in the browser, on this machine alone, until Ctrl-C."""
    try:
        serving = import_module("ledgerstone.web.serving")
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] not in {"allauth", "csp", "waitress", "whitenoise"}:
            raise
        raise MissingResource(
            f"The review room needs {error.name}, which is not installed.", do="pip install 'ledgerstone[web]'"
        ) from error
    serving.serve(case, by=who(by), port=port, say=click.echo)
