import zipfile
from pathlib import Path

from capturing.hostile_servers import PAGE, answer, redirect, serving
from case_making import BY, new_case

from ledgerstone.actions.adding import Added
from ledgerstone.actions.capturing_pages import add_pages, failed, fed, listed
from ledgerstone.capturing.asking import Asked
from ledgerstone.capturing.fetching import Fetcher, Limits
from ledgerstone.capturing.network import Rules
from ledgerstone.records import Capture, Original, Problem, Run
from ledgerstone.store.store import Store
from ledgerstone.store.verifying import verify

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
        assert [bool(run.problems) for run in store.records(Run).values()] == [True, False, False]
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
