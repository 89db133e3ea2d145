"""A real browser on a review room: the system's Chromium, driven by Playwright, and the server that we ship."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Thread
from typing import Any

import pytest
from axe_core_python.base import AXE_SCRIPT
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from review_room import Room
from waitress.server import create_server

from ledgerstone.web.answering import listening

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
WHY = "there is no Chromium: apt-get install chromium"
WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 360, "height": 780}
# What a browser may say of a page that we did not write: nothing. These are its own remarks on answers that we test.
_EXPECTED = ("Failed to load resource: the server responded with a status of", "Response Status Error Code 401")


@dataclass(frozen=True, kw_only=True)
class Live:
    """A room that answers on a port, and a browser."""

    room: Room
    address: str
    browser: Browser

    def open(self, *roles: str, factor: bool | None = None, **options: object) -> BrowserContext:
        """Return a window in which somebody with these roles is signed in; without roles, nobody is."""
        context = self.browser.new_context(base_url=self.address, **{"viewport": WIDE, **options})  # type: ignore[arg-type]
        if roles:
            client = self.room.client(*roles, factor=factor)
            cookie = client.cookies[settings.SESSION_COOKIE_NAME]
            context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": self.address}])
        return context


@contextmanager
def browser() -> Iterator[Browser]:
    """Start Chromium; without a sandbox only where there can be none, as root."""
    if not CHROMIUM:
        pytest.skip(WHY)
    flags = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield found
        found.close()


@contextmanager
def served(**options: Any) -> Iterator[str]:
    """Answer on a free port as ``ledgerstone serve`` does, and yield the address."""
    with listening("127.0.0.1", 0) as at:
        server = create_server(WSGIHandler(), sockets=[at], threads=4, ident=None, **options)
        thread = Thread(target=server.run)
        thread.start()
        try:
            yield f"http://127.0.0.1:{at.getsockname()[1]}"
        finally:
            server.trigger.pull_trigger(lambda: [each.close() for each in list(server._map.values())])
            thread.join(timeout=30)
            assert not thread.is_alive()


def watched(page: Page) -> list[str]:
    """Return a list that fills with what goes wrong in a page: errors of scripts, and what the policy refuses."""
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on(
        "console",
        lambda message: (
            said.append(message.text)
            if message.type in {"error", "warning"} and not message.text.startswith(_EXPECTED)
            else None
        ),
    )
    return said


def violations(page: Page) -> list[str]:
    """Return what axe-core finds in a page, a line each."""
    page.wait_for_function("() => !document.querySelector('.htmx-request')")  # what is being asked for is drawn pale
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate("() => axe.run(document, { resultTypes: ['violations'] })")
    return [
        f"{each['id']}: {each['help']} at {node['target']}: {node['html'][:160]}"
        for each in found["violations"]
        for node in each["nodes"]
    ]
