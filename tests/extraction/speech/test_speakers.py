import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgerstone.extraction.speech.speakers import Speech, find_speech, role_for, speaker_of
from ledgerstone.extraction.text.sentences import split
from ledgerstone.vocabulary import codes


def speeches(text: str) -> tuple[Speech, ...]:
    return find_speech(text, split(text))


def who(text: str, words: str) -> str | None:
    """The speaker of the first place where the words stand."""
    start = text.index(words)
    speech = speaker_of(speeches(text), start, start + len(words))
    return speech.speaker.wording if speech else None


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("The health ministry said that 12 people were killed.", "12", "The health ministry"),
        ("At least 12 people were killed, residents and medics said.", "12", "residents and medics"),
        (
            "Twelve people died, said the ministry's spokesman, Oren Vallick.",
            "Twelve",
            "the ministry's spokesman, Oren Vallick",
        ),
        ("Twelve people died, according to Civil Defence.", "Twelve", "Civil Defence"),
        ("According to Civil Defence, twelve people died.", "twelve", "Civil Defence"),
        ("In a statement, the army said it had killed 12 fighters.", "12", "the army"),
        (
            "Dr Mira Tolland, the director of the hospital, said 12 bodies had arrived.",
            "12",
            "Dr Mira Tolland, the director of the hospital",
        ),
        (
            "The director of the hospital, Mira Tolland, said 12 bodies had arrived.",
            "12",
            "The director of the hospital, Mira Tolland",
        ),
        ("Beska Torrin, 44, a seamstress, said two men fell.", "two", "Beska Torrin, 44, a seamstress"),
        ("“Twelve of us died,” said Beska Torrin. “Three were children.”", "Three", "Beska Torrin"),
        ("Facebook user Ana Belk wrote that 12 people had died.", "12", "Facebook user Ana Belk"),
        ("Mora News, Velk TV and Sarn Agency reported that 12 died.", "12", "Mora News, Velk TV and Sarn Agency"),
        ("The office, which had spoken of seven, said 12 had died.", "12", "The office"),
        ("Officials put the number of dead at 12.", "12", "Officials"),
        ("Twelve were killed, with one user posting on Telegram that 20 died.", "20", "one user"),
        ("Twelve died, as reported by Mora News.", "Twelve", "Mora News"),
        ("''Twelve of us died,'' said Beska Torrin. ''Three were children.''", "Three", "Beska Torrin"),
        ("''It was quiet,'' one of them recalled. Beska Torrin said 12 people died.", "12", "Beska Torrin"),
        ("Beska Torrin — a seamstress of the old town — said 12 people died.", "12", "Beska Torrin"),
        ("Doctors rejected the army's claim that 12 fighters were killed.", "12", "the army"),
        ("A survey of the wards shows that 12 people died.", "12", "A survey of the wards"),
        ("The governor walked through the ward, saying 12 people had died.", "12", "The governor"),
        ("Talks went on.\n“TORRIN: Twelve of us died there.”", "Twelve", "TORRIN"),
    ],
)
def test_the_speaker_of_a_figure_is_found_wherever_english_puts_it(text: str, words: str, speaker: str) -> None:
    assert who(text, words) == speaker


@pytest.mark.parametrize(
    "text",
    [
        "Twelve people were killed when shells hit the market.",
        "The attack claimed the lives of 12 people.",
        "An alleged Velkarran airstrike hit the market and killed 12 people.",
        "Footage shows 12 bodies in a yard.",
        "He did not say that 12 people had died.",
        "Media reports and claims of 12 deaths spread.",
        "The army declined to say whether 12 people had died.",
    ],
)
def test_what_nobody_says_is_in_the_publishers_voice(text: str) -> None:
    start = text.index("12") if "12" in text else 0
    assert speaker_of(speeches(text), start, start + 2) is None


def test_each_count_of_a_sentence_has_its_own_speaker() -> None:
    text = "The hospital said 10 people had died, while Civil Defence put the toll at 12."
    assert who(text, "10") == "The hospital"
    assert who(text, "12") == "Civil Defence"


def test_who_was_told_passes_it_on() -> None:
    text = "Ilan Marr, the mayor, told Mora News that 12 people had died."
    assert speeches(text)[0].speaker.via == "Mora News"
    assert speeches("A medic told reporters that 12 had died.")[0].speaker.via is None


@pytest.mark.parametrize("whose", ["the hospital's figure of", "Civil Defence’s count of", "the hospitals' toll of"])
def test_a_figure_that_is_cited_is_its_owners_word(whose: str) -> None:
    (speech,) = speeches(f"In a letter to the governor the elders cited {whose} 17 dead.")
    assert whose.startswith(speech.speaker.wording)
    assert speech.speaker.via == "the elders"


