"""Every page: axe-core finds nothing that shuts people out, in light and dark, left to right and right to left."""

import pytest
from browser import NARROW, Live, violations, watched
from pages_of_the_room import pages

pytestmark = [pytest.mark.slow, pytest.mark.sqlite]  # pages look alike whatever holds the records


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_axe_core_finds_nothing(live: Live, direction: str) -> None:
    found: list[str] = []
    for name, (roles, address) in pages(live.room).items():
        page = live.open(*roles, color_scheme="dark" if direction == "rtl" else "light").new_page()
        said = watched(page)
        page.goto(address)
        if direction == "rtl":
            page.evaluate("document.documentElement.dir = 'rtl'")
        found += [f"{name}: {each}" for each in [*violations(page), *said]]
        page.context.close()
    assert found == []


def test_every_page_fits_a_small_screen(live: Live) -> None:
    wide = []
    for name, (roles, address) in pages(live.room).items():
        page = live.open(*roles, viewport=NARROW).new_page()
        page.goto(address)
        if (width := page.evaluate("document.documentElement.scrollWidth")) > NARROW["width"]:
            wide.append(f"{name}: {width}")
        page.context.close()
    assert wide == []
