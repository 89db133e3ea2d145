"""The room of one person: on this machine alone, entered by a link that works once."""

import sys
from collections.abc import Callable
from pathlib import Path
from threading import Thread

from django.urls import reverse

from ledgerstone.actions.permissions import Role
from ledgerstone.store.room.accounts import accounts, add_account
from ledgerstone.store.room.models import Account
from ledgerstone.web.answering import answer, listening
from ledgerstone.web.desk import Served, serve_case
from ledgerstone.web.policies import refuse_open_pages

HOST = "127.0.0.1"
_THREADS = 4


def run(case: Path, *, by: str, port: int, network: bool = False, say: Callable[[str], None]) -> None:
    """Serve a case to its owner.

    Raises:
        BadSetting: the port is taken.
        OpenPage: a page has no policy.
    """
    refuse_open_pages()
    with listening(HOST, port) as at, serve_case(case, network=network) as served:
        owner(by)
        address = f"http://{HOST}:{at.getsockname()[1]}"
        say(f"The review room of {case.name} is open on this machine, until you press Ctrl-C.")
        say(f"Enter by this link; it works once:\n  {_link(served, address)}")
        if sys.stdin.isatty():
            say("Press Enter here for another link.")
            Thread(target=_at_enter, args=(lambda: say(f"  {_link(served, address)}"),), daemon=True).start()
        answer(at, threads=_THREADS)


def check(*, say: Callable[[str], None]) -> None:
    """Say that the room may be opened.

    Raises:
        OpenPage: a page has no policy.
    """
    refuse_open_pages()
    say("This room answers on this machine alone. Every page says who may see it.")


def owner(by: str) -> Account:
    """Return the one account of a room on this machine; it is made at the first start, and may do everything."""
    found = accounts()
    return found[0] if found else add_account(by, name=by, roles=[Role.REVIEWER, Role.RELEASER, Role.KEEPER])


def _link(served: Served, address: str) -> str:
    return f"{address}{reverse('enter', args=[served.new_ticket()])}"


def _at_enter(does: Callable[[], None]) -> None:
    for _ in sys.stdin:
        does()
