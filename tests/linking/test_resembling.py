"""What a report is like before it is taken in is what linking would say of it after."""

from factory import make_report

from ledgerstone.codec import identify
from ledgerstone.linking import resembling
from ledgerstone.linking.shelves import Nothing

TEXT = (
    "At least 14 people were killed on Tuesday evening when warplanes struck the southern town of Drovath. "
    "The director of the hospital said that fourteen bodies had reached it so far. "
    "Three residents said more than 20 people had died. "
    "The ministry did not answer requests for comment on Tuesday night."
)
PRINTED = make_report(TEXT, published="2031-03-11", publisher="Kalvessa Wire")


def test_a_reprint_is_like_what_it_reprints_and_says_what_it_adds() -> None:
    new = make_report(f"{TEXT} The funerals are on Thursday.", publisher="Ombrith Courier")
    (found,) = resembling(new, Nothing(), beside={identify(PRINTED): PRINTED})
    assert (found.report, found.share, found.apart) == (identify(PRINTED), 1.0, ("The funerals are on Thursday.",))


def test_a_sentence_with_another_figure_is_shown() -> None:
    new = make_report(TEXT.replace("At least 14", "At least 19"), publisher="Ombrith Courier")
    found = resembling(new, Nothing(), beside={identify(PRINTED): PRINTED})
    assert all("At least 19" in said for each in found for said in each.apart)


def test_another_text_about_the_same_is_like_nothing() -> None:
    new = make_report("Warplanes struck Drovath on Tuesday evening. Fourteen people died, the hospital said.")
    assert resembling(new, Nothing(), beside={identify(PRINTED): PRINTED}) == ()
