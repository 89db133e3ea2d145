"""Figures, days and codes in words; text of unknown origin made safe to look at."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgerstone.records import Count, Identifier, PageBox, When
from ledgerstone.records.text import seen
from ledgerstone.releasing.wording import (
    boxes_words,
    count_words,
    day,
    identifiers_words,
    range_words,
    web_address,
    when_words,
)


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (None, None, "not stated"),
        (14, None, "at least 14"),
        (None, 27, "up to 27"),
        (12, 19, "12–19"),
        (9, 9, "9"),
        (0, 0, "none"),
        (1500, None, "at least 1,500"),
        (0, 3, "0–3"),
    ],
)
def test_range_words(low: int | None, high: int | None, words: str) -> None:
    assert range_words(low, high) == words


def test_count_words_keep_a_word_that_is_no_number() -> None:
    assert count_words(Count(low=None, high=None, wording="dozens")) == "“dozens”"
    assert count_words(Count(low=30, high=30, about=True, wording="about 30")) == "about 30"


@pytest.mark.parametrize(
    ("earliest", "latest", "words"),
    [
        (None, None, "date not resolved"),
        (date(2031, 3, 11), date(2031, 3, 11), "11 March 2031"),
        (date(2031, 3, 11), date(2031, 3, 13), "11–13 March 2031"),
        (date(2031, 3, 30), date(2031, 4, 2), "30 March – 2 April 2031"),
        (date(2031, 12, 31), date(2032, 1, 1), "31 December 2031 – 1 January 2032"),
        (date(2031, 3, 11), None, "on or after 11 March 2031"),
        (None, date(9999, 12, 31), "on or before 31 December 9999"),
    ],
)
def test_when_words(earliest: date | None, latest: date | None, words: str) -> None:
    assert when_words(When(earliest=earliest, latest=latest, wording="then")) == words


def test_a_time_says_its_zone() -> None:
    assert day(datetime(2031, 3, 11, 23, 10, tzinfo=UTC)) == "11 March 2031, 23:10 UTC"
    assert day(None) == "date not known"


def test_what_does_not_show_is_written_out() -> None:
    assert seen("a\u202eb\u2066c\u0007\u200b") == "a‹U+202E›b‹U+2066›c‹U+0007›‹U+200B›"
    assert seen("سلام\u200cها و नमस्\u200dते\n\tשלום") == "سلام\u200cها و नमस्\u200dते\n\tשלום"


@given(st.text())
def test_nothing_that_turns_the_reading_is_left(text: str) -> None:
    assert not set(seen(text)) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\x00\x1b\ufeff")


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "data:text/html,x", "JAVASCRIPT:alert(1)", "//host/x", "http://", "https:///x", "file:///etc",
        "http://a b/", "https://x.example/\u202egpj.exe", "\x01javascript:alert(1)", "http://[", "", None,
    ],
)  # fmt: skip
def test_only_web_addresses_are_followed(url: str | None) -> None:
    assert web_address(url) is None


def test_a_web_address_is_left_as_it_is() -> None:
    assert web_address("https://wire.example/a?b=1&c=2#d") == "https://wire.example/a?b=1&c=2#d"


def test_the_codes_of_others_stand_once_each_with_whose_they_are() -> None:
    codes = [Identifier(scheme="team-2019", value="IN-9"), Identifier(scheme="team-2015", value="A7")]
    assert identifiers_words([*codes, codes[0]]) == "team-2019: IN-9, team-2015: A7"
    assert identifiers_words([]) == ""


def test_a_box_says_where_on_its_page_words_stand_and_how_sure_they_are() -> None:
    box = PageBox(page=2, left=0.1, top=0.284, width=0.8, height=0.03, confidence=0.62)
    assert boxes_words([box]) == "page 2, 28–31 % down, 10–90 % across, least sure word 62 %"
    whole = PageBox(page=3, left=0.0, top=0.0, width=1.0, height=1.0)
    assert boxes_words([box, whole]).endswith("; page 3, 0–100 % down, 0–100 % across")
