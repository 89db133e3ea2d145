import io

import pytest
from PIL import Image, ImageDraw, ImageFont

from benchmarks.hostile import originals as made
from ledgerstone.confining.recognising import recogniser
from ledgerstone.errors import NoRecognition, TooLarge, UnreadableOriginal
from ledgerstone.extraction import extract
from ledgerstone.reading import read_all
from ledgerstone.reading.recognised import Picture, Recogniser, Word
from ledgerstone.records import Region

needs_tesseract = pytest.mark.skipif(recogniser() is None, reason="tesseract with its English model is not installed")


def _words(*said: tuple[str, int, float]) -> Recogniser:
    """A recogniser that finds these words: the text, its line, its confidence; ten pixels each, on lines of ten."""
    found = [
        Word(text=text, paragraph=(1, 1), line=line, left=10 * at, top=10 * line, width=10, height=8, confidence=sure)
        for at, (text, line, sure) in enumerate(said)
    ]
    return Recogniser(name="a.1", words=lambda _: found)


def _drawn(*lines: str) -> Image.Image:
    image = Image.new("L", (1240, 600), 255)
    draw = ImageDraw.Draw(image)
    for at, line in enumerate(lines):
        draw.text((100, 80 + 50 * at), line, fill=0, font=ImageFont.load_default(32))
    return image


def _saved(image: Image.Image, form: str) -> bytes:
    out = io.BytesIO()
    image.save(out, form)
    return out.getvalue()


def test_each_line_keeps_its_box_and_its_least_sure_word() -> None:
    found = _words(("Twelve", 1, 0.99), ("people", 1, 0.7), ("were", 2, 0.98), ("killed.", 2, 0.97))
    (report,), problems = read_all(made.png(2000, 1000), recogniser=found)
    assert report.text == "Twelve people were killed."
    assert report.reader == "picture.1+a.1"
    assert [(each.start, each.end) for each in report.regions] == [(0, 13), (14, 26)]
    first = report.regions[0].box
    assert (first.page, first.left, first.top, first.width, first.height) == (1, 0.0, 0.01, 0.01, 0.008)
    assert first.confidence == 0.7
    assert not problems


def test_a_claim_has_the_box_of_its_sentence() -> None:
    found = _words(*((word, 1, 0.9) for word in "At least 12 people were killed in the town, the mayor said.".split()))
    (report,), _ = read_all(made.png(2000, 1000), recogniser=found)
    claim = next(claim for claim in extract(report) if claim.count)
    (box,) = claim.passage.boxes
    assert (box.page, box.confidence, box.left) == (1, 0.9, 0.0)


def test_a_hyphen_at_the_end_of_a_line_is_taken_out_and_offsets_hold() -> None:
    found = _words(("At", 1, 1.0), ("hos-", 1, 1.0), ("pital", 2, 1.0), ("B-", 2, 1.0), ("52", 3, 1.0))
    (report,), _ = read_all(made.png(2000, 1000), recogniser=found)
    assert report.text == "At hospital B- 52"
    assert [report.text[each.start : each.end] for each in report.regions] == ["At hos", "pital B-", "52"]


def test_what_does_not_show_is_out_before_offsets_exist() -> None:
    found = _words(("Twe\u200blve", 1, 1.0), ("\u202e", 1, 1.0), ("died.", 2, 1.0))
    (report,), _ = read_all(made.png(2000, 1000), recogniser=found)
    assert report.text == "Twelve died."
    assert all(isinstance(each, Region) and each.end <= len(report.text) for each in report.regions)


def test_words_that_are_not_sure_are_told_figures_first() -> None:
    found = _words(("rnany", 1, 0.3), ("12", 1, 0.85), ("died.", 1, 0.95))
    _, (problem,) = read_all(made.png(2000, 1000), recogniser=found)
    assert problem.code == "I19"
    assert problem.text.index("'12' (0.85)") < problem.text.index("'rnany' (0.30)")


