import gzip

import pytest
from reading.samples_of_originals import page, pdf

from ledgerstone.errors import UnreadableOriginal
from ledgerstone.reading import read, read_all, sniff

_SENTENCE = b"At least 12 people were killed in Old Tarna, the mayor said."


@pytest.mark.parametrize("name", ["a.txt", "a.pdf", "a.jpg", "a", None])
def test_content_decides_whatever_the_name_says(name: str | None) -> None:
    assert sniff(page(), name=name) == "text/html"
    assert sniff(pdf([(50, 700, "x")]), name=name, media_type="text/html") == "application/pdf"
    assert sniff(b'{"text": "Six died."}\n', name=name) == "application/jsonl"
    assert sniff(_SENTENCE, name=name) == "text/plain"


def test_a_fragment_is_a_page_only_if_it_is_called_one_or_begins_as_one() -> None:
    assert sniff(b"Six died.<p>The army denied it.</p>", name="a.html") == "text/html"
    assert sniff(b"<p>Six died.</p>") == "text/html"
    assert sniff(b"He wrote <p> in his notes.", name="a.txt") == "text/plain"


def test_braces_alone_are_no_json() -> None:
    assert sniff(b"{sic} the mayor wrote.") == "text/plain"
    assert sniff(b"[Translated from Karsan] The mayor wrote.") == "text/plain"
    assert sniff(b'[{"text": "x"}]') == "application/json"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"PK\x03\x04rest", "ZIP"),
        (gzip.compress(page()), "compressed"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "office document"),
        (b"WARC/1.1\r\n", "web archive"),
        (b"<?xml version='1.0'?><rss><channel><title>x</title></channel></rss>", "feed"),
        (b"<svg xmlns='x'><title>x</title></svg>", "XML"),
        (b"[1, 2]", "JSON"),
        (bytes(range(256)) * 20, "binary"),
        (b"\x00" * 500, "binary"),
    ],
)
def test_what_no_reader_reads_says_what_it_is_and_what_to_do(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableOriginal, match=says) as raised:
        read(data, name="page.html", media_type="text/html")
    assert "Keep the original as it is" in raised.value.do


def test_nul_bytes_strewn_into_a_text_are_replaced() -> None:
    report = read(_SENTENCE.replace(b" ", b"\x00 ", 3))
    assert report.text.startswith("At\ufffd least\ufffd 12")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"])
def test_unicode_encodings_are_told_apart(encoding: str) -> None:
    text = "The mayor of Šarna said: “Twelve people were killed.”"
    assert read(text.encode(encoding)).text == text


def test_western_bytes_are_cp1252_whatever_they_are_called() -> None:
    data = "“Twelve were killed”, said André of the café – he saw it.".encode("cp1252")
    for media_type in (
        None,
        "text/plain; charset=utf-8",
        "text/plain; charset=iso-8859-1",
        "text/plain; charset=nonsense",
    ):
        assert read(data, media_type=media_type).text.startswith("“Twelve were killed”, said André")


def test_a_declared_encoding_is_used_where_it_is_not_utf_8() -> None:
    text = "Двенадцать человек погибли при обстреле рынка, сказал мэр города."
    report = read(text.encode("koi8-r"), media_type="text/plain; charset=koi8-r")
    assert report.text == text
    assert report.language == "ru"


def test_broken_bytes_in_utf_8_are_replaced_and_told() -> None:
    data = "The mayor of Šarna said that twelve people ".encode() + b"\xff\xfe were killed."
    (report,), (problem,) = read_all(data)
    assert "\ufffd" in report.text
    assert "U+FFFD" in problem.text
