"""Decisions in the room: recorded, refused, blind, settled; nothing is overwritten and nobody is let by."""

from typing import Any

import pytest
from django.test import Client
from report_making import report_titled, search_again, with_report
from review_room import BACKEND, Room

from ledgerstone import current, indexing
from ledgerstone.actions.deciding import handle, review
from ledgerstone.records import Claim, Review
from ledgerstone.store.room.accounts import set_roles
from ledgerstone.store.room.work import assign

TEXT = "At least 9 people were killed in Drovath on Tuesday. Their neighbours buried seven, and nobody came to count."


@pytest.fixture
def report(room: Room) -> str:
    """A report with one claim."""
    return with_report(room, TEXT)


def _claim(room: Room, report: str) -> str:
    return next(iter(room.served.store.records(Claim, about=report)))


def _decide(
    client: Client, room: Room, report: str, verdict: str, *, claim: str = "", entry: int | None = None, **said: Any
) -> Any:
    seen = room.served.store.last_entry() if entry is None else entry
    form = {"verdict": verdict, "because": "", "entry": seen, "number": 1, **said}
    return client.post(f"/reports/{report}/claims/{claim or _claim(room, report)}/decide/", form)


def _reviews(room: Room) -> list[Review]:
    return list(room.served.store.records(Review).values())


def _states(room: Room, report: str) -> list[str]:
    now = current.read_current(room.served.store).reviewed
    here = {**now.claims, **now.rejected}
    return [now.reviews[id_].verdict for id_, each in here.items() if each.report == report and id_ in now.reviews]


def test_accepting_needs_one_key_and_is_recorded_under_the_name(room: Room, report: str) -> None:
    answer = _decide(room.client("coder"), room, report, "accept")
    assert answer.status_code == 200
    assert "accepted" in answer.content.decode()
    (made,) = _reviews(room)
    assert (made.verdict, made.by, made.about) == ("accept", "coder", _claim(room, report))
    assert room.served.store.entries()[-1].action == "review"


@pytest.mark.parametrize("verdict", ["reject", "withhold", "inconclusive"])
def test_what_matters_needs_a_reason(room: Room, report: str, verdict: str) -> None:
    assert _decide(room.client("coder"), room, report, verdict).status_code == 422
    assert _reviews(room) == []
    answer = _decide(room.client("coder"), room, report, verdict, because="It could put somebody in danger.")
    assert answer.status_code == 200
    assert [each.verdict for each in _reviews(room)] == [verdict]


def test_undoing_is_a_new_decision(room: Room, report: str) -> None:
    coder = room.client("coder")
    _decide(coder, room, report, "reject", because="misread")
    answer = _decide(coder, room, report, "undo")
    assert answer.status_code == 200
    assert [each.verdict for each in _reviews(room)] == ["reject", "pending"]
    assert _claim(room, report) in current.read_current(room.served.store).reviewed.claims


def test_a_correction_changes_what_the_form_says_otherwise_and_no_more(room: Room, report: str) -> None:
    coder, claim = room.client("coder"), _claim(room, report)
    form = coder.get(f"/reports/{report}/claims/{claim}/correct/").content.decode()
    assert 'value="At least 9"' in form
    fields = {"kind": "harm", "harm": "killed", "relation": "whole", "polarity": "affirmed", "stance": "asserted"}
    answer = _decide(coder, room, report, "correct", **fields, low="9", high="11", wording="At least 9", because="more")
    assert answer.status_code == 200
    (now,) = [
        each for each in current.read_current(room.served.store).reviewed.claims.values() if each.report == report
    ]
    before = room.served.store.get([claim])[claim]
    assert isinstance(before, Claim)
    assert now.count is not None
    assert (now.count.low, now.count.high) == (9, 11)
    assert (now.where, now.when, now.passage) == (before.where, before.when, before.passage)
    undone = _decide(coder, room, report, "undo", claim=_now(room, report))
    assert undone.status_code == 200
    assert _now(room, report) == claim


def _now(room: Room, report: str) -> str:
    claims = current.read_current(room.served.store).reviewed.claims
    return next(id_ for id_, each in claims.items() if each.report == report)


def test_a_correction_that_says_the_same_or_nonsense_is_refused(room: Room, report: str) -> None:
    coder = room.client("coder")
    same = {"kind": "harm", "harm": "killed", "relation": "whole", "low": "9", "wording": "At least 9"}
    same |= {"polarity": "affirmed", "stance": "asserted", "because": "x"}
    assert _decide(coder, room, report, "correct", **same).status_code == 422
    assert _decide(coder, room, report, "correct", **(same | {"low": "nine"})).status_code == 422
    assert _decide(coder, room, report, "correct", **(same | {"low": "12", "high": "3"})).status_code == 422
    assert _decide(coder, room, report, "correct", **(same | {"harm": "<b>"})).status_code == 422
    assert _decide(coder, room, report, "slander", because="x").status_code == 422
    assert _reviews(room) == []


