"""The story of a security key, in a team's room behind its proxy: set up by who was invited, and used to come in."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from browser import CHROMIUM, WIDE, served, watched
from django.core.cache import cache
from django.test import override_settings
from playwright.sync_api import Browser, Page, expect
from proxy import before
from review_room import Room

from ledgerstone.actions import accounts as acts
from ledgerstone.actions.accounts import Doer
from ledgerstone.actions.permissions import Role
from ledgerstone.web.project import Profile, configuration
from ledgerstone.web.team import believing

HOST = "room.example.org"
PASSWORD = "lantern orchard copper thirteen"  # noqa: S105 (of an invented person)
KEY = {
    "protocol": "ctap2",
    "transport": "usb",
    "hasResidentKey": False,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def _of_team() -> dict[str, object]:
    """Return the settings in which a team's room differs from one person's."""
    own = configuration(Profile(secret="-", hosts=(HOST,), of_team=True, tag="team"))  # noqa: S106
    names = ("ALLOWED_HOSTS", "ROOM_OF_TEAM", "SECURE_", "SESSION_COOKIE", "CSRF_")
    return {name: value for name, value in own.items() if name.startswith(names)}


@pytest.fixture
def page(room: Room, _one_browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """Open a window on the team's room, as people reach it: by its name, with https, through a proxy."""
    cache.clear()
    room.served.of_team = True
    with (
        override_settings(**_of_team()),
        served(**believing("127.0.0.1")) as address,
        before(urlsplit(address).port or 0, host=HOST, folder=tmp_path) as proxy,
    ):
        flags = [
            *(["--no-sandbox"] if os.geteuid() == 0 else []),
            f"--host-resolver-rules=MAP {HOST}:443 127.0.0.1:{proxy.port}",
            f"--ignore-certificate-errors-spki-list={proxy.key}",
        ]
        browser = _one_browser.browser_type.launch(executable_path=CHROMIUM, args=flags)
        context = browser.new_context(base_url=f"https://{HOST}", viewport=WIDE)  # type: ignore[arg-type]
        yield context.new_page()
        browser.close()


def _with_key(page: Page) -> None:
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})


def _sign_in(page: Page) -> None:
    page.goto("/account/login/")
    page.get_by_label("Username").fill("sella")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def _press(page: Page, name: str) -> None:
    """Press a button as somebody does who sees the page whole: before, no script answers it."""
    button = page.get_by_role("button", name=name, exact=True)
    expect(button).to_be_visible()
    page.wait_for_load_state()
    button.click()


@pytest.mark.slow
def test_a_key_is_set_up_and_signs_in(page: Page) -> None:
    said = watched(page)
    word = acts.invite(Doer(by="Ines Okoro", roles=frozenset(Role)), roles=[Role.CODER])
    page.goto(f"/invitation/{word}/")
    for label, value in (
        ("Name to sign in with", "sella"),
        ("Name under which your work is recorded", "Sella Drovath"),
        ("Password", PASSWORD),
        ("The same password once more", PASSWORD),
    ):
        page.get_by_label(label, exact=True).fill(value)
    page.get_by_role("button", name="Set the password").click()
    _sign_in(page)
    expect(page.get_by_text("In this room everybody has a second factor")).to_be_visible()

    _with_key(page)
    page.goto("/account/factor/keys/add/")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()
    _press(page, "Add")
    expect(page.get_by_text(re.compile("recovery codes", re.IGNORECASE)).first).to_be_visible()
    page.goto("/account/factor/keys/add/")
    _press(page, "Add")
    expect(page.get_by_role("alert")).to_contain_text("is set up already")
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()

    page.get_by_role("button", name="Sign out").click()
    _sign_in(page)
    _press(page, "Use a security key")
    page.wait_for_url(f"https://{HOST}/")
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    assert not said
