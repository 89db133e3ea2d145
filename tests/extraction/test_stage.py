"""A report in, claims out: what stands together in one text, about invented people."""

import pytest

from ledgerstone.codec import canonical, identify
from ledgerstone.extraction import VERSION, extract
from ledgerstone.records import Claim, Count, Report
from ledgerstone.vocabulary.resources import Resources, open_resources


@pytest.fixture(scope="module")
def resources() -> Resources:
    return open_resources(geonames=False)


def read(text: str, resources: Resources, *, language: str | None = "en") -> tuple[Claim, ...]:
    return extract(Report.from_text(text, published="2031-05-07", language=language), resources=resources)


def harms(claims: tuple[Claim, ...]) -> list[tuple[str | None, int | None, int | None, str | None]]:
    return [
        (claim.harm, claim.count.low, claim.count.high, claim.relation)
        for claim in claims
        if claim.kind == "harm" and claim.count
    ]


TEXT = """At least 14 people were killed, among them four women, and 30 others were wounded on Tuesday, a doctor said.

Ilan Voss, 67, who was not hurt, said his two brothers and a nephew were killed in Oru Veldt.

Nine of the dead were men. The army denied that civilians had been harmed.

More than 4,200 people have been killed since the fighting began in 2028."""


def test_counts_stand_to_one_another_as_the_text_says(resources: Resources) -> None:
    assert set(harms(read(TEXT, resources))) == {
        ("killed", 14, None, "whole"),
        ("killed", 4, 4, "part_of"),
        ("injured", 30, 30, "whole"),
        ("killed", 3, 3, "part_of"),
        ("killed", 9, 9, "part_of"),
        ("killed", 4201, None, "background"),
    }


def test_what_a_raised_toll_counts_is_not_added_to_it(resources: Resources) -> None:
    text = (
        "Six people were killed, the ministry of health said.\n\n"
        "The ministry later raised the toll to nine after rescuers pulled three more bodies from the rubble."
    )
    claims = read(text, resources)
    assert set(harms(claims)) == {
        ("killed", 6, 6, "whole"),
        ("killed", 9, 9, "running_total"),
        ("killed", 3, 3, "part_of"),
    }
    assert {claim.speaker.wording for claim in claims if claim.harm and claim.speaker} == {"the ministry of health"}


def test_every_passage_is_verbatim_and_every_record_canonical(resources: Resources) -> None:
    claims = read(TEXT, resources)
    assert claims
    for claim in claims:
        assert TEXT[claim.passage.start : claim.passage.end] == claim.passage.exact
        assert claim.count is None or claim.count.wording in claim.passage.exact
        assert canonical(claim)
        assert claim.extractor == VERSION


def test_parts_name_the_claim_that_they_are_part_of(resources: Resources) -> None:
    claims = read(TEXT, resources)
    ids = {identify(claim) for claim in claims}
    parts = [claim for claim in claims if claim.relation == "part_of"]
    assert parts
    assert all(claim.of in ids for claim in parts)


def test_a_witness_who_was_not_hurt_is_no_victim(resources: Resources) -> None:
    assert not [claim for claim in read(TEXT, resources) if claim.person]


def test_a_language_that_is_not_read_gives_nothing(resources: Resources) -> None:
    assert read(TEXT, resources, language="fr") == ()


def test_the_same_report_gives_the_same_claims(resources: Resources) -> None:
    assert read(TEXT, resources) == read(TEXT, resources)


@pytest.mark.parametrize(
    "text",
    ["", "word " * 50_000, "12 " * 10_000, "“" * 5_000, "killed " * 5_000, "He said she said " * 3_000, "9" * 400],
)
def test_hostile_texts_neither_break_nor_hold_up_the_reader(text: str, resources: Resources) -> None:
    read(text, resources)


def test_dozens_killed_and_wounded_are_dozens_together_and_some_of_each(resources: Resources) -> None:
    found = read("Dozens of people were killed and wounded in Oru Veldt.", resources)
    assert {(claim.harm, claim.count.wording) for claim in found if claim.count} == {
        ("killed_or_injured", "Dozens of people"),
        ("killed", "killed and wounded"),
        ("injured", "killed and wounded"),
    }


def test_one_person_is_some_of_those_whom_a_word_counts(resources: Resources) -> None:
    word, wife = (claim for claim in read("Dozens were wounded. His wife was wounded.", resources) if claim.count)
    assert (wife.relation, wife.of) == ("part_of", identify(word))
    some, wife = (claim for claim in read("Others were wounded. His wife was wounded.", resources) if claim.count)
    assert (some.relation, wife.relation) == ("whole", "whole")


def test_a_description_with_the_counts_where_nobody_else_is_told_of() -> None:
    [claim] = [
        each for each in extract(Report.from_text("They condemned the murder of the city judges.")) if each.count
    ]
    assert (claim.harm, claim.count) == ("killed", Count(low=None, high=None, wording="the city judges"))
    told = extract(Report.from_text("Gunmen killed two officials. They condemned the murder of the officials."))
    assert [each.count.wording for each in told if each.count] == ["two officials"]


@pytest.mark.parametrize(
    "text",
    [
        "A woman named Mira Voss, her husband Ilan Voss and a son were killed, describing a strike.",
        "A man named Ilan Voss and a relative called Mira Voss were killed.",
        "Two people were killed. Among the victims was also “the polite man”, Ilan Voss, remembered in a tribute.",
    ],
)
def test_whoever_is_only_described_is_no_speaker(text: str, resources: Resources) -> None:
    named = {name.text for claim in read(text, resources) if claim.person for name in claim.person.names}
    assert "Ilan Voss" in named
    assert ("Mira Voss" in named) == ("Mira" in text)


def test_a_number_that_is_asked_for_is_none(resources: Resources) -> None:
    assert harms(read("It is unknown how many people were injured.", resources)) == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (
            "Shells killed 19 people in Sella. On 3 March 2031 the council signed a law that pays for new roads.",
            None,
        ),
        ("The market in Sella was as full as ever on 3 March 2031. Then two shells killed 19 people.", "2031-03-03"),
        ("3 March 2031\n\nShells killed 19 people in Sella.", "2031-03-03"),
    ],
)
def test_a_date_is_that_of_the_report_where_violence_is_told_beside_it(
    text: str, day: str | None, resources: Resources
) -> None:
    said = [claim.when for claim in read(text, resources) if claim.detail == "time"]
    assert [str(when.earliest) for when in said if when] == ([day] if day else [])
