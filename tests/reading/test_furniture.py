"""Furniture goes, the article stays. A paragraph wrongly cut out costs more than an advertisement that stays."""

import pytest

from ledgerstone import vocabulary
from ledgerstone.reading import read
from ledgerstone.reading.draft import Block
from ledgerstone.reading.furniture import judge
from ledgerstone.reading.furniture_rules import FORMS

_BEFORE = "At least 12 people were killed when shells hit the market of Old Tarna on Tuesday, the mayor said."
_AFTER = "The army of Karsa denied that any of its units had fired that day, and promised an inquiry into it."


def _cut(*paragraphs: str) -> list[tuple[str, str]]:
    report = read("\n\n".join((_BEFORE, *paragraphs, _AFTER)).encode())
    return [(cut.text, cut.reason) for cut in report.furniture]


@pytest.mark.parametrize(
    ("paragraph", "reason"),
    [
        ("Advertisement", "advertisement"),
        ("ADVERTISEMENT - CONTINUE READING BELOW", "advertisement"),
        ("Story continues below", "advertisement"),
        ("Karsan Wool Blankets - Save 20% with Promo Code WARM", "advertisement"),
        ("Get 30% off all boots this week", "advertisement"),
        (
            "By entering the raffle, you agree to receive emails from the Herald and accept our privacy policy.",
            "consent",
        ),
        ("By clicking Sign Up, you also consent to our terms.", "consent"),
        ("We use cookies to improve your experience on this site.", "consent"),
        ("Accept all cookies", "consent"),
        ("Do you think that the mayor should step down after this week?", "poll"),
        ("Poll: Do you feel safe in Old Tarna?", "poll"),
        ("Reader poll", "poll"),
        ("Start your week with us. Enter your e-mail address.", "newsletter"),
        ("Support the Herald. Two months for the price of one at our counter in Tarna.", "newsletter"),
        ("Sign up for our daily newsletter", "newsletter"),
        ("Subscribe to the Herald's newsletter and never miss a story.", "newsletter"),
        ("Join our Telegram channel", "newsletter"),
        ("Share this article", "share"),
        ("Facebook Twitter WhatsApp Email", "share"),
        ("Follow the Karsa Herald on Twitter", "share"),
        ("Related: Mayor opens new bridge", "related"),
        ("READ MORE: Mayor opens new bridge", "related"),
        ("Read more", "related"),
        ("You may also like", "related"),
        ("Famous Singer Called This Mountain Village 'Unbelievable'", "related"),
        ("Photo: Ana Orlec/Karsa Herald", "caption"),
        ("Ana Orlec/AFP via Getty Images", "caption"),
        ("© 2031 The Karsa Herald", "copyright"),
        ("All rights reserved. This material may not be published, broadcast or rewritten.", "copyright"),
        ("Reporting by Ana Orlec; editing by Ivo Pell", "byline"),
        ("By Ana Orlec and Ivo Pell", "byline"),
        ("newsroom@herald.example", "byline"),
        ("Published: Sunday, 4 May 2031 at 10:15 pm", "byline"),
        ("Watch: Mayor opens new bridge", "related"),
        ("Most read", "related"),
        ("Leave a comment", "comments"),
        ("12 comments", "comments"),
        ("Skip to content", "navigation"),
        ("Page 2 of 3", "navigation"),
    ],
)
def test_furniture_is_cut_out_with_its_reason(paragraph: str, reason: str) -> None:
    assert _cut(paragraph) == [(paragraph, reason)]


