"""The room of a team: behind a proxy, entered by password and second factor, by invitation only."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from django.core.checks import run_checks
from django.urls import reverse

from ledgerstone.actions import accounts as acts
from ledgerstone.actions.accounts import Doer
from ledgerstone.actions.permissions import Role
from ledgerstone.errors import BadSetting, UnsafeRoom
from ledgerstone.store.room.opening import open_room
from ledgerstone.web.answering import answer, listening
from ledgerstone.web.desk import serve_case
from ledgerstone.web.environment import TeamRoom
from ledgerstone.web.policies import refuse_open_pages

_THREADS = 8


def run(case: Path, *, room: TeamRoom, port: int, network: bool = False, say: Callable[[str], None]) -> None:
    """Serve a case to a team.

    Raises:
        BadSetting: the port is taken.
        OpenPage: a page has no policy.
        UnsafeRoom: Django's check of deployments leaves something.
    """
    _refuse_unsafe()
    with listening(room.listen, port) as at, serve_case(case, network=network) as served:
        served.of_team = True
        host, port = at.getsockname()[:2]
        say(f"The review room of {case.name} answers {room.proxy} on {host}:{port}, for https://{room.hosts[0]}/")
        answer(at, threads=_THREADS, **believing(room.proxy))


def believing(proxy: str) -> dict[str, Any]:
    """Return how waitress is told that who asks, and whether by https, is believed of the proxy alone."""
    return {
        "trusted_proxy": proxy,
        "trusted_proxy_count": 1,
        "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"},
        "clear_untrusted_proxy_headers": True,
    }


def check(*, say: Callable[[str], None]) -> None:
    """Say that the room may be opened.

    Raises:
        OpenPage, UnsafeRoom: it may not.
    """
    _refuse_unsafe()
    say("This room may be opened: the check of the deployment leaves nothing, and every page says who may see it.")


def invite(case: Path, *, roles: Sequence[str], by: str, host: str, say: Callable[[str], None]) -> None:
    """Show a link by which somebody comes in; who runs this has the right to the case's folder and database.

    Raises:
        BadSetting: there is no such role, or nobody has these together.
    """
    unknown = sorted(set(roles) - set(Role))
    if unknown:
        raise BadSetting(f"There is no role {unknown[0]!r}.", do=f"There are: {', '.join(Role)}.")
    open_room(case)
    word = acts.invite(Doer(by=by, roles=frozenset({Role.KEEPER})), roles=[Role(role) for role in roles])
    say(f"By this link one person comes in, within a week:\n  https://{host}{reverse('accept', args=[word])}")


def _refuse_unsafe() -> None:
    refuse_open_pages()
    if found := run_checks(include_deployment_checks=True):
        raise UnsafeRoom(f"The check of the deployment says: {found[0].msg}", do=found[0].hint or "Report it.")
