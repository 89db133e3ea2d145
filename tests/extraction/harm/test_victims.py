"""Named persons harmed, in sentences about invented people."""

import pytest

from ledgerstone.extraction.harm.harms import analyse
from ledgerstone.extraction.harm.list_cues import leads_list
from ledgerstone.extraction.harm.victims import VictimMention, find_victims
from ledgerstone.extraction.text.sentences import split
from ledgerstone.extraction.text.words import words_of


def read(text: str, harm_before: str | None = None) -> list[VictimMention]:
    found: list[VictimMention] = []
    listing: str | None = None
    for sentence in split(text):
        analysis = analyse(words_of(text, start=sentence.start, end=sentence.end))
        here = find_victims(text, sentence, analysis, harm_before=harm_before, listing=listing)
        harm_before = next((trigger.harm for trigger in analysis.triggers), harm_before)
        listing = here[-1].harm if here else harm_before if leads_list(sentence) else None
        found.extend(here)
    return found


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ilan Voss was killed.", ["Ilan Voss"]),
        ("Ilan Voss (67), his wife Mira Voss and Dr. Sava Orel were killed.", ["Ilan Voss", "Mira Voss", "Sava Orel"]),
        ("The strike killed Ilan Voss and wounded Tomi Arde.", ["Ilan Voss", "Tomi Arde"]),
        ("The dead were identified as Ilan Voss, 67, and Mira Voss, 61.", ["Ilan Voss", "Mira Voss"]),
        ("She announced the death of Ilan Voss.", ["Ilan Voss"]),
        ("They condemned the killing in Sella on Monday of Ilan Voss.", ["Ilan Voss"]),
        ("Ilan Voss was killed along with his son Bero.", ["Ilan Voss", "Bero"]),
        ("Ilan Voss was among those killed.", ["Ilan Voss"]),
        ("Four people were killed. Ilan Voss, a neighbour, was among the victims.", ["Ilan Voss"]),
        ("Killed in the strike were Ilan Voss and Mira Voss.", ["Ilan Voss", "Mira Voss"]),
        ("Ilan Voss (67), killed in the strike, was a teacher.", ["Ilan Voss"]),
        ("Tomi Arde identified Ilan Voss as killed in the strike.", ["Ilan Voss"]),
        ("Ilan Voss and Mira Voss were also reported killed.", ["Ilan Voss", "Mira Voss"]),
        (
            "Among those killed were Ilan Voss, 67; his wife, Mira Voss, 61; Bero Voss.",
            ["Ilan Voss", "Mira Voss", "Bero Voss"],
        ),
        ("Four people were killed: The mother Mira Voss (61), the father Ilan Voss (67).", ["Mira Voss", "Ilan Voss"]),
        ("Paramedic Ilan Voss and Hajja Mira Voss (Umm Bero) were killed.", ["Ilan Voss", "Mira Voss"]),
        ("Jihad Voss and Orel Ramadan Voss were killed during Ramadan.", ["Jihad Voss", "Orel Ramadan Voss"]),
        ("Bero (Bera) Voss and Sava ‘Orel were killed.", ["Bero Voss", "Sava ‘Orel"]),
        (
            "The couple lost their son Bero Voss, 9, as well as two daughters: Tala Voss (12) and Lena Voss (4).",
            ["Bero Voss", "Tala Voss", "Lena Voss"],
        ),
        (
            "It took the lives of four who were siblings: the sisters – Tala Voss (12), Lena Voss – and Bero Voss.",
            ["Tala Voss", "Lena Voss", "Bero Voss"],
        ),
        (
            "Two people were killed. The lives of their son Ilan Voss (34) and his wife Mira Voss were also claimed.",
            ["Ilan Voss", "Mira Voss"],
        ),
        (
            "Sava Orel lists those killed, which included Ilan Voss, Mira Voss (61), Tala Voss.",
            ["Ilan Voss", "Mira Voss", "Tala Voss"],
        ),
        ("Tomi Arde identified Ilan Voss as one of those killed.", ["Ilan Voss"]),
        ("The group named their cousins Ilan Voss (3) and Mira Voss as also killed.", ["Ilan Voss", "Mira Voss"]),
        ("Bero Voss was first reported to be in care, but later died of his wounds.", ["Bero Voss"]),
        ("The blast claimed the life of Ilan Voss.", ["Ilan Voss"]),
        (
            "Ilan Voss died with four others. The two daughters of Ilan were Tala Voss and 24-year-old Lena Voss.",
            ["Ilan Voss", "Tala Voss", "Lena Voss"],
        ),
        (
            "It also killed a lawyer (an engineer, others said), Ilan Voss, and his son Bero Voss.",
            ["Ilan Voss", "Bero Voss"],
        ),
        (
            "Ilan Voss and his sons – Bero Voss and Oren Voss – were all reported to have been killed.",
            ["Ilan Voss", "Bero Voss", "Oren Voss"],
        ),
        ("Two people were killed. Among those named were Ilan Voss and Mira Voss.", ["Ilan Voss", "Mira Voss"]),
        (
            "Three boys were killed; this included Ilan Voss (who was 8), Bero Voss and Oren Voss.",
            ["Ilan Voss", "Bero Voss", "Oren Voss"],
        ),
        ("Sava Orel listed Ilan Voss and Mira Voss among those reported to have died.", ["Ilan Voss", "Mira Voss"]),
        ("Ilan Voss (54), reportedly killed in the strike, was a teacher.", ["Ilan Voss"]),
        ("Her girls were twins, Tala Voss and Lena Voss, killed with her.", ["Tala Voss", "Lena Voss"]),
        (
            "Four sons were killed. Ilan Voss was 22. His brother Tomi Voss was 20. The youngest, Bero Voss, was 10.",
            ["Ilan Voss", "Tomi Voss", "Bero Voss"],
        ),
        (
            "Ten were killed. They were identified as follows:\n\nTavin Oreld’s wife, Mira Voss (61), and Tala Voss.",
            ["Mira Voss", "Tala Voss"],
        ),
        ("Two people were killed. Tomi Arde identified Ilan Voss as a victim of the strike.", ["Ilan Voss"]),
        ("Two people were killed. Another victim, the elderly Mira Voss, was named by Tavin Oreld.", ["Mira Voss"]),
        ("Mira Voss (30), the daughter of their maternal uncle Tomi Arde, was also killed.", ["Mira Voss"]),
        ("A woman named Enna Voss, known as the fiancée of Tavin Oreld, was killed.", ["Enna Voss"]),
        ("Ilan Voss was killed a month after getting engaged to a woman named Mira Arde.", ["Ilan Voss"]),
        ("Tavin Oreld, Sava Arde and Tomi Arde all published photos of Ilan Voss, who was killed.", ["Ilan Voss"]),
        ("The strike killed Ilan Voss and Tomi Arde said so.", ["Ilan Voss"]),
        ("The blast killed the mother of three Mira Voss.", ["Mira Voss"]),
        (
            "Ilan Voss; Mira Voss; Tomi Arde; and Sava Orel were killed.",
            ["Ilan Voss", "Mira Voss", "Tomi Arde", "Sava Orel"],
        ),
        ("Ten were killed. Those whose names are known are Ilan Voss and Mira Voss.", ["Ilan Voss", "Mira Voss"]),
        ("Ten were killed. Four of them were children: Ilan Voss, Bero Voss.", ["Ilan Voss", "Bero Voss"]),
        ("Siblings Ilan, Bero and Tala Voss were killed.", ["Ilan", "Bero", "Tala Voss"]),
        ("Ten were killed. Ilan al-Voss’s body was found.", ["Ilan al-Voss"]),
        ("Ten were killed. “My brother Ilan Voss has joined the martyrs,” wrote Tomi Voss.", ["Ilan Voss"]),
        ("Ten were killed. “Rest in peace Ilan Voss.”", ["Ilan Voss"]),
        ("Killed were ‘Sava Oreldis’ and Mira Voss.", ["Sava Oreldis", "Mira Voss"]),
    ],
)
def test_who_the_text_says_was_harmed(text: str, names: list[str]) -> None:
    assert [victim.name.text for victim in read(text)] == names


