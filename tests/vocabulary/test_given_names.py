"""What given names let one presume, and what they do not."""

import pytest

from ledgerstone.vocabulary.given_names import sex_by_name


@pytest.mark.parametrize(
    ("name", "sex"),
    [
        ("Mohammed Orel", "male"),
        ("Mouhammad Orel", "male"),
        ("Abdul Rahim Orel", "male"),
        ("Umm Bero", "female"),
        ("Abu Bero", "male"),
        ("Fatimah Orel", "female"),
        ("Mrs. Orel", "female"),
        ("Volodymyr Orel", "male"),
        ("José Orel", "male"),
        ("Jihad Orel", None),  # borne by both
        ("Nour Orel", None),
        ("Voss Peter", None),  # the first name alone tells
        ("", None),
    ],
)
def test_a_name_tells_the_sex_that_nearly_all_bearers_share(name: str, sex: str | None) -> None:
    assert sex_by_name(name) == sex
