"""Claims marked in their text."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from ledgerstone.records import Claim, Count, Cut, Passage, Report, Speaker
from ledgerstone.releasing.marking import found_at, paragraphs, segments

TEXT = "One was killed. Two were hurt.\n\nThree are missing.\nFour came."


def report(text: str = TEXT, *cuts: int) -> Report:
    return replace(
        Report.from_text(text), furniture=tuple(Cut(at=at, text="Buy", reason="advertisement") for at in cuts)
    )


def claim(start: int, end: int, text: str = TEXT) -> Claim:
    return Claim(
        report="r", passage=Passage(start=start, end=end, exact=text[start:end]), kind="detail", extractor="x.1"
    )


@given(
    text=st.text(alphabet="ab \n", max_size=40),
    spans=st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=6),
    cuts=st.lists(st.integers(0, 40), max_size=4),
)
def test_the_text_comes_out_whole_and_every_claim_and_cut_is_marked_once(
    text: str, spans: list[tuple[int, int]], cuts: list[int]
) -> None:
    claims = [(n, claim(a, b, text)) for n, (a, b) in enumerate(spans) if a < b <= len(text) and text[a:b].strip()]
    made = report(text, *(min(at, len(text)) for at in cuts))
    laid = paragraphs(made, claims)
    assert "\n".join("".join(piece.text for piece in line) for line in laid).split() == text.split()
    pieces = [piece for line in laid for piece in line]
    for n, each in claims:
        assert sum(n in piece.begin for piece in pieces) == 1
        assert sum(n in piece.end for piece in pieces) == 1
        marked = "".join(piece.text for piece in pieces if n in piece.covered)
        assert "".join(marked.split()) == "".join(each.passage.exact.split())
    assert sorted(n for piece in pieces for n in piece.cuts) == list(range(1, len(cuts) + 1))


def test_overlapping_claims_are_laid_flat() -> None:
    (first, second, third) = paragraphs(report(), [(1, claim(0, 15)), (2, claim(8, 30)), (3, claim(32, 50))])
    assert [(piece.text, piece.covered) for piece in first] == [
        ("One was ", (1,)),
        ("killed.", (1, 2)),
        (" Two were hurt.", (2,)),
    ]
    assert [(piece.begin, piece.end) for piece in first] == [((1,), ()), ((2,), (1,)), ((), (2,))]
    assert [(piece.text, piece.covered) for piece in second] == [("Three are missing.", (3,))]
    assert [piece.covered for piece in third] == [()]


def test_a_passage_that_is_not_there_is_left_unmarked() -> None:
    lost = replace(claim(0, 15), passage=Passage(start=3, end=18, exact="One was killed."))
    assert not found_at(report(), lost)
    assert not found_at(report(), replace(lost, passage=Passage(start=900, end=990, exact="x")))
    assert all(not piece.covered for line in paragraphs(report(), [(1, lost)]) for piece in line)


def test_the_words_of_the_figure_and_of_the_speaker_are_set_apart() -> None:
    text = "Nine men, 9 by name, said Orun."
    said = replace(
        claim(0, len(text), text), kind="harm", harm="killed",
        count=Count(low=9, high=9, wording="9"), speaker=Speaker(wording="Orun", role="relative"),
    )  # fmt: skip
    assert [(s.text, s.role) for s in segments(said)] == [
        ("Nine men, ", ""),
        ("9", "figure"),
        (" by name, said ", ""),
        ("Orun", "speaker"),
        (".", ""),
    ]


def test_part_of_a_larger_number_is_not_marked() -> None:
    text = "In 1900 there were 19."
    said = replace(claim(0, len(text), text), kind="harm", harm="killed", count=Count(low=19, high=19, wording="19"))
    assert [s.text for s in segments(said) if s.role] == ["19"]
    assert segments(said)[0].text == "In 1900 there were "


def test_a_long_text_with_many_claims_is_laid_out_whole() -> None:
    for text in ("Two were hurt. " * 10_000, "Two were hurt.\n" * 10_000):
        claims = [(n, claim(15 * n, 15 * n + 14, text)) for n in range(10_000)]
        laid = paragraphs(report(text, *range(0, 15_000, 15)), claims)
        assert sum(len(piece.begin) for line in laid for piece in line) == 10_000
