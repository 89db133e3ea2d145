import pytest

from ledgerstone.extraction.harm.relations import relation_of


def read(sentence: str, count: str, *, rising: bool = False, toll: bool = False, more: bool = False) -> str:
    start = sentence.index(count)
    return relation_of(sentence, start, start + len(count), rising=rising, toll=toll, more=more)


@pytest.mark.parametrize(
    ("sentence", "count", "relation"),
    [
        ("Twelve people were killed in Oru Veldt.", "Twelve people", "whole"),
        ("Since 2011, 350,000 people have been killed.", "350,000 people", "background"),
        ("The war has killed 4,200 people.", "4,200 people", "background"),
        ("Nine were killed in a separate attack.", "Nine", "background"),
        ("Two more bodies were found, bringing the toll to 14.", "14", "running_total"),
        ("Initially the mayor spoke of five dead.", "five", "initial"),
        ("Initial reporting of the raid recorded five dead.", "five", "initial"),
        ("She had lost 33 relatives in Drovath since the long bombardment began.", "33 relatives", "background"),
        ("Initially the mayor spoke of five dead, but later of nine.", "nine", "whole"),
        ("Kalvessa Wire initially wrote of three dead, while a cousin spoke of five.", "five", "whole"),
    ],
)
def test_the_words_around_a_count_say_how_it_stands_to_others(sentence: str, count: str, relation: str) -> None:
    assert read(sentence, count) == relation


def test_a_rising_toll_takes_the_place_of_the_one_before() -> None:
    assert read("The death toll rose to 14.", "14", rising=True, toll=True) == "running_total"


def test_more_people_add_to_those_before() -> None:
    assert read("Three others were killed.", "Three others", more=True) == "in_addition"
