from pathlib import Path

import pytest

from ledgerstone.case import Case
from ledgerstone.records import Claim, Report
from ledgerstone.searching import MOST_CLAIMS, ended, is_short, search
from ledgerstone.spreading import Killed, OutOfMemory, TookTooLong
from ledgerstone.vocabulary.resources import open_resources


def test_a_report_with_too_many_claims_gives_none_and_says_so() -> None:
    report = Report.from_text("Ten died.\n\n" * (MOST_CLAIMS + 1))
    claims, problems = search(("it", report), resources=open_resources())
    assert claims == ()
    assert [(problem.record, problem.code) for problem in problems] == [("it", "I47")]
    assert "5,001 claims" in problems[0].text


@pytest.mark.parametrize(
    ("why", "code", "says"),
    [
        (TookTooLong("it took more than 60 seconds"), "I46", "run --seconds"),
        (OutOfMemory("it needed more memory than it may"), "I46", "Split the original"),
        (Killed("the process that worked on it was killed"), "P01", "was killed"),
    ],
)
def test_a_search_that_was_ended_is_a_problem_that_says_what_to_do(why: Killed, code: str, says: str) -> None:
    claims, (problem,) = ended("it", why)
    assert claims == ()
    assert (problem.record, problem.code) == ("it", code)
    assert says in problem.text


def test_a_book_is_searched_in_a_process_of_its_own() -> None:
    assert is_short(("it", Report.from_text("Ten died.")))
    assert not is_short(("it", Report.from_text("Ten died. " * 10_000)))


@pytest.mark.slow
def test_more_time_searches_again_what_took_too_long(tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text("On 99/99/9999 and 31 February 2031, " * 60_000 + "ten people died.")
    with Case.create(tmp_path / "case") as case:
        case.add(tmp_path / "long.txt")
        (problem,) = case.run(seconds=6).problems
        assert (problem.code, problem.record) == ("I46", *case.store.records(Report))
        assert "more than 6 seconds" in problem.text
        assert case.run().worked["extraction"] == 0
        assert len(case.run().problems) == 1
        ran = case.run(seconds=600)
        assert ran.worked["extraction"] == 1
        assert ran.problems == ()
        assert any(each.count and each.count.low == 10 for each in case.store.records(Claim).values())
