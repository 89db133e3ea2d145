"""The gate: nothing unreviewed passes, masking never shows more, and what rests on a withheld claim stays too."""

import dataclasses
import io
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from releasing.sample import Sample, review, sample

from ledgerstone.assessing import assess
from ledgerstone.codec import canonical
from ledgerstone.reading import read_stream
from ledgerstone.reading.columns import read_columns
from ledgerstone.records import Assessment, Claim, Count, Handling, Inclusion, Review, Speaker, Withheld
from ledgerstone.releasing.gate import Gated, gate
from ledgerstone.releasing.sentences import SILENCED, meet
from ledgerstone.releasing.withholding import allow
from ledgerstone.vocabulary import codes

SAMPLE = sample()
NAMES = sorted(SAMPLE.ids)
CLAIMS: Mapping[str, Claim] = {id_: claim for each in SAMPLE.assessments for id_, claim in each.claims.items()}
VERDICTS = sorted(codes("verdict"))
LIVING = ("Torrin", "Beska", "Orun", "Jorun", "Halm", "Moskal")


MAPPING = """
harm: killed
columns: {identifier: {column: Old code, scheme: sella-registry}, name: Full name, date: Day, place: Town}
dates: day-month-year
"""


def words_of(value: Any) -> str:
    """Every text in what left the gate, one after another."""
    if isinstance(value, str):
        return value + "\n"
    if isinstance(value, tuple):
        return "".join(words_of(item) for item in value)
    if isinstance(value, Mapping):
        return "".join(words_of(item) for item in value.values())
    if dataclasses.is_dataclass(value):
        return "".join(words_of(getattr(value, f.name)) for f in dataclasses.fields(value))
    return ""


def released(gated: Gated) -> set[str]:
    return {id_ for each in gated.assessments for id_ in each.claims}


def handling(about: str, level: str, *, minute: int = 0) -> Handling:
    return Handling(
        about=about, level=level, because="They asked for it.", at=datetime(2031, 6, 2, 8, minute, tzinfo=UTC), by="Ana"
    )


reviews = st.dictionaries(st.sampled_from(NAMES), st.sampled_from(VERDICTS)).map(
    lambda chosen: {SAMPLE.ids[name]: review(SAMPLE.ids[name], verdict) for name, verdict in chosen.items()}
)
handlings = st.lists(
    st.builds(
        lambda name, level: handling(SAMPLE.ids[name], level),
        st.sampled_from(NAMES),
        st.sampled_from(sorted(codes("handling"))),
    )
)


@settings(deadline=None)
@given(reviews=reviews, handlings=handlings)
def test_nothing_unreviewed_ever_passes(reviews: dict[str, Review], handlings: list[Handling]) -> None:
    gated = gate(SAMPLE.assessments, reviews=reviews, handlings=handlings)
    accepted = {id_ for id_, each in reviews.items() if each.verdict in {"accept", "correct"}}
    assert released(gated) <= accepted
    text = words_of(gated.assessments)
    for id_, claim in CLAIMS.items():
        shared = any(CLAIMS[other].passage == claim.passage for other in released(gated))
        if id_ not in released(gated) and not shared:
            assert claim.passage.exact not in text
    listed = {each.record for each in gated.withheld}
    assert CLAIMS.keys() - released(gated) <= listed
    for each in gated.assessments:
        used = {reason.claim for toll in each.tolls for reason in (*toll.used, *toll.set_aside)}
        assert used <= released(gated)
        assert {id_ for victim in each.victims for id_ in victim.claims} <= released(gated)
        assert {id_ for check in each.checks for id_ in check.claims} <= released(gated)


@settings(deadline=None)
@given(
    closed=st.sampled_from(NAMES).filter(lambda name: SAMPLE.ids[name] in CLAIMS),
    act=st.sampled_from(["withhold", "restricted", "sealed"]),
)
def test_a_sentence_that_tells_what_a_closed_claim_says_stays_beside_every_other_claim(closed: str, act: str) -> None:
    id_ = SAMPLE.ids[closed]
    verdicts = SAMPLE.accept() | ({id_: review(id_, act)} if act == "withhold" else {})
    acts = [] if act == "withhold" else [handling(id_, act)]
    gated = gate(SAMPLE.assessments, reviews=verdicts, handlings=acts)
    shut = CLAIMS[id_]
    for each in gated.assessments:
        for other, claim in each.claims.items():
            if meet(CLAIMS[other], shut):
                assert claim.passage.exact == SILENCED
                assert (other, "its sentence tells of something that is closed, too") in {
                    (note.record, note.reason) for note in gated.withheld
                }
    assert shut.passage.exact not in words_of(gated.assessments)


