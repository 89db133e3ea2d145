"""range.v1, rule by rule: what makes the range, what is set aside, and that nothing is ever left out."""

from factory import make_claim, make_report
from incident_told import (
    HOSPITAL,
    MINISTRY,
    MONITOR,
    RESIDENTS,
    bounds,
    is_used,
    killed,
    report,
    said,
    tolls,
    why,
)

from ledgerstone.codec import identify
from ledgerstone.records import Claim, Count, Evidence


def test_one_figure_is_low_best_and_high() -> None:
    assert bounds(killed(said(14))) == (14, 14, 14)


def test_those_hit_and_not_among_the_dead_are_injured() -> None:
    hit, dead = said(4, harm="hit"), said(1, at=50)
    found = tolls(hit, dead)
    assert bounds(found["hit", None, None]) == (4, 4, 4)
    assert bounds(found["injured", None, None]) == (3, 3, 3)
    assert why(found["injured", None, None], hit) == "hit, and not among the killed: 3"
    assert ("injured", None, None) not in tolls(said(1, harm="hit"), dead)


def test_where_others_count_as_many_injured_their_figure_stands() -> None:
    found = tolls(said(4, harm="hit"), said(5, MONITOR, harm="injured", at=50))
    assert bounds(found["injured", None, None]) == (5, 5, 5)


def test_early_figures_stand_where_the_report_itself_says_up_to() -> None:
    early = said(8, relation="initial", at=50)
    assert bounds(killed(said((None, 10), None), early)) == (8, 8, 10)
    assert bounds(killed(said(10, None), early)) == (10, 10, 10)


def test_fewer_at_most_than_others_count_at_least_sets_the_low() -> None:
    assert bounds(killed(said((None, 3)), said(5, MONITOR))) == (3, 3, 5)


def test_an_open_bound_stays_open() -> None:
    assert bounds(killed(said((12, None)))) == (12, 12, None)
    assert bounds(killed(said((None, 27)))) == (None, 27, 27)


def test_sources_that_disagree_make_a_range() -> None:
    toll = killed(said(19), said((21, None), RESIDENTS), said((11, 13), MONITOR))
    assert bounds(toll) == (11, 19, None)
    assert bounds(killed(said((12, None)), said(15, MONITOR))) == (12, 12, 15)


def test_an_offices_later_statement_replaces_its_earlier_one_up_or_down() -> None:
    old, new = said(17, day=12), said(14, day=15)
    toll = killed(old, new)
    assert bounds(toll) == (14, 14, 14)
    assert why(toll, old) == "replaced by the same office's later statement: 14"
    assert bounds(killed(said(17), said(19, MONITOR, day=15))) == (17, 17, 19)


def test_the_texts_own_word_for_a_rise_replaces_too() -> None:
    old = said(11, at=5)
    assert bounds(killed(old, said(12, relation="running_total", of=identify(old), at=70))) == (12, 12, 12)


def test_figures_without_a_date_cannot_be_put_in_order() -> None:
    undated = make_report("No date.")
    other = make_report("No date either.")
    claims = [make_claim(each, count=number, speaker=HOSPITAL) for each, number in ((undated, 14), (other, 17))]
    assert bounds(killed(*claims)) == (14, 14, 17)


def test_parts_are_never_added() -> None:
    whole = said(19)
    part = said(6, group=("child",), relation="part_of", of=identify(whole))
    found = tolls(whole, part)
    assert bounds(found["killed", None, None]) == (19, 19, 19)
    assert "never added" in why(found["killed", None, None], part)
    assert bounds(found["killed", None, "child"]) == (6, 6, 6)


def test_parts_that_exceed_their_whole_raise_the_high() -> None:
    whole = said(12)
    men = said(9, group=("man",), relation="part_of", of=identify(whole), at=50)
    women = said(4, group=("woman",), relation="part_of", of=identify(whole), at=90)
    assert bounds(killed(whole, men, women)) == (12, 12, 13)
    police = said(13, group=("police",), relation="part_of", of=identify(whole), at=90)
    assert bounds(killed(whole, men, police)) == (12, 12, 12)


def test_what_the_text_adds_is_added() -> None:
    first = said(10)
    more = said(3, relation="in_addition", of=identify(first), at=50)
    still_more = said(2, relation="increment", of=identify(more), at=90)
    toll = killed(first, more, still_more)
    assert bounds(toll) == (15, 15, 15)
    assert is_used(toll, first)
    assert is_used(toll, more)


