"""Stories in a real browser: ``live`` serves a copy of the examples as ``ledgerstone serve`` does.

    def test_a_story(live: Live) -> None:
        page = live.open("coder").new_page()
        page.goto("/incidents/")

They are skipped, with the reason, where there is no Chromium. Each is told twice, over SQLite and over PostgreSQL.
"""

from collections.abc import Iterator

import pytest
from browser import Live, browser, served
from playwright.sync_api import Browser
from review_room import Room


@pytest.fixture(scope="session")
def _one_browser() -> Iterator[Browser]:
    with pytest.MonkeyPatch.context() as patch, browser() as found:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright keeps a loop in this thread, which asks nothing
        yield found


@pytest.fixture
def live(database: str, room: Room, _one_browser: Browser) -> Iterator[Live]:  # noqa: ARG001 (it decides where)
    """Serve a room, and open a browser; the windows that a story opened are closed behind it."""
    with served() as address:
        yield Live(room=room, address=address, browser=_one_browser)
        for context in _one_browser.contexts:
            context.close()