@pytest.mark.parametrize(
    "paragraph",
    [
        "Share prices fell after the attack.",
        "“Sign up to the ceasefire,” he told both sides.",
        "Do not leave your homes, the army told residents.",
        "“Do you think that we wanted this war?” he asked.",
        "Should the council have acted sooner? Many in Tarna think so.",
        "Who fired at the market?",
        "By signing the agreement, the two sides ended the war.",
        "Aid was cut by 20% after the attack, the office said.",
        "Watch towers were hit, the army said.",
        "More than 40 people were wounded.",
        "MORE THAN 40 PEOPLE WERE WOUNDED",
        "Related attacks were reported from two villages.",
        "Photos show the bodies of three children in the street.",
        "(c) Subsection (a) does not apply.",
        "Copyright law was the subject of the hearing.",
        "The dead were named as:",
        "Ana Maria Orlec Pell Haddar",
        "Ana Orlec, 12, Daughter of Ivo Orlec and This Family",
        "Health Ministry of the Republic of Karsa",
        "The Second Attack",
        "“We Want to Know Who Did This to Our Children”",
        "Deputy Mayor of Old Tarna Ana Orlec says",
        "SIX MORE PEOPLE WERE FOUND DEAD IN THE RUINS OF THE HOUSE",
        "No comment.",
        "By nightfall, twelve bodies had been found.",
        "Published accounts differ.",
        "3 killed",
        "Closed roads kept ambulances away.",
        "Updated figures put the dead at 14",
        "Updated 14:00: twelve more bodies found",
        "Latest: 12 people killed in Old Tarna",
        "Video: The army fired at us, one of them says.",
    ],
)
def test_what_an_article_may_say_stays(paragraph: str) -> None:
    assert _cut(paragraph) == []


def test_a_repeated_paragraph_is_cut_out_the_second_time() -> None:
    report = read(f"{_BEFORE}\n\n{_AFTER}\n\n{_BEFORE}".encode())
    assert report.text == f"{_BEFORE}\n\n{_AFTER}"
    assert [(cut.at, cut.reason) for cut in report.furniture] == [(len(report.text), "repeated")]


def test_a_short_paragraph_may_stand_twice() -> None:
    assert _cut("No comment.", _AFTER.replace("army", "police"), "No comment.") == []


def test_a_question_is_a_poll_beside_a_consent_line_or_its_answers() -> None:
    consent = "By completing the poll, you agree to our terms."
    assert _cut("Is the mayor doing enough?", consent) == [("Is the mayor doing enough?", "poll"), (consent, "consent")]
    assert [reason for _, reason in _cut("Is the mayor doing enough?", "Yes", "No")] == ["poll"] * 3


def test_offsets_say_where_each_stood() -> None:
    report = read(f"{_BEFORE}\n\nAdvertisement\n\nShare this story\n\n{_AFTER}\n\nRead more".encode())
    assert report.text == f"{_BEFORE}\n\n{_AFTER}"
    assert [(cut.at, cut.text) for cut in report.furniture] == [
        (len(_BEFORE) + 2, "Advertisement"),
        (len(_BEFORE) + 2, "Share this story"),
        (len(report.text), "Read more"),
    ]


def test_a_first_line_is_the_articles_own_headline() -> None:
    report = read(f"Mayor Says This Was Our Worst Day\n\n{_BEFORE}\n\n{_AFTER}".encode())
    assert report.furniture == ()


def test_the_title_repeated_in_the_text_is_no_other_story() -> None:
    title = "Mayor Says This Was Our Worst Day"
    assert read(f"{_BEFORE}\n\n{title}\n\n{_AFTER}".encode(), title=title).furniture == ()


def test_a_paragraph_that_is_all_a_link_is_another_story_and_a_heading_is_not() -> None:
    line = "Thousands march in the capital for the third day running"
    for form, reason in (("link", "related"), ("heading", None), ("item", None), ("prose", None)):
        assert judge([Block(text=_BEFORE), Block(text=line, form=form), Block(text=_AFTER)]) == [None, reason, None]


@pytest.mark.parametrize(
    "post", ["Watch: 12 people killed in Old Tarna", "Photos: the ruins of the market", "Do you think so?"]
)
def test_a_post_that_looks_like_furniture_is_still_a_report(post: str) -> None:
    report = read(post.encode())
    assert (report.text, report.furniture) == (post, ())


def test_every_form_has_a_reason_on_the_list() -> None:
    assert {form.reason for form in FORMS} <= vocabulary.codes("furniture")
