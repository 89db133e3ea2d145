import hashlib
import io
import zipfile

import pytest

from benchmarks.hostile import originals as made
from ledgerstone.errors import InputError
from ledgerstone.reading import containers, limits, read_all, sniff
from ledgerstone.reading.containers import Member, unpack


def _taken(data: bytes, *, name: str | None = None) -> tuple[list[Member], list[InputError]]:
    found = list(unpack(io.BytesIO(data), name=name))
    return [each for each in found if isinstance(each, Member)], [
        each for each in found if isinstance(each, InputError)
    ]


def test_an_archive_gives_its_files_with_what_held_them() -> None:
    data = made.packed({"lists/a.txt": "Two people died.", "b.docx": made.docx()})
    members, errors = _taken(data)
    assert [each.name for each in members] == ["lists/a.txt", "b.docx"]
    assert {each.within for each in members} == {hashlib.sha256(data).hexdigest()}
    assert not errors


def test_a_container_in_a_container_is_followed_by_what_it_holds() -> None:
    inner = made.packed({"a.txt": "Two people died."})
    outer = made.packed({"inner.zip": inner, "z.txt": "Nobody died."})
    members, errors = _taken(outer)
    assert [each.name for each in members] == ["inner.zip", "a.txt", "z.txt"]
    assert members[1].within == hashlib.sha256(inner).hexdigest()
    assert not errors


def test_containers_too_deep_are_not_opened_and_told() -> None:
    data = made.packed({"a.txt": "Two people died."})
    for _ in range(limits.DEEPEST_CONTAINER + 2):
        data = made.packed({"in.zip": data})
    members, errors = _taken(data)
    assert len(members) == limits.DEEPEST_CONTAINER
    assert [error.code for error in errors] == ["I04"]


def test_a_member_that_is_too_large_is_left_out_and_the_others_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(containers, "LARGEST_MEMBER", 1_000)
    members, errors = _taken(made.packed({"big.txt": "x" * 5_000, "a.txt": "Two people died."}))
    assert [each.name for each in members] == ["a.txt"]
    assert [error.code for error in errors] == ["I04"]


def test_what_a_header_lies_about_is_held_by_the_limit_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(containers, "LARGEST_MEMBER", 1_000)
    data = made.packed({"big.txt": "x" * 5_000})
    lying = data.replace((5_000).to_bytes(4, "little"), (900).to_bytes(4, "little"))
    members, errors = _taken(lying)
    assert not members
    assert [error.code for error in errors] == ["I03"]


def test_the_whole_of_what_is_unpacked_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(containers, "MOST_MEMBERS", 3)
    monkeypatch.setattr(containers.Budget.__init__, "__kwdefaults__", {"members": 3, "size": 10**9})
    members, errors = _taken(made.packed({f"{n}.txt": "x" for n in range(10)}))
    assert len(members) == 3
    assert [error.code for error in errors] == ["I04"]


def test_links_hidden_and_locked_files_are_told_and_left() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr(".hidden.txt", "x")
        archive.writestr("../../outside.txt", "Two people died.")
    members, errors = _taken(out.getvalue())
    assert [each.name for each in members] == ["../../outside.txt"]
    assert [error.code for error in errors] == ["I14", "I14"]


@pytest.mark.parametrize("tenth", range(1, 10))
def test_a_cut_off_archive_is_an_error_and_nothing_worse(tenth: int) -> None:
    data = made.packed({"a.txt": "Two people died. " * 100, "b.docx": made.docx()})
    _, errors = _taken(data[: len(data) * tenth // 10])
    assert errors


def test_a_gzip_file_gives_what_it_holds() -> None:
    members, errors = _taken(made.gzipped(b"Two people died."))
    assert [each.data for each in members] == [b"Two people died."]
    assert not errors


def test_what_holds_others_only_says_so_to_who_wants_one_report() -> None:
    for data in (made.packed({"a.txt": "x"}), made.gzipped(b"x"), made.wacz(made.warc())):
        with pytest.raises(InputError, match=r"What it holds|what it holds"):
            read_all(data)


def test_web_archives_give_pages_with_address_and_headers() -> None:
    archive = made.warc(
        ("https://courier.example/a", "text/html; charset=utf-8", made.page()),
        ("https://courier.example/style.css", "text/css", b"p {}"),
        ("https://courier.example/ad", "text/html", made.page("Buy now.")),
    )
    members, errors = _taken(archive)
    assert [each.url for each in members] == ["https://courier.example/a", "https://courier.example/ad"]
    assert members[0].headers[0] == ("WARC-Date", "2031-05-07T08:00:00Z")
    assert ("Content-Type", "text/html; charset=utf-8") in members[0].headers
    assert members[0].data == made.page()
    package = made.wacz(archive, pages=["https://courier.example/a"])
    assert sniff(package) == "application/wacz"
    listed, errors_of_package = _taken(package)
    assert [each.url for each in listed] == ["https://courier.example/a"]
    assert listed[0].within == hashlib.sha256(package).hexdigest()
    assert not errors + errors_of_package


def test_a_page_that_redirects_is_followed_within_the_archive() -> None:
    moved = made.warc(
        ("https://courier.example/old", "text/html", b""), status="301 Moved", headers={"Location": "/new"}
    )
    new = made.warc(("https://courier.example/new", "text/html", made.page()))
    members, errors = _taken(made.wacz(moved + new, pages=["https://courier.example/old"]))
    assert [each.url for each in members] == ["https://courier.example/new"]
    assert not errors


def test_a_changed_payload_of_a_web_archive_is_told() -> None:
    archive = made.warc(("https://courier.example/a", "text/html", made.page()), gzipped=False)
    members, errors = _taken(archive.replace(b"12 people", b"21 people"))
    assert not members
    assert ["digest" in error.what for error in errors] == [True]


def test_a_mailbox_gives_mails_and_a_mail_its_attachments() -> None:
    mail = made.mail(
        ("list.xlsx", "application/octet-stream", made.xlsx([["Name"], ["Ilan Voss"]])), html="<p>Same.</p>"
    )
    box = (
        b"From mira@monitor.example Wed May  7 10:00:00 2031\n"
        + mail
        + b"\nFrom x Wed May  7 10:00:00 2031\n"
        + made.mail()
    )
    assert sniff(box) == "application/mbox"
    members, errors = _taken(box)
    assert [each.name for each in members] == ["mail 1.eml", "list.xlsx", "mail 2.eml"]
    assert members[1].within == hashlib.sha256(members[0].data).hexdigest()
    assert not errors