def test_men_women_and_children_of_one_speaker_make_a_sum_where_nobody_gives_a_total() -> None:
    claims = [
        said(number, group=(group,), at=40 * number) for number, group in ((2, "woman"), (3, "child"), (1, "man"))
    ]
    found = tolls(*claims)
    assert bounds(found["killed", None, None]) == (6, 6, 6)
    assert bounds(found["killed", None, "child"]) == (3, 3, 3)


def test_feared_and_estimated_speak_only_for_the_high() -> None:
    feared = said(30, RESIDENTS, stance="feared")
    assert bounds(killed(said(14), feared)) == (14, 14, 30)
    assert bounds(killed(feared)) == (None, None, 30)
    assert bounds(killed(said(1000, MONITOR, stance="estimated"))) == (None, 1000, 1000)
    assert bounds(killed(said(14), said(12, RESIDENTS, stance="feared"))) == (14, 14, 14)


def test_what_did_not_happen_is_set_aside() -> None:
    spared, foreseen = said(1, RESIDENTS, stance="counterfactual"), said(50, stance="foreseen", at=80)
    toll = killed(said(14), spared, foreseen)
    assert bounds(toll) == (14, 14, 14)
    assert why(toll, spared) == "said of what did not happen"
    assert why(toll, foreseen) == "said of the future"


def test_background_counts_nobody_here() -> None:
    toll = killed(said(14), said(4200, MONITOR, relation="background"))
    assert bounds(toll) == (14, 14, 14)
    assert bounds(killed(said(4200, relation="background"))) == (None, None, None)


def test_the_accused_sides_zero_is_shown_and_lowers_nothing() -> None:
    zero = said(0, MINISTRY)
    toll = killed(said(7), zero)
    assert bounds(toll) == (7, 7, 7)
    assert why(toll, zero) == "the accused side's own figure, shown beside"


def test_anothers_zero_lowers_the_low() -> None:
    zero = said(0, ("the provincial police", "official"))
    assert bounds(killed(said(7), zero)) == (0, 7, 7)
    assert bounds(killed(zero)) == (0, 0, 0)
    assert bounds(killed(said(None, ("the governor", "official"), polarity="denied"))) == (0, 0, 0)


def test_zero_is_not_unknown() -> None:
    assert bounds(killed(said(None, ("the governor", "official")))) == (None, None, None)


def test_a_zero_about_some_is_no_zero_about_everyone() -> None:
    zero = said(0, MONITOR, group=("child",))
    found = tolls(said(7), zero)
    assert bounds(found["killed", None, None]) == (7, 7, 7)
    assert bounds(found["killed", None, "child"]) == (0, 0, 0)


def test_no_civilians_is_no_zero_where_others_leave_the_status_open() -> None:
    zero = said(0, ("the ministry of defence", "military"), status="civilian")
    found = tolls(said(7), zero)["killed", "civilian", None]
    assert bounds(found) == (None, None, None)
    assert "without saying who they were" in why(found, zero)
    assert bounds(tolls(said(7, status="combatant"), zero)["killed", "civilian", None]) == (0, 0, 0)


def test_a_denied_figure_is_shown_beside() -> None:
    denied = said(12, MINISTRY, polarity="denied")
    toll = killed(said(12), denied)
    assert bounds(toll) == (12, 12, 12)
    assert "denial" in why(toll, denied)


def test_words_for_a_number_count_only_where_nobody_gives_one() -> None:
    dozens = said("dozens", RESIDENTS)
    assert bounds(killed(dozens)) == (24, 24, None)
    assert bounds(killed(said("civilians"))) == (2, 2, None)
    toll = killed(said(14), dozens)
    assert bounds(toll) == (14, 14, 14)
    assert not is_used(toll, dozens)


def test_fighters_are_not_everyone() -> None:
    fighters = said(11, MINISTRY, status="combatant")
    found = tolls(said(19), fighters)
    assert bounds(found["killed", None, None]) == (19, 19, 19)
    assert bounds(found["killed", "combatant", None]) == (11, 11, 11)
    assert bounds(killed(said(14, MINISTRY, group=("soldier",)))) == (14, 14, 14)


def test_a_figure_for_some_raises_what_it_exceeds() -> None:
    assert bounds(killed(said(14), said((20, None), MONITOR, status="civilian"))) == (14, 14, None)


def test_a_sides_count_of_fighters_raises_nothing() -> None:
    assert bounds(killed(said(11), said(14, ("the Lantern Brigade", "armed_group"), status="combatant"))) == (
        11,
        11,
        11,
    )
    assert bounds(killed(said(11), said(14, MONITOR, status="combatant"))) == (11, 11, 14)


