"""One person in several spellings, and several persons in one family."""

import pytest

from ledgerstone.linking.names import compare, contradicts, is_name
from ledgerstone.records import Name, Person


def person(name: str, **values: object) -> Person:
    return Person(names=(Name(text=name),), **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Yesrin Tohvel", "Jesrin Tovel"),
        ("Mahmoud al-Darrazi", "Mahmud Darrazi"),
        ("Nour Sayed Junaid", "Nur Junaid"),
        ("Ordeva Tamrin", "Tamrin Ordeva"),
        ("Dr Soreth Halvin", "Soreth Halvin"),
        ("Khalid bin Rashed", "Khaled Rashid"),
        ("Abu Karim", "Abou Karim"),
        ("Munther Rashad Abu Sorra", "Munther Abu Sorra"),
        ("Abd al-Rahman Ordeva", "Abdelrahman Ordeva"),
        ("Abdullah Ordeva", "Abdallah Ordeva"),
        ("Tamrin Ilvo Ordeva", "Ordeva Tamrin Ilvo"),
    ],
)
def test_spellings_of_one_name(a: str, b: str) -> None:
    assert is_name(a, b)[0] >= 0.8
    assert is_name(a, b)[0] == is_name(b, a)[0]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Tamrin Ordeva", "Jorun Ordeva"),
        ("Ahmad Mohammad Afar", "Mohammad Afar"),
        ("Ilva Ordeva", "Ilva Esht"),
        ("Abu Karim", "Abu Salim"),
        ("Munther Abu Sorra", "Basil Abu Sorra"),
        ("Ali Hassan", "Alia Hassan Reda"),
        ("Mahmoud Darrazi", "Mohammed Darrazi"),
        ("Said Darrazi", "Saad Darrazi"),
        ("Hassan Darrazi", "Hussein Darrazi"),
        ("Abdullah Sarem Ordeva", "Abdul Rahman Sarem Ordeva"),
        ("Tamrin Jorun Ordeva", "Jorun Tamrin Ordeva"),
    ],
)
def test_names_of_two_people(a: str, b: str) -> None:
    assert is_name(a, b)[0] < 0.8


def test_a_given_name_alone_is_half_a_likeness() -> None:
    assert is_name("Sennet", "Sennet Ordeva")[0] == 0.5


def test_ages_may_differ_by_a_year_and_no_more() -> None:
    assert (
        compare(person("Olek Dessal", age_low=21, age_high=21), person("Olek Dessal", age_low=22, age_high=22))[0]
        == 1.0
    )
    assert compare(person("Olek Dessal", age_low=21, age_high=21), person("Olek Dessal", age_low=24, age_high=24)) == (
        0.0,
        (),
    )


def test_what_contradicts_is_named() -> None:
    assert contradicts(Person(sex="male"), Person(sex="female")) == "sex"
    assert contradicts(Person(age_band="child"), Person(age_band="adult")) == "age"
    assert contradicts(Person(age_band="child"), Person()) is None