@settings(deadline=None)
@given(
    reviews=reviews, handlings=handlings, closed=st.sampled_from(NAMES), level=st.sampled_from(["restricted", "sealed"])
)
def test_a_stricter_handling_never_shows_more(
    reviews: dict[str, Review], handlings: list[Handling], closed: str, level: str
) -> None:
    before = gate(SAMPLE.assessments, reviews=reviews, handlings=handlings)
    after = gate(
        SAMPLE.assessments, reviews=reviews, handlings=[*handlings, handling(SAMPLE.ids[closed], level, minute=30)]
    )
    assert released(after) <= released(before) - {SAMPLE.ids[closed]}


@settings(max_examples=60, deadline=None)
@given(chosen=st.sets(st.sampled_from(NAMES)))
def test_no_name_of_a_living_speaker_or_survivor_leaves(chosen: set[str]) -> None:
    reviews = {SAMPLE.ids[name]: review(SAMPLE.ids[name]) for name in chosen}
    text = words_of(gate(SAMPLE.assessments, reviews=reviews).assessments)
    assert not [name for name in LIVING if name in text]


def test_a_name_known_from_a_claim_that_stays_is_masked_where_it_went_before() -> None:
    accepted = SAMPLE.accept("hesta")
    view = SAMPLE.assessments[0]
    alone = dataclasses.replace(
        view, claims={SAMPLE.ids["hesta"]: view.claims[SAMPLE.ids["hesta"]]}, victims=view.victims[1:2]
    )
    assert "Orun" in words_of(gate([alone], reviews=accepted).assessments)
    assert "Orun" not in words_of(gate([alone], reviews=accepted, known=SAMPLE.assessments).assessments)


@settings(max_examples=40, deadline=None)
@given(opened=st.sets(st.sampled_from(NAMES)), more=st.sampled_from(NAMES))
def test_masking_is_monotone(opened: set[str], more: str) -> None:
    def hidden(names: set[str]) -> int:
        acts = [handling(SAMPLE.ids[name], "open") for name in names]
        text = words_of(gate(SAMPLE.assessments, reviews=SAMPLE.accept(), handlings=acts).assessments)
        return sum(name in text for name in LIVING)

    assert hidden(opened) <= hidden(opened | {more})


def everything(**fields: Any) -> Gated:
    return gate(SAMPLE.assessments, reviews=SAMPLE.accept(), **fields)


def test_the_dead_are_named_and_survivors_and_speakers_are_not() -> None:
    text = words_of(everything().assessments)
    assert "Sennet Ordeva" in text
    assert "Hesta Ordeva" in text
    assert not [name for name in LIVING if name in text]
    assert "[relative, name withheld]" in text


def test_an_open_handling_of_each_claim_of_a_speaker_shows_the_name() -> None:
    ids = [SAMPLE.ids[name] for name in ("nine", "children")]
    one = words_of(everything(handlings=[handling(ids[0], "open")]).assessments)
    both = words_of(everything(handlings=[handling(id_, "open") for id_ in ids]).assessments)
    assert "Orun Ordeva, a brother" not in one
    assert "Orun Ordeva, a brother" in both
    assert "Torrin" not in both


def test_the_latest_handling_counts() -> None:
    id_ = SAMPLE.ids["killed19"]
    sealed = [handling(id_, "sealed", minute=1), handling(id_, "open", minute=2)]
    assert id_ in released(everything(handlings=sealed))
    assert id_ in released(everything(handlings=sealed[::-1]))
    assert id_ not in released(
        everything(handlings=[handling(id_, "open", minute=1), handling(id_, "sealed", minute=2)])
    )
    same = [handling(id_, "open"), handling(id_, "sealed")]
    assert id_ not in released(everything(handlings=same)) | released(everything(handlings=same[::-1]))


