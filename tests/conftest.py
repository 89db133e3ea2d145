"""Fixtures for tests of what a case holds, so that the very same tests run on both databases.

A module that says ``pytestmark = pytest.mark.usefixtures("database")`` runs twice. PostgreSQL is one that
``.ci/postgresql start`` made; where the environment names none, its tests are skipped.
"""

import os
from collections.abc import Iterator

import django_set_up  # noqa: F401 (before the store is loaded)
import pytest
from team_database import ADMIN, APP, OWNER, schemas, take_one

from ledgerstone import settings

WHY = f"{APP} is not set: `.ci/postgresql start DIR` makes a PostgreSQL for the tests and prints what to set"


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Iterator[str]:
    """Choose where new cases have their records, and take away what a module leaves in PostgreSQL."""
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "sqlite":
            patch.delenv(settings.DATABASE, raising=False)
            yield request.param
            return
        if not _there():
            pytest.skip(WHY)
        patch.setenv(settings.DATABASE, os.environ[APP])
        patch.setenv(settings.OWNER, os.environ[OWNER])
        with schemas():
            yield request.param


def pytest_configure(config: pytest.Config) -> None:
    """Give each of the processes that run tests side by side a database of its own."""
    worker = getattr(config, "workerinput", {}).get("workerid")
    if worker and _there():
        take_one(worker)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the second run of tests about the SQLite file; without PostgreSQL, of all but one a module."""
    kept, told = [], set()
    for item in items:
        second = _of_postgresql(item)
        unwanted = second and (item.get_closest_marker("sqlite") or (not _there() and item.path in told))
        if not unwanted:
            kept.append(item)
            told |= {item.path} if second else set()
    if len(kept) < len(items):
        config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
        items[:] = kept


def _there() -> bool:
    return all(name in os.environ for name in (APP, OWNER, ADMIN))


def _of_postgresql(item: pytest.Item) -> bool:
    call = getattr(item, "callspec", None)
    return call is not None and call.params.get("database") == "postgresql"
