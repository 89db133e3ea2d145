"""Words are found however they are written, and in both databases alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgerstone.store.index.asked import Term, read
from ledgerstone.store.index.folding import folded


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Deir el-Balaḩ", "deir el balah"),
        ("Łódź, Ærø and Đà Nẵng", "lodz aero and da nang"),
        ("O’Neil's", "oneils"),
        ("أَحْمَد آدم إلى ٱلقدس", "احمد ادم الي القدس"),
        ("مدرسة مدرسه", "مدرسه مدرسه"),
        ("کتاب ی كتاب ي", "كتاب ي كتاب ي"),
        ("العـــربية", "العربيه"),
        ("١٢ ۳۴ 56", "12 34 56"),
        ("va\u202erd\u200da", "varda"),
        ("東京 tower", "東 京 tower"),
        ("İstanbul ISTANBUL", "istanbul istanbul"),
        ("x" * 99, "x" * 64),
        ("", ""),
    ],
)
def test_words_are_folded(text: str, words: str) -> None:
    assert folded(text) == words


@given(st.text())
def test_what_is_folded_stays_as_it_is_and_holds_letters_and_digits_alone(text: str) -> None:
    once = folded(text)
    assert folded(once) == once
    assert all(word.isalnum() for word in once.split())


def test_a_question_is_read_as_it_was_meant() -> None:
    asked = read('Varda "market square" drone* -army')
    assert asked == (
        Term(("varda",)),
        Term(("market", "square")),
        Term(("drone",), beginning=True),
        Term(("army",), without=True),
    )


@pytest.mark.parametrize("text", ["", "  ", "-army", '"', "***", "\u202e", "- -"])
def test_what_asks_for_nothing_is_no_question(text: str) -> None:
    assert read(text) == ()


@given(st.text())
def test_no_question_is_an_error(text: str) -> None:
    for term in read(text):
        assert all(word.isalnum() for word in term.words)
