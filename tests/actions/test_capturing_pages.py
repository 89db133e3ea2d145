import zipfile
from pathlib import Path

import pytest
from capturing.hostile_servers import PAGE, answer, redirect, serving
from case_making import BY, new_case

from ledgerstone import current
from ledgerstone.actions.adding import Added
from ledgerstone.actions.capturing_pages import add_pages, failed, fed, listed
from ledgerstone.capturing import web
from ledgerstone.capturing.asking import Asked
from ledgerstone.capturing.fetching import Fetcher, Limits
from ledgerstone.capturing.network import Rules
from ledgerstone.pipeline import run
from ledgerstone.records import Capture, Claim, Original, Problem, Report, Run
from ledgerstone.store.store import Store
from ledgerstone.store.verifying import verify

pytestmark = pytest.mark.usefixtures("database")

SENTENCE = b"<p>At least 12 people were killed in Varda on 3 March 2031, the hospital said.</p>"


def fetcher(store: Store) -> Fetcher:
    limits = Limits(seconds=2, pause=0, first_wait=0.01, tries=2)
    return Fetcher(rules=Rules.allowing(["127.0.0.1"]), limits=limits, room=store.vault.folder)


def test_a_page_becomes_an_original_with_all_that_is_known_of_its_capture(tmp_path: Path) -> None:
    date = "Date: Tue, 06 May 2031 07:08:09 GMT\r\n"
    with serving({"/r": redirect("/"), "/": answer(PAGE % SENTENCE, more=date)}) as server:
        asked = Asked(url=server.at("/r"), archived="https://archive.ph/x")
        with new_case(tmp_path / "case") as store:
            (added,) = add_pages(store, [asked], fetcher=fetcher(store), by=BY)
            assert isinstance(added, Added)
            (original,) = store.records(Original).values()
            (capture,) = store.records(Capture).values()
            with zipfile.ZipFile(store.vault.path(original.sha256)) as packed:
                assert "archive/data.warc.gz" in packed.namelist()
    assert (original.sha256, original.media_type) == (added.sha256, "application/wacz")
    assert (capture.by, capture.how, capture.peer) == (BY, "web", "127.0.0.1")
    assert (capture.url, capture.via) == (server.at("/"), (server.at("/r"), server.at("/")))
    assert capture.archived == "https://archive.ph/x"
    assert ("Date", "Tue, 06 May 2031 07:08:09 GMT") in capture.headers
    assert "by the Date header of 127.0.0.1" in capture.clock
    assert verify(tmp_path / "case").notes == ()


def test_what_failed_is_kept_as_a_problem_and_can_be_tried_again(tmp_path: Path) -> None:
    pages = {"/good": answer(), "/late": answer(status="503 Busy")}
    with serving(pages) as server, new_case(tmp_path / "case") as store:
        asked = [Asked(url=server.at(path), archived="https://archive.ph/x") for path in ("/late", "/good")]
        problem, added = add_pages(store, asked, fetcher=fetcher(store), by=BY)
        assert isinstance(problem, Problem)
        assert (problem.record, problem.code) == (server.at("/late"), "I31")
        assert isinstance(added, Added)
        assert failed(store) == [asked[0]]
        pages["/late"] = answer(b"at last")
        (again,) = add_pages(store, failed(store), fetcher=fetcher(store), by=BY)
        assert isinstance(again, Added)
        assert failed(store) == []
        assert [bool(each.problems) for each in store.records(Run).values()] == [True, False, False]
    assert verify(tmp_path / "case").originals == 2


def test_a_list_goes_on_where_it_was_stopped(tmp_path: Path) -> None:
    with serving({"/a": answer(b"a"), "/b": answer(b"b")}) as server, new_case(tmp_path / "case") as store:
        data = "\n".join([server.at("/a"), server.at("/b"), server.at("/a"), "nonsense"]).encode()
        first = add_pages(store, listed(data, name="list"), fetcher=fetcher(store), by=BY, again=False)
        next(iter(first))
        rest = list(add_pages(store, listed(data, name="list"), fetcher=fetcher(store), by=BY, again=False))
        assert [type(each).__name__ for each in rest] == ["Added", "Problem"]
        assert server.asked == ["/a", "/b"]
        assert [type(each) for each in listed(b"\xff", name="list")] == [Problem]


def test_a_feeds_entries_are_captured_each_once(tmp_path: Path) -> None:
    feed = b"<rss><channel><item><link>/a</link></item><item><link>/b</link></item></channel></rss>"
    pages = {"/feed": answer(feed, kind="application/rss+xml"), "/a": answer(b"a"), "/b": answer(b"b")}
    with serving(pages) as server, new_case(tmp_path / "case") as store:
        asking = fetcher(store)
        for number in (2, 0):
            found = list(add_pages(store, fed(server.at("/feed"), fetcher=asking), fetcher=asking, by=BY, again=False))
            assert len(found) == number
        assert {capture.how for capture in store.records(Capture).values()} == {"feed"}
        assert [type(each) for each in fed(server.at("/a"), fetcher=asking)] == [Problem]
        assert [type(each) for each in fed(server.at("/none"), fetcher=asking)] == [Problem]


def test_nothing_is_reached_where_it_is_not_allowed(tmp_path: Path) -> None:
    with serving({"/": answer()}) as server, new_case(tmp_path / "case") as store:
        (problem,) = add_pages(store, [Asked(url=server.at())], fetcher=Fetcher(room=store.vault.folder), by=BY)
        assert isinstance(problem, Problem)
        assert problem.code == "I30"
        assert server.asked == []
        assert store.records(Original) == {}


def test_what_a_page_lacks_is_a_problem_and_no_failure(tmp_path: Path) -> None:
    with serving({"/": answer(b"<img src=/gone.png>")}) as server, new_case(tmp_path / "case") as store:
        found = list(add_pages(store, [Asked(url=server.at())], fetcher=fetcher(store), by=BY, requisites=True))
        assert [type(each).__name__ for each in found] == ["Added", "Problem"]
        assert failed(store) == []
        assert len(current.problems(store, current.runs(store))) == 1


def test_a_captured_page_is_read_like_any_other_under_its_own_address(tmp_path: Path) -> None:
    with serving({"/a": redirect("/b"), "/b": answer(PAGE % SENTENCE)}) as server, new_case(tmp_path / "case") as store:
        list(add_pages(store, [Asked(url=server.at("/a"))], fetcher=fetcher(store), by=BY))
        assert run(store, by=BY).problems == ()
        (report,) = store.records(Report).values()
        assert report.url == server.at("/b")
        assert "At least 12 people were killed" in report.text
        assert any(claim.count and claim.count.low == 12 for claim in store.records(Claim).values())
    assert verify(tmp_path / "case").originals == 2


def test_an_archived_copy_is_read_under_the_address_of_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The copy's own server would make of every outlet one source: the archive."""
    page = "https://courier.example/a"
    monkeypatch.setattr(web, "archived_original", lambda _: page)
    with serving({"/web/2031/": answer(PAGE % SENTENCE)}) as server, new_case(tmp_path / "case") as store:
        list(add_pages(store, [Asked(url=server.at("/web/2031/"))], fetcher=fetcher(store), by=BY))
        run(store, by=BY)
        (report,) = store.records(Report).values()
        assert report.url == page
        captures = list(store.records(Capture).values())
        assert [(each.url, each.archived) for each in captures] == [(page, server.at("/web/2031/"))] * 2
