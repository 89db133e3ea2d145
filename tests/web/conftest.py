"""The review room over the examples, and people of each role in it.

    def test_a_reader_sees_the_list(room: Room) -> None:
        answer = room.client("reader").get("/incidents/")

A test gets its own copy of the case. ``room.client()`` is nobody, ``room.client("coder", "keeper")`` has two roles.
``room.served.store`` is the open case.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.test.utils import setup_test_environment, teardown_test_environment
from review_room import Room
from team_database import APP, OWNER, own_database

from ledgerstone import Case, indexing, settings
from ledgerstone.store.exporting import export
from ledgerstone.store.importing import import_
from ledgerstone.web.desk import serve_case

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave the room over PostgreSQL to the slow tests: each of them makes a filled database of its own."""
    for item in items:
        call = getattr(item, "callspec", None)
        if Path(__file__).parent in item.path.parents and call and call.params.get("database") == "postgresql":
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session", autouse=True)
def _answers_hold_their_templates() -> Iterator[None]:
    setup_test_environment()
    yield
    teardown_test_environment()


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the case of the examples, at rest, with a room in which nobody has been."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv(settings.DATABASE, raising=False)
        return _fill(tmp_path_factory.mktemp("filled") / "case")


@pytest.fixture(scope="session")
def filled_team(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """Return the same case with its records in PostgreSQL, its room and index beside them, and its database."""
    folder, name = tmp_path_factory.mktemp("filled-team"), f"filled_{os.getpid()}"
    with own_database(name) as reached:
        with _reached(reached):
            export(filled, folder / "case.zip")
            case = import_(folder / "case.zip", folder / "case").case
            with serve_case(case) as served:
                indexing.follow(served.store)
        yield case, name


@pytest.fixture
def room(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Room]:
    """Serve a copy of the case of the examples; on both databases, where a module asks for ``database``."""
    case = tmp_path / "case"
    if "database" not in request.fixturenames or request.getfixturevalue("database") == "sqlite":
        shutil.copytree(request.getfixturevalue("filled"), case)
        with serve_case(case) as served:
            yield Room(served=served)
        return
    folder, name = request.getfixturevalue("filled_team")
    shutil.copytree(folder, case)
    with own_database(f"room_{os.getpid()}", like=name) as reached, _reached(reached), serve_case(case) as served:
        yield Room(served=served)


@contextmanager
def _reached(database: dict[str, str]) -> Iterator[None]:
    """Let the environment name this database."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(settings.DATABASE, database[APP])
        patch.setenv(settings.OWNER, database[OWNER])
        yield


def _fill(folder: Path) -> Path:
    with Case.create(folder, gazetteers=[EXAMPLES / "gazetteer.csv"], by="Ines Okoro") as case:
        case.add(EXAMPLES / "reports")
        case.run()
    with serve_case(folder) as served:
        indexing.follow(served.store)
    return folder
