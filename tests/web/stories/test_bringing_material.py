"""The story of a reprint: dropped in, shown for what it is before it is in the case, and left."""

from pathlib import Path

import pytest
from browser import Live, watched
from pages_of_the_room import report_with_most
from playwright.sync_api import expect

from ledgerstone.records import Capture, Report
from ledgerstone.store.room import jobs
from ledgerstone.web import working

pytestmark = pytest.mark.slow


def _work(live: Live) -> None:
    while (job := jobs.claim()) is not None:
        working.do(live.room.served.store, job, network=False)


def _captured(live: Live) -> set[str | None]:
    return {each.name for each in live.room.served.store.records(Capture).values() if each.how == "upload"}


def test_a_reprint_is_asked_about_and_left_and_a_new_report_goes_in(live: Live, tmp_path: Path) -> None:
    store = live.room.served.store
    report = store.get([report_with_most(live.room)])[report_with_most(live.room)]
    assert isinstance(report, Report)
    (tmp_path / "reprint.txt").write_text(f"{report.text}\n\nThe port of Oldenmarsh stayed closed.", encoding="utf-8")
    (tmp_path / "new.txt").write_text("Four people were killed in Oldenmarsh on 9 June 2031.", encoding="utf-8")
    page = live.open("coder").new_page()
    said = watched(page)
    page.goto("/material/")
    page.locator("#file").set_input_files([tmp_path / "reprint.txt", tmp_path / "new.txt"])
    page.get_by_role("button", name="Bring them in").click()
    expect(page.locator("#taken")).to_contain_text("is looked at before it is sealed")
    assert _captured(live) == set()
    _work(live)
    question = page.get_by_role("region", name="Is this here already?")
    expect(question).to_be_visible(timeout=15_000)  # by itself, as the queue is looked at
    expect(question).to_contain_text("The port of Oldenmarsh stayed closed.")
    expect(question.get_by_role("link")).to_have_attribute("href", f"/reports/{report_with_most(live.room)}/")
    assert _captured(live) == {"new.txt"}
    question.get_by_role("checkbox").check()
    question.get_by_role("button", name="Leave what is ticked").click()
    expect(page.get_by_role("status").first).to_contain_text("1 thing was left aside")
    expect(question).not_to_be_attached()
    assert _captured(live) == {"new.txt"}
    assert not said
