"""Somebody types, the session ends, and nothing that was typed is lost; an invitation is made and accepted."""

import pytest
from browser import Live, watched
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from ledgerstone.store.room.doings import done
from ledgerstone.store.room.models import Account

pytestmark = pytest.mark.slow


def _enter_anew(live: Live, page: Page) -> None:
    """Come in again in another tab of the same window, by a link of the terminal."""
    tab = page.context.new_page()
    tab.goto(f"/enter/{live.room.served.new_ticket()}/")
    expect(tab.get_by_role("heading", level=1)).to_be_visible()
    tab.close()


def test_a_form_is_sent_again_after_signing_in_anew(live: Live) -> None:
    number = live.room.account("coder").pk
    live.room.account("keeper", "reviewer")
    context = live.open("keeper", "reviewer")
    page = context.new_page()
    said = watched(page)
    page.goto("/people/")
    row = page.locator("tr", has_text="coder").first
    row.locator("summary").click()
    row.get_by_label("Works as").select_option("reviewer")
    Session.objects.all().delete()
    row.get_by_role("button", name="Change the roles").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your session has ended. Nothing was saved yet.")
    page.get_by_role("button", name="Send it again").click()
    expect(page.get_by_text("You are not signed in yet.")).to_be_visible()
    assert Account.objects.get(pk=number).roles == "coder"
    _sign_in_as_keeper(live, page)
    page.get_by_role("button", name="Send it again").click()
    expect(page.get_by_text("The roles are changed.")).to_be_visible()
    assert Account.objects.get(pk=number).roles == "reviewer"
    assert done(at_most=1)[0].what == "changed the roles"
    assert said == []


def _sign_in_as_keeper(live: Live, page: Page) -> None:
    fresh = live.open("keeper", "reviewer")
    page.context.add_cookies([{**each} for each in fresh.cookies() if each["name"].startswith("room-")])  # type: ignore[typeddict-item]


def test_the_keys_of_a_page_are_shown_on_asking(live: Live) -> None:
    page = live.open("reader").new_page()
    page.goto("/")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Keys")).to_be_hidden()
