"""One person named three ways is one victim; one family is many."""

from dataclasses import replace
from typing import Any

import pytest
from factory import by_id, make_claim

from ledgerstone.linking.victims import group
from ledgerstone.records import Claim, Name, Person


def victims(*claims: Claim) -> list[list[str]]:
    named = by_id(claims)
    return [
        sorted(named[id_].person.names[0].text if named[id_].person.names else "" for id_ in each.claims)  # type: ignore[union-attr]
        for each in group(list(named), named)
    ]


def harmed(name: str, report: int = 0, **about: Any) -> Claim:
    return make_claim(str(report) * 64, name=name, about_person=about, at=7 * len(name))


def test_one_person_named_three_ways() -> None:
    assert victims(harmed("Yesrin Tohvel"), harmed("Jesrin Tovel", 1), harmed("Tohvel Yesrin", 2)) == [
        ["Jesrin Tovel", "Tohvel Yesrin", "Yesrin Tohvel"]
    ]


def test_a_family_stays_apart() -> None:
    assert len(victims(*(harmed(f"{name} Ordeva") for name in ("Tamrin", "Ilva", "Sennet", "Mirra", "Davrin")))) == 5


def test_father_and_daughter_of_one_surname() -> None:
    assert (
        len(
            victims(harmed("Tamrin Ordeva", age_low=41, age_high=41), harmed("Tamrin Ordeva", 1, age_low=4, age_high=4))
        )
        == 2
    )


def test_a_given_name_counts_in_its_own_report_only() -> None:
    assert victims(harmed("Sennet Ordeva"), harmed("Sennet")) == [["Sennet", "Sennet Ordeva"]]
    assert len(victims(harmed("Sennet Ordeva"), harmed("Sennet", 1))) == 2


def test_a_given_name_that_fits_two_is_nobody_elses() -> None:
    assert len(victims(harmed("Sennet Ordeva"), harmed("Sennet Esht"), harmed("Sennet"))) == 3


def test_persons_without_a_name_are_not_thrown_together() -> None:
    claims = [
        make_claim(str(n) * 64, person=Person(sex="male", age_low=22, age_high=22), exact=f"A lodger {n}.")
        for n in (0, 1)
    ]
    assert len(victims(*claims)) == 2


def test_whoever_was_not_harmed_is_no_victim() -> None:
    denied = make_claim(name="Beska Torrin", polarity="denied")
    spared = make_claim(name="Beska Torrin", stance="counterfactual")
    assert victims(denied, spared) == []


def test_a_list_names_brothers_and_does_not_vary_one_name() -> None:
    assert len(victims(harmed("Dorrel Tohvel"), harmed("Dorrela Tohvel"), harmed("Dorrul Tohvel"))) == 3
    assert len(victims(harmed("Dorrel Tohvel"), harmed("Dorrul Tohvel", 1))) == 1


@pytest.mark.parametrize(
    ("one", "other", "persons"),
    [
        ("Dorrel Tohvel", "Dorrel Tohvell", 1),
        ("Mohammed Tohvel", "Muhammad Tohvell", 1),
        ("Dorrel Tohvel", "Dorrul Tohvell", 2),
        ("Mahmoud Tohvel", "Muhammad Tohvel", 2),
    ],
)
def test_in_one_list_a_given_name_written_alike_is_one_person(one: str, other: str, persons: int) -> None:
    near = make_claim("0" * 64, name=other, at=300)
    assert len(victims(harmed(one), near)) == persons


def test_a_report_that_spells_a_name_another_way_further_on_means_one_person() -> None:
    again = make_claim("0" * 64, name="Dorrul Tohvel", at=2000)
    assert len(victims(harmed("Dorrel Tohvel"), again)) == 1


def test_a_kunya_or_a_name_in_brackets_makes_nobody_one_whose_full_names_differ() -> None:
    tamrin = make_claim(name="Tamrin Ordeva", at=10)
    jorun = make_claim(name="Jorun Eskel", at=900)
    bracketed = [
        replace(claim, person=replace(claim.person, names=(*claim.person.names, Name(text=other))))
        for claim, other in ((tamrin, "Abu Sava"), (jorun, "Abu Sava"))
        if claim.person
    ]
    assert len(victims(*bracketed)) == 2
    assert len(victims(bracketed[0], make_claim("1" * 64, name="Abu Sava", at=5))) == 1


def test_twins_named_in_one_sentence_are_two() -> None:
    karem, karim = (
        make_claim(name=name, about_person={"age_low": 11, "age_high": 11}, at=10, exact="They were killed.")
        for name in ("Karem Ordeva Esht", "Karim Ordeva Esht")
    )
    assert len(victims(karem, karim)) == 2
    assert len(victims(karem, replace(karim, report="1" * 64))) == 1
