"""Somebody brings the examples into an empty case by its pages; what stands in it is what the files say."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import Live, violations, watched
from playwright.sync_api import Page, expect
from review_room import Room

from ledgerstone import Case, Report, current
from ledgerstone.records import Assessment, Capture, Run
from ledgerstone.store.room import jobs
from ledgerstone.web import working
from ledgerstone.web.desk import serve_case

pytestmark = pytest.mark.slow
EXAMPLES = Path(__file__).parents[3] / "examples"


@pytest.fixture
def room(database: str, tmp_path: Path) -> Iterator[Room]:  # noqa: ARG001 (it decides where)
    """Serve a case that holds nothing but its gazetteer."""
    with Case.create(tmp_path / "case", gazetteers=[EXAMPLES / "gazetteer.csv"], by="Ines Okoro"):
        pass
    with serve_case(tmp_path / "case") as served:
        yield Room(served=served)


def test_the_examples_are_brought_in_read_and_found(live: Live, filled: Path) -> None:
    files = sorted(path for path in (EXAMPLES / "reports").iterdir())
    page = live.open("coder").new_page()
    said = watched(page)
    _go(page, "Material")
    page.get_by_label("Drop files here, or choose them").set_input_files(files)
    page.get_by_role("button", name="Bring them in").press("Enter")
    expect(page.locator("#taken li")).to_have_count(len(files))
    _work(live)
    asked = page.get_by_role("region", name="Is this here already?")
    expect(asked.get_by_role("checkbox")).to_have_count(1)  # one of them is a reprint of another
    assert violations(page) == []
    asked.get_by_label("02-ombrith-courier-drovath-reprint.html").press("Space")
    with page.expect_navigation():  # the answer comes when the work is in the queue
        asked.get_by_role("button", name="Seal what is ticked all the same").press("Enter")
    expect(asked).to_have_count(0)
    _work(live)
    page.reload()
    expect(page.locator("#queue")).not_to_contain_text("waits")
    assert violations(page) == []
    captures = [each for each in live.room.served.store.records(Capture).values() if each.how == "upload"]
    assert {each.name for each in captures} == {path.name for path in files}
    assert {each.by for each in captures} == {"coder"}
    _go(page, "Find")
    now = current.assessments(live.room.served.store)
    for each in now:
        expect(page.get_by_role("link", name=each.label, exact=True)).to_be_visible()
    with Case(filled, by="Ines Okoro") as same:
        assert _said(now) == _said(same.assessments())
        assert len(live.room.served.store.records(Report)) == len(same.store.records(Report))
    assert not any(run.problems for run in live.room.served.store.records(Run).values())
    assert said == []


def _go(page: Page, name: str) -> None:
    """Go to a page by the links at the top."""
    if page.url == "about:blank":
        page.goto("/")
    page.get_by_role("navigation", name="The room").get_by_role("link", name=name, exact=True).press("Enter")


def _work(live: Live) -> None:
    """Do what stands in the queue, as the worker beside a room does."""
    while (job := jobs.claim()) is not None:
        working.do(live.room.served.store, job, network=False)


def _said(incidents: tuple[Assessment, ...]) -> set[tuple[object, ...]]:
    return {
        (each.label, toll.harm, toll.status, toll.group, toll.low, toll.high, len(toll.used))
        for each in incidents
        for toll in each.tolls
    }
