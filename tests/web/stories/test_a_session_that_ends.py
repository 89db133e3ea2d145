"""Somebody works, the session ends, and nothing that was typed or decided is lost: it is sent again later."""

import re

import pytest
from browser import Live, watched
from django.contrib.sessions.models import Session
from pages_of_the_room import report_with_most
from playwright.sync_api import Page, expect

from ledgerstone.records import Review
from ledgerstone.store.room.doings import done
from ledgerstone.store.room.models import Account

pytestmark = pytest.mark.slow


def _open(live: Live, *roles: str) -> Page:
    return live.open(*roles).new_page()


def _sign_in_again(live: Live, page: Page, *roles: str) -> None:
    """Come in anew, as in another tab of the same browser."""
    fresh = live.open(*roles)
    page.context.add_cookies([each for each in fresh.cookies() if each["name"].startswith("room-")])  # type: ignore[misc]


def test_a_form_is_kept_in_the_page_and_sent_again(live: Live) -> None:
    number = live.room.account("coder").pk
    page = _open(live, "keeper", "reviewer")
    said = watched(page)
    page.goto("/people/")
    row = page.locator("tr", has=page.get_by_role("rowheader", name="coder", exact=True))
    row.locator("summary").click()
    row.get_by_label("Works as").select_option("reviewer")
    Session.objects.all().delete()
    row.get_by_role("button", name="Change the roles").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your session has ended. Nothing was saved yet.")
    page.get_by_role("button", name="Send it again").click()
    expect(page.get_by_text("You are not signed in yet.")).to_be_visible()
    assert Account.objects.get(pk=number).roles == "coder"
    _sign_in_again(live, page, "keeper", "reviewer")
    page.get_by_role("button", name="Send it again").click()
    expect(page.get_by_text("The roles are changed.")).to_be_visible()
    assert Account.objects.get(pk=number).roles == "reviewer"
    assert done(at_most=1)[0].what == "changed the roles"
    assert said == []


def test_a_decision_waits_in_the_page_and_is_recorded_once(live: Live) -> None:
    page = _open(live, "coder")
    said = watched(page)
    page.goto(f"/reports/{report_with_most(live.room)}/")
    Session.objects.all().delete()
    page.locator("article.card.todo").first.get_by_role("button", name="Accept").click()
    ended = page.get_by_role("dialog", name="Your session has ended")
    expect(ended).to_be_visible()
    ended.get_by_role("button").click()
    expect(ended.get_by_text("You are not signed in yet.")).to_be_visible()
    assert not live.room.served.store.records(Review)
    _sign_in_again(live, page, "coder")
    ended.get_by_role("button").click()
    expect(ended).to_be_hidden()
    expect(page.locator("article.card .state", has_text=re.compile("^accepted$")).first).to_be_visible()
    [review] = live.room.served.store.records(Review).values()
    assert review.verdict == "accept"
    assert review.by.startswith("coder")
    assert said == []


def test_a_page_of_somebody_else_is_loaded_anew(live: Live) -> None:
    page = _open(live, "coder")
    page.goto(f"/reports/{report_with_most(live.room)}/")
    Session.objects.all().delete()
    page.locator("article.card.todo").first.get_by_role("button", name="Accept").click()
    _sign_in_again(live, page, "reviewer")
    with page.expect_navigation():
        page.get_by_role("dialog", name="Your session has ended").get_by_role("button").click()
    assert not live.room.served.store.records(Review)


def test_the_keys_of_a_page_are_shown_on_asking(live: Live) -> None:
    page = _open(live, "reader")
    page.goto("/")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Keys")).to_be_hidden()
