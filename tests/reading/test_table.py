import pytest

from benchmarks.hostile import originals as made
from ledgerstone.errors import BadColumns
from ledgerstone.extraction import extract
from ledgerstone.reading import read_all
from ledgerstone.reading.columns import read_columns
from ledgerstone.records import Claim, Count, Identifier, Problem, Report

VICTIMS = """
publisher: Sella Registry
published: 2031-06-01
harm: killed
dates: day-month-year
columns:
  identifier: {column: Old code, scheme: sella-registry}
  name: Full name
  age: Age
  sex: {column: Gender, values: {M: male, F: female}}
  date: Day
  place: Town
"""
INCIDENTS = """
precision: settlement
columns:
  identifier: [{column: Code, scheme: team-2019}, {column: Before, scheme: team-2015}]
  date: From
  date_end: To
  place: Place
  latitude: Lat
  longitude: Lon
counts:
  - {harm: killed, low: Min, high: Max}
  - {harm: killed, group: child, exact: Children}
  - {harm: injured, exact: Injured}
"""
_HEAD = "Old code;Full name;Age;Gender;Day;Town;Remarks\n"


def _rows(table: str | bytes, mapping: str = VICTIMS) -> tuple[tuple[Report, ...], tuple[Problem, ...]]:
    data = table.encode() if isinstance(table, str) else table
    return read_all(data, columns=read_columns(mapping), name="list.csv")


def _claims(table: str | bytes, mapping: str = VICTIMS) -> list[Claim]:
    return [claim for report in _rows(table, mapping)[0] for claim in extract(report)]


def test_a_row_of_a_list_is_a_person_with_the_old_code() -> None:
    (report,), problems = _rows(_HEAD + "SL-001;Ilan Voss;34;M;06/05/2031;Sella;brother of Mira\n")
    assert (report.part, report.publisher, str(report.published)) == ("row 2", "Sella Registry", "2031-06-01")
    assert report.text.endswith("Town: Sella\nRemarks: brother of Mira")
    assert not problems
    (claim,) = extract(report)
    assert claim.person is not None
    assert (claim.person.names[0].text, claim.person.age_low, claim.person.sex) == ("Ilan Voss", 34, "male")
    assert claim.harm == "killed"
    assert claim.when is not None
    assert (str(claim.when.earliest), str(claim.when.latest)) == ("2031-05-06", "2031-05-06")
    assert claim.when.wording == "06/05/2031"
    assert claim.identifiers == (Identifier(scheme="sella-registry", value="SL-001"),)
    assert claim.passage.exact == report.text
    assert claim.extractor == "table.1"


def test_each_field_points_at_the_cell_that_it_was_read_from() -> None:
    (report,), _ = _rows(_HEAD + "SL-001;Ilan Voss;30-35;M;2031-05;Sella;\n")
    said = {each.means: (report.text[each.start : each.end], each.value) for each in report.fields}
    assert said["age"] == ("30-35", "30/35")
    assert said["date"] == ("2031-05", "2031-05-01/2031-05-31")
    assert said["harm"] == ("", "killed")


@pytest.mark.parametrize(
    ("row", "left"),
    [
        ("SL-1;Ilan Voss;x12;M;06/05/2031;Sella;", "'x12' under 'Age'"),
        ("SL-1;Ilan Voss;34;Q;06/05/2031;Sella;", "'Q' under 'Gender'"),
        ("SL-1;Ilan Voss;34;M;31/02/2031;Sella;", "'31/02/2031' under 'Day'"),
        ("SL-1;Ilan Voss;340;M;06/05/2031;Sella;", "'340' under 'Age'"),
    ],
)
def test_what_cannot_be_read_is_left_unknown_and_told_with_its_row(row: str, left: str) -> None:
    (report,), (problem,) = _rows(_HEAD + row)
    assert problem.code == "I15"
    assert problem.text.startswith("Row 2: ")
    assert left in problem.text
    assert len(extract(report)) == 1


def test_a_day_in_numerals_is_not_guessed() -> None:
    _, (problem,) = _rows(
        _HEAD + "SL-1;Ilan Voss;34;M;06/05/2031;Sella;", VICTIMS.replace("dates: day-month-year\n", "")
    )
    assert "without guessing" in problem.text


@pytest.mark.parametrize("nothing", ["", "-", "?", "n/a", "Unknown"])
def test_nothing_stated_is_nothing_and_no_problem(nothing: str) -> None:
    (report,), problems = _rows(_HEAD + f"SL-1;Ilan Voss;{nothing};{nothing};{nothing};Sella;")
    (claim,) = extract(report)
    assert claim.person is not None
    assert (claim.person.age_low, claim.person.sex, claim.when) == (None, None, None)
    assert not problems


