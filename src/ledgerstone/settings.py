"""Settings of the program as a whole; what belongs to one case stands in its case.toml.

Two profiles. *Solo*, which is what runs where nothing is set: one person, one machine, a case folder with SQLite in it,
no server. *Team*: the records of new cases are in the PostgreSQL that the environment names; the originals still lie in
the case folder. A case stays where it was made, whatever is set when it is opened.
"""

import os
from dataclasses import dataclass
from typing import Any

# A default database is none on purpose: each case brings its own, by its own alias, so that two can be open at once.
DJANGO: dict[str, Any] = {
    "INSTALLED_APPS": ["ledgerstone.store"],
    "DATABASES": {},
    "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
    "LOGGING_CONFIG": None,
    "USE_TZ": True,
    "TIME_ZONE": "UTC",
}

PATIENCE = 5.0  # seconds that one process waits for another to let go of a case

DATABASE = "LEDGERSTONE_DATABASE"
OWNER = "LEDGERSTONE_DATABASE_OWNER"


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """The PostgreSQL of a team, as connection strings or URLs of libpq.

    ``database`` connects as the role that works on cases, which owns nothing; ``owner`` as the role that owns the
    tables, which only makes cases, and is empty where none are made.
    """

    database: str
    owner: str


def team() -> Team | None:
    """Return the team's database as the environment names it; None is the profile of one person."""
    database = os.environ.get(DATABASE, "").strip()
    return Team(database=database, owner=os.environ.get(OWNER, "").strip()) if database else None
