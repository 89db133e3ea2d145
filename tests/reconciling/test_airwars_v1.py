"""airwars.v1: what its analysts' habits make of claims, and the grade of an incident with its meaning."""

from factory import make_claim
from incident_told import HOSPITAL, MINISTRY, MONITOR, RESIDENTS, bounds, gathered, killed, report, said, tolls, why

from ledgerstone.codec import identify
from ledgerstone.reconciling.policies import named
from ledgerstone.records import Actor, Claim, Grade

POLICY = "airwars.v1"
ARMY = Actor(name="Tarnian army", role="accused", wording="the Tarnian army")
MILITIA = Actor(name="Oru Brigade", role="accused", wording="the Oru Brigade")


def grade(*claims: Claim) -> Grade | None:
    return named(POLICY).grade(gathered(*claims))


def test_open_bounds_are_closed() -> None:
    assert bounds(killed(said((12, None)), policy=POLICY)) == (12, 12, 12)
    assert bounds(killed(said((36, None)), said(40, MONITOR), policy=POLICY)) == (36, 36, 40)


def test_a_bare_plural_is_two_and_dozens_are_one_to_two_of_them() -> None:
    assert bounds(killed(said("others"), policy=POLICY)) == (2, 2, 2)
    assert bounds(killed(said("dozens of people"), policy=POLICY)) == (12, 12, 24)
    assert bounds(killed(said("dozens of people"), policy="range.v1")) == (24, 24, None)


def test_a_word_for_a_number_stands_beside_what_others_count() -> None:
    word, number = said("several people", RESIDENTS), said(10, MONITOR)
    assert bounds(killed(word, number, policy=POLICY)) == (2, 10, 10)
    assert bounds(killed(word, number, policy="range.v1")) == (10, 10, 10)


def test_a_bare_plural_beside_one_person_is_up_to_two() -> None:
    assert bounds(killed(said(1), said("others", RESIDENTS), policy=POLICY)) == (1, 1, 2)
    assert bounds(killed(said(7), said("others", RESIDENTS), policy=POLICY)) == (7, 7, 7)


def test_dozens_speak_only_for_the_high_beside_a_number() -> None:
    word = said("“dozens”", RESIDENTS)
    assert bounds(killed(said(7), word, policy=POLICY)) == (7, 7, 24)
    assert bounds(killed(said(54), word, policy=POLICY)) == (54, 54, 54)


def test_a_family_is_no_number() -> None:
    assert bounds(killed(said(23), said("his family members", RESIDENTS), policy=POLICY)) == (23, 23, 23)


def test_named_victims_count_where_nobody_gives_a_total() -> None:
    names = [make_claim(report(), name=name, at=30 * n) for n, name in enumerate(("Ilva Ordeva", "Jorun Ordeva"))]
    toll = killed(*names, policy=POLICY)
    assert bounds(toll) == (2, 2, 2)
    assert why(toll, names[0]) == "2 told of one by one; no claim gives a total"


def test_the_contested_stand_outside_the_low_and_inside_the_high() -> None:
    toll = killed(said(5, status="contested"), policy=POLICY, status="civilian")
    assert bounds(toll) == (0, None, 5)


def test_a_claim_keeps_its_own_count() -> None:
    claim = said((12, None))
    assert gathered(claim).told[0].claim.count == claim.count
    assert identify(claim) in {each.claim for each in killed(claim, policy=POLICY).used}


def test_each_grade_is_given_with_its_meaning() -> None:
    alone = said(3)
    assert (grade(alone) or alone).value == "Weak"  # type: ignore[union-attr]
    told = [said(3, actors=(ARMY,)), said(3, MONITOR, at=50)]
    values = {
        "Fair": told,
        "Contested": [*told, said(3, RESIDENTS, actors=(MILITIA,), at=90)],
        "Discounted": [said(3, status="combatant", actors=(ARMY,))],
        "Confirmed": [
            *told,
            make_claim(report(), kind="response", response="claim_of_responsibility", speaker=MINISTRY),
        ],
    }
    for value, claims in values.items():
        given = grade(*claims)
        assert given is not None
        assert given.value == value
    confirmed = grade(*values["Confirmed"])
    assert confirmed is not None
    assert confirmed.because.startswith("A specific belligerent accepted responsibility")
    assert "the Ministry of Defence" in confirmed.because