def test_without_a_recogniser_a_picture_is_told_and_not_guessed() -> None:
    with pytest.raises(NoRecognition):
        read_all(made.png(100, 100))
    with pytest.raises(NoRecognition):
        read_all(_saved(_drawn("Twelve people died."), "PDF"))


def test_a_picture_of_nothing_has_no_text() -> None:
    with pytest.raises(UnreadableOriginal, match="No text was recognised"):
        read_all(made.png(100, 100), recogniser=_words())


def test_a_picture_that_says_it_is_enormous_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(TooLarge, match="60,000,000"):
        read_all(made.png(60_000, 60_000, rows=b"\0" * 1000), recogniser=_words())


@pytest.mark.parametrize("tenth", range(1, 10))
def test_cut_off_pictures_are_errors(tenth: int) -> None:
    for form in ("PNG", "JPEG", "TIFF", "GIF", "WEBP", "BMP"):
        data = _saved(_drawn("Twelve people died."), form)
        with pytest.raises(UnreadableOriginal):
            read_all(data[: len(data) * tenth // 10], recogniser=_words())


def test_pages_with_and_without_a_text_layer_are_read_in_order() -> None:
    found = _words(*((word, 1, 0.95) for word in "Six people were wounded in the second village that day.".split()))
    image = (
        b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>"
    )
    data = made.pdf(
        made.text_stream("Twelve people were killed in the town on Tuesday."),
        b"q 500 0 0 700 50 50 cm /I0 Do Q",
        made.text_stream("The army denied it and promised an inquiry, it said."),
        objects=[image + b"\nstream\n\x80\nendstream"],
    ).replace(b"/Font << /F1 3 0 R >>", b"/Font << /F1 3 0 R >> /XObject << /I0 10 0 R >>")
    (report,), problems = read_all(data, recogniser=found)
    assert [part.split()[0] for part in report.text.split("\n\n")] == ["Twelve", "Six", "The"]
    assert report.reader == "pdf.1+a.1"
    assert {each.box.page for each in report.regions} == {2}
    assert not problems
    (without,), (problem,) = read_all(data)
    assert "Six" not in without.text
    assert problem.code == "I21"
    assert "2" in problem.text


@needs_tesseract
def test_tesseract_reads_a_drawn_text_the_same_each_time() -> None:
    drawn = _drawn("At least 12 people were killed when shells", "hit the market of Old Tarna on Tuesday.")
    data = _saved(drawn, "PNG")
    (report,), _ = read_all(data, recogniser=recogniser())
    assert report.text == "At least 12 people were killed when shells hit the market of Old Tarna on Tuesday."
    assert report.reader.startswith("picture.1+tesseract.")
    assert len(report.regions) == 2
    assert report.regions[0].box.top < report.regions[1].box.top
    assert all(each.box.confidence and each.box.confidence > 0.5 for each in report.regions)
    assert read_all(data, recogniser=recogniser())[0] == (report,)
    (scanned,), _ = read_all(_saved(drawn, "PDF"), recogniser=recogniser())
    assert scanned.text == report.text


@needs_tesseract
def test_tesseract_is_handed_what_any_mode_of_picture_shows() -> None:
    drawn = _drawn("At least 12 people were killed when shells")
    wide = drawn.convert("I").point(lambda value: value * 256).convert("I;16")
    for mode in ("1", "P", "RGB", "RGBA", "CMYK", "I;16"):
        form = "TIFF" if mode in {"CMYK", "I;16"} else "PNG"
        image = wide if mode == "I;16" else drawn.convert(mode)
        (report,), _ = read_all(_saved(image, form), recogniser=recogniser())
        assert report.text == "At least 12 people were killed when shells", mode


def test_a_recogniser_gets_a_plain_picture() -> None:
    seen: list[Picture] = []

    def words(picture: Picture) -> list[Word]:
        seen.append(picture)
        return []

    with pytest.raises(UnreadableOriginal):
        read_all(made.png(300, 200), recogniser=Recogniser(name="a.1", words=words))
    assert [(each.width, each.height, len(each.pixels)) for each in seen] == [(600, 400, 240_000)]
