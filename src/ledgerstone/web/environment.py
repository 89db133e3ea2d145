"""How a team's room is set up: by the environment alone. What would not be safe is refused."""

import ipaddress
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path

from ledgerstone import settings
from ledgerstone.errors import UnsafeRoom

HOSTS = "LEDGERSTONE_ROOM_HOSTS"
SECRET_FILE = "LEDGERSTONE_ROOM_SECRET_FILE"  # noqa: S105 (a variable's name)
LISTEN = "LEDGERSTONE_ROOM_LISTEN"
PROXY = "LEDGERSTONE_ROOM_PROXY"
_LOOPBACK = "127.0.0.1"
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*")
_SHORTEST = 50  # characters of a secret, as Django's own check of deployments asks
_FEWEST = 10  # different ones among them


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamRoom:
    """Where a team's room answers: behind which proxy, under which names."""

    secret: str
    hosts: tuple[str, ...]
    listen: str
    proxy: str


def team_room() -> TeamRoom:
    """Return how the team's room is set up.

    Raises:
        UnsafeRoom: something is missing, or would not be safe.
    """
    if os.environ.get(settings.OWNER, "").strip():
        raise UnsafeRoom(
            f"{settings.OWNER} is set: a room that is broken into could then change records.",
            do="Unset it for the server; `serve --invite` makes the room's tables, with it, once.",
        )
    listen, proxy = _address(LISTEN, _LOOPBACK), _address(PROXY, _LOOPBACK)
    if not ipaddress.ip_address(listen).is_loopback and not os.environ.get(PROXY, "").strip():
        raise UnsafeRoom(
            f"{LISTEN} opens the room to a network, and {PROXY} does not say who may speak for others there.",
            do=f"Set {PROXY} to the address of the proxy.",
        )
    return TeamRoom(secret=secret(), hosts=hosts(), listen=listen, proxy=proxy)


def hosts() -> tuple[str, ...]:
    """Return the names under which the room is asked for.

    Raises:
        UnsafeRoom: there is none, or one that anybody's name would fit.
    """
    found = tuple(filter(None, os.environ.get(HOSTS, "").lower().replace(",", " ").split()))
    if not found:
        raise UnsafeRoom(f"{HOSTS} is not set.", do="Set it to the name of the room: room.example.org")
    for each in found:
        if not _HOST.fullmatch(each):
            raise UnsafeRoom(
                f"{HOSTS} names {each!r}, which is no single host.", do="Name each host whole, no pattern."
            )
    return found


def secret() -> str:
    """Return what signs the sessions.

    Raises:
        UnsafeRoom: there is none, it is easy to guess, or others can read it.
    """
    given = os.environ.get(SECRET_FILE, "").strip()
    if not given:
        raise UnsafeRoom(f"{SECRET_FILE} is not set.", do="Let it name a file: openssl rand -base64 48 > FILE")
    try:
        with Path(given).open(encoding="ascii") as file:
            mode = os.fstat(file.fileno()).st_mode
            found = file.read().strip()
    except (OSError, UnicodeDecodeError) as error:
        raise UnsafeRoom(f"The file of {SECRET_FILE} cannot be read ({error}).", do="Look at its rights.") from error
    if mode & (stat.S_IROTH | stat.S_IWOTH | stat.S_IWGRP):
        raise UnsafeRoom(f"Others can read or write the file of {SECRET_FILE}.", do="chmod 400 FILE")
    if len(found) < _SHORTEST or len(set(found)) < _FEWEST:
        raise UnsafeRoom(f"The secret in the file of {SECRET_FILE} is too easy.", do="openssl rand -base64 48 > FILE")
    return found


def _address(variable: str, otherwise: str) -> str:
    given = os.environ.get(variable, "").strip() or otherwise
    try:
        return str(ipaddress.ip_address(given))
    except ValueError as error:
        raise UnsafeRoom(f"{variable} is {given!r}, which is no IP address.", do="Name one: 127.0.0.1") from error
