from datetime import UTC, datetime, timedelta

import pytest

from ledgerstone.capturing.clock import against_authority, against_server

AT = datetime(2031, 5, 6, 7, 8, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("date", "said"),
    [
        ("Tue, 06 May 2031 07:08:09 GMT", "right to within 1 s by the Date header of news.example"),
        ("Tue, 06 May 2031 07:09:09 GMT", "60 s behind by"),
        ("Tue, 06 May 2031 06:08:09 GMT", "3600 s ahead by"),
        ("Tue, 06 May 2031 07:08:09", "offset not measured"),
        ("yesterday", "offset not measured"),
        (None, "offset not measured"),
    ],
)
def test_a_servers_clock_is_compared_with_ours(date: str | None, said: str) -> None:
    assert said in against_server(date, at=AT, host="news.example")


def test_an_authoritys_clock_is_compared_with_ours() -> None:
    said = against_authority(AT + timedelta(seconds=2.5), at=AT, authority="https://tsa.example/")
    assert said == "2.5 s behind by the token of https://tsa.example/"
