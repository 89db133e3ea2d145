"""Ages beside names of invented people."""

import pytest

from ledgerstone.extraction.text.names import find_names


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("Mira Voss, 61, was here", 61),
        ("Mira Voss (61)", 61),
        ("Mira Voss (aged 61)", 61),
        ("Mira Voss, aged two, and others", 2),
        ("Mira Voss (61 years old)", 61),
        ("Mira Voss (Umm Bero, 61 years old)", 61),
        ("Mira Voss , 10 years old;", 10),
        ("the 5-month-old daughter Mira Voss", 0),
        ("an eight-year old boy named Mira Voss", 8),
        ("Four-year-old Mira Voss", 4),
        ("Mira Voss (possibly 8-9)", 8),
        ("Mira Voss (mother, 51 years old)", 51),
        ("Mira Voss (5, daughter)", 5),
        ("Mira Voss, 12 years old and Bero Voss, 9 years old", 12),
        ("Mira Voss, 12 years old, daughter of Ilan", 12),
        ("35-year-old Mira Voss , 30-year-old son Bero Voss", 35),
        ("sisters Mira Voss , 19-year old Tala Voss , and 15-year old Lena Voss", None),
        ("her 12-year-old son Bero and Mira Voss", None),
        ("Mira Voss, 300 metres away", None),
        ("Mira Voss, who was 61", None),
        ("Mira Voss, who was 61, and others", 61),
        ("Mira Voss (who was one year old) and", 1),
        ("Mira Voss , who was 8 or 9 years old)", 8),
        ("Mira Voss, who was one of them", None),
        ("Mira Voss, who was 20 metres away", None),
        ("Mira Voss (female, child, 7), Bero", 7),
        ("Mira Voss (2 or 3), Bero", 2),
        ("Mira Voss, 21 (daughter of Ilan)", 21),
        ("Mira Voss , just over two-years-old, and", 2),
        ("Mira Voss , a 16-day-old infant.", 0),
        ("Mira Voss , the 4-month-old infant daughter of Ilan Voss", 0),
    ],
)
def test_the_age_is_the_one_beside_the_name(text: str, age: int | None) -> None:
    assert next(name.age for name in find_names(text, 0, len(text)) if name.text == "Mira Voss") == age
