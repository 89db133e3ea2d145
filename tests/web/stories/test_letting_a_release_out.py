"""What was reviewed is prepared, read, and let out, by the keyboard; and the case is verified behind it."""

import hashlib
import re
import zipfile

import pytest
from browser import Live, violations, watched
from playwright.sync_api import Page, expect

from ledgerstone import indexing
from ledgerstone.actions import deciding
from ledgerstone.records import Release
from ledgerstone.store.index import models
from ledgerstone.store.room import jobs
from ledgerstone.store.verifying import verify
from ledgerstone.web import working

pytestmark = pytest.mark.slow


def _review(live: Live) -> set[str]:
    """Accept what is said of one incident, and close one claim of it."""
    store = live.room.served.store
    incident = models.Incident.objects.order_by("-claims", "record")[0].record
    claims = list(models.Claim.objects.filter(incident=incident).order_by("record").values_list("record", flat=True))
    for claim in claims:
        deciding.review(store, claim, "accept", because="It says so.", by="Ines Okoro")
    deciding.handle(store, claims[0], "sealed", because="She is in danger.", by="Ines Okoro")
    indexing.follow(store)
    return set(claims[1:])


def _work(live: Live) -> None:
    while (job := jobs.claim()) is not None:
        working.do(live.room.served.store, job, network=False)


def _tick(page: Page, name: str | re.Pattern[str]) -> None:
    box = page.get_by_label(name)
    box.press("Space")
    expect(box).to_be_checked()


def test_a_release_is_prepared_read_and_let_out(live: Live) -> None:
    open_ = _review(live)
    store, context = live.room.served.store, live.open("releaser")
    page = context.new_page()
    said = watched(page)
    page.goto("/")
    page.get_by_role("link", name="Releases", exact=True).press("Enter")
    assert violations(page) == []
    page.get_by_label("Title of the dossier").press_sequentially("Drovath, May 2031")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="waits for the worker")).to_be_visible()
    assert violations(page) == []
    _work(live)
    expect(page.get_by_text("It is ready to be read. Nothing of it has left.")).to_be_visible()
    expect(page.get_by_text("it is handled as restricted or sealed")).to_be_visible()
    assert violations(page) == []
    assert store.records(Release) == {}
    with context.expect_page() as opened:
        page.get_by_role("link", name="dossier.html").press("Enter")
    dossier = opened.value
    expect(dossier.get_by_role("heading", level=1)).to_contain_text("Drovath, May 2031")
    assert dossier.evaluate("() => { try { return localStorage.length; } catch { return 'shut'; } }") == "shut"
    dossier.close()
    _tick(page, re.compile("I have read it"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="prepared once more")).to_be_visible()
    _work(live)
    expect(page.get_by_text("It was let out, and recorded.")).to_be_visible()
    ((id_, record),) = store.records(Release).items()
    assert (record.by, record.version) == (live.room.account("releaser").name, "1")
    claims = set(models.Claim.objects.values_list("record", flat=True))
    assert {*record.records} & claims <= open_, "nothing left that is closed or that nobody reviewed"
    assert {*record.records} & open_
    page.get_by_role("link", name="All releases").press("Enter")
    assert violations(page) == []
    with page.expect_download() as taken:
        page.get_by_role("link", name="Take release 1 (ZIP)").press("Enter")
    with zipfile.ZipFile(taken.value.path()) as archive:
        lines = [line.split("  ") for line in record.manifest]
        assert [hashlib.sha256(archive.read(name)).hexdigest() for _, name in lines] == [each for each, _ in lines]
    page.get_by_role("link", name="Verify the whole case").press("Enter")
    page.get_by_role("button", name="Verify it now").press("Enter")
    expect(page.get_by_role("status").filter(has_text="waits for the worker")).to_be_visible()
    _work(live)
    expect(page.get_by_text("The case is whole.")).to_be_visible()
    assert violations(page) == []
    assert list(store.records(Release)) == [id_]
    assert verify(store.path, in_use=True).head == store.entries()[-1].head
    assert said == []
