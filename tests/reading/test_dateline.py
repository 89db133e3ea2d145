from datetime import date

import pytest
from reading.samples_of_originals import pdf

from ledgerstone.reading import read

_DAY = date(2031, 5, 4)
_BODY = "At least 12 people were killed in Old Tarna, the ministry said, and an inquiry into the shelling was promised."


@pytest.mark.parametrize(
    "above",
    [
        "MINISTRY OF THE INTERIOR\n\nTarna, 4 May 2031\nStatement No. 7",
        "Old Tarna Live\n4 May 2031, 08:47",
        "COMMUNIQUE\nSunday, May 4, 2031",
        "Weekly brief\n\nIssued: 2031-05-04",
        "Published on Sunday, 4 May 2031.",
        "Brief 12. Published on 4 May 2031.",
    ],
)
def test_a_clear_dateline_is_the_day_of_publication_and_stays_in_the_text(above: str) -> None:
    report = read(f"{above}\n\n{_BODY}".encode())
    assert report.published == _DAY
    assert "2031" in report.text or report.furniture


@pytest.mark.parametrize(
    "above",
    [
        "Old Tarna, 4 May 2031",
        "On the attack of 4 May 2031",
        "Brief\n4 May 2031\n5 May 2031",
        "Brief\n3/4/2031",
        "Brief\n31 April 2031",
        "Brief\n4 May 9999",
        "Brief\n4 May",
        "Brief\nThe report released on 4 May 2031 by the ministry",
        _BODY + "\n\n4 May 2031",
    ],
)
def test_another_day_above_a_text_is_none(above: str) -> None:
    assert read(f"{above}\n\n{_BODY}".encode()).published is None


def test_a_pdf_has_datelines_too() -> None:
    lines = [
        (50, 800, "MINISTRY OF THE INTERIOR"),
        (50, 780, "Tarna, 4 May 2031"),
        (50, 750, "Six people died when shells hit the market of Old Tarna this morning."),
    ]
    assert read(pdf(lines)).published == _DAY
