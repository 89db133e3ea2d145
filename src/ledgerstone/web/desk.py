"""What a page works with: the case that is served, who asks, what they may do and see."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS
from django.http import HttpRequest

from ledgerstone.actions import permissions
from ledgerstone.actions.accounts import Doer
from ledgerstone.actions.permissions import Deed, Role
from ledgerstone.actions.working_together import forget_what_is_gone
from ledgerstone.errors import StillBlind
from ledgerstone.settings import PATIENCE
from ledgerstone.store.index import standing
from ledgerstone.store.room import work
from ledgerstone.store.room.doings import What, note, noted_lately
from ledgerstone.store.room.models import Account
from ledgerstone.store.room.opening import close_room, open_room
from ledgerstone.store.sight import OF_OPEN, SEALED, Sight
from ledgerstone.store.store import Store
from ledgerstone.web.apps import WebConfig
from ledgerstone.web.fresh import rest


@dataclass(slots=True, kw_only=True)
class Served:
    """The case that this process serves.

    ``network``: people may have pages captured; ``ticket`` is what a one-time link holds, None when it was used.
    """

    store: Store
    of_team: bool
    network: bool = False
    ticket: str | None = None

    def new_ticket(self) -> str:
        """Make a ticket that takes the place of the one before, and return it."""
        self.ticket = secrets.token_urlsafe(32)
        return self.ticket


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """One person at work on the case: ``request.desk`` in every page that a policy opens to a role.

    ``blind`` are the reports at which this person looks a second time, and is not done.
    """

    store: Store
    account: Account
    roles: frozenset[Role]
    blind: frozenset[str] = frozenset()

    @property
    def by(self) -> str:
        """The name under which acts are recorded."""
        return self.account.name

    @property
    def doer(self) -> Doer:
        """Who asks, as actions want to know it."""
        return Doer(by=self.by, roles=self.roles, number=self.account.pk)

    @property
    def sight(self) -> Sight:
        """What may be shown; every query takes it, and every page that is made of records."""
        return replace(permissions.sees(self.roles), blind=self.blind, by=self.by)

    @property
    def of_files(self) -> Sight:
        """What a file may rest on, whoever takes it: what is open, since a file goes where no sight holds."""
        return replace(OF_OPEN, blind=self.blind, by=self.by)

    def require_no_second_look(self) -> None:
        """Refuse what tells of the decisions in the whole case, while this person looks a second time somewhere.

        Raises:
            StillBlind: there is a report at which this person looks a second time.
        """
        if self.blind:
            raise StillBlind(
                "You look a second time at a report, and this tells what others decided there.",
                do="Finish your second look first, or have somebody else do this.",
            )

    def may(self, deed: Deed) -> bool:
        """Say whether this person may do something."""
        return permissions.may(self.roles, deed)

    def saw(self, record: str, *, level: str) -> None:
        """Say that a record is shown to this person, at its level of handling: reading what is sealed is logged."""
        if level == SEALED:
            note(What.READ_SEALED, by=self.by, about=record)

    def saw_part(self, record: str, *, level: str) -> None:
        """Say that a part of a record is shown or worked on: logged unless this person just read the record."""
        if level == SEALED and not noted_lately(What.READ_SEALED, by=self.by, about=record):
            note(What.READ_SEALED, by=self.by, about=record)


def desk_of(account: Account) -> Desk:
    """Return the desk of somebody who is in."""
    given = work.blind_for(account.pk)
    blind = standing.versions_of(given, using=DEFAULT_DB_ALIAS) if given else given
    return Desk(store=served().store, account=account, roles=roles_of(account), blind=blind)


class AtDesk(HttpRequest):
    """A request that the gate let through to a page for people with a role."""

    desk: Desk


def served() -> Served:
    """Return the case that this process serves."""
    found = cast("WebConfig", apps.get_app_config("web")).served
    if found is None:
        raise RuntimeError("no case is served")
    return found


@contextmanager
def serve_case(path: Path, *, network: bool = False, patience: float = PATIENCE) -> Iterator[Served]:
    """Open a case and its room, for all pages of this process; ``network``: pages may be captured out of it."""
    app = cast("WebConfig", apps.get_app_config("web"))
    with Store(path, patience=patience) as store:
        store.require_writable()
        open_room(path, patience=patience)
        forget_what_is_gone(store)  # nothing is expunged while the room is open
        app.served = Served(store=store, of_team=store.of_a_team, network=network)
        try:
            yield app.served
        finally:
            rest()
            app.served = None
            close_room()


def roles_of(account: Account) -> frozenset[Role]:
    """Return the roles of an account; a name that is no role gives nothing."""
    return frozenset(role for role in Role if role.value in account.roles.split())


def for_templates(request: HttpRequest) -> dict[str, Any]:
    """Hand templates the desk, and what it may do as ``may.review`` and so on."""
    desk: Desk | None = getattr(request, "desk", None)
    case = served()
    return {
        "desk": desk,
        "case_name": case.store.path.absolute().name,
        "of_team": case.of_team,
        "may": {deed.name.lower(): desk is not None and desk.may(deed) for deed in Deed},
    }