def test_the_accused_sides_word_alone_makes_nobody_a_combatant() -> None:
    """Airwars keeps it as context, not as evidence (Patterns of civilian harm, annex 1)."""
    alone = grade(said(3, MINISTRY, status="combatant", actors=(ARMY,)))
    assert alone is not None
    assert alone.value == "Weak"
    other = grade(said(3, MINISTRY, status="combatant", actors=(ARMY,)), said(3, MONITOR, status="combatant", at=50))
    assert other is not None
    assert other.value == "Discounted"


def test_a_strike_that_is_claimed_without_harm_to_civilians_is_not_confirmed() -> None:
    claimed = make_claim(report(), kind="response", response="claim_of_responsibility", speaker=MINISTRY)
    told = said(3, MONITOR, actors=(ARMY,), at=50)
    for own in (said(0, MINISTRY, at=90), said(4, MINISTRY, status="combatant", at=90)):
        given = grade(claimed, told, own)
        assert given is not None
        assert given.value != "Confirmed"
    given = grade(claimed, told, said(2, MINISTRY, at=90))
    assert given is not None
    assert given.value == "Confirmed"


def test_no_grade_where_nobody_was_harmed() -> None:
    assert grade(said(0, HOSPITAL)) is None


def test_the_named_are_placed_among_children_women_and_men() -> None:
    people = (
        make_claim(report(), name="Peter Ordeva", at=30),
        make_claim(report(), name="Helen Ordeva", at=60, about_person={"age_low": 9, "age_high": 9}),
        make_claim(report(), name="Ilvesh Ordeva", at=90, about_person={"sex": "male", "age_low": 40}),
        make_claim(report(), name="Ilvesta Ordeva", at=120),  # a name that tells nothing
    )
    toll = killed(*people, group="man", policy=POLICY)
    assert bounds(toll) == (2, 2, 2)
    assert (
        why(toll, people[0]) == "2 told of one by one, of 1 only the given name tells the sex; no claim gives a total"
    )
    assert bounds(killed(*people, group="child", policy=POLICY)) == (1, 1, 1)
    assert ("killed", None, "man") not in tolls(*people, policy="range.v1")


def test_names_beyond_a_total_are_counted_by_source() -> None:
    told, spelled = ("Ilva Ordeva", "Jorun Ordeva", "Tamrin Eskel"), ("Ilfa Ordefa", "Yorun Ordefa", "Tamrin Eskell")
    own = [make_claim(report(), name=name, at=30 * n) for n, name in enumerate(told)]
    of_kin = [make_claim(report(), name=name, at=500 + 30 * n, speaker=RESIDENTS) for n, name in enumerate(spelled)]
    assert bounds(killed(said(3), *own, *of_kin, policy=POLICY)) == (3, 3, 3)
    assert bounds(killed(said(1), *own, *of_kin, policy=POLICY)) == (1, 1, 3)
    assert bounds(killed(said(3), *own, *of_kin, policy="range.v1")) == (3, 3, 6)


def test_a_word_in_quotation_marks_is_the_word() -> None:
    assert bounds(killed(said(7, MONITOR), said("a number” of people", RESIDENTS), policy=POLICY)) == (2, 7, 7)
    assert bounds(killed(said(7, MONITOR), said("a number", RESIDENTS), policy=POLICY)) == (2, 7, 7)


def test_bodies_that_somebody_saw_set_no_high() -> None:
    assert bounds(killed(said(7), said("dozens of bodies", RESIDENTS), policy=POLICY)) == (7, 7, 7)


def test_the_first_figure_of_a_reports_own_voice_is_the_least_of_what_it_quotes() -> None:
    own, ministry, kin = said((15, None), None), said(12, MONITOR, at=200), said(17, RESIDENTS, at=300)
    toll = killed(own, ministry, kin, policy=POLICY)
    assert bounds(toll) == (15, 15, 17)
    assert why(toll, ministry) == "less than the report itself sums up: 15"
    assert bounds(killed(own, ministry, kin, policy="range.v1"))[0] == 12


