"""A reprint adds no source; two texts about the same thing are no reprints of one another."""

from factory import make_report

from ledgerstone.codec import identify
from ledgerstone.linking.reprints import Copies
from ledgerstone.linking.shelves import Nothing, Shelves

TEXT = (
    "At least 14 people were killed on Tuesday evening when warplanes struck the southern town of Drovath. "
    "The director of the hospital said that fourteen bodies had reached it so far. "
    "Three residents said more than 20 people had died. "
    "The last of the strikes hit a house on Vessen Street in the Hallun neighbourhood. "
    "The ministry did not answer requests for comment on Tuesday night."
)


def found(*reports: object) -> dict[str, tuple[str, float]]:
    shelves = Shelves(Nothing())
    held = {identify(report): report for report in reports}  # type: ignore[arg-type,misc]
    Copies(shelves, lambda _: {}).find(held)
    return {id_: (root, float(share)) for id_ in held for root, share in shelves.get("copy", id_).items()}


def test_the_later_of_two_equal_texts_is_the_copy() -> None:
    first = make_report(TEXT, published="2031-03-11", publisher="Kalvessa Wire")
    second = make_report(TEXT, published="2031-03-12", publisher="Ombrith Courier")
    assert found(second, first) == {identify(second): (identify(first), 1.0)}


def test_small_edits_make_no_other_text() -> None:
    first = make_report(TEXT, published="2031-03-11", publisher="Kalvessa Wire")
    edited = TEXT.replace("had reached it so far", "had reached it by midnight").replace(
        "warplanes struck", "planes hit"
    )
    second = make_report(edited, published="2031-03-12", publisher="Ombrith Courier")
    assert found(first, second)[identify(second)][0] == identify(first)


def test_other_figures_make_another_text() -> None:
    first = make_report(TEXT, published="2031-03-11")
    second = make_report(
        TEXT.replace("14", "17").replace("20", "30").replace("fourteen", "seventeen"), published="2031-03-12"
    )
    assert found(first, second) == {} or found(first, second)[identify(second)][1] < 1.0


def test_two_short_texts_are_copies_only_if_equal() -> None:
    first = make_report("Ten people were killed in Drovath.", published="2031-03-11", publisher="A")
    second = make_report("Ten people were killed in Drovath today.", published="2031-03-11", publisher="B")
    assert found(first, second) == {}


def test_a_copy_of_a_copy_is_a_copy_of_the_original() -> None:
    three = [make_report(TEXT, published=f"2031-03-1{day}", publisher=str(day)) for day in (1, 2, 3)]
    assert set(found(*three).values()) == {(identify(three[0]), 1.0)}


def test_of_one_day_the_one_that_names_its_own_outlet_is_the_original() -> None:
    wire = make_report(f"TESSIM (Kalvessa Wire) - {TEXT}", published="2031-03-11", publisher="Kalvessa Wire")
    paper = make_report(f"{TEXT} Kalvessa Wire", published="2031-03-11", publisher="Ombrith Courier")
    assert found(paper, wire)[identify(paper)][0] == identify(wire)