@pytest.mark.parametrize(
    "text",
    [
        "Ilan Voss said two people were killed.",
        "Two people were killed in Oru Veldt.",
        "Two people were killed in the house of Ilan Voss.",
        "Ilan Voss’s neighbours were killed.",
        "Two men were killed by Tomi Arde.",
        "The Ministry of Health said two people were killed.",
        "The Oru Veldt Courier reported that two people were killed.",
        "Two people were killed in the house of the pharmacist Ilan Voss.",
        "Two people were killed, Ilan Voss said.",
        "Oh God, they were killed.",
        "“Four were killed here,” Dr Ilan Voss, director of the clinic, told the Oru Veldt Courier.",
        "Ilan Voss mourned his brothers, who were killed.",
        "Two people were killed. Ilan Voss mourned them.",
        "Two people were killed. Kin came to mourn the victims, including Ilan Voss and Mira Voss.",
        "Two people were killed. She was the mother of the martyr Ilan Voss.",
        "Two people were killed. A tribute by Ilan Voss was shared.",
        "Two people were killed. They were mourned by Ilan Voss, Mira Voss and their cousin Sava Orel.",
        "Two people were killed near the Martyrs Square of Ilan Voss.",
        "Friends mourned the victims, including Ilan Voss and Mira Voss. Two people were killed.",
        "The strike killed 13 members of the family of Ilan Voss.",
        "Two family members of the teacher Ilan Voss were killed.",
        "Two people were killed. They were identified by a family member Mr. Ilan Voss.",
        "Two people were killed, as a surviving family member named Ilan Voss learned.",
        "Two of the ‘Abu Voss’ family were killed.",
        "Mosque’s Imam was killed.",
        "Facebook users Tavin Oreld and Mira Arde, in turn, posted pictures of the children who were killed.",
        "Members of the Oreld clan named Tavin Oreld and Tomi Oreld posted condolences for those killed.",
        "A post by a relative named Tavin Oreld detailed the names of those killed.",
        "Dozens were injured, Tavin Oreld alleging that “at least 20 were injured”.",
        "Dozens were injured. Tavin Oreld, a journalist from Sella, posted pictures of the injured.",
        "The strike killed a brother-in-law of the Tarnian journalist Tavin Oreld and a child.",
        "We mourn the children of my dear nephew Tavin Oreld, who were killed.",
        "Ten were killed. Their father, Tavin Oreld, had been killed previously.",
        "Ten were killed. Her husband Tavin Oreld was killed in an earlier strike.",
        "Ten were killed, among them a son of his wife Mira Voss, who had previously died.",
        "Ten were killed. “May Allah have mercy on the martyrs of the Church of Saint Oreld.”",
        "Ten were killed. “Every Ramadan he gave sweets,” and he was killed.",
        "It rained. Ilan Voss was 22.",
        "Ten were killed. A post from the Model School for Boys named Sava as a teacher.",
        "Ten were killed. Images shared by Tavin Oreld show men carrying a child’s body.",
        "Ten were killed. Tavin Oreld, whose wife and children were killed, was at work.",
        "Ten were killed. A video showed Tavin Oreld crying over his dead son.",
        "Photographer Tavin Oreld captured images of the dead.",
        "Tavin Oreldis’ wife was among those killed.",
        "Ten were killed. Their third brother, Tavin Oreld, had allegedly died two days before.",
        "Ten were killed. She was known as the Mother of the martyr Tavin Oreld.",
    ],
)
def test_a_speaker_an_owner_a_place_or_an_accused_is_no_victim(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "harms"),
    [
        ("Mira Voss was wounded and Ilan Voss was killed in Sella.", {"Mira Voss": "injured", "Ilan Voss": "killed"}),
        ("Mira Voss was wounded, and Ilan Voss died in Sella.", {"Mira Voss": "injured", "Ilan Voss": "killed"}),
        ("Ilan Voss died and Mira Voss was wounded in Sella.", {"Ilan Voss": "killed", "Mira Voss": "injured"}),
        (
            "Ilan Voss and Sava Orel were killed while Mira Voss and Tomi Arde were injured.",
            {"Ilan Voss": "killed", "Sava Orel": "killed", "Mira Voss": "injured", "Tomi Arde": "injured"},
        ),
        (
            "Two were killed, Ilan Voss and Sava Orel, and 5 were injured.",
            {"Ilan Voss": "killed", "Sava Orel": "killed"},
        ),
        (
            "Ilan Voss was killed along with Mira Voss, and Bero Arde was injured.",
            {"Ilan Voss": "killed", "Mira Voss": "killed", "Bero Arde": "injured"},
        ),
    ],
)
def test_each_of_two_clauses_has_its_own_people(text: str, harms: dict[str, str]) -> None:
    assert {victim.name.text: victim.harm for victim in read(text)} == harms


