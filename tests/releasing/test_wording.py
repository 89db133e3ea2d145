"""Figures, days and codes in words; text of unknown origin made safe to look at."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgerstone.records import Count, When
from ledgerstone.records.text import seen
from ledgerstone.releasing.wording import count_words, day, range_words, web_address, when_words


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
