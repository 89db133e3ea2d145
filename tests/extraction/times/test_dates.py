from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgerstone.extraction.times.dates import DateMention, choose_incident_date, find_dates

WEDNESDAY = date(2031, 3, 12)
Day = str | None


def only(text: str, *, published: date | None = WEDNESDAY) -> DateMention:
    (mention,) = find_dates(text, published=published)
    assert text[mention.start : mention.end] == mention.when.wording
    return mention


def days(mention: DateMention) -> tuple[Day, Day]:
    when = mention.when
    return when.earliest and when.earliest.isoformat(), when.latest and when.latest.isoformat()


@pytest.mark.parametrize(
    "text",
    [
        "on October 26, 2023.",
        "on 26 October 2023.",
        "on the 26th of October 2023.",
        "on Thursday, October 26th, 2023.",
        "on Thursday the 26th of October, 2023.",
        "on Oct. 26, 2023.",
        "on 26 Oct 2023.",
        "on 2023-10-26.",
        "on 2023/10/26.",
        "on 26/10/2023.",
        "on 10/26/2023.",
        "on 26.10.2023.",
    ],
)
def test_full_dates_need_no_anchor(text: str) -> None:
    for published in (None, WEDNESDAY):
        assert days(only(text, published=published)) == ("2023-10-26", "2023-10-26")
        assert only(text, published=published).full


def test_a_numeric_date_that_reads_both_ways_stays_unresolved() -> None:
    assert days(only("It was 05/06/2023 then.")) == (None, None)
    assert days(only("It was 06/06/2023 then.")) == ("2023-06-06", "2023-06-06")


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "wording"),
    [
        ("the shelling on Tuesday went on", "2031-03-11", "2031-03-11", "Tuesday"),
        ("on Wednesday", "2031-03-12", "2031-03-12", "Wednesday"),
        ("last Wednesday", "2031-03-05", "2031-03-05", "last Wednesday"),
        ("on Thursday they came", "2031-03-06", "2031-03-06", "Thursday"),
        ("a court will sit on Thursday", "2031-03-13", "2031-03-13", "Thursday"),
        ("the toll is expected to rise after Tuesday", "2031-03-11", "2031-03-11", "Tuesday"),
        ("a vigil planned for those of Tuesday's attack", "2031-03-11", "2031-03-11", "Tuesday"),
        ("next Friday", "2031-03-14", "2031-03-14", "next Friday"),
        ("yesterday", "2031-03-11", "2031-03-11", "yesterday"),
        ("today", "2031-03-12", "2031-03-12", "today"),
        ("last night", "2031-03-11", "2031-03-12", "last night"),
        ("overnight, shells fell", "2031-03-11", "2031-03-12", "overnight"),
        ("over the weekend", "2031-03-08", "2031-03-09", "over the weekend"),
        ("last week", "2031-03-03", "2031-03-09", "last week"),
        ("this week", "2031-03-10", "2031-03-12", "this week"),
        ("last month", "2031-02-01", "2031-02-28", "last month"),
        ("last year", "2030-01-01", "2030-12-31", "last year"),
        ("three days ago", "2031-03-09", "2031-03-09", "three days ago"),
        ("two weeks ago", "2031-02-23", "2031-03-01", "two weeks ago"),
        ("in the past 24 hours", "2031-03-11", "2031-03-12", "in the past 24 hours"),
        ("on 12 December", "2030-12-12", "2030-12-12", "12 December"),
        ("on 12 March", "2031-03-12", "2031-03-12", "12 March"),
        ("on March 13", "2031-03-13", "2031-03-13", "March 13"),
        ("on March 20", "2030-03-20", "2030-03-20", "March 20"),
        ("in early March", "2031-03-01", "2031-03-10", "early March"),
        ("in mid-February", "2031-02-11", "2031-02-20", "mid-February"),
        ("in late February", "2031-02-21", "2031-02-28", "late February"),
        ("at the end of February 2028", "2028-02-21", "2028-02-29", "the end of February 2028"),
        ("March 2025", "2025-03-01", "2025-03-31", "March 2025"),
        ("elections scheduled for May", "2031-05-01", "2031-05-31", "for May"),
        ("the raid in May", "2030-05-01", "2030-05-31", "in May"),
        ("last March", "2030-03-01", "2030-03-31", "last March"),
        ("in 2019", "2019-01-01", "2019-12-31", "in 2019"),
        ("the night of 14 to 15 February", "2031-02-14", "2031-02-15", "the night of 14 to 15 February"),
        ("between 3 and 5 February", "2031-02-03", "2031-02-05", "3 and 5 February"),
        ("between 30 April and 2 May 2024", "2024-04-30", "2024-05-02", "30 April and 2 May 2024"),
        ("from Monday to Wednesday", "2031-03-10", "2031-03-12", "Monday to Wednesday"),
        ("from Friday to Monday", "2031-03-07", "2031-03-10", "Friday to Monday"),
        ("October 7-9, 2023", "2023-10-07", "2023-10-09", "October 7-9, 2023"),
    ],
)
def test_dates_are_read_against_publication(text: str, earliest: str, latest: str, wording: str) -> None:
    mention = only(text)
    assert days(mention) == (earliest, latest)
    assert mention.when.wording == wording


