"""Two incidents are judged to be one, by the keyboard alone; and the judgement is taken back."""

import pytest
from browser import Live, violations, watched
from playwright.sync_api import expect

from ledgerstone import current
from ledgerstone.records import Assessment

pytestmark = pytest.mark.slow
WHY = "The two name the same house and hour."


def _now(live: Live) -> dict[str, Assessment]:
    return {each.incident: each for each in current.assessments(live.room.served.store) if each.incident}


def test_two_incidents_become_one_by_the_keyboard(live: Live) -> None:
    before = _now(live)
    largest, *_, other = sorted(before.values(), key=lambda each: -len(each.claims))
    assert largest.incident
    page = live.open("reviewer").new_page()
    said = watched(page)
    page.goto(f"/incidents/{largest.incident}/")
    page.locator("#near summary").press("Enter")
    box = page.locator("#near").get_by_label("Or look for words")
    expect(box).to_be_visible()
    box.press_sequentially(other.label.replace(",", ""))
    choice = page.locator("#near").get_by_role("radio", name=other.label)
    expect(choice).to_be_visible()
    choice.press("Space")
    expect(choice).to_be_checked()
    page.locator("#near").get_by_label("is the same as this one").press("Space")
    assert violations(page) == []
    page.locator("#why-same").press_sequentially(WHY)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Your judgement is recorded.")).to_be_visible()
    assert violations(page) == []
    after = _now(live)
    assert set(after) == set(before) - {other.incident}
    assert set(after[largest.incident].claims) == {*largest.claims, *other.claims}
    page.goto(f"/incidents/?text={other.label.split()[0]}")
    expect(page.get_by_role("link", name=other.label, exact=True)).to_have_count(0)
    page.goto(f"/incidents/{largest.incident}/")
    history = page.locator("section", has=page.get_by_role("heading", name="What was decided"))
    expect(history).to_contain_text(WHY)
    assert said == []
