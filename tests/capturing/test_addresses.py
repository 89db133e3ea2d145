import pytest

from ledgerstone.capturing.addresses import LONGEST, archived_original, is_address, read_address
from ledgerstone.errors import RefusedAddress


@pytest.mark.parametrize(
    ("written", "url", "authority"),
    [
        ("https://News.Example/a%20b", "https://news.example/a%20b", "news.example"),
        ("HTTP://news.example:80", "http://news.example/", "news.example"),
        ("https://news.example:8443/?q=ü#part", "https://news.example:8443/?q=%C3%BC", "news.example:8443"),
        ("https://نبأ.example/خبر", "https://xn--igbj3g.example/%D8%AE%D8%A8%D8%B1", "xn--igbj3g.example"),
        ("https://straße.example/", "https://xn--strae-oqa.example/", "xn--strae-oqa.example"),
        ("http://[2001:DB8::1]:81/x", "http://[2001:db8::1]:81/x", "[2001:db8::1]:81"),
    ],
)
def test_an_address_is_read_as_it_is_asked_for(written: str, url: str, authority: str) -> None:
    assert is_address(written)
    read = read_address(written)
    assert (read.url, read.authority) == (url, authority)
    assert read_address(read.url) == read


def test_an_address_is_read_against_the_one_that_named_it() -> None:
    assert read_address("../b?x=1", base="https://news.example/a/c").url == "https://news.example/b?x=1"
    assert read_address("//other.example/", base="https://news.example/a").url == "https://other.example/"


@pytest.mark.parametrize(
    "written",
    [
        "file:///etc/passwd",
        "ftp://news.example/",
        "javascript:alert(1)",
        "https://",
        "https://user:word@news.example/",
        "https://user@news.example/",
        "https://news.example/a\r\nHost: other.example",
        "https://news.example/a b",
        "https://news.example:99999/",
        "https://[::1/",
        "https://xn--\u202e.example/",
        f"https://news.example/{'a' * LONGEST}",
    ],
)
def test_what_is_no_address_is_refused(written: str) -> None:
    with pytest.raises(RefusedAddress):
        read_address(written)


@pytest.mark.parametrize(
    ("copy", "original"),
    [
        ("https://web.archive.org/web/20260304050607/https://news.example/a?b=c", "https://news.example/a?b=c"),
        ("https://web.archive.org/web/20260304id_/http:/news.example/", "http://news.example/"),
        ("https://archive.ph/20260304050607/https://news.example/a", "https://news.example/a"),
        ("https://archive.ph/Ab1cD", None),
        ("https://web.archive.org/web/2026*/https://news.example/", None),
        ("https://web.archive.org.evil.example/web/20260304050607/https://news.example/a", None),
        ("https://evil.example/?https://web.archive.org/web/20260304050607/https://news.example/a", None),
        ("https://web.archive.org/web/20260304050607/https://user@news.example/", None),
    ],
)
def test_only_a_known_archive_can_name_the_original(copy: str, original: str | None) -> None:
    assert archived_original(copy) == original


def test_a_password_is_not_told_on() -> None:
    with pytest.raises(RefusedAddress) as caught:
        read_address("https://user:hidden@news.example/a")
    assert "hidden" not in str(caught.value)
