"""Take a picture of every page of the review room over the examples: wide, dark, small, right to left, and as printed.

python tests/web/screenshots.py FOLDER [PAGE ...]
"""

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parents[1])]
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright keeps a loop in this thread, which asks nothing

import django_set_up  # noqa: E402, F401 (before the store is loaded)
from browser import NARROW, WIDE, Live, browser, served  # noqa: E402
from pages_of_the_room import pages  # noqa: E402
from review_room import Room  # noqa: E402

from ledgerstone import Case  # noqa: E402
from ledgerstone.web.desk import serve_case  # noqa: E402

EXAMPLES = HERE.parents[1] / "examples"
LOOKS: dict[str, dict[str, Any]] = {
    "wide": {"viewport": WIDE},
    "dark": {"viewport": WIDE, "color_scheme": "dark"},
    "small": {"viewport": NARROW},
    "right-to-left": {"viewport": WIDE},
    "print": {"viewport": WIDE},
}


def main(out: Path, wanted: list[str]) -> None:
    """Write the pictures into a folder, named by page and look."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        case = Path(scratch) / "Varda 2031"
        with Case.create(case, gazetteers=[EXAMPLES / "gazetteer.csv"], by="Ines Okoro") as made:
            made.add(EXAMPLES / "reports")
            made.run()
        with serve_case(case) as room, served() as address, browser() as chromium:
            _take(Live(room=Room(served=room), address=address, browser=chromium), out, wanted)


def _take(live: Live, out: Path, wanted: list[str]) -> None:
    for name, (roles, address) in pages(live.room).items():
        if wanted and name not in wanted:
            continue
        for look, options in LOOKS.items():
            page = live.open(*roles, **options).new_page()
            page.goto(address)
            if look == "right-to-left":
                page.evaluate("document.documentElement.dir = 'rtl'")
            if look == "print":
                page.emulate_media(media="print")
            page.screenshot(path=out / f"{name.replace(' ', '-')}.{look}.png", full_page=True)
            page.context.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
