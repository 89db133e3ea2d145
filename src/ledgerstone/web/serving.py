"""``ledgerstone serve``: Django is set up for one case, the case is opened, and waitress serves it."""

import hashlib
import os
import secrets
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import django
from django.conf import settings

from ledgerstone.errors import BadSetting
from ledgerstone.store import folder
from ledgerstone.web.project import Profile, configuration

HOST = "127.0.0.1"
_LONG = 48  # bytes of the secret that signs sessions


def serve(case: Path, *, by: str, port: int, say: Callable[[str], None]) -> None:
    """Serve a case to one person on this machine, until Ctrl-C.

    Raises:
        NotACase, StoreBusy, ReadOnlyCase: the case cannot be opened.
        BadSetting: the port is taken.
    """
    set_up(solo(case))
    solo_room = import_module("ledgerstone.web.solo")  # it knows the tables, so Django is set up before
    solo_room.run(case, by=by, host=HOST, port=port, say=say)


def set_up(profile: Profile) -> None:
    """Set Django up for a profile; once a process, and before the store is loaded.

    Raises:
        BadSetting: it was set up otherwise.
    """
    if settings.configured:
        raise BadSetting("Django is set up in this process already.", do="Serve the case in a process of its own.")
    settings.configure(**configuration(profile))
    django.setup()


def solo(case: Path) -> Profile:
    """Return the profile of one person on this machine; its secret is made at the first start."""
    folder.read_case_file(case)
    return Profile(secret=_own_secret(case), tag=hashlib.sha256(os.fsencode(case.resolve())).hexdigest()[:8])


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
