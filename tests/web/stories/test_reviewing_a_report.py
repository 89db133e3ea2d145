"""A report is reviewed by the keyboard alone; two people disagree, and a third settles it."""

import re

import pytest
from browser import Live, violations, watched
from playwright.sync_api import Page, Route, expect
from report_making import report_titled, with_report

from ledgerstone import current
from ledgerstone.actions.deciding import review
from ledgerstone.records import Claim, Review
from ledgerstone.store.room.work import assign

pytestmark = pytest.mark.slow

TEXT = "At least 9 people were killed in Drovath on Tuesday. Their neighbours buried seven, and nobody came to count 𐎀."


def _open(live: Live, report: str, *roles: str) -> tuple[Page, list[str]]:
    page = live.open(*roles).new_page()
    said = watched(page)
    page.goto(f"/reports/{report}/")
    expect(page.locator(".card.now")).to_be_visible()
    return page, said


def _verdicts(live: Live) -> list[str]:
    return [each.verdict for each in live.room.served.store.records(Review).values()]


def _saved(page: Page) -> None:
    expect(page.locator(".card.saving")).to_have_count(0)


def _select(page: Page, words: str) -> None:
    """Select words of the text, as a person does with the mouse."""
    found = page.evaluate(
        """(words) => {
          for (const run of document.querySelectorAll('#text [data-at]')) {
            const at = run.firstChild.data.indexOf(words);
            if (at >= 0) {
              getSelection().setBaseAndExtent(run.firstChild, at, run.firstChild, at + words.length);
              return true;
            }
          }
          return false;
        }""",
        words,
    )
    assert found


def test_a_report_is_reviewed_by_the_keyboard(live: Live) -> None:
    report, _ = report_titled(live.room, "Drovath")
    page, said = _open(live, report, "coder")
    number = page.locator(".card").count()
    page.keyboard.press("a")  # one key a claim that is right
    expect(page.locator(".card.now .num")).to_have_text("2")
    page.keyboard.press("r")  # two keys a claim that is not
    expect(page.locator("#why")).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("2")
    expect(page.locator(".card.now .num")).to_have_text("3")
    page.keyboard.press("w")
    page.keyboard.type("her brother was threatened")
    page.keyboard.press("Enter")
    page.keyboard.press("p")
    page.keyboard.press("i")
    page.keyboard.press("1")
    _saved(page)
    assert sorted(_verdicts(live)) == ["accept", "inconclusive", "pending", "reject", "withhold"]
    expect(page.locator("#progress")).to_have_text(f"5 of {number} claims decided")
    page.keyboard.press("k")
    page.keyboard.press("u")
    _saved(page)
    assert _verdicts(live)[-1] == "pending"
    reasons = [each.because for each in live.room.served.store.records(Review).values()]
    assert "her brother was threatened" in reasons
    assert said == []


def test_the_next_report_comes_behind_the_last_claim(live: Live) -> None:
    report = with_report(live.room, TEXT)
    page, said = _open(live, report, "coder")
    page.keyboard.press("a")
    _saved(page)
    page.keyboard.press("n")
    page.wait_for_url(lambda url: report not in url)
    assert re.search(r"/reports/[0-9a-f]{64}/", page.url)
    assert said == []


def test_a_missed_claim_is_added_and_other_words_are_chosen(live: Live) -> None:
    report = with_report(live.room, TEXT)
    page, said = _open(live, report, "coder")
    _select(page, "neighbours buried seven, and nobody came to count 𐎀.")
    page.keyboard.press("m")
    expect(page.locator("#fields blockquote")).to_have_text("neighbours buried seven, and nobody came to count 𐎀.")
    assert violations(page) == []
    page.keyboard.type("7")
    page.locator("#f-wording").fill("seven")
    page.keyboard.press("Enter")
    expect(page.locator(".card")).to_have_count(2)
    expect(page.locator("dialog[open]")).to_have_count(0)
    page.keyboard.press("k")
    expect(page.locator(".card.now")).to_have_attribute("data-n", "1")
    _select(page, "At least 9 people were killed")
    page.keyboard.press("c")
    page.locator("#f-because").fill("the day is another claim's")
    page.keyboard.press("Enter")
    expect(page.locator(".card.correct")).to_have_count(1)
    claims = current.read_current(live.room.served.store).reviewed.claims.values()
    exact = {each.passage.exact for each in claims if each.report == report}
    assert exact == {"At least 9 people were killed", "neighbours buried seven, and nobody came to count 𐎀."}
    assert said == []