@pytest.mark.parametrize("text", ["a court will sit on Thursday", "next Friday", "it closed on 20 March 2031"])
def test_what_is_after_the_report_dates_nothing_that_it_tells(text: str) -> None:
    assert only(text).kind == "ahead"


@pytest.mark.parametrize(
    "text",
    [
        "over the weekend",
        "on Tuesday",
        "yesterday",
        "on 12 December",
        "in March",
        "last week",
        "two days earlier",
        "the previous day",
        "last Ramadan",
    ],
)
def test_without_an_anchor_there_is_no_date(text: str) -> None:
    assert days(only(text, published=None)) == (None, None)


@pytest.mark.parametrize(
    "text",
    [
        "31 November 2023",
        "30 February 2024",
        "29 February 2023",
        "December 31, 9999",
        "9999-12-31",
        "0000-00-00",
        "99.99.9999",
    ],
)
def test_what_is_on_no_calendar_stays_unresolved(text: str) -> None:
    assert days(only(f"It was {text} they said.")) == (None, None)


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ("The following day", "2024-03-04"),
        ("The next morning", "2024-03-04"),
        ("Two days earlier", "2024-03-01"),
        ("A day later", "2024-03-04"),
        ("The same night", "2024-03-03"),
        ("The day before", "2024-03-02"),
        ("On 5 March", "2024-03-05"),
    ],
)
@pytest.mark.parametrize("published", [None, WEDNESDAY])
def test_some_are_read_against_the_date_before_them(after: str, expected: str, published: date | None) -> None:
    if published and after.startswith("On"):
        expected = "2031-03-05"
    _, mention = find_dates(f"On March 3, 2024 a house burned. {after}, another did.", published=published)
    assert days(mention) == (expected, expected)


def test_the_days_after_an_event_are_not_those_after_the_date_before_it() -> None:
    _, mention = find_dates("On March 3, 2024 a house burned. Two days after the raid, another did.")
    assert days(mention) == (None, None)


@pytest.mark.parametrize(
    ("text", "time_of_day", "zone"),
    [
        ("at around 3.30am on Monday", "03:30", None),
        ("at 3 p.m. on Monday", "15:00", None),
        ("at 12:05 a.m. on Monday", "00:05", None),
        ("at about 2:30 in the afternoon on Monday", "14:30", None),
        ("on Monday at 14:23:00 local time", "14:23", "local time"),
        ("on Monday at 23:10 GMT", "23:10", "GMT"),
        ("on Monday at 7:20", "7:20", None),
        ("Monday evening", "evening", None),
        ("at dawn on Monday", "dawn", None),
        ("in the early hours of Monday", "early hours", None),
        ("shortly before midnight on Monday", "shortly before midnight", None),
        ("on the night of 3 March 2024", "night", None),
    ],
)
def test_a_time_of_day_goes_to_its_date(text: str, time_of_day: str, zone: str | None) -> None:
    mention = only(text)
    assert (mention.when.time_of_day, mention.when.zone) == (time_of_day, zone)
    assert mention.when.earliest


