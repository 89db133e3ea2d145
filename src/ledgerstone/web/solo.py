"""The room of one person: on this machine alone, entered by a link that works once."""

import socket
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import waitress
from django.core.handlers.wsgi import WSGIHandler
from django.urls import reverse

from ledgerstone.actions.permissions import Role
from ledgerstone.errors import BadSetting
from ledgerstone.store.room.accounts import accounts, add_account
from ledgerstone.store.room.models import Account
from ledgerstone.web.desk import Served, serve_case
from ledgerstone.web.policies import refuse_open_pages

THREADS = 4


def run(case: Path, *, by: str, host: str, port: int, say: Callable[[str], None]) -> None:
    """Serve a case until Ctrl-C.

    Raises:
        BadSetting: the port is taken.
        OpenPage: a page has no policy.
    """
    refuse_open_pages()
    with _listening(host, port) as listening, serve_case(case) as served:
        owner(by)
        address = f"http://{host}:{listening.getsockname()[1]}"
        say(f"The review room of {case.name} is open on this machine, until you press Ctrl-C.")
        say(f"Enter by this link; it works once:\n  {_link(served, address)}")
        if sys.stdin.isatty():
            say("Press Enter here for another link.")
            Thread(target=_at_enter, args=(lambda: say(f"  {_link(served, address)}"),), daemon=True).start()
        waitress.serve(WSGIHandler(), sockets=[listening], threads=THREADS, ident=None, _quiet=True)


def owner(by: str) -> Account:
    """Return the one account of a room on this machine; it is made at the first start, and may do everything."""
    found = accounts()
    return found[0] if found else add_account(by, name=by, roles=[Role.REVIEWER, Role.RELEASER, Role.KEEPER])


def _link(served: Served, address: str) -> str:
    return f"{address}{reverse('enter', args=[served.new_ticket()])}"


def _at_enter(does: Callable[[], None]) -> None:
    for _ in sys.stdin:
        does()


def _listening(host: str, port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        raise BadSetting(
            f"Port {port} of {host} cannot be used ({error.strerror}).", do="Name another one with --port."
        ) from error
    return listening