def test_what_could_not_be_saved_says_so_and_is_sent_again(live: Live) -> None:
    report, _ = report_titled(live.room, "Drovath")
    page, _ = _open(live, report, "coder")
    broken: list[Route] = []

    def refuse(route: Route) -> None:
        broken.append(route)
        route.abort()

    page.route("**/decide/", refuse)
    page.keyboard.press("w")
    page.keyboard.type("typed once")
    page.keyboard.press("Enter")
    expect(page.locator(".card.failed")).to_have_count(1)
    assert (len(broken), _verdicts(live)) == (1, [])
    page.unroute("**/decide/")
    page.locator(".card.failed [data-failed] button").click()
    expect(page.locator(".card.withhold")).to_have_count(1)
    assert [each.because for each in live.room.served.store.records(Review).values()] == ["typed once"]


def test_a_disagreement_is_made_shown_and_settled(live: Live) -> None:
    store, report = live.room.served.store, with_report(live.room, TEXT)
    first, first_said = _open(live, report, "reviewer")
    first.keyboard.press("a")
    _saved(first)
    assign(report, to=live.room.account("coder").pk, by="reviewer", blind=True)
    second, second_said = _open(live, report, "coder")
    expect(second.locator(".card.unreviewed")).to_have_count(1)
    assert "reviewer" not in second.locator("#claims").inner_text()
    second.keyboard.press("r")
    second.keyboard.press("1")
    _saved(second)
    expect(second.locator(".card.reject")).to_have_count(1)
    second.locator("text=I am done: show what others decided").click()
    expect(second.locator(".card.disputed")).to_have_count(1)
    expect(second.locator(".card.disputed [data-do]")).to_have_count(0)
    first.goto("/")
    first.locator("text=Two people decided otherwise").wait_for()
    first.locator(".queue a").first.click()
    expect(first.locator(".card.disputed .review")).to_contain_text("coder said reject")
    assert violations(first) == []
    first.keyboard.press("r")
    first.keyboard.press("1")
    expect(first.locator(".card.reject")).to_have_count(1)
    assert [each.verdict for each in store.records(Review).values()] == ["accept", "reject", "reject"]
    assert first_said + second_said == []


def test_the_second_of_two_is_told(live: Live) -> None:
    report = with_report(live.room, TEXT)
    page, _ = _open(live, report, "coder")
    claim = next(iter(live.room.served.store.records(Claim, about=report)))
    review(live.room.served.store, claim, "reject", because="misread", by="Tomas Rell")
    page.keyboard.press("a")
    expect(page.locator(".card.reject .refused").first).to_contain_text("Tomas Rell decided on this")
    assert _verdicts(live) == ["reject"]


def test_the_original_stands_beside_the_text(live: Live) -> None:
    report, _ = report_titled(live.room, "brief")
    page, said = _open(live, report, "coder")
    page.keyboard.press("o")
    image = page.locator(".original img").first
    expect(image).to_be_visible()
    expect(image).to_have_js_property("naturalWidth", 1100)
    assert violations(page) == []
    assert said == []


def test_a_link_to_a_claim_leads_to_the_part_of_the_text_that_it_stands_in(live: Live) -> None:
    sentence = "At least 9 people were killed in Drovath on Tuesday. "
    report = with_report(live.room, sentence * 1_000, claims_at=range(0, 53 * 900, 53))
    last = max(live.room.served.store.records(Claim, about=report).items(), key=lambda item: item[1].passage.start)[0]
    page = live.open("coder").new_page()
    page.goto(f"/reports/{report}/#claim-{last}")
    expect(page.locator(f"#claim-{last}.now")).to_be_visible()