def test_age_kin_and_harm_stand_with_the_name() -> None:
    voss, mira = read("Ilan Voss, 67, and his daughter Mira Voss (9) were wounded.")
    assert (voss.name.age, voss.harm, voss.kin) == (67, "injured", None)
    assert (mira.name.age, mira.sex, mira.kin) == (9, "female", "daughter of Ilan Voss")


def test_a_list_without_a_word_of_harm_takes_the_harm_told_before() -> None:
    text = "They were identified as Ilan Voss (67) and Mira Voss (61)."
    assert [victim.harm for victim in read(text, harm_before="killed")] == ["killed", "killed"]
    assert read(text, harm_before=None) == []


def test_offsets_are_exact() -> None:
    text = "At dawn Ilan Voss was killed."
    (victim,) = read(text)
    assert text[victim.name.start : victim.name.end] == "Ilan Voss"


def test_a_sentence_without_a_verb_goes_on_with_the_list_before_it() -> None:
    killed, sister = "Ilan Voss was killed. ", "His wife Mira Voss, 61, and their son, 12-year-old Bero Voss."
    assert [victim.name.text for victim in read(killed + sister)] == ["Ilan Voss", "Mira Voss", "Bero Voss"]
    assert [victim.name.text for victim in read("It rained. " + sister)] == []
    spoke = "His wife Mira Voss, 61, spoke of it."
    assert [victim.name.text for victim in read(killed + spoke)] == ["Ilan Voss"]


