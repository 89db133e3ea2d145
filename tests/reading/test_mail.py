import pytest

from benchmarks.hostile import originals as made
from ledgerstone.errors import UnreadableOriginal
from ledgerstone.reading import read, read_all, sniff


def test_a_mail_is_a_report_without_its_sender_as_publisher() -> None:
    report = read(made.mail(html="<p>Other words.</p>"))
    assert report.reader == "mail.1"
    assert report.title == "What we saw in Old Tarna"
    assert str(report.published) == "2031-05-07 08:00:00+00:00"
    assert report.publisher is None
    assert report.text == "\n\n".join(made.WORDS)
    (head,) = report.furniture
    assert head.reason == "header"
    assert "From: Mira Arden <mira@monitor.example>" in head.text


def test_a_mail_in_html_alone_is_read_too() -> None:
    data = made.mail(text="", html="<style>p {}</style><p>Two people<br>died.</p><table><tr><td>a<td>b</table>")
    report = read(data)
    assert report.text == "Two people\ndied.\n\na | b"


def test_a_text_that_begins_like_a_letter_stays_a_text() -> None:
    assert sniff(b"From: the mayor\nTo: all\n\nTwo people died.") == "text/plain"


def test_a_day_that_cannot_be_is_left_unknown_and_told() -> None:
    data = made.mail().replace(b"Wed, 07 May 2031 10:00:00 +0200", b"Someday")
    (report,), (problem,) = read_all(data)
    assert report.published is None
    assert problem.code == "I15"


def test_a_mail_of_attachments_alone_says_that_they_are_read_apart() -> None:
    with pytest.raises(UnreadableOriginal, match="apart"):
        read(made.mail(("a.txt", "application/octet-stream", b"Two people died."), text=""))


def test_headers_that_lie_about_their_encoding_are_kept_as_they_stand() -> None:
    data = made.mail().replace(b"Subject: What we saw in Old Tarna", b"Subject: =?utf-9?B?////?= and more")
    assert read(data).title
