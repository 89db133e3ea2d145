"""Who looks a second time sees nowhere what others decided, until all is decided once more."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from report_making import report_titled, with_report
from review_room import Room

from ledgerstone import codec, indexing
from ledgerstone.actions import deciding
from ledgerstone.indexing import OneReport, read_incident, read_report
from ledgerstone.records import Claim, Report, Review, Run
from ledgerstone.store.index import models
from ledgerstone.store.room.work import assign
from ledgerstone.store.sight import OF_RESTRICTED, Sight
from ledgerstone.web.desk import desk_of

FIRST, WHY = "Tomas Rell", "A telltale reason."
_MORE = {"count": {"low": 777, "high": 777, "about": False, "wording": "777"}}
VIEWS = ("incidents", "claims", "reports", "victims", "map", "timeline", "pictures")


class Looking:
    """A report of an incident, of which one person decided on each claim, and another looks a second time."""

    def __init__(self, room: Room, *roles: str) -> None:
        self.room, self.store = room, room.served.store
        self.report, _ = report_titled(room, "Drovath")
        self.incident = models.Claim.objects.filter(report=self.report).exclude(incident="")[0].incident
        self.roles = roles

    def first_decides(self) -> dict[str, str]:
        """Correct a claim of the incident, reject another, accept a third; return the verdicts by claim."""
        one = self.one()
        here = [id_ for id_ in sorted(one.claims) if one.homes.get(id_) == self.incident]
        counted = next(id_ for id_ in here if one.claims[id_].count)
        rejected, accepted = [id_ for id_ in here if id_ != counted][:2]
        verdicts = {counted: "correct", rejected: "reject", accepted: "accept"}
        for id_, verdict in verdicts.items():
            deciding.review(
                self.store, id_, verdict, because=WHY, by=FIRST, replace=_MORE if verdict == "correct" else None
            )
        indexing.follow(self.store)
        return verdicts

    def one(self) -> OneReport:
        found = read_report(self.store, self.report, sight=OF_RESTRICTED)
        assert found is not None
        return found

    def second(self) -> Client:
        """Give the report for a second look."""
        assert assign(self.report, to=self.room.account(*self.roles).pk, by="reviewer", blind=True)
        return self.room.client(*self.roles)


@pytest.fixture
def looking(room: Room) -> Looking:
    return Looking(room, "reviewer", "releaser", "keeper")


def _page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def _tells(page: str) -> bool:
    alone = re.search(r"(?<![0-9A-Za-z])777(?![0-9A-Za-z])", page)  # in an id or a token it tells nothing
    return FIRST in page or "telltale" in page or alone is not None


def test_the_pages_of_the_incident_show_what_was_found_and_no_figure(looking: Looking) -> None:
    before = read_incident(looking.store, looking.incident, sight=OF_RESTRICTED)
    verdicts = looking.first_decides()
    assert _tells(_page(looking.room.client("reviewer"), f"/incidents/{looking.incident}/"))
    second = looking.second()
    page = _page(second, f"/incidents/{looking.incident}/")
    assert not _tells(page)
    assert "you look a second time" in page
    assert not re.search(r'class="claim [^"]*struck', page)
    assert all(f'value="{id_}"' in page for id_ in verdicts)
    assert "Withheld." in page
    assert "Withheld." in _page(second, f"/incidents/{looking.incident}/figures/?policy=airwars.v1")
    one = read_incident(looking.store, looking.incident, sight=_sight(looking))
    assert before is not None
    assert one is not None
    assert (one.whole, one.blind, one.assessment.tolls, dict(one.reviews)) == (False, True, (), {})
    assert one.assessment.claims == before.assessment.claims


def _sight(looking: Looking) -> Sight:
    return desk_of(looking.room.account(*looking.roles)).sight


@pytest.mark.usefixtures("database")
def test_no_list_map_sum_or_search_holds_what_rests_on_it_and_each_says_so(looking: Looking) -> None:
    verdicts = looking.first_decides()
    name = models.Victim.objects.filter(incident=looking.incident).values_list("name", flat=True).first()
    second = looking.second()
    for view in VIEWS:
        for query in ("", "?review=accept", "?review=reject", "?review=correct", "?review=none", "?text=777"):
            page = _page(second, f"/{view}/{query}")
            assert not _tells(page.replace("text=777", "").replace('value="777"', "")), (view, query)
            assert "You look at" in page
            assert looking.incident not in page
            assert not any(id_ in page for id_ in verdicts)
    assert name
    assert name not in _page(second, "/victims/")
    reports = _page(second, "/reports/")
    assert looking.report in reports
    assert "second look" in reports
    for query in ("?review=accept", "?review=reject", "?review=none"):
        assert looking.report not in _page(second, f"/reports/{query}")


@pytest.mark.usefixtures("database")
def test_no_file_holds_what_rests_on_it(looking: Looking) -> None:
    looking.first_decides()
    taken = {name: _page(looking.room.client("releaser"), f"/lists/{name}.jsonl") for name in ("claims", "reports")}
    assert all(looking.report in each for each in taken.values())
    second = looking.second()
    for name in ("incidents", "claims", "reports", "victims"):
        for form in ("csv", "jsonl"):
            page = _page(second, f"/lists/{name}.{form}")
            assert looking.report not in page
            assert looking.incident not in page
            assert not _tells(page)


def test_neither_the_start_nor_the_log_nor_a_history_tells_it(looking: Looking) -> None:
    verdicts = looking.first_decides()
    second = looking.second()
    start = _page(second, "/")
    assert not _tells(start)
    assert "second look" in start
    for address in ("/log/", "/log/?of=chain"):
        page = _page(second, address)
        assert "telltale" not in page
        assert not any(id_ in page for id_ in verdicts)
    for id_ in verdicts:
        assert not _tells(_page(second, f"/reports/{looking.report}/claims/{id_}/history/"))
        assert not _tells(_page(second, f"/incidents/{looking.incident}/why/{id_}/"))


def test_setting_aside_on_the_page_of_the_incident_is_a_blind_decision_too(looking: Looking) -> None:
    verdicts = looking.first_decides()
    accepted = next(id_ for id_, verdict in verdicts.items() if verdict == "accept")
    second = looking.second()
    given = {"claim": accepted, "because": "Not said there.", "entry": looking.store.last_entry()}
    assert second.post(f"/incidents/{looking.incident}/set-aside/", given).status_code == 302
    made = [each for each in looking.store.records(Review).values() if each.by != FIRST]
    assert [(each.verdict, each.blind) for each in made] == [("reject", True)]
    assert looking.one().reviews[accepted].verdict == "disputed"


def test_what_was_decided_meanwhile_is_not_set_aside_unseen(looking: Looking) -> None:
    shown, (claim, *_) = looking.store.last_entry(), sorted(looking.one().claims)
    deciding.review(looking.store, claim, "accept", because=WHY, by=FIRST)
    given = {"claim": claim, "because": "A slip."}
    client = looking.room.client("reviewer")
    for entry in ({"entry": shown}, {}, {"entry": "x"}, {"entry": "9" * 30}):
        assert client.post(f"/incidents/{looking.incident}/set-aside/", {**given, **entry}).status_code == 409
    assert looking.one().reviews[claim].verdict == "accept"


def test_no_figure_is_stated_by_who_looks_a_second_time(looking: Looking) -> None:
    looking.first_decides()
    second, entries = looking.second(), looking.store.last_entry()
    seen = second.get(f"/incidents/{looking.incident}/").context["seen"]
    given = {"harm": "killed", "low": "1", "high": "2", "because": "As read.", "seen": seen}
    answer = second.post(f"/incidents/{looking.incident}/determine/", given)
    assert answer.status_code in {400, 409, 422}
    assert "second time" in answer.content.decode()
    assert looking.store.last_entry() == entries


def _decide_all(looking: Looking, client: Client, verdict: str) -> None:
    page = client.get(f"/reports/{looking.report}/").context["opened"]
    for number, id_ in enumerate(page.cards, start=1):
        form = {"verdict": verdict, "because": "", "entry": looking.store.last_entry(), "number": number}
        assert client.post(f"/reports/{looking.report}/claims/{id_}/decide/", form).status_code in {200, 204}


_WAYS_OUT: list[Callable[[Looking], tuple[str, dict[str, Any]]]] = [
    lambda at: (f"/reports/{at.report}/done/", {}),
    lambda at: (f"/reports/{at.report}/take/", {}),
    lambda at: (f"/reports/{at.report}/assign/", {"to": at.room.account(*at.roles).pk}),
]


@pytest.mark.parametrize("way_out", _WAYS_OUT)
def test_nobody_ends_the_own_second_look_before_all_is_decided(
    looking: Looking, way_out: Callable[[Looking], tuple[str, dict[str, Any]]]
) -> None:
    looking.first_decides()
    second = looking.second()
    address, form = way_out(looking)
    answer = second.post(address, form)
    assert (answer.status_code, "W19" in answer.content.decode()) == (409, True)
    assert not _tells(_page(second, f"/reports/{looking.report}/"))


def test_who_decided_on_all_is_done_and_sees_what_the_others_decided(looking: Looking) -> None:
    looking.first_decides()
    second = looking.second()
    assert second.get("/reports/next/").headers["Location"] == f"/reports/{looking.report}/"
    _decide_all(looking, second, "pending")
    assert second.post(f"/reports/{looking.report}/done/").status_code == 409, "what is put off is not decided"
    _decide_all(looking, second, "accept")
    assert second.get("/reports/next/").headers["Location"] != f"/reports/{looking.report}/"
    assert second.post(f"/reports/{looking.report}/done/").status_code == 302
    assert _tells(_page(second, f"/reports/{looking.report}/"))
    assert _tells(_page(second, f"/incidents/{looking.incident}/"))
    assert "You look at" not in _page(second, "/claims/")


def test_another_version_of_the_same_text_is_no_way_round(room: Room) -> None:
    """A decision holds for a place, whichever version of a reader made the report."""
    text = (
        "At least 9 people were killed in Drovath on Tuesday. Their neighbours buried seven, and nobody came to count."
    )
    old = with_report(room, text)
    store = room.served.store
    claim = next(iter(store.records(Claim, about=old)))
    deciding.review(store, claim, "reject", because=WHY, by=FIRST)
    before = store.get([old])[old]
    assert isinstance(before, Report)
    newer = replace(before, reader="tests.2")
    last = max(store.records(Run).values(), key=lambda each: each.at)
    run = replace(last, stage="reading", version="tests.2", about=before.original, made=(codec.identify(newer),))
    store.append([newer, run], action="reading", by=FIRST)
    indexing.follow(store)
    new = codec.identify(newer)
    assert assign(new, to=room.account("coder").pk, by="reviewer", blind=True)
    coder = room.client("coder")
    for report in (old, new):
        answer = coder.get(f"/reports/{report}/")
        assert not _tells(answer.content.decode())
    assert claim not in _page(coder, "/claims/")


def test_what_another_closed_under_its_corrected_name_stays_closed_to_a_second_look(room: Room) -> None:
    text = (
        "At least 9 people were killed in Drovath on Tuesday. Their neighbours buried seven, and nobody came to count."
    )
    report = with_report(room, text)
    store = room.served.store
    claim = next(iter(store.records(Claim, about=report)))
    made = deciding.review(store, claim, "correct", because=WHY, by=FIRST, replace={"harm": "injured"})
    indexing.follow(store)
    corrected = models.Claim.objects.get(found=claim).record
    assert made.about == claim
    deciding.handle(store, corrected, "sealed", because="A source asked.", by=FIRST)
    indexing.follow(store)
    assert assign(report, to=room.account("coder").pk, by="reviewer", blind=True)
    assert room.client("coder").get(f"/reports/{report}/").status_code == 404


def test_a_file_of_claims_is_json_all_the_same(looking: Looking) -> None:
    looking.first_decides()
    lines = _page(looking.second(), "/lists/claims.jsonl").splitlines()
    assert all(json.loads(line) for line in lines)


def test_no_release_is_read_or_taken_by_who_looks_a_second_time(looking: Looking) -> None:
    looking.first_decides()
    second = looking.second()
    for address in ("/releases/prepared/1/", "/releases/prepared/1/dossier.html", f"/releases/{'0' * 64}.zip"):
        answer = second.get(address)
        assert (answer.status_code, "W19" in answer.content.decode()) == (409, True)
        assert looking.room.client("releaser").get(address).status_code == 404