def test_an_outer_speaker_passes_on_the_inner_one() -> None:
    text = "Mora News reported that the ministry said 12 had died."
    speech = speaker_of(speeches(text), text.index("12"), text.index("12") + 2)
    assert speech is not None
    assert (speech.speaker.wording, speech.speaker.via) == ("the ministry", "Mora News")


def test_pronouns_and_last_names_mean_the_person_named_before() -> None:
    text = (
        "Survivor Samir Hadd, 67, said his brothers were killed.\n\n“They came in,” Hadd recalled.\n\n"
        "He added that it was dawn."
    )
    assert [speech.speaker.wording for speech in speeches(text)] == ["Survivor Samir Hadd, 67"] * 3
    assert {speech.speaker.role for speech in speeches(text)} == {"witness"}


def test_adding_goes_on_with_the_subject_of_its_sentence() -> None:
    text = "Ana Belk, 30, said it was dawn.\n\nShe and her family escaped to Mora, adding, “Later, I would have died.”"
    assert who(text, "Later") == "Ana Belk, 30"


def test_a_pronoun_is_not_given_to_an_earlier_speaker_when_another_person_stands_between() -> None:
    text = (
        "Her husband, Dorrel Tove, said she had died.\n\n"
        "Abrin Moskal, 52, a shepherd, was on the slope. “It rose,” he said."
    )
    assert speeches(text)[-1].speaker.wording == "Abrin Moskal, 52, a shepherd"


def test_a_pronoun_of_the_other_sex_is_somebody_else() -> None:
    text = "His sister, Danne Esht, said it was night. He said it was day."
    assert speeches(text)[-1].speaker.wording == "He"


def test_a_quotation_runs_on_over_sentences_and_paragraphs() -> None:
    text = "The minister said:\n\n“We mourn them. Twelve died.”\n\nThe market is closed."
    assert who(text, "Twelve") == "The minister"
    assert who(text, "closed") is None


def test_spans_are_exact() -> None:
    text = "“We ran,” said Ana Belk, 30. “Twelve fell.”"
    (speech,) = speeches(text)
    assert [text[slice(*piece)] for piece in speech.content] == ["“We ran,”", "“Twelve fell.”"]
    assert speech.source is not None
    assert (text[slice(*speech.source)], text[slice(*speech.cue)]) == ("Ana Belk, 30", "said")
    assert speech.direct


@pytest.mark.parametrize(
    ("wording", "role"),
    [
        ("the Ministry of Health", "medical"),
        ("a doctor at the hospital", "medical"),
        ("Civil Defence", "rescue"),
        ("the provincial governor", "official"),
        ("an army spokesman", "military"),
        ("a rights group", "monitor"),
        ("the United Nations", "un"),
        ("the Red Cross", "aid"),
        ("Mora News Agency", "media"),
        ("the foreign minister of Sarvek", "foreign_official"),
        ("his brother, Ilan", "relative"),
        ("An elder brother, Orun Ordeva", "relative"),
        ("residents", "unnamed"),
        ("a resident, Ana Belk", "witness"),
        ("multiple sources", "unnamed"),
        ("Facebook user Ana Belk", "social_media"),
        ("a political analyst", "expert"),
        ("Ana Belk", "other"),
    ],
)
def test_roles_follow_office_words(wording: str, role: str) -> None:
    assert role_for(wording) == role


def test_the_accused_side_speaks_as_accused_and_its_critics_do_not() -> None:
    names = ("Lantern Brigade", "LB")
    assert role_for("LB authorities in Mora", names) == "accused"
    assert role_for("a hospital in the area that the Lantern Brigade holds", names) != "accused"
    assert role_for("victims of the LB", names) != "accused"


@given(
    st.lists(
        st.sampled_from(
            [
                "said",
                "“",
                "”",
                '"',
                ",",
                ".",
                " ",
                "\n\n",
                "He",
                "Ana Belk",
                "according to",
                "told",
                "that",
                "and",
                "12",
                "(",
            ]
        ),
        max_size=60,
    )
)
def test_any_text_gives_speeches_with_exact_spans(parts: list[str]) -> None:
    text = " ".join(parts)
    found = speeches(text)
    assert list(found) == sorted(found, key=lambda speech: speech.cue)
    for speech in found:
        assert speech.speaker.role in codes("speaker_role")
        assert all(0 <= left < right <= len(text) for left, right in speech.content)


def test_a_sentence_of_verbs_alone_takes_no_long_time() -> None:
    assert len(speeches("said by-by told " * 4_000)) < 4_000