def test_other_words_can_be_chosen_for_a_claim(room: Room, report: str) -> None:
    coder = room.client("coder")
    fields = {"kind": "harm", "harm": "killed", "relation": "whole", "low": "9", "wording": "At least 9"}
    fields |= {"polarity": "affirmed", "stance": "asserted", "because": "shorter", "start": "0", "end": "29"}
    answer = _decide(coder, room, report, "correct", **fields)
    assert answer.status_code in {200, 204}
    claims = current.read_current(room.served.store).reviewed.claims
    assert [each.passage.exact for each in claims.values() if each.report == report] == [TEXT[:29]]


def test_a_missed_claim_is_added_to_the_words_that_were_selected(room: Room, report: str) -> None:
    coder, start = room.client("coder"), TEXT.index("Their")
    form = coder.get(f"/reports/{report}/claims/add/?start={start}&end={len(TEXT)}").content.decode()
    assert "Their neighbours buried seven" in form
    said = {"start": start, "end": len(TEXT), "entry": room.served.store.last_entry()}
    said |= {"kind": "harm", "harm": "killed", "relation": "whole", "low": "7", "high": "7", "wording": "seven"}
    said |= {"polarity": "affirmed", "stance": "asserted"}
    answer = coder.post(f"/reports/{report}/claims/add/", said)
    assert answer.status_code == 204
    assert answer.headers["HX-Redirect"].startswith(f"/reports/{report}/?claim=")
    page = coder.get(f"/reports/{report}/").content.decode()
    assert page.count('<article class="card') == 2
    assert "added by a person" in page
    assert coder.post(f"/reports/{report}/claims/add/", said).status_code == 409
    assert len(_reviews(room)) == 1


@pytest.mark.parametrize("said", [{}, {"start": "0"}, {"start": "5", "end": "4"}, {"start": "-1", "end": "9"}])
def test_a_claim_is_not_added_without_words(room: Room, report: str, said: dict[str, str]) -> None:
    coder = room.client("coder")
    fields = {"kind": "harm", "harm": "killed", "low": "7", "entry": room.served.store.last_entry()}
    assert coder.post(f"/reports/{report}/claims/add/", fields | said).status_code == 422
    assert _reviews(room) == []


def test_the_second_of_two_is_told_and_nothing_is_overwritten(room: Room, report: str) -> None:
    shown = room.served.store.last_entry()
    _decide(room.client("coder"), room, report, "reject", because="misread", entry=shown)
    answer = _decide(room.client("reviewer"), room, report, "accept", entry=shown)
    assert answer.status_code == 409
    told = answer.content.decode()
    assert "coder decided on this since you were shown it: reject (“misread”)." in told
    assert "was not saved" in told
    assert _states(room, report) == ["reject"]
    again = _decide(room.client("reviewer"), room, report, "accept")
    assert again.status_code == 200
    assert _states(room, report) == ["accept"]


def test_a_form_that_is_sent_twice_is_one_decision(room: Room, report: str) -> None:
    shown, coder = room.served.store.last_entry(), room.client("coder")
    assert _decide(coder, room, report, "accept", entry=shown).status_code == 200
    assert _decide(coder, room, report, "accept", entry=shown).status_code == 409
    assert len(_reviews(room)) == 1


@pytest.mark.parametrize("entry", ["", "x", "-1", "1e9", "9" * 400])
def test_a_form_without_an_entry_of_the_chain_decides_nothing(room: Room, report: str, entry: str) -> None:
    form = {"verdict": "accept", "entry": entry, "number": "1"}
    answer = room.client("coder").post(f"/reports/{report}/claims/{_claim(room, report)}/decide/", form)
    assert answer.status_code in {409, 422}
    assert _reviews(room) == []