def test_counts_keep_their_bounds_and_zero_is_zero() -> None:
    table = (
        "Code,Before,From,To,Place,Lat,Lon,Min,Max,Children,Injured\n"
        'IN-9,A7,2031-05-06,2031-05-08,Sella,12.5,-7.25,12,15,3,"1,040"\n'
        "IN-10,,2031-05-07,,Tarn,,,0,0,,\n"
        "IN-11,,2031-05-07,,Tarn,,,4,,,dozens\n"
    )
    reports, (problem,) = _rows(table, INCIDENTS)
    whole, children, injured = extract(reports[0])
    assert whole.count == Count(low=12, high=15, wording="12\nMax: 15")
    assert children.count == Count(low=3, high=3, wording="3")
    assert (children.group, children.relation, injured.relation) == (("child",), "part_of", "whole")
    assert injured.count == Count(low=1040, high=1040, wording="1,040")
    assert [each.value for each in whole.identifiers] == ["IN-9", "A7"]
    assert whole.when is not None
    assert (str(whole.when.earliest), str(whole.when.latest)) == ("2031-05-06", "2031-05-08")
    assert [(each.lat, each.lon, each.precision) for each in whole.where] == [(12.5, -7.25, "settlement")]
    (none,) = extract(reports[1])
    assert none.count is not None
    assert (none.count.low, none.count.high) == (0, 0)
    (open_,) = extract(reports[2])
    assert open_.count is not None
    assert (open_.count.low, open_.count.high) == (4, None)
    assert "'dozens' under 'Injured'" in problem.text


def test_every_wording_is_in_its_passage() -> None:
    for claim in _claims(_HEAD + "SL-001;Ilan Voss;34;M;06/05/2031;Sella;x\nSL-2;Mira Arden;7;F;May 2031;Tarn;\n"):
        for wording in (claim.when.wording if claim.when else "", *(each.wording for each in claim.where)):
            assert wording in claim.passage.exact


def test_a_workbook_is_read_as_a_csv_is() -> None:
    head, row = _HEAD.strip().split(";"), "SL-001;Ilan Voss;34;M;2031-05-06;Sella;x".split(";")
    from_book = _claims(made.xlsx([head, row]))
    from_text = _claims(_HEAD + ";".join(row))
    assert [(each.person, each.when, each.where) for each in from_book] == [
        (each.person, each.when, each.where) for each in from_text
    ]


def test_a_cell_over_several_lines_and_a_hidden_character_are_one_clean_line() -> None:
    (report,), _ = _rows(_HEAD + 'SL-001;"Ilan\n Vo\u200bss";34;M;2031-05-06;Sella;x')
    (claim,) = extract(report)
    assert claim.person is not None
    assert claim.person.names[0].text == "Ilan Voss"


@pytest.mark.parametrize(
    ("mapping", "says"),
    [
        ("- a", "no table"),
        ("columns: {name: [", "no YAML"),
        ("columns: {date: Day}", "nothing would come of a row"),
        ("columns: {name: N}", "what befell"),
        ("harm: eaten\ncolumns: {name: N}", "no code of the list 'harm'"),
        ("harm: killed\ncolumns: {name: N, colour: C}", "columns.colour"),
        ("harm: killed\ncolumns: {name: N, sex: {column: S, values: {M: boy}}}", "no code of the list 'sex'"),
        ("harm: killed\nheader: 0\ncolumns: {name: N}", "header"),
        ("harm: killed\ncolumns: {name: N, latitude: L}", "one coordinate"),
        ("harm: killed\ncolumns: {name: N, latitude: L, longitude: M}", "precision"),
        ("counts: [{harm: killed, exact: K, low: L}]", "exact"),
        ("counts: [{exact: K}]", "harm"),
        ("harm: killed\ncolumns: {identifier: {column: C}, name: N}", "scheme"),
        ("harm: killed\nextra: 1\ncolumns: {name: N}", "'extra'"),
        ("harm: killed\ncolumns: {name: !!python/object/apply:os.system [ls]}", "no YAML"),
        ("a: &a [x, x]\nb: &b [*a, *a]\n" * 1 + "columns: " + "[" * 5000, "no YAML"),
    ],
)
def test_a_bad_mapping_is_refused_with_its_place(mapping: str, says: str) -> None:
    with pytest.raises(BadColumns, match=says) as raised:
        read_columns(mapping)
    assert raised.value.do


@pytest.mark.parametrize(
    ("table", "says"),
    [("a;b\n1;2\n", "no column 'Age'"), (_HEAD.replace("Remarks", "Age"), "twice"), ("", "")],
)
def test_a_table_that_does_not_fit_its_mapping_is_refused(table: str, says: str) -> None:
    if not table:
        table, says = _HEAD, "no row 9"
        with pytest.raises(BadColumns, match=says):
            _rows(table, VICTIMS + "header: 9\n")
        return
    with pytest.raises(BadColumns, match=says):
        _rows(table)
