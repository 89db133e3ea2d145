import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgerstone.extraction.text.sentences import LONGEST, split


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two died. One fled.", ["Two died.", "One fled."]),
        ("Dr. Ilan Voss said three died. He left.", ["Dr. Ilan Voss said three died.", "He left."]),
        ("At 9:30 p.m. gunmen came. They shot.", ["At 9:30 p.m. gunmen came.", "They shot."]),
        ("It hit at 4 a.m. The house fell.", ["It hit at 4 a.m.", "The house fell."]),
        ("Lt. Col. J. Marr denied it.", ["Lt. Col. J. Marr denied it."]),
        ("“He is gone.” She wept.", ["“He is gone.”", "She wept."]),
        ("“We ran,” he said. “They fired.”", ["“We ran,” he said.", "“They fired.”"]),
        ("About 2.5 million fled.", ["About 2.5 million fled."]),
        ("First line\n\nSecond line", ["First line", "Second line"]),
        ("Why? Nobody knows!", ["Why?", "Nobody knows!"]),
        ("", []),
        (" \n\n ", []),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    assert [sentence.text for sentence in split(text)] == expected


@given(st.text(alphabet=st.sampled_from('ab .!?\n"“”0.'), max_size=200))
def test_offsets_are_exact_and_no_word_is_lost(text: str) -> None:
    sentences = split(text)
    assert all(text[s.start : s.end] == s.text for s in sentences)
    assert "".join("".join(s.text for s in sentences).split()) == "".join(text.split())


def test_a_text_without_an_end_is_cut_and_keeps_every_word() -> None:
    text = "word " * 5_000
    sentences = split(text)
    assert all(len(s.text) <= LONGEST for s in sentences)
    assert sum(len(s.text.split()) for s in sentences) == 5_000


def test_paragraphs_are_counted() -> None:
    assert [s.paragraph for s in split("One. Two.\n\nThree.")] == [0, 0, 1]