def test_a_form_of_another_site_decides_nothing(room: Room, report: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(room.account("coder"), backend=BACKEND)
    assert _decide(client, room, report, "accept").status_code == 403
    assert _reviews(room) == []


def test_a_role_that_is_taken_away_while_the_page_is_open_decides_nothing(room: Room, report: str) -> None:
    coder = room.client("coder")
    assert coder.get(f"/reports/{report}/").status_code == 200
    set_roles(room.account("coder"), ["reader"])
    assert _decide(coder, room, report, "accept").status_code == 403
    assert _reviews(room) == []


def test_a_claim_that_is_closed_or_of_another_report_is_not_decided_on(room: Room, report: str) -> None:
    coder, claim = room.client("coder"), _claim(room, report)
    other, _ = report_titled(room, "Drovath")
    assert _decide(coder, room, other, "accept", claim=claim).status_code == 404
    handle(room.served.store, claim, "sealed", because="danger", by="Ines Okoro")
    assert _decide(coder, room, report, "accept", claim=claim).status_code == 404
    assert _reviews(room) == []


def _second_look(room: Room, report: str) -> Client:
    client = room.client("coder")
    assert assign(report, to=room.account("coder").pk, by="reviewer", blind=True)
    return client


def test_who_looks_a_second_time_does_not_see_the_first_decision(room: Room, report: str) -> None:
    review(room.served.store, _claim(room, report), "reject", because="a telltale reason", by="Tomas Rell")
    room.client("reviewer").post(f"/reports/{report}/notes/", {"text": "a telltale note"})
    coder = _second_look(room, report)
    for address in ("", f"claims/{_claim(room, report)}/history/", f"claims/{_claim(room, report)}/correct/"):
        page = coder.get(f"/reports/{report}/{address}").content.decode()
        assert "telltale" not in page
        assert "Tomas Rell" not in page
        assert 'data-state="reject"' not in page
    assert 'data-todo="1"' in coder.get(f"/reports/{report}/").content.decode()


def test_two_who_agree_leave_the_first_and_two_who_differ_make_it_disputed(room: Room, report: str) -> None:
    review(room.served.store, _claim(room, report), "accept", because="there", by="Tomas Rell")
    coder = _second_look(room, report)
    assert _decide(coder, room, report, "accept", entry=1).status_code == 200
    assert _states(room, report) == ["accept"]
    answer = _decide(coder, room, report, "withhold", because="danger", entry=room.served.store.last_entry())
    assert "Tomas" not in answer.content.decode()
    assert _states(room, report) == ["disputed"]


def test_a_disagreement_is_shown_in_the_queue_and_settled_by_a_third_decision(room: Room, report: str) -> None:
    review(room.served.store, _claim(room, report), "accept", because="there", by="Tomas Rell")
    coder = _second_look(room, report)
    _decide(coder, room, report, "reject", because="not there")
    coder.post(f"/reports/{report}/done/")
    page = coder.get(f"/reports/{report}/").content.decode()
    assert "Tomas Rell said accept (“there”); coder said reject (“not there”)" in page
    assert _decide(coder, room, report, "accept").status_code == 403, "one of the two settles nothing"
    assert report in room.client("reviewer").get("/").content.decode()
    assert _decide(room.client("reviewer"), room, report, "accept").status_code == 200
    assert _states(room, report) == ["accept"]
    history = room.client("reader").get(f"/reports/{report}/claims/{_claim(room, report)}/history/").content.decode()
    assert history.count("<li>") == 3
    assert "without seeing the others" in history


def test_who_may_not_see_all_of_a_report_cannot_look_a_second_time(room: Room, report: str) -> None:
    coder = _second_look(room, report)
    handle(room.served.store, _claim(room, report), "sealed", because="danger", by="Ines Okoro")
    assert coder.get(f"/reports/{report}/").status_code == 404


def test_work_is_taken_on_given_and_done(room: Room, report: str) -> None:
    coder, reviewer = room.client("coder"), room.client("reviewer")
    coder.post(f"/reports/{report}/take/")
    assert report in coder.get("/").content.decode()
    coder.post(f"/reports/{report}/done/")
    number = room.account("coder").pk
    assert coder.post(f"/reports/{report}/assign/", {"to": number}).status_code == 403
    assert reviewer.post(f"/reports/{report}/assign/", {"to": number, "blind": "1"}).status_code == 302
    assert "second time" in coder.get(f"/reports/{report}/").content.decode()
    assert reviewer.post(f"/reports/{report}/assign/", {"to": "99999"}).status_code == 404


def test_notes_are_text_and_belong_to_who_may_see_the_report(room: Room, report: str) -> None:
    coder = room.client("coder")
    assert coder.post(f"/reports/{report}/notes/", {"text": "<script>x</script>"}).status_code == 302
    assert "<script>x" not in coder.get(f"/reports/{report}/").content.decode()
    assert coder.post(f"/reports/{report}/notes/", {"text": " "}).status_code == 409
    assert coder.post(f"/reports/{report}/notes/", {"text": "x" * 6_000}).status_code == 409
    assert room.client("reader").post(f"/reports/{report}/notes/", {"text": "x"}).status_code == 403


def test_a_decision_counts_at_once(room: Room) -> None:
    report, _ = report_titled(room, "Drovath")
    claim = _claim(room, report)
    _decide(room.client("coder"), room, report, "reject", because="misread", claim=claim)
    one = indexing.read_report(room.served.store, report, sight=_sight())
    assert one is not None
    assert claim in one.rejected


def _sight() -> Any:
    from ledgerstone.store.sight import OF_ALL

    return OF_ALL


def test_a_decision_where_something_else_is_found_now_is_kept_or_the_new_taken(room: Room, report: str) -> None:
    store, coder = room.served.store, room.client("coder")
    review(store, _claim(room, report), "accept", because="there", by="Tomas Rell")
    search_again(room, report, low=90)
    page = coder.get(f"/reports/{report}/").content.decode()
    assert "Wants another look" in page
    assert "Take what is found now" in page
    assert report in coder.get("/").content.decode()
    answer = _decide(coder, room, report, "take")
    assert answer.status_code == 200
    assert "at least 90 killed" in answer.content.decode()
    assert "Wants another look" not in coder.get(f"/reports/{report}/").content.decode()
