from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from ledgerstone.errors import TooLarge, UnreadableOriginal
from ledgerstone.reading import renditions
from ledgerstone.reading.renditions import draw_page, draw_picture, find_screenshot, look

EXAMPLES = Path(__file__).parents[2] / "examples" / "reports"
PDF = next(EXAMPLES.glob("*.pdf")).read_bytes()


def _picture(size: tuple[int, int], *, form: str = "PNG") -> bytes:
    out = BytesIO()
    image = Image.effect_noise(size, 90).convert("RGB")
    image.save(out, format=form)
    return out.getvalue()


def _drawn(data: bytes) -> tuple[int, int]:
    with Image.open(BytesIO(data), formats=["PNG"]) as image:
        return image.size


def test_a_pdf_is_shown_page_by_page_as_pictures() -> None:
    seen = look(PDF)
    assert (seen.kind, seen.text) == ("pages", "")
    assert seen.pages >= 1
    assert _drawn(draw_page(PDF, 1))[0] == 1100


@pytest.mark.parametrize("number", [0, -1, 999])
def test_a_page_that_is_not_there_is_refused(number: int) -> None:
    with pytest.raises(UnreadableOriginal):
        draw_page(PDF, number)


def test_a_pdf_with_a_script_is_drawn_and_nothing_else() -> None:
    script = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\n"
    pages = b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    pages += b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]>>endobj\n"
    data = script + pages + b"trailer<</Root 1 0 R>>\n%%EOF"
    assert _drawn(draw_page(data, 1)) == (1100, 550)


def test_a_picture_is_drawn_anew_and_veiled_in_few_pixels() -> None:
    data = _picture((1600, 900), form="JPEG")
    assert look(data).kind == "picture"
    assert _drawn(draw_picture(data, veiled=False)) == (1100, 619)
    assert max(_drawn(draw_picture(data, veiled=True))) <= 24


def test_what_a_picture_says_beside_its_pixels_is_left_out() -> None:
    out = BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "a telltale description"
    Image.new("RGB", (40, 30)).save(out, format="JPEG", exif=exif)
    assert b"telltale" in out.getvalue()
    assert b"telltale" not in draw_picture(out.getvalue(), veiled=False)


def test_a_picture_too_large_or_none_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(renditions, "MOST_PIXELS", 100)
    with pytest.raises(TooLarge):
        draw_picture(_picture((20, 20)), veiled=True)
    with pytest.raises(UnreadableOriginal):
        draw_picture(b"no picture at all", veiled=True)


def test_html_is_shown_as_text_without_its_elements() -> None:
    page = (
        b"<!doctype html><html><body><p onclick=x>One <b>two</b></p><script>alert(1)</script><p>Three</p></body></html>"
    )
    assert look(page).text == "One two\nThree"


def test_a_long_text_is_cut_off_and_says_so() -> None:
    seen = look(b"word " * 20_000)
    assert (len(seen.text), seen.cut_off) == (60_000, True)
    assert look(b"Nine people were killed in Drovath.").cut_off is False


def test_what_no_reader_reads_is_not_shown() -> None:
    assert look(b"\x00\x01\x02\x03" * 100).kind == "nothing"


def test_a_file_that_is_no_archive_has_no_picture_of_a_page() -> None:
    assert find_screenshot(BytesIO(b"PK\x03\x04 cut off")) is None