def test_the_contested_stand_outside_the_low_of_civilians_and_inside_the_high() -> None:
    found = tolls(said(16, MONITOR, status="civilian"), said(3, MONITOR, status="contested", at=60))
    assert bounds(found["killed", "civilian", None]) == (16, 16, 19)
    assert bounds(killed(said(5, status="contested"), status="civilian")) == (0, None, 5)


def test_lumped_figures_make_a_toll_of_their_own() -> None:
    found = tolls(said(11), said((26, None), RESIDENTS, harm="killed_or_injured"))
    assert bounds(found["killed", None, None]) == (11, 11, 11)
    assert bounds(found["killed_or_injured", None, None]) == (26, 26, None)


def test_persons_told_one_by_one_are_a_figure_where_nobody_gives_one() -> None:
    names = [make_claim(report(), name=name, at=30 * n) for n, name in enumerate(("Ilva Ordeva", "Jorun Ordeva"))]
    assert bounds(killed(*names)) == (2, 2, None)
    unnamed = make_claim(report(), person=make_claim(name="X").person.__class__(sex="male"), at=90)  # type: ignore[union-attr]
    assert bounds(killed(*names, unnamed)) == (3, 3, None)


def test_more_names_than_the_total_raise_the_high_and_the_low_where_two_sources_name_each() -> None:
    people = ("Ilva Ordeva", "Jorun Ordeva", "Hesta Ordeva")

    def names(day: int, by: tuple[str, str], **about: int) -> list[Claim]:
        return [
            make_claim(report(day), name=name, at=30 * n, speaker=by, about_person=about)
            for n, name in enumerate(people)
        ]

    assert bounds(killed(said(1), *names(12, MONITOR))) == (1, 1, 3)
    assert bounds(killed(said(2), *names(12, MONITOR))) == (2, 2, 2)  # one more may be one spelled twice
    assert bounds(killed(said(2), *names(12, MONITOR, age_low=30, age_high=30))) == (2, 2, 3)
    assert bounds(killed(said(2), *names(12, MONITOR), *names(14, HOSPITAL))) == (3, 3, 3)
    assert bounds(killed(said(9), *names(12, MONITOR))) == (9, 9, 9)


def test_a_smaller_figure_of_one_speaker_in_one_report_is_a_part() -> None:
    whole, market = said(14), said(4, at=70)
    toll = killed(whole, market)
    assert bounds(toll) == (14, 14, 14)
    assert why(toll, market) == "taken for a part: the same speaker says 14 in the same report"
    low, _, high = bounds(killed(whole, said(4, MONITOR, at=70)))
    assert (low, high) == (4, 14)


def test_an_office_quoted_twice_is_one_source_and_the_unnamed_prove_none() -> None:
    toll = killed(said(14, day=12), said(14, day=13), said(15, RESIDENTS))
    assert (toll.independent_low, toll.independent_high) == (1, 2)
    toll = killed(said(14, RESIDENTS), said(15, ("witnesses", "unnamed")))
    assert (toll.independent_low, toll.independent_high) == (1, 2)
    toll = killed(said(14), said(14, MONITOR), said(14, None, at=90))
    assert (toll.independent_low, toll.independent_high) == (2, 3)


def test_those_who_all_point_at_one_kind_of_evidence_are_not_proven_independent() -> None:
    clip = (Evidence(kind="footage", wording="a video"),)
    toll = killed(said(14, evidence=clip), said(15, MONITOR, evidence=clip))
    assert (toll.independent_low, toll.independent_high) == (1, 2)
    seen = (Evidence(kind="body", wording="bodies in its morgue"),)
    toll = killed(said(14, evidence=seen), said(15, MONITOR, evidence=clip))
    assert (toll.independent_low, toll.independent_high) == (2, 2)


def test_the_offices_of_the_accused_side_are_one_party() -> None:
    toll = killed(said(3, MINISTRY), said(4, ("the ministry's envoy", "accused"), day=14))
    assert (toll.independent_low, toll.independent_high) == (1, 2)


def test_the_best_figure_is_the_one_that_most_sources_give() -> None:
    assert killed(said(19), said(17, MONITOR), said((17, None), ("the committee", "party"))).best == 17
    assert (
        killed(said(11, ("the police", "official")), said(12, ("the Ministry of Health", "medical"), day=15)).best == 12
    )


def test_about_is_the_figure_itself() -> None:
    assert bounds(killed(said(Count(low=30, high=30, about=True, wording="about 30")))) == (30, 30, 30)
