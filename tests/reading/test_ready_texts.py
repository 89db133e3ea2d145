import json
from datetime import date

import pytest

from ledgerstone.errors import UnreadableOriginal
from ledgerstone.reading import read, read_all

_TEXT = "At least 12 people were killed in Old Tarna, the mayor said."


def _lines(*objects: object) -> bytes:
    return b"\n".join(each if isinstance(each, bytes) else json.dumps(each).encode() for each in objects)


def test_each_line_is_a_report_with_its_part() -> None:
    data = _lines(
        {
            "text": _TEXT,
            "title": "Twelve die",
            "published": "2031-05-04",
            "publisher": "Herald",
            "url": "https://a.example/x",
        },
        b"",
        {"text": "Six died there."},
    )
    (first, third), problems = read_all(data)
    assert (first.part, first.title, first.published, first.publisher) == (
        "line 1",
        "Twelve die",
        date(2031, 5, 4),
        "Herald",
    )
    assert (first.url, first.reader, third.part) == ("https://a.example/x", "json_lines.1", "line 3")
    assert first.original == third.original
    assert problems == ()


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        (b"no json", "no JSON"),
        (b"[1]", "a list"),
        ({"title": "x"}, '"text"'),
        ({"text": ""}, '"text"'),
        ({"text": 5}, '"text"'),
        ({"text": "\u200b"}, "no readable text"),
        (b'{"text": ' + b"[" * 100_000, "nested too deep"),
        (b'{"text": ' + b"9" * 5000 + b"}", "no JSON"),
    ],
)  # fmt: skip
def test_a_bad_line_is_a_problem_that_names_it_and_the_others_go_on(bad: object, says: str) -> None:
    reports, (problem,) = read_all(_lines({"text": _TEXT}, bad, {"text": _TEXT}))
    assert [report.part for report in reports] == ["line 1", "line 3"]
    assert problem.text.startswith("Line 2: ")
    assert says in problem.text
    assert problem.code == "I03"


def test_a_field_of_the_wrong_type_is_told_and_the_report_stands() -> None:
    (report,), problems = read_all(_lines({"text": _TEXT, "title": ["x"], "published": 20310504, "url": None}))
    assert (report.title, report.published, report.url) == (None, None, None)
    assert {problem.code for problem in problems} == {"I15"}
    assert len(problems) == 2


def test_a_line_over_the_limit_is_a_problem() -> None:
    reports, (problem,) = read_all(_lines({"text": "x" * 20_000_001}, {"text": _TEXT}), name="a.jsonl")
    assert len(reports) == 1
    assert problem.code == "I04"


def test_escapes_that_no_record_takes_are_replaced() -> None:
    assert (
        read(b'{"text": "Six \\ud800 died, the mayor\\u0000 said."}').text == "Six \ufffd died, the mayor\ufffd said."
    )


def test_one_object_over_several_lines_is_one_report() -> None:
    assert read(json.dumps({"text": _TEXT, "title": "x"}, indent=2).encode()).part == ""


def test_furniture_is_cut_out_of_ready_texts_too() -> None:
    report = read(_lines({"text": f"{_TEXT}\n\nAdvertisement\n\nThe army denied it."}))
    assert report.text == f"{_TEXT}\n\nThe army denied it."


def test_a_file_of_nothing_but_bad_lines_gives_problems() -> None:
    reports, problems = read_all(b"nope\n{]\n", name="a.jsonl")
    assert (reports, len(problems)) == ((), 2)
    with pytest.raises(UnreadableOriginal):
        read(b"nope", name="a.jsonl")
