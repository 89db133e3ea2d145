"""``ledgerstone serve``: Django is set up for one case, the case is opened, and waitress serves it.

A case in SQLite is served to one person on this machine, a case in PostgreSQL to a team behind a proxy.
"""

import hashlib
import os
import secrets
from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from types import ModuleType

import django
from django.conf import settings

from ledgerstone.actions.people import who
from ledgerstone.errors import BadSetting
from ledgerstone.store import folder
from ledgerstone.web import environment
from ledgerstone.web.project import Profile, configuration

_LONG = 48  # bytes of the secret that signs sessions

Say = Callable[[str], None]


def serve(case: Path, *, by: str | None, port: int, network: bool, worker: bool, say: Say) -> None:
    """Serve a case until Ctrl-C, or until the process is told to end.

    Args:
        case: the folder.
        by: whose room it is, where it is one person's; None is the account that runs it.
        port: on which it answers.
        network: whether people may have web pages captured.
        worker: whether what is asked for is done beside it; otherwise another process does it.
        say: prints a line.

    Raises:
        NotACase, StoreBusy, ReadOnlyCase: the case cannot be opened.
        BadSetting: the port is taken.
        UnsafeRoom: a team's room would not be safe as it is set up.
        OpenPage: a page has no policy.
    """
    if _of_team(case):
        room = environment.team_room()
        run = partial(_profile("team", _team_profile(case)).run, case, room=room, port=port, say=say)
    else:
        run = partial(_profile("solo", _solo_profile(case)).run, case, by=who(by), port=port, say=say)
    if not worker:
        run(network=network)
        return
    with import_module("ledgerstone.web.working").beside(case, network=network):
        run(network=network)


def work(case: Path, *, network: bool) -> None:
    """Do what a room has in its queue, until Ctrl-C."""
    profile = _team_profile(case) if _of_team(case) else _solo_profile(case)
    _profile("working", profile).work(case, network=network)


def check(case: Path, *, say: Say) -> None:
    """Say whether a room may be opened as it is set up, and open nothing.

    Raises:
        UnsafeRoom, OpenPage: it may not.
    """
    if _of_team(case):
        environment.team_room()
        _profile("team", _team_profile(case)).check(say=say)
    else:
        _profile("solo", _solo_profile(case)).check(say=say)


def invite(case: Path, *, roles: Sequence[str], by: str, say: Say) -> None:
    """Make the tables of a team's room where they are not there, and show a link by which somebody comes in.

    Raises:
        BadSetting: the case is one person's.
        UnsafeRoom: the room has no name or no secret yet.
    """
    if not _of_team(case):
        raise BadSetting("The records of this case are in a file: its room is for one person.", do="Run: serve CASE")
    _profile("team", _team_profile(case)).invite(case, roles=roles, by=by, host=environment.hosts()[0], say=say)


def set_up(profile: Profile) -> None:
    """Set Django up for a profile; once a process, and before the store is loaded.

    Raises:
        BadSetting: it was set up otherwise.
    """
    if settings.configured:
        raise BadSetting("Django is set up in this process already.", do="Serve the case in a process of its own.")
    settings.configure(**configuration(profile))
    django.setup()


def _profile(name: str, profile: Profile) -> ModuleType:
    """Set Django up, then load the module that knows the tables."""
    set_up(profile)
    return import_module(f"ledgerstone.web.{name}")


def _of_team(case: Path) -> bool:
    return bool(folder.read_case_file(case).schema)


def _team_profile(case: Path) -> Profile:
    return Profile(secret=environment.secret(), hosts=environment.hosts(), of_team=True, tag=_tag(case))


def _solo_profile(case: Path) -> Profile:
    return Profile(secret=_own_secret(case), tag=_tag(case))


def _tag(case: Path) -> str:
    return hashlib.sha256(os.fsencode(case.resolve())).hexdigest()[:8]


def _own_secret(case: Path) -> str:
    path = case / folder.SECRET
    try:
        return path.read_text(encoding="ascii")
    except FileNotFoundError:
        made = secrets.token_urlsafe(_LONG)
        try:
            number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except OSError as error:
            raise folder.disk_said(error, f"{path} cannot be written") from error
        with os.fdopen(number, "w", encoding="ascii") as out:
            out.write(made)
        return made
    except OSError as error:
        raise folder.disk_said(error, f"{path} cannot be read") from error