def test_the_strictest_along_the_chain_counts() -> None:
    claim = CLAIMS[SAMPLE.ids["killed14"]]
    report = SAMPLE.assessments[0].reports[claim.report]
    for about in (claim.report, report.original, "a" * 64):
        acts = [handling(about, "restricted"), handling(SAMPLE.ids["killed14"], "open")]
        assert SAMPLE.ids["killed14"] not in released(everything(handlings=acts))


def test_sexual_violence_stays_with_every_sentence_that_tells_of_it() -> None:
    gated = everything()
    assert not released(gated) & {SAMPLE.ids["intimate"], SAMPLE.ids["stopped"]}
    assert "raped" not in words_of(gated.assessments)
    assert not [toll for each in gated.assessments for toll in each.tolls if toll.harm == "sexual_violence"]
    opened = everything(handlings=[handling(SAMPLE.ids["stopped"], "open")])
    assert SAMPLE.ids["stopped"] in released(opened)
    assert SAMPLE.ids["intimate"] not in released(opened)


def test_places_finer_than_a_settlement_lose_their_digits() -> None:
    gated = everything()
    places = [place for each in gated.assessments for claim in each.claims.values() for place in claim.where]
    places += [place for each in gated.assessments for place in each.where]
    houses = [place for place in places if place.name == "Vessen Street"]
    assert houses
    assert {(place.lat, place.lon, place.gazetteer_id) for place in houses} == {(-43.4, 84.9, None)}
    assert {(place.lat, place.lon) for place in places if place.name == "Drovath"} == {(-43.41, 84.87)}


def test_full_texts_furniture_and_telling_addresses_stay() -> None:
    reports = [report for each in everything().assessments for report in each.reports.values()]
    assert {report.text for report in reports} == {""}
    assert {report.furniture for report in reports} == {()}
    assert {report.url for report in reports if report.publisher == "Ilvareth Today"} == {None}
    assert {report.url for report in reports if report.publisher == "Kalvessa Wire"} == {"https://wire.example/drovath"}


def test_a_toll_that_rests_on_a_claim_that_stays_stays() -> None:
    accepted = SAMPLE.accept("killed19", "injured44", "injured60")
    view = gate(SAMPLE.assessments, reviews=accepted).assessments[0]
    assert [toll.harm for toll in view.tolls] == ["injured"]
    assert view.label == "Incident 1, Drovath"
    assert [place.name for place in view.where] == ["Drovath"]
    assert view.actors == ()
    assert view.means == ()
    assert view.checks == ()


def test_a_corrected_claim_leaves_as_corrected_and_its_old_toll_does_not() -> None:
    id_ = SAMPLE.ids["bus11"]
    better = dataclasses.replace(CLAIMS[id_], count=Count(low=12, high=12, wording="Eleven"))
    verdicts = SAMPLE.accept() | {id_: review(id_, "correct", replacement=canonical(better))}
    view = gate(SAMPLE.assessments, reviews=verdicts).assessments[1]
    assert view.claims[id_].count == better.count
    assert [toll.harm for toll in view.tolls] == ["injured"]
    laid_out_again = dataclasses.replace(SAMPLE.assessments[1], claims={**SAMPLE.assessments[1].claims, id_: better})
    again = gate([laid_out_again], reviews=verdicts).assessments[0]
    assert [toll.harm for toll in again.tolls] == ["killed", "injured"]


@pytest.mark.parametrize("replacement", [None, "", "{}", "[1]", '{"kind":"harm"}'])
def test_a_correction_that_cannot_be_read_stays(replacement: str | None) -> None:
    id_ = SAMPLE.ids["bus11"]
    verdicts = {id_: review(id_, "correct", replacement=replacement)}
    allowed = allow(SAMPLE.assessments, reviews=verdicts)
    assert allowed.claims == {}
    assert {each.reason for each in allowed.withheld if each.record == id_} == {"its correction cannot be read"}


