import pytest

from ledgerstone.capturing import requisites
from ledgerstone.capturing.requisites import of_page, of_style

PAGE = b"""<html><head><base href="/in/"><link rel="stylesheet" href="s.css"><link rel="canonical" href="/other">
<style>@import "i.css"; body { background: url('b.png') }</style>
<script src="x.js">new Image().src = '/leak'</script></head>
<body style="background: URL(c.png)"><img src="https://pictures.example/p.jpg" srcset="p1.jpg 1x, p2.jpg 2x">
<img src="data:image/png;base64,xyz"><img src="javascript:1"><img src="file:///etc/passwd"><a href="/next">next</a>
<iframe src="f.html"></iframe><video poster="v.jpg"><source src="v.mp4"></video><!-- <img src="hidden.png"> -->
<img src="s.css"></body></html>"""


def test_what_a_page_shows_is_found_and_nothing_that_it_only_leads_to() -> None:
    inside = "https://news.example/in/"
    assert sorted(of_page(PAGE, url="https://news.example/a")) == sorted([
        *(inside + name for name in ("s.css", "i.css", "b.png", "x.js", "c.png", "p1.jpg", "p2.jpg", "f.html")),
        inside + "v.jpg",
        inside + "v.mp4",
        "https://pictures.example/p.jpg",
    ])  # fmt: skip


def test_what_a_style_sheet_names_is_found() -> None:
    style = b"@import 'a.css'; @import url(b.css); @font-face { src: url(\"/f.woff2\") format('woff2') } x { y: url() }"
    assert of_style(style, url="https://news.example/css/s.css") == [
        "https://news.example/css/a.css",
        "https://news.example/css/b.css",
        "https://news.example/f.woff2",
    ]


@pytest.mark.parametrize(
    "data", [b"", b"\x00\xff", b"<" * 100_000, b"<img src='" * 50_000, b"<div>" * 100_000, b"url(" * 500_000]
)
def test_hostile_pages_come_to_an_end_and_give_little(data: bytes) -> None:
    found = {*of_page(data, url="https://news.example/"), *of_style(data, url="https://news.example/")}
    assert len(found) < 3


def test_a_page_can_show_only_so_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(requisites, "MOST", 3)
    page = b"".join(b"<img src=%d.png>" % number for number in range(9))
    assert len(of_page(page, url="https://news.example/")) == 3