def test_a_larger_figure_of_the_same_voice_does_not_swallow_the_first() -> None:
    own, later = said((8, None), None), said(12, None, at=200)
    assert bounds(killed(own, later, policy=POLICY)) == (8, 8, 12)
    assert bounds(killed(said(12, None), said((8, None), None, at=200), policy=POLICY)) == (12, 12, 12)


def test_up_to_has_the_least_that_is_counted_among_them() -> None:
    whole = said((None, 20), None)
    kin = said((14, None), None, at=100, relation="part_of", of=identify(whole))
    toll = killed(whole, kin, said(11, RESIDENTS, at=200), policy=POLICY)
    assert bounds(toll) == (14, 20, 20)
    assert why(toll, kin) == "14 of those who were up to 20: sets the low"
    same = said(20, None, at=100, relation="part_of", of=identify(whole))
    assert bounds(killed(whole, same, said(11, RESIDENTS, at=200), policy=POLICY)) == (11, 20, 20)


def test_up_to_seven_contains_no_number_of_people() -> None:
    assert bounds(killed(said((None, 7), None), said("a number of", None, at=200), policy=POLICY)) == (2, 2, 7)
    assert bounds(killed(said((None, 7), None), said(6, None, at=200), policy=POLICY)) == (None, 7, 7)


def test_women_and_men_counted_by_name_are_no_more_than_the_total_leaves() -> None:
    people = [
        make_claim(report(), name=name, at=40 * n, about_person=about)
        for n, (name, about) in enumerate(
            (
                ("Helen Ordeva", {"age_low": 9, "age_high": 9}),
                ("Peter Ordeva", {"sex": "male", "age_low": 41}),
                ("James Ordeva", {}),
                ("Peter Eskel", {}),
            )
        )
    ]
    toll = killed(said(3), *people, group="man", policy=POLICY)
    assert bounds(toll) == (2, 2, 2)
    assert why(toll, people[1]).endswith("and the total leaves 2")
    stated = tolls(said(3), said(4, group=("man",), at=900), *people, policy=POLICY)
    assert stated["killed", None, "man"].high == 4
    assert ("killed", None, "man") not in tolls(said(1), people[0], people[2], policy=POLICY)


def test_whoever_died_is_not_among_the_injured() -> None:
    hurt, dead = (
        make_claim(report(), name="Ilva Ordeva", harm=harm, at=at) for harm, at in (("injured", 9), ("killed", 90))
    )
    found = tolls(hurt, dead, policy=POLICY)
    assert bounds(found["killed", None, None]) == (1, 1, 1)
    assert bounds(found["injured", None, None]) == (None, None, None)
    assert why(found["injured", None, None], hurt) == "told of as dead too: counted among the killed"


def test_children_of_somebody_who_are_grown_up_are_no_children() -> None:
    grown = make_claim(report(), name="Peter Ordeva", about_person={"age_low": 26}, group=("child",))
    assert bounds(killed(grown, group="man", policy=POLICY)) == (1, 1, 1)
    assert ("killed", None, "child") not in tolls(grown, policy=POLICY)


def test_names_raise_no_group_above_what_the_report_divides_its_total_into() -> None:
    total = said(12, None)
    part = said(2, None, group=("woman",), relation="part_of", of=identify(total))
    names = ("Helen Ordeva", "Maria Eskel", "Anna Orel")
    people = [make_claim(report(), name=name, at=90 * n, about_person={"age_low": 30}) for n, name in enumerate(names)]
    assert bounds(killed(total, part, *people, group="woman", policy=POLICY)) == (2, 2, 3)
    elsewhere = said(2, None, group=("woman",), relation="part_of", of=identify(total), at=600)
    assert bounds(killed(total, elsewhere, *people, group="woman", policy=POLICY))[0] == 3
    child = said(2, None, group=("child",), relation="part_of", of=identify(total))
    young = [make_claim(report(), name=n, at=90 * i, about_person={"age_low": 7}) for i, n in enumerate(names)]
    assert bounds(killed(total, child, *young, group="child", policy=POLICY))[0] == 3
