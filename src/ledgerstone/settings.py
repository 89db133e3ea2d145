"""Settings of the program as a whole; what belongs to one case stands in its case.toml.

One profile so far, *solo*: one person, one machine, a case folder with SQLite in it, no server.
"""

from typing import Any

# A default database is none on purpose: each case brings its own, by its own alias, so that two can be open at once.
SOLO: dict[str, Any] = {
    "INSTALLED_APPS": ["ledgerstone.store"],
    "DATABASES": {},
    "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
    "LOGGING_CONFIG": None,
    "USE_TZ": True,
    "TIME_ZONE": "UTC",
}

PATIENCE = 5.0  # seconds that one process waits for another to let go of a case