@pytest.mark.parametrize(
    ("text", "kin"),
    [
        (
            "Killed were Ilan Voss and his sons, Tomi Voss and Bero Voss.",
            [None, "son of Ilan Voss", "son of Ilan Voss"],
        ),
        ("The wife of Ilan Voss, Mira Voss, was killed.", ["wife of Ilan Voss"]),
        ("His wife Dr. Mira Voss was killed.", ["wife"]),
        ("Tala Orel, the daughter of Ilan Voss and Mira Voss, was killed.", [None]),
    ],
)
def test_kin_is_whom_the_words_make_kin_of_whom(text: str, kin: list[str | None]) -> None:
    assert [victim.kin for victim in read(text)] == kin


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Tomi Arde mourned his dear uncle Ilan Voss.", ["Ilan Voss"]),
        ("Tomi Arde paid a last tribute to Ilan Voss and his son Bero Voss.", ["Ilan Voss", "Bero Voss"]),
        ("“May God have mercy on Ilan Voss and Mira Voss,” she wrote.", ["Ilan Voss", "Mira Voss"]),
        ("Ilan Voss and 9-year-old Mira Voss, were remembered in a tribute by Sava Orel.", ["Ilan Voss", "Mira Voss"]),
        ("A post paid tribute to his student, 23-year-old Ilan Voss.", ["Ilan Voss"]),
        ("The third victim identified was 19-year-old Ilan Voss, whose death was mourned by Sava Orel.", ["Ilan Voss"]),
    ],
)
def test_whom_a_report_of_killings_mourns_was_killed(text: str, names: list[str]) -> None:
    assert [victim.name.text for victim in read(f"Two people were killed. {text}")] == names
    assert read(f"It rained. {text}") == []


def test_kin_in_a_bracket_behind_a_name() -> None:
    voss, tala = read("Killed were Ilan Voss (father, 55) and Tala Voss (9, daughter).")
    assert (voss.name.age, voss.sex) == (55, "male")
    assert (tala.name.age, tala.sex) == (9, "female")


def test_whoever_is_only_married_to_one_of_the_dead_is_none() -> None:
    assert [victim.name.text for victim in read("Killed were Mira Voss (37), married to his son Ilan Voss.")] == [
        "Mira Voss"
    ]


@pytest.mark.parametrize(
    ("text", "children"),
    [
        ("Ilan Voss was killed with his infant daughter Tala Voss.", ["Tala Voss"]),
        ("Mira Voss and her two young daughters, Tala Voss and Lena Voss, were killed.", ["Tala Voss", "Lena Voss"]),
        ("Ilan Voss was killed with his daughters Tala Voss and Lena Voss.", []),
        ("Ilan Voss and his son Bero Voss, an infant, were killed.", ["Bero Voss"]),
        ("Mira Voss and her son Bero Voss (a child) were killed.", ["Bero Voss"]),
        ("Ilan Voss, the child psychologist, was killed.", []),
    ],
)
def test_words_beside_a_name_tell_of_a_child(text: str, children: list[str]) -> None:
    assert [victim.name.text for victim in read(text) if "child" in victim.group] == children


@pytest.mark.parametrize(
    ("text", "name", "others"),
    [
        ("Ilan al-Voss Abu Muhammad was killed.", "Ilan al-Voss", ("Abu Muhammad",)),
        ("Mira Voss Umm Bero was killed.", "Mira Voss", ("Umm Bero",)),
        ("Samir Abu Karim was killed.", "Samir Abu Karim", ()),
        ("Tala al-Voss Abu Karim was killed with the Abu Karim family.", "Tala al-Voss Abu Karim", ()),
        ("Abd al-Samir Abu Karim was killed.", "Abd al-Samir Abu Karim", ()),
    ],
)
def test_a_kunya_behind_a_full_name_is_another_name(text: str, name: str, others: tuple[str, ...]) -> None:
    victim = read(text)[0]
    assert (victim.name.text, victim.name.others) == (name, others)


def test_the_age_behind_a_kunya_in_the_bracket_is_the_persons() -> None:
    (mira,) = read("Mira Voss (Umm Bero, 84) was killed.")
    assert (mira.name.others, mira.name.age) == (("Umm Bero",), 84)
