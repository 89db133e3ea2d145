from datetime import UTC, date, datetime

import pytest
from reading.samples_of_originals import TOWN_PARAGRAPHS, page

from ledgerstone.errors import TooLarge, UnreadableOriginal
from ledgerstone.reading import read, read_all

_LD = """<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
{"@type": "WebSite", "name": "x"},
{"@type": "NewsArticle", "headline": "Twelve die", "datePublished": "2031-05-04T10:00:00+02:00",
 "publisher": {"name": "The Karsa Herald"}}]}</script>"""


def test_the_article_alone_with_its_paragraphs_apart() -> None:
    report = read(page())
    assert report.text == "\n\n".join(TOWN_PARAGRAPHS)
    assert report.language == "en"


def test_a_page_without_any_date_has_none() -> None:
    report = read(page(), url="https://herald.example/2031/05/04/market")
    assert (report.published, report.title, report.publisher) == (None, None, None)


def test_json_ld_of_the_article() -> None:
    report = read(page(head=_LD))
    assert (report.title, report.publisher) == ("Twelve die", "The Karsa Herald")
    assert report.published == datetime(2031, 5, 4, 8, tzinfo=UTC)


def test_meta_elements() -> None:
    head = (
        '<meta property="og:title" content="Twelve  die | The Karsa Herald">'
        '<meta property="og:site_name" content="The Karsa Herald">'
        '<meta property="article:published_time" content="2031-05-04">'
        '<link rel="canonical" href="https://herald.example/x">'
    )
    report = read(page(head=head))
    assert (report.title, report.publisher, report.url) == (
        "Twelve die",
        "The Karsa Herald",
        "https://herald.example/x",
    )
    assert report.published == date(2031, 5, 4)


def test_the_host_is_the_publisher_where_nobody_else_is_named() -> None:
    assert read(page(head='<link rel="canonical" href="https://www.herald.example/x">')).publisher == "herald.example"


@pytest.mark.parametrize(
    "before",
    [
        '<time itemprop="datePublished" datetime="2031-05-04">4 May</time>',
        '<time class="published" datetime="2031-05-04">4 May</time>',
        '<span itemprop="datePublished">4 May 2031</span>',
        "<p>Published: 4 May 2031</p>",
        "<span>First published on Sunday, 4 May 2031</span>",
    ],
)
def test_a_day_that_the_page_marks_as_its_own(before: str) -> None:
    assert read(page(before=before)).published == date(2031, 5, 4)


@pytest.mark.parametrize(
    "before",
    [
        '<time datetime="2031-05-04">4 May</time>',
        '<time class="published" datetime="2031-05-04"></time><time class="published" datetime="2031-05-03"></time>',
        "<p>The fire began on 4 May 2031, and went on for two days in the north of the town.</p>",
        "<p>Updated: 4 May 2031</p>",
        "<footer>© 2031</footer>",
    ],
)
def test_other_days_on_a_page_are_not_its_own(before: str) -> None:
    assert read(page(before=before)).published is None


def test_a_day_in_the_year_9999_is_told_and_left_unknown() -> None:
    (report,), (problem,) = read_all(page(head='<meta name="date" content="9999-12-31T23:59:59-10:00">'))
    assert report.published is None
    assert "9999" in problem.text


@pytest.mark.parametrize(
    "script", ["[" * 100_000, "{", '{"@type": "NewsArticle", "headline": 5, "publisher": [[]]}', '[null, 5, "x"]']
)
def test_broken_json_ld_does_no_harm(script: str) -> None:
    assert read(page(head=f'<script type="application/ld+json">{script}</script>')).title is None


def test_utf_8_is_read_as_such_whatever_the_page_declares() -> None:
    data = page("“Twelve” people were killed in Šarna, the mayor said on Tuesday.").replace(b"utf-8", b"iso-8859-1")
    assert read(data).text.startswith("“Twelve” people were killed in Šarna")


def test_the_declared_encoding_is_used_for_other_bytes() -> None:
    text = "Двенадцать человек погибли при обстреле рынка, сказал мэр города во вторник."
    data = page(text, lang="ru").decode().replace("utf-8", "windows-1251").encode("windows-1251")
    assert read(data).text == text


def test_the_language_of_the_text_goes_before_the_declared_one() -> None:
    assert read(page(lang="fr")).language == "en"


def test_scripts_comments_and_menus_are_no_text() -> None:
    text = read(page(before="<script>var dead = 90;</script><!-- 90 dead --><style>p{}</style>")).text
    assert "90" not in text
    assert "Home" not in text


def test_a_line_that_only_links_to_another_story_is_no_text() -> None:
    link = '<a href="/y">Thousands march in the capital for the third day running</a>'
    report = read(page(TOWN_PARAGRAPHS[0], link, *TOWN_PARAGRAPHS[1:]))
    assert report.text == "\n\n".join(TOWN_PARAGRAPHS)


def test_a_link_within_a_sentence_stays() -> None:
    first = TOWN_PARAGRAPHS[0].replace("the market", '<a href="/m">the market</a>')
    assert read(page(first, *TOWN_PARAGRAPHS[1:])).text == "\n\n".join(TOWN_PARAGRAPHS)


def test_tables_and_lists_keep_their_rows() -> None:
    table = "<table><tr><th>Name</th><th>Age</th></tr><tr><td>Ana Orlec</td><td>12</td></tr></table>"
    listed = "<ul><li>Ana Orlec, 12, of Old Tarna</li><li>Ivo Orlec, 40, of Old Tarna</li></ul>"
    text = read(page(*TOWN_PARAGRAPHS, table + listed)).text
    assert "Name | Age\nAna Orlec | 12" in text
    assert "\n\nAna Orlec, 12, of Old Tarna\n\nIvo Orlec, 40, of Old Tarna" in text


@pytest.mark.parametrize("start", [b"", page()])
def test_a_million_nested_elements_are_refused(start: bytes) -> None:
    with pytest.raises(UnreadableOriginal, match="deeper than 250 levels"):
        read(b"<html><body>" + start + b"<div>" * 1_000_000)


def test_a_page_with_too_many_elements_is_refused() -> None:
    with pytest.raises(TooLarge, match="elements"):
        read(page(*TOWN_PARAGRAPHS, "<b>x</b>" * 60_000))


def test_entities_that_multiply_stay_as_they_are() -> None:
    entities = '<!ENTITY a0 "dead">' + "".join(f'<!ENTITY a{n} "&a{n - 1};&a{n - 1};">' for n in range(1, 40))
    body = "".join(f"<p>{paragraph}</p>" for paragraph in TOWN_PARAGRAPHS)
    document = f"<!DOCTYPE html [{entities}]><html><body><p>&a39;</p>{body}</body></html>"
    data = '<?xml version="1.0" encoding="utf-8"?>' + document
    assert len(read(data.encode()).text) < 5_000


def test_an_external_entity_is_not_fetched() -> None:
    entity = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    data = f'<?xml version="1.0"?>{entity}<html><body><p>&x; {TOWN_PARAGRAPHS[0]}</p></body></html>'
    assert read(data.encode()).text == f"&x; {TOWN_PARAGRAPHS[0]}"


@pytest.mark.parametrize(
    "data",
    [
        b"<html></html>",
        b"<html><body><nav><a href='/'>Home</a></nav></body></html>",
        b"<!DOCTYPE html>",
        b"<html><body>\x00</body></html>",
    ],
)
def test_a_page_without_an_article_says_so(data: bytes) -> None:
    with pytest.raises(UnreadableOriginal, match=r"No article|no elements|no readable"):
        read(data, name="a.html")
