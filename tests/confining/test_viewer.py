"""Originals drawn in the worker process."""

import socket
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


def _asking(port: int) -> bytes:
    """Return a PDF that asks for an address in every way that its format has: actions, a file behind a picture."""
    to = f"http://127.0.0.1:{port}/asked"
    said = (
        f"/S /URI /URI ({to})",
        f"/S /JavaScript /JS (app.launchURL('{to}'))",
        f"/S /GoToR /F << /FS /URL /F ({to}) >>",
    )
    uri, script, remote = (f"<< /Type /Action {each} >>" for each in said)
    content = "q 100 0 0 100 0 0 cm /I Do Q"
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R /OpenAction {uri} /AA << /WC {script} >> >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R /AA << /O {remote} >>"
            " /Resources << /XObject << /I 5 0 R >> >> >>"
        ),
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        (
            "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 0"
            f" /F << /FS /URL /F ({to}) >> >>\nstream\n\nendstream"
        ),
    ]
    body = "%PDF-1.7\n" + "".join(f"{n} 0 obj\n{each}\nendobj\n" for n, each in enumerate(objects, start=1))
    return f"{body}trailer\n<< /Root 1 0 R /Size {len(objects) + 1} >>\n%%EOF\n".encode()


def test_an_original_that_asks_for_an_address_is_drawn_and_nobody_is_asked(
    viewer: ConfinedViewer, tmp_path: Path
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        (tmp_path / "asking.pdf").write_bytes(_asking(port))
        page = f'<p>Told.</p><img src="http://127.0.0.1:{port}/a"><iframe src="file:///etc/passwd"></iframe>'
        (tmp_path / "asking.html").write_text(page, encoding="utf-8")
        with (tmp_path / "asking.pdf").open("rb") as file:
            assert viewer.look(file, media_type="application/pdf", name=None).pages == 1
            assert viewer.draw_page(file, 1).startswith(b"\x89PNG")
        with (tmp_path / "asking.html").open("rb") as file:
            text = viewer.look(file, media_type="text/html", name=None).text
        assert "Told." in text
        assert "root:" not in text
        listening.settimeout(0)
        with pytest.raises(BlockingIOError):  # what had been asked for would wait here
            listening.accept()


def test_what_takes_too_long_is_ended() -> None:
    with ConfinedViewer(bounds=Bounds(seconds=0.01)) as viewer, next(EXAMPLES.glob("*.pdf")).open("rb") as file:
        with pytest.raises(TooCostly):
            viewer.draw_page(file, 1)
        assert viewer.process is None
