import pytest

from ledgerstone.extraction.harm.dividing import find_division
from ledgerstone.extraction.harm.numbers import find_numbers
from ledgerstone.extraction.text.words import words_of


@pytest.mark.parametrize(
    ("text", "harm", "parts"),
    [
        ("Nine of the dead were men and four were women.", "killed", [(9, ("man",)), (4, ("woman",))]),
        ("Two of them were women.", None, [(2, ("woman",))]),
        ("Of the 19, six were children, five were women and eight were men.", None,
         [(6, ("child",)), (5, ("woman",)), (8, ("man",))]),
        ("Three of the wounded were children.", "injured", [(3, ("child",))]),
        ("Eight of the dead were conscripts.", "killed", [(8, ("soldier",))]),
    ],
)  # fmt: skip
def test_a_division_names_its_parts(text: str, harm: str | None, parts: list[tuple[int, tuple[str, ...]]]) -> None:
    words = words_of(text)
    found = find_division(words, find_numbers(words))
    assert found is not None
    assert (found.harm, [(part.low, part.groups) for part in found.parts]) == (harm, parts)


@pytest.mark.parametrize(
    "text", ["Nine people were killed.", "Two of the houses were burned.", "It fell 3 of 5 times."]
)
def test_other_sentences_divide_nobody(text: str) -> None:
    words = words_of(text)
    assert find_division(words, find_numbers(words)) is None