def test_an_incident_of_which_nothing_is_left_is_listed() -> None:
    gated = gate(SAMPLE.assessments, reviews=SAMPLE.accept("bus11"))
    assert [each.incident for each in gated.assessments] == ["b" * 64]
    assert {"a" * 64, "c" * 64} <= {each.record for each in gated.withheld}


def test_reasons_tell_nothing_of_what_was_withheld() -> None:
    gated = gate(SAMPLE.assessments, reviews=SAMPLE.accept("nine", "jorun"))
    text = "".join(each.reason for each in gated.withheld)
    assert not [name for name in (*LIVING, "Ordeva", "Drovath", "Selmeth") if name in text]


def test_a_place_in_a_speakers_wording_names_nobody() -> None:
    view = SAMPLE.assessments[0]
    id_ = SAMPLE.ids["killed20"]
    speaker = Speaker(wording="Residents of Drovath", role="witness")
    moved = dataclasses.replace(
        view, claims={**view.claims, id_: dataclasses.replace(view.claims[id_], speaker=speaker)}
    )
    after = gate([moved], reviews=SAMPLE.accept()).assessments[0]
    assert after.claims[id_].speaker == speaker
    assert after.where[0].name == "Drovath"


def test_a_word_of_a_places_name_names_nobody_alone() -> None:
    view = SAMPLE.assessments[2]
    id_ = SAMPLE.ids["eight"]
    said = [Speaker(wording=words, role="witness") for words in ("a resident of Lomerin", "Ansa Lomerin")]
    town, woman = (
        gate(
            [dataclasses.replace(view, claims={id_: dataclasses.replace(view.claims[id_], speaker=each)})],
            reviews=SAMPLE.accept(),
        )
        for each in said
    )
    assert "resident of Lomerin" in words_of(town.assessments)
    assert "Lomerin camp" in words_of(woman.assessments)
    assert "Ansa" not in words_of(woman.assessments)


def test_a_wholly_reviewed_incident_passes_whole() -> None:
    sample_: Sample = SAMPLE
    before: Assessment = sample_.assessments[2]
    after = gate([before], reviews=sample_.accept()).assessments[0]
    assert after.label == before.label
    assert after.tolls == before.tolls
    assert after.claims == before.claims | {SAMPLE.ids["arabic"]: after.claims[SAMPLE.ids["arabic"]]}


def test_why_an_incident_does_not_count_leaves_only_with_all_that_was_said_of_it() -> None:
    """Its reasons may tell what a claim says that stays behind: that nobody was killed, that it was elsewhere."""
    first = max(SAMPLE.assessments, key=lambda each: len(each.claims))
    assert first.incident is not None
    said = Inclusion(incident=first.incident, judgement="negative", because=("not in Ilvareth",))
    marked = dataclasses.replace(first, inclusion=said)
    for kept, because in (
        (list(first.claims), ("not in Ilvareth",)),
        (list(first.claims)[:1], ("it rests on claims that were not released",)),
    ):
        accepted = {id_: review(id_, "accept") for id_ in kept}
        (out,) = gate([marked], reviews=accepted, handlings=[handling(id_, "open") for id_ in kept]).assessments
        assert out.inclusion == dataclasses.replace(said, because=because)


def test_a_code_of_others_leaves_only_with_a_claim_that_is_open() -> None:
    table = b"Old code;Full name;Day;Town\nSL-001;Ilan Voss;06/05/2031;Sella\n"
    found, _ = read_stream(io.BytesIO(table), name="list.csv", columns=read_columns(MAPPING))
    (incident,) = assess(found)
    ((id_, claim),) = incident.claims.items()
    assert "SL-001" in claim.passage.exact
    gone = gate([incident], reviews={id_: review(id_)}, known=[incident])
    (left,) = gone.assessments[0].claims.values()
    assert left.identifiers == ()
    assert "SL-001" not in repr(gone.assessments)
    assert "[code withheld]" in left.passage.exact
    assert Withheld(record=id_, reason="codes that others gave masked") in gone.withheld
    handled = handling(id_, "open")
    (left,) = gate([incident], reviews={id_: review(id_)}, handlings=[handled]).assessments[0].claims.values()
    assert left.identifiers == claim.identifiers
    assert "SL-001" in left.passage.exact
