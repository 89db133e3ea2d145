"""The promise of the whole stage: any bytes give reports that are canonical, or a coded error, and nothing else."""

import json
import subprocess
import sys

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from reading.samples_of_originals import page, pdf

from ledgerstone import codec
from ledgerstone.errors import InputError, TooLarge, UnreadableOriginal
from ledgerstone.reading import limits, read, read_all
from ledgerstone.records import Report

_STARTS = (
    b"",
    b"%PDF-1.7\n",
    b"<html><body>",
    b'{"text":',
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"PK\x03\x04",
    b"<?xml version='1.0'?>",
)
_PIECES = st.sampled_from(
    [
        "<p>", "</p>", "<div>", "\n\n", "12 people were killed. ", "\u202e", "\u200b", "\x00", "\ud800", "\u0301",
        "\x0c", "\x92", "Advertisement", "Do you think so?", '{"text": "x"}', '"published": "9999-01-01"', "&#0;",
        "<meta charset=utf-7>", "&a;", "<![CDATA[", "Title: A", "Published: 31 February 2025", "e\u0301", "\ufeff",
        "<table><tr><td>", "</html>", "]]>", "<title>", "<script>", "\u2029", "[",
        '<meta name="date" content="2031-05-04T01:00:00+14:00">',
    ]
)  # fmt: skip


def _check(data: bytes, **arguments: str) -> None:
    try:
        reports, problems = read_all(data, **arguments)
    except InputError as error:
        _check_error(error)
        return
    assert reports or problems
    for report in reports:
        again = codec.parse("report", codec.canonical(report))
        assert again == report
        assert report.text == report.text.strip("\n")
        assert report.text
        assert all(0 <= cut.at <= len(report.text) for cut in report.furniture)


def _check_error(error: InputError) -> None:
    assert error.code in {"I03", "I04"}
    assert error.what
    assert error.do


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    start=st.sampled_from(_STARTS),
    rest=st.binary(max_size=400),
    name=st.sampled_from(["a.html", "a.jsonl", "a.txt", "a.pdf"]),
)
@example(start=b"", rest=b"<html/>", name="a.html")
def test_any_bytes_give_canonical_reports_or_a_coded_error(start: bytes, rest: bytes, name: str) -> None:
    _check(start + rest, name=name)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(start=st.sampled_from(_STARTS), pieces=st.lists(_PIECES, max_size=30))
def test_any_mixture_of_tricks_gives_canonical_reports_or_a_coded_error(start: bytes, pieces: list[str]) -> None:
    _check(start + "".join(pieces).encode("utf-8", "surrogatepass"))


@given(
    data=st.binary(min_size=1, max_size=200),
    title=st.text(max_size=40),
    url=st.text(max_size=40),
    published=st.text(max_size=20),
)
def test_what_the_caller_says_is_cleaned_too(data: bytes, title: str, url: str, published: str) -> None:
    _check(b"Some words " + data, title=title, url=url, publisher=title, published=published, media_type="text/plain")


def test_the_same_bytes_give_the_same_report() -> None:
    assert codec.identify(read(page())) == codec.identify(read(page()))


def test_what_the_caller_knows_goes_first() -> None:
    data = page(head='<meta property="og:title" content="Theirs"><link rel="canonical" href="https://a.example/x">')
    report = read(data, title="Ours", url="https://b.example/y", publisher="The Karsa Herald", published="2031-05-02")
    assert (report.title, report.url, report.publisher) == ("Ours", "https://b.example/y", "The Karsa Herald")
    assert str(report.published) == "2031-05-02"


def test_a_given_date_that_cannot_be_is_told_and_left_unknown() -> None:
    (report,), (problem,) = read_all(b"Twelve people were killed, the mayor said.", published="9999-12-31")
    assert report.published is None
    assert problem.code == "I15"
    assert "9999-12-31" in problem.text
    assert problem.record == report.original


def test_an_address_that_is_too_long_is_told_and_left_out() -> None:
    (report,), (problem,) = read_all(b"Twelve people were killed.", url="https://a.example/" + "x" * 5_000)
    assert report.url is None
    assert problem.code == "I15"


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n ", "\ufeff".encode(), "\u200b\u200b".encode(), b"\x0c\x0c"])
def test_nothing_to_read_is_an_error(data: bytes) -> None:
    with pytest.raises(UnreadableOriginal):
        read(data)


def test_a_text_over_the_limit_is_refused_and_says_to_keep_it() -> None:
    with pytest.raises(TooLarge, match=r"50,000,000 bytes; a report may have 20,000,000.*Keep it as it is"):
        read(b"x" * 50_000_000)


def test_several_reports_ask_for_the_other_function() -> None:
    lines = b"\n".join(json.dumps({"text": f"{n} people were killed."}).encode() for n in range(3))
    with pytest.raises(UnreadableOriginal, match="3 reports"):
        read(lines)


def test_a_number_of_400_digits_is_text() -> None:
    digits = "9" * 400
    assert digits in read(f"The office said that {digits} people were killed.".encode()).text


def test_a_report_pickles_and_has_a_reader_with_a_version() -> None:
    readers = {read(data).reader for data in (page(), pdf([(50, 700, "Six people died.")]), b"Six people died.")}
    assert readers == {"html.1", "pdf.1", "text.1"}
    assert isinstance(read(page()), Report)


def test_a_text_file_pays_for_no_page_or_pdf_library() -> None:
    script = (
        "import sys, ledgerstone.reading as r; r.read(b'At least 12 people were killed in the town, said the mayor.');"
        "print(sorted({'lxml', 'trafilatura', 'pypdfium2', 'numpy', 'py3langid'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_limits_are_documented() -> None:
    assert limits.LARGEST_TEXT == 20_000_000