def test_a_time_without_a_date_in_its_sentence_stands_alone() -> None:
    first, second = find_dates("It was Monday. At 14:30 the second shell fell.", published=WEDNESDAY)
    assert first.when.time_of_day is None
    assert (second.kind, second.when.time_of_day, second.when.earliest) == ("time", "14:30", None)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Tavin Oreld, born on March 3, 2019, was hurt", "birth"),
        ("fighting since 2011", "since"),
        ("since March 3, 2024", "since"),
        ("for three days", "duration"),
        ("a two-week siege", "duration"),
        ("the ministry said on Tuesday", "speech"),
        ("Published: March 3, 2025", "publication"),
        ("killed on Tuesday", "point"),
    ],
)
def test_a_date_has_a_kind(text: str, kind: str) -> None:
    assert only(text).kind == kind


@pytest.mark.parametrize(
    "text",
    [
        "They may march on.",
        "Minister May said so to May.",
        "a 3-year-old girl",
        "some 2,024 people",
        "On March 10 people",
        "Bloody Sunday",
        "5 May Street",
        "Room 12-10-3",
        "the second shell",
    ],
)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert [m for m in find_dates(text, published=WEDNESDAY) if m.kind == "point" and m.form != "month_day"] == []


def test_the_stated_weekday_is_kept_for_the_check() -> None:
    mention = only("on Monday, October 10th 2023")
    assert (mention.weekday, mention.when.earliest) == (0, date(2023, 10, 10))
    assert date(2023, 10, 10).weekday() == 1


def test_a_moment_of_publication_counts_by_its_day() -> None:
    (mention,) = find_dates("yesterday", published=datetime(2031, 3, 12, 23, 59, tzinfo=UTC))
    assert days(mention) == ("2031-03-11", "2031-03-11")


@pytest.mark.parametrize("published", [date.min, date.max])
@pytest.mark.parametrize(
    "text", ["last week", "next year", "two months ago", "10 December", "tomorrow", "over the weekend", "999 years ago"]
)
def test_the_ends_of_the_calendar_raise_nothing(text: str, published: date) -> None:
    find_dates(text, published=published)


def test_the_date_of_the_incident_is_near_the_act() -> None:
    text = (
        "The office said on 5 March 2024 that it would look into the case. Eleven people were killed when shells hit a "
        "market at dawn on 2 March 2024. In 2011 a bridge had been bombed."
    )
    chosen = choose_incident_date(find_dates(text), text)
    assert chosen
    assert days(chosen) == ("2024-03-02", "2024-03-02")
    assert choose_incident_date((), text) is None


@given(
    st.text(alphabet=st.sampled_from("0123456789/-.,: MarchTuesdayonatMydlf\n\u202e\u0660"), max_size=200),
    st.dates() | st.none(),
)
def test_any_text_gives_exact_wordings_in_order(text: str, published: date | None) -> None:
    mentions = find_dates(text, published=published)
    assert [m.start for m in mentions] == sorted(m.start for m in mentions)
    for mention in mentions:
        assert text[mention.start : mention.end] == mention.when.wording
        assert mention.when.wording.strip()
        if mention.when.earliest:
            assert mention.when.latest
            assert mention.when.earliest <= mention.when.latest


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "March ",
        "Tuesday ",
        "2024-",
        "at 3",
        " the",
        "1 ",
        "two days ",
        "early ",
        "on March 3, ",
        "\n",
        "day",
        "9:",
        "night of ",
    ],
)
def test_hostile_texts_come_to_an_end(unit: str) -> None:
    text = unit * (40_000 // len(unit))
    found = find_dates(text, published=WEDNESDAY)
    assert all(text[each.start : each.end] == each.when.wording for each in found)
