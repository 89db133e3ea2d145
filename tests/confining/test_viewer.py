"""Originals drawn in the worker process."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ledgerstone.confining import Bounds
from ledgerstone.confining.viewer import ConfinedViewer
from ledgerstone.errors import TooCostly, UnreadableOriginal

EXAMPLES = Path(__file__).parents[2] / "examples" / "reports"


@pytest.fixture(scope="module")
def viewer() -> Iterator[ConfinedViewer]:
    with ConfinedViewer() as made:
        yield made


def test_pages_and_text_come_back_checked(viewer: ConfinedViewer) -> None:
    with next(EXAMPLES.glob("*.pdf")).open("rb") as file:
        seen = viewer.look(file, media_type="application/pdf", name=None)
        assert (seen.kind, seen.pages > 0) == ("pages", True)
        assert viewer.draw_page(file, 1).startswith(b"\x89PNG")
    with next(EXAMPLES.glob("01-*.html")).open("rb") as file:
        assert "Drovath" in viewer.look(file, media_type="text/html", name=None).text


def test_what_cannot_be_drawn_is_an_error_and_the_next_is_drawn(viewer: ConfinedViewer, tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 cut off")
    with broken.open("rb") as file, pytest.raises(UnreadableOriginal):
        viewer.draw_page(file, 1)
    with next(EXAMPLES.glob("*.pdf")).open("rb") as file:
        assert viewer.draw_page(file, 1).startswith(b"\x89PNG")


def test_what_takes_too_long_is_ended() -> None:
    with ConfinedViewer(bounds=Bounds(seconds=0.01)) as viewer, next(EXAMPLES.glob("*.pdf")).open("rb") as file:
        with pytest.raises(TooCostly):
            viewer.draw_page(file, 1)
        assert viewer.process is None
