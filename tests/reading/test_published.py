from datetime import UTC, date, datetime

import pytest

from ledgerstone.reading.published import NotADay, read_day


@pytest.mark.parametrize(
    "text",
    [
        "2031-05-04", "2031-05-04 10:00", "20310504", "2031/5/4", "4 May 2031", "May 4, 2031", "4th of May 2031",
        "Sunday, 4 May 2031, 10:00", "May. 4, 2031", "Published on 4 May 2031 at noon",
    ],
)  # fmt: skip
def test_usual_forms(text: str) -> None:
    assert read_day(text) == date(2031, 5, 4)


def test_a_time_becomes_utc_where_the_day_stays() -> None:
    assert read_day("2031-05-04T10:00:00+03:00") == datetime(2031, 5, 4, 7, tzinfo=UTC)
    assert read_day("2031-05-04T10:00:00Z") == datetime(2031, 5, 4, 10, tzinfo=UTC)


def test_the_publishers_own_day_is_kept_where_utc_has_another() -> None:
    assert read_day("2031-05-04T01:00:00+03:00") == date(2031, 5, 4)


@pytest.mark.parametrize(
    "text",
    [
        "", "yesterday", "03/04/2031", "May 2031", "31 February 2031", "9999-12-31", "9999-12-31T23:59:59-10:00",
        "0001-01-01T00:00:00+12:00", "4 May 2031 and 5 May 2031", "x" * 500, "4 Mayor 2031", "May 4 2" + "0" * 400,
    ],
)  # fmt: skip
def test_what_names_no_clear_day_is_refused(text: str) -> None:
    with pytest.raises(NotADay):
        read_day(text)
