"""The report page: what it shows, and to whom."""

import re
from html import unescape

import pytest
from report_making import read_from, report_titled, with_report
from review_room import Room

from ledgerstone import codec
from ledgerstone.actions.deciding import handle
from ledgerstone.records import Claim, Passage, Report
from ledgerstone.store.room.doings import done
from ledgerstone.web.reports.laid_out import lay_out
from ledgerstone.web.reports.windows import LONGEST, MOST_CLAIMS, window_of, windows

HOSTILE = (
    "<script>alert(1)</script> <svg onload=alert(2)> <style>body{display:none}</style>\u202egnp.exe At least 9 people "
    "were killed in Drovath on Tuesday, \"residents\" said. {{ 7|add:7 }} {% now 'Y' %} <!-- "
)


def _words(page: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", page))


def test_the_text_stands_as_read_with_its_claims_marked(room: Room) -> None:
    id_, report = report_titled(room, "Drovath")
    page = room.client("reader").get(f"/reports/{id_}/").content.decode()
    shown = re.search(r'<div class="words".*?</div>', page, re.DOTALL)
    assert shown
    lines = [line for line in report.text.split("\n") if line.strip()]
    without_numbers = re.sub(r'<sup class="num">\d+</sup>|✂', "", shown[0])
    assert [line for line in _words(without_numbers).split("\n") if line.strip()] == lines
    claims = room.served.store.records(Claim, about=id_)
    assert page.count('<article class="card') == len(claims)
    assert page.count("<mark") >= 1


def test_each_run_says_where_it_stands(room: Room) -> None:
    id_, report = report_titled(room, "Drovath")
    page = room.client("reader").get(f"/reports/{id_}/").content.decode()
    runs = re.findall(r'<span data-at="(\d+)">(.*?)</span>', page, re.DOTALL)
    assert runs
    for at, text in runs:
        words = unescape(text)
        assert report.text[int(at) :].startswith(words)


def test_what_a_source_says_is_never_more_than_text(room: Room) -> None:
    id_ = with_report(room, HOSTILE, title=HOSTILE, publisher=HOSTILE, url="javascript:alert(1)")
    page = room.client("coder").get(f"/reports/{id_}/").content.decode()
    for tag in ("<script>alert", "<svg onload", "<style>body", "<!-- </", 'href="javascript'):
        assert tag not in page
    assert "{{ 7|add:7 }}" in unescape(page)
    assert "\u202e" not in page
    assert "‹U+202E›" in page


def test_a_speaker_with_markup_is_text(room: Room) -> None:
    text = "Nine people were killed in Drovath, <b onclick=x>Mira</b> Sand said."
    id_ = with_report(room, text, speaker="<b onclick=x>Mira</b> Sand\u2066")
    page = room.client("coder").get(f"/reports/{id_}/").content.decode()
    assert "<b onclick" not in page
    assert "‹U+2066›" in page


def test_a_text_of_a_million_characters_is_shown_in_parts_below_300_kb(room: Room) -> None:
    sentence = "At least 9 people were killed in Drovath on Tuesday. "
    id_ = with_report(room, sentence * 20_000, claims_at=range(0, 53 * 400, 53))
    answer = room.client("coder").get(f"/reports/{id_}/")
    assert len(answer.content) < 300_000
    assert "Part 1 of" in answer.content.decode()
    last = room.client("coder").get(f"/reports/{id_}/?page=999999")
    assert len(last.content) < 300_000


def test_a_single_word_of_a_million_letters_is_shown_in_parts(room: Room) -> None:
    id_ = with_report(room, "ж" * 1_000_000, title="ж" * 100_000)
    assert len(room.client("coder").get(f"/reports/{id_}/").content) < 300_000


def test_windows_cover_the_whole_text_once() -> None:
    text = "A line of words.\n" * 9_000
    cut = windows(text, [])
    assert "".join(text[start:end] for start, end in cut) == text
    assert max(end - start for start, end in cut) <= LONGEST
    assert all(text[end - 1] == "\n" for _, end in cut)
    assert [window_of(start, cut) for start, _ in cut] == list(range(1, len(cut) + 1))
    assert windows("", []) == ((0, 0),)


def test_a_window_holds_so_many_claims_and_no_more() -> None:
    text = "x " * 1_000
    cut = windows(text, list(range(0, 1_000, 5)))
    assert max(sum(start <= at < end for at in range(0, 1_000, 5)) for start, end in cut) <= MOST_CLAIMS
    assert windows(text, [0] * 500)[-1][1] == len(text)


def test_a_claim_that_goes_beyond_its_window_is_marked_as_far_as_it_goes() -> None:
    report = Report.from_text("One. Two three. Four.")
    passage = Passage(start=5, end=15, exact="Two three.")
    claim = Claim(report=codec.identify(report), passage=passage, kind="act", act="attack", extractor="tests.1")
    ((first,), (second,)) = (
        [piece for line in lay_out(report, [(1, claim)], window=window) for piece in line if piece.covered]
        for window in ((0, 9), (9, 21))
    )
    assert (first.runs[0].text, second.runs[0].text) == ("Two", "three.")
    assert (first.runs[0].start, second.runs[0].start) == (5, 9)


def test_what_was_cut_out_is_shown_on_demand(room: Room) -> None:
    store = room.served.store
    id_ = next(id_ for id_, each in store.records(Report).items() if each.furniture)
    page = room.client("reader").get(f"/reports/{id_}/").content.decode()
    cut = store.records(Report)[id_].furniture[0]
    assert "What was cut out" in page
    beside = room.client("reader").get(f"/reports/{id_}/furniture/").content.decode()
    assert " ".join(cut.text.split())[:40] in _words(beside)


@pytest.mark.parametrize(("role", "status"), [("reader", 404), ("coder", 404), ("keeper", 200)])
def test_a_sealed_report_is_not_there_for_others_and_reading_it_is_logged(room: Room, role: str, status: int) -> None:
    id_, _ = report_titled(room, "Drovath")
    handle(room.served.store, id_, "sealed", because="a witness is named", by="Ines Okoro")
    assert room.client(role).get(f"/reports/{id_}/").status_code == status
    logged = [(each.by, each.about) for each in done(at_most=20) if each.what == "read what is sealed"]
    assert logged == ([("keeper", id_)] if status == 200 else [])


def test_a_claim_that_is_closed_hides_the_text_and_the_original(room: Room) -> None:
    id_, report = report_titled(room, "Drovath")
    claim_id, claim = next(iter(room.served.store.records(Claim, about=id_).items()))
    handle(room.served.store, claim_id, "restricted", because="a witness is named", by="Ines Okoro")
    reader = room.client("reader")
    page = reader.get(f"/reports/{id_}/").content.decode()
    assert claim_id not in page
    assert report.text[:60] not in page
    assert claim.passage.exact not in _words(page)
    for beside in ("original/", "original/picture/", "original/pages/1/", "claims/add/"):
        assert reader.get(f"/reports/{id_}/{beside}").status_code in {403, 404}
    assert reader.get(f"/reports/{id_}/furniture/").content.decode().count("<li") == 0
    assert claim_id in room.client("coder").get(f"/reports/{id_}/").content.decode()


def test_forged_ids_lead_nowhere(room: Room) -> None:
    coder = room.client("coder")
    for forged in ("0" * 64, "x", "..", "%3Cscript%3E"):
        assert coder.get(f"/reports/{forged}/").status_code == 404
    claim = next(iter(room.served.store.records(Claim)))
    assert coder.get(f"/reports/{claim}/").status_code == 404


def test_a_reader_sees_no_button_that_decides(room: Room) -> None:
    id_, _ = report_titled(room, "Drovath")
    assert 'data-do="accept"' not in room.client("reader").get(f"/reports/{id_}/").content.decode()
    assert 'data-do="accept"' in room.client("coder").get(f"/reports/{id_}/").content.decode()


def test_the_next_report_is_one_with_claims_to_decide_on(room: Room) -> None:
    answer = room.client("coder").get("/reports/next/")
    assert answer.status_code == 302
    id_ = answer.headers["Location"].split("/")[2]
    assert isinstance(read_from(room, id_), Report)
    other = room.client("coder").get(f"/reports/next/?after={id_}").headers["Location"]
    assert id_ not in other


def test_the_original_stands_beside_it_as_pictures_or_text(room: Room) -> None:
    brief, _ = report_titled(room, "brief")
    reader = room.client("reader")
    assert f'src="/reports/{brief}/original/pages/1/"' in reader.get(f"/reports/{brief}/original/").content.decode()
    drawn = reader.get(f"/reports/{brief}/original/pages/1/")
    assert (drawn.headers["Content-Type"], drawn.content[:4]) == ("image/png", b"\x89PNG")
    assert drawn.headers["X-Content-Type-Options"] == "nosniff"
    assert reader.get(f"/reports/{brief}/original/pages/99/").status_code == 404
    assert reader.get(f"/reports/{brief}/original/picture/").status_code == 404
    told, _ = report_titled(room, "Drovath")
    page = reader.get(f"/reports/{told}/original/").content.decode()
    assert '<div class="plain"' in page
    assert "<script" not in page
