"""The review room over the examples, and people of each role in it.

    def test_a_reader_sees_the_list(room: Room) -> None:
        answer = room.client("reader").get("/incidents/")

A test gets its own copy of the case. ``room.client()`` is nobody, ``room.client("coder", "keeper")`` has two roles.
``room.served.store`` is the open case.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test.utils import setup_test_environment, teardown_test_environment
from review_room import Room
from team_database import copy

from ledgerstone import Case, indexing, settings
from ledgerstone.web.desk import serve_case

EXAMPLES = Path(__file__).parents[2] / "examples"


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


@pytest.fixture(scope="module")
def filled_team(database: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the case of the examples with its records where ``database`` says."""
    folder = tmp_path_factory.mktemp(f"filled-{database}") / "case"
    return _fill(folder)


@pytest.fixture
def room(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Room]:
    """Serve a copy of the case of the examples; on both databases, where a module asks for ``database``."""
    case = tmp_path / "case"
    if "database" in request.fixturenames and request.getfixturevalue("database") == "postgresql":
        copy(request.getfixturevalue("filled_team"), case)
    else:
        shutil.copytree(request.getfixturevalue("filled"), case)
    with serve_case(case) as served:
        yield Room(served=served)


def _fill(folder: Path) -> Path:
    with Case.create(folder, gazetteers=[EXAMPLES / "gazetteer.csv"], by="Ines Okoro") as case:
        case.add(EXAMPLES / "reports")
        case.run()
    with serve_case(folder) as served:
        indexing.follow(served.store)
    return folder
