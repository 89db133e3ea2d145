"""Sentences about invented people: who was harmed, how many, and which of them are only some of the others."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgerstone.extraction.harm.harms import analyse
from ledgerstone.extraction.harm.people import People
from ledgerstone.extraction.text.words import words_of

Bounds = tuple[int | None, int | None]


def read(text: str) -> list[tuple[str, list[Bounds], list[Bounds], list[Bounds]]]:
    def bounds(phrases: tuple[People, ...]) -> list[Bounds]:
        return [(phrase.low, phrase.high) for phrase in phrases]

    return [
        (h.trigger.harm, bounds(h.people), bounds(h.parts), bounds(h.added)) for h in analyse(words_of(text)).harmed
    ]


def test_a_verb_before_at_least_is_no_noun_of_harm() -> None:
    assert read("It hit a house, killing at least two members of his family.") == [("killed", [(2, None)], [], [])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At least 13 civilians were killed.", [("killed", [(13, None)])]),
        ("The raid killed 12 people.", [("killed", [(12, 12)])]),
        ("Shells fell, killing 15 and wounding 30.", [("killed", [(15, 15)]), ("injured", [(30, 30)])]),
        ("The blast left 15 dead and 30 wounded.", [("killed", [(15, 15)]), ("injured", [(30, 30)])]),
        ("His two brothers and nephew were killed.", [("killed", [(2, 2), (1, 1)])]),
        ("No civilians were killed.", [("killed", [(0, 0)])]),
        ("A resident said five people were killed.", [("killed", [(5, 5)])]),
        ("15 civilians were reported injured.", [("injured", [(15, 15)])]),
        ("Five Red Lantern paramedics sustained minor injuries.", [("injured", [(5, 5)])]),
        ("A strike killed the father, mother and sister of the baker.", [("killed", [(1, 1), (1, 1), (1, 1)])]),
        ("They killed my only neighbour.", [("killed", [(1, 1)])]),
        ("50 people were killed and injured.", [("killed_or_injured", [(50, 50)])]),
        ("The death toll rose to 40.", [("killed", [(40, 40)])]),
        ("The number of wounded reached 12 people.", [("injured", [(12, 12)])]),
        ("A 14-year-old boy was killed.", [("killed", [(1, 1)])]),
        (
            "Seven were killed, including two women, and several others, including an infant, were injured.",
            [("killed", [(7, 7)]), ("injured", [(None, None)])],
        ),
        (
            "Twenty people were killed, 19 of them women and children, and at least 7 others were injured.",
            [("killed", [(20, 20)]), ("injured", [(7, None)])],
        ),
        ("Multiple civilian injuries were reported.", [("injured", [(None, None)])]),
        ("A number of deaths and injuries were reported.", [("killed", [(None, None)]), ("injured", [(None, None)])]),
        ("Among those 12 victims, three infants were killed.", [("killed", [(12, 12)])]),
        ("A 25-day-old girl was killed.", [("killed", [(1, 1)])]),
        ("A 3-week-old boy was killed.", [("killed", [(1, 1)])]),
        ("A family of six died.", [("killed", [(6, 6)])]),
        ("Dozens of people were displaced.", [("displaced", [(None, None)])]),
        ("Seven men were abducted by gunmen.", [("abducted", [(7, 7)])]),
        ("Nine deaths were reported, a doctor said.", [("killed", [(9, 9)])]),
        ("Civilian deaths and injuries were reported.", [("killed", [(None, None)]), ("injured", [(None, None)])]),
        ("On Friday, 7 May 2031 two men were killed.", [("killed", [(2, 2)])]),
        ("The raid resulted in eleven civilian deaths.", [("killed", [(11, 11)])]),
        ("There were at least 19 civilian fatalities.", [("killed", [(19, None)])]),
        ("His mother and her almost 31-year-old daughter were killed.", [("killed", [(1, 1), (1, 1)])]),
        ("Mira Voss (39 years old) was killed.", []),
        ("Mira Voss, 16 years old, was killed with her two sons.", []),
        ("Four people were shot outside a hall.", [("hit", [(4, 4)])]),
        ("4 shot in Sella", [("hit", [(4, 4)])]),
        ("The gunman shot two officers.", [("hit", [(2, 2)])]),
        ("A boy shot himself in the hand.", [("hit", [(1, 1)])]),
        ("A man with a gunshot wound to the leg was found.", [("hit", [(1, 1)])]),
        ("A man was fatally shot on Monday.", [("killed", [(1, 1)])]),
        ("A shot was fired, and they shot at a bus.", []),
        ("The gunman shot through the door.", []),
        ("A woman suffered life-threatening injuries.", [("injured", [(1, 1)])]),
        ("Shells fell, killing and wounding an unknown number of people.", [("killed_or_injured", [(None, None)])]),
        ("Kalvessa Wire wrote of martyrs and wounded.", [("killed_or_injured", [(None, None)])]),
        ("His death hurt our hearts.", []),
        ("An unknown number were wounded.", [("injured", [(None, None)])]),
        ("A man was injured at home and later died of his wounds.", [("killed", [(1, 1)])]),
        ("A man was shot and another died.", [("hit", [(1, 1)]), ("killed", [(1, 1)])]),
        ("He later died.", [("killed", [(1, 1)])]),
        ("A two-year-old is dead.", [("killed", [(1, 1)])]),
        ("An 11-year-old was shot.", [("hit", [(1, 1)])]),
        ("A 20-year-old war killed 12 people.", [("killed", [(12, 12)])]),
        ("A man killed his girlfriend and her daughter.", [("killed", [(1, 1), (1, 1)])]),
        ("He was pronounced dead.", [("killed", [(1, 1)])]),
        ("One man was killed and another injured.", [("killed", [(1, 1)]), ("injured", [(1, 1)])]),
        ("A friend said 29 [members] of [his] family were killed.", [("killed", [(29, 29)])]),
        ("Thirty-five members of the family of my cousin were killed.", [("killed", [(35, 35)])]),
        ("The names of eight of those killed and two who were wounded are known.", []),
        ("A “large number” of others were wounded.", [("injured", [(None, None)])]),
        ("Ilan Voss, 67, and Mira Voss, 21 were killed, as were two others.", []),
        ("A hospital official said 22 bodies had been brought in.", [("killed", [(22, 22)])]),
        ("A bomb went off, killing at least 18 people and wounding 21, officials said.",
         [("killed", [(18, None)]), ("injured", [(21, 21)])]),
        ("His seven-year old son was killed.", [("killed", [(1, 1)])]),
        ("Her clinic had treated 38 others for bullet wounds.", [("injured", [(38, 38)])]),
        ("No one was killed, but 20 houses were destroyed.", [("killed", [(0, 0)])]),
        ("Nobody was hurt.", [("injured", [(0, 0)])]),
        ("The mayor, who lost three brothers in the war, visited the wounded.", [("killed", [(3, 3)])]),
        ("A director said 35 wounded people were being treated.", [("injured", [(35, 35)])]),
        ("Her husband and four of her seven children died.", [("killed", [(1, 1), (4, 4)])]),
        ("In Sella, 21 were killed.", [("killed", [(21, 21)])]),
        ("A man of 60 died of his wounds.", [("killed", [(1, 1)])]),
        ("A courier reported 16 killed and 15 others wounded.", [("killed", [(16, 16)]), ("injured", [(15, 15)])]),
        ("Nine were killed, three more dead than on Monday.", [("killed", [(9, 9)])]),
        ("The number of people killed in Thursday’s bombing of a bus near Sella has risen to 12.",
         [("killed", [(12, 12)])]),
    ],
)  # fmt: skip
def test_the_people_of_each_word_of_harm(text: str, expected: list[tuple[str, list[Bounds]]]) -> None:
    assert [(harm, people) for harm, people, _, _ in read(text)] == expected


@pytest.mark.parametrize(
    ("text", "whole", "parts"),
    [
        ("13 civilians, including two women and six children, were killed.", [(13, 13)], [(2, 2), (6, 6)]),
        ("Nine people were killed, among them four women.", [(9, 9)], [(4, 4)]),
        ("four civilians, a woman and three children, were killed", [(4, 4)], [(1, 1), (3, 3)]),
        (
            "Seven civilians, Ilan Voss (35), his wife Mira (28) and their five children, were killed.",
            [(7, 7)],
            [(1, 1), (5, 5)],
        ),
        ("Seven dead, two women and a boy of 13 among them, were found.", [(7, 7)], [(2, 2), (1, 1)]),
        ("A child and two women were among six people killed.", [(6, 6)], [(1, 1), (2, 2)]),
        ("Two people were killed – one woman and one girl, both of Oru – by a shell.", [(2, 2)], [(1, 1), (1, 1)]),
        ("Among those 12 victims, three infants were killed.", [(12, 12)], [(3, 3)]),
        ("At least ten people, members of the Oru family, were killed.", [(10, None)], [(None, None)]),
    ],
)
def test_parts_stand_apart_from_their_whole(text: str, whole: list[Bounds], parts: list[Bounds]) -> None:
    (found,) = read(text)
    assert (found[1], found[2]) == (whole, parts)


def test_people_harmed_together_with_the_named_are_added() -> None:
    (found,) = read("Ilan Voss was killed together with his wife Mira and their four children.")
    assert found[3] == [(1, 1), (4, 4)]


@pytest.mark.parametrize(
    "text",
    [
        "The victims were buried on Monday.",
        "The clinic treated 40 children for fever.",
        "He shot a film about two soldiers.",
        "The 14-year-old rifle was found.",
        "Prices rose 12 percent.",
        "Mayor Toren Vael visited three schools.",
        "It was 25 kilometres from the house of the Oru family.",
        "We recorded no other attack in which more than two people were killed.",
    ],
)
def test_nobody_is_harmed_where_the_text_does_not_say_so(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "groups", "status"),
    [
        ("two women", ("woman",), None),
        ("six unarmed civilians", (), "civilian"),
        ("three police officers", ("police",), None),
        ("a 9-year-old girl", ("child",), None),
        ("eight pregnant women", ("woman", "pregnant"), None),
        ("four rebel fighters", ("fighter",), "combatant"),
    ],
)
def test_groups_and_status_are_those_of_the_words(text: str, groups: tuple[str, ...], status: str | None) -> None:
    (phrase,) = analyse(words_of(text)).people
    assert (phrase.groups, phrase.status) == (groups, status)


_PIECES = (
    "at least 12 people were killed and , wounded his wife 14-year-old of the said ( ) dozens toll rose to".split()
)


@given(st.lists(st.sampled_from(_PIECES), max_size=40))
def test_no_order_of_words_breaks_the_grammar(pieces: list[Any]) -> None:
    words = words_of(" ".join(pieces))
    for harmed in analyse(words).harmed:
        assert all(0 <= phrase.first < phrase.last <= len(words) for phrase in (*harmed.people, *harmed.parts))


def test_a_word_for_a_number_is_that_of_deaths_and_injuries_alike() -> None:
    harmed = analyse(words_of("A number of deaths and injuries were reported.")).harmed
    assert [phrase.vague for each in harmed for phrase in each.people] == ["a number of", "a number of"]
