"""What somebody tries who means harm: past access, past the lock of a second look, past limits, past the audit.

The published penetration test of a comparable program is the list of what went wrong elsewhere; each of its findings
that can concern this room has its test here or where this list says.

    history and exports past access          here; test_taking.py, test_leaving.py
    text worked on without access            here
    the lock of a second look                test_second_look.py
    roles, accounts, invitations             test_people.py, test_walk.py, here
    guessing passwords, floods of logins     test_entering.py
    scripts in what is imported              test_lists.py, test_report.py, test_incident.py, test_material.py
    formulas in CSV                          test_pictures.py, tests/releasing/test_claims.py
    addresses asked for by an import         test_material.py, here
    files fetched by whatever draws a PDF    tests/confining
    a PDF that is too costly to draw         tests/confining
    names of files, types that lie           test_material.py
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from report_making import report_titled
from review_room import BACKEND, Room

from ledgerstone import current, indexing
from ledgerstone.actions import deciding, linking
from ledgerstone.codec import identify
from ledgerstone.records import Assessment, Original
from ledgerstone.store.index import models
from ledgerstone.store.room import jobs
from ledgerstone.store.room.doings import done
from ledgerstone.store.room.jobs import Kind

PASSWORD = "lantern orchard copper thirteen"  # noqa: S105 (of an invented person)
MAY_NOT = ("reader", "coder", "reviewer", "releaser")
DANGER = "A source is in danger."


@pytest.fixture
def sealed(room: Room) -> tuple[str, str, str]:
    """Seal a report with its original; return it with one of its claims and the title."""
    report, found = report_titled(room, "Drovath")
    claim = models.Claim.objects.filter(report=report)[0].record
    (original,) = room.served.store.records(Original, about=found.original)
    deciding.handle(room.served.store, original, "sealed", because=DANGER, by="Ines Okoro")
    indexing.follow(room.served.store)
    return report, claim, found.title or ""


def _of_report(report: str, claim: str) -> Iterator[tuple[str, dict[str, Any] | None]]:
    """Yield every address of a report, each with the form that is sent to it."""
    base = f"/reports/{report}/"
    for path in ("", "furniture/", "original/", "original/pages/1/", "original/picture/", "original/screenshot/"):
        yield base + path, None
    for path in ("history/", "correct/"):
        yield f"{base}claims/{claim}/{path}", None
    yield f"{base}claims/add/", None
    yield f"{base}claims/{claim}/decide/", {"verdict": "accept", "entry": "1", "number": "1"}
    yield f"{base}claims/add/", {"start": "0", "end": "20", "kind": "harm", "harm": "killed", "entry": "1"}
    yield f"{base}notes/", {"text": "x"}
    for path in ("take/", "done/"):
        yield base + path, {}
    yield f"{base}assign/", {"to": "1"}


def test_a_sealed_report_is_not_there_by_any_of_its_addresses(room: Room, sealed: tuple[str, str, str]) -> None:
    report, claim, title = sealed
    entries = room.served.store.last_entry()
    for role in MAY_NOT:
        client = room.client(role)
        for address, form in _of_report(report, claim):
            unknown = address.replace(report, "0" * 64)
            answers = [client.get(each) if form is None else client.post(each, form) for each in (address, unknown)]
            assert answers[0].status_code in {403, 404}
            assert title not in answers[0].content.decode()
            # What is closed cannot be told from what is not there.
            assert _plain(answers[0], report) == _plain(answers[1], "0" * 64)
    assert room.served.store.last_entry() == entries


def _plain(answer: Any, report: str) -> tuple[int, str]:
    text = re.sub(r'X-CSRFToken": "\w+|value="\w{64}"', "", answer.content.decode().replace(report, ""))
    return answer.status_code, text


def test_nothing_of_a_sealed_report_shows_in_any_view_or_count(room: Room, sealed: tuple[str, str, str]) -> None:
    report, claim, title = sealed
    for role in MAY_NOT[1:3]:
        client = room.client(role)
        for view in ("incidents", "claims", "reports", "victims", "map", "timeline", "pictures"):
            for query in ("", f"?report={report}", f"?text={title.split()[0]}"):
                page = client.get(f"/{view}/{query}").content.decode()
                page = page.replace(f"report={report}", "").replace(f'name="report" value="{report}"', "")
                assert not [each for each in (report, claim, title) if each in page], (view, query)
        assert "0 found" in client.get(f"/claims/?report={report}").content.decode()
        assert title not in client.get("/").content.decode()


def test_who_reads_what_is_sealed_by_a_part_of_its_page_is_in_the_log(room: Room, sealed: tuple[str, str, str]) -> None:
    report, claim, title = sealed
    keeper = room.client("keeper")
    for number, path in enumerate(("furniture/", f"claims/{claim}/history/", "original/"), start=1):
        before = _reads(report)
        assert keeper.get(f"/reports/{report}/{path}").status_code == 200
        assert len(_reads(report)) == max(len(before), 1), "once an hour, the first time at once"
        assert number
    keeper.get(f"/reports/{report}/")
    assert len(_reads(report)) == 2, "the page itself is logged each time it is opened"
    assert title not in keeper.get("/log/").content.decode()


def _reads(about: str) -> list[str]:
    return [each.about for each in done(at_most=200) if each.what == "read what is sealed" and about in each.about]


def test_who_sees_what_is_sealed_on_a_map_or_in_a_sum_is_in_the_log(room: Room, sealed: tuple[str, str, str]) -> None:
    assert sealed
    keeper = room.client("keeper")
    for view in ("map", "timeline", "pictures"):
        keeper.get(f"/{view}/?harm=killed")
        assert f"/{view}/?harm=killed" in _reads(f"/{view}/")
        keeper.get(f"/{view}/?text=zzz")
        assert f"/{view}/?text=zzz" not in _reads(f"/{view}/")
        room.client("reader").get(f"/{view}/")
        assert f"/{view}/" not in _reads(f"/{view}/")


@pytest.fixture
def incidents(room: Room) -> list[Assessment]:
    indexing.follow(room.served.store)
    found = [each for each in current.assessments(room.served.store) if each.incident]
    return sorted(found, key=lambda each: -len(each.claims))


def _seal(room: Room, id_: str | None) -> None:
    deciding.handle(room.served.store, id_ or "", "sealed", because=DANGER, by="Ines Okoro")
    indexing.follow(room.served.store)


def test_a_part_of_an_incidents_page_is_logged_too(room: Room, incidents: list[Assessment]) -> None:
    of = incidents[0]
    _seal(room, of.incident)
    assert room.client("keeper").get(f"/incidents/{of.incident}/figures/").status_code == 200
    assert len(_reads(of.incident or "")) == 1


def test_a_judgement_that_leads_to_what_is_sealed_is_not_told_and_not_taken_back(
    room: Room, incidents: list[Assessment]
) -> None:
    this, other = (each.incident or "" for each in incidents[:2])
    why = "Only the informant of the other one says so."
    link = linking.judge(room.served.store, other, this, "negative", because=why, by="Ines Okoro")
    assert why in room.client("reviewer").get(f"/incidents/{this}/").content.decode()
    _seal(room, other)
    page = room.client("reviewer").get(f"/incidents/{this}/").content.decode()
    assert why not in page
    assert other[:12] not in page
    given = {"link": identify(link), "because": "It annoys me."}
    assert room.client("reviewer").post(f"/incidents/{this}/take-back/", given).status_code == 404
    assert why in room.client("reviewer", "keeper").get(f"/incidents/{this}/").content.decode()


def test_where_an_incident_went_is_told_to_who_may_go_there(room: Room, incidents: list[Assessment]) -> None:
    this, other = (each.incident or "" for each in incidents[:2])
    linking.judge(room.served.store, other, this, "positive", because="One house.", by="Ines Okoro")
    _seal(room, this)
    assert room.client("keeper").get(f"/incidents/{other}/").headers["Location"] == f"/incidents/{this}/"
    answer = room.client("reviewer").get(f"/incidents/{other}/")
    assert (answer.status_code, this in answer.content.decode()) == (404, False)


def test_a_problem_with_a_report_of_a_sealed_original_is_not_told(room: Room, sealed: tuple[str, str, str]) -> None:
    report, claim, _ = sealed
    original = models.Report.objects.get(record=report).original
    for record in (report, claim, original):
        number = jobs.put(Kind.RUN, by="coder")
        assert jobs.claim() is not None
        problem = {"record": record, "code": "I20", "text": "The claim of the informant cannot be read."}
        jobs.finish(number, result={"problems": [problem], "more": 0})
        assert "informant" not in room.client("coder").get("/material/").content.decode()
        assert "informant" in room.client("coder", "keeper").get("/material/").content.decode()


def test_nobody_is_led_elsewhere_by_signing_in_or_out(room: Room) -> None:
    account = room.account("coder")
    account.set_password(PASSWORD)
    account.save()
    for to in ("https://evil.example/", "//evil.example", r"/\evil.example", "javascript:alert(1)"):
        client = Client()
        given = {"login": account.username, "password": PASSWORD, "next": to}
        answer = client.post(f"{reverse('account_login')}?next={to}", given)
        assert (answer.status_code, answer.headers["Location"]) == (302, "/")
        for name in ("account_logout", "account_reauthenticate"):
            answer = client.post(f"{reverse(name)}?next={to}", {"next": to, "password": PASSWORD})
            assert not {"evil", "javascript"} & set(re.findall("evil|javascript", answer.headers.get("Location", "")))


def test_a_session_that_somebody_laid_ready_is_not_taken_over(room: Room) -> None:
    account = room.account("coder")
    account.set_password(PASSWORD)
    account.save()
    client = Client()
    client.get(reverse("account_login"))
    session = client.session
    session["laid"] = "ready"
    session.save()
    name = next(each for each in client.cookies if each.startswith(("room-", "session")))
    before = client.cookies[name].value
    assert client.post(reverse("account_login"), {"login": account.username, "password": PASSWORD}).status_code == 302
    assert client.cookies[name].value != before
    other = Client()
    other.cookies[name] = before
    assert other.get("/").status_code == 302


@pytest.mark.usefixtures("room")
def test_another_name_of_the_host_is_refused() -> None:
    for headers in ({"host": "evil.example"}, {"host": "testserver:80@evil.example"}, {"host": "testserver\u3002evil"}):
        assert Client().get("/account/login/", headers=headers).status_code == 400


def test_an_invitation_names_the_host_of_the_room_and_no_other(room: Room) -> None:
    room.served.of_team = True
    keeper = room.client("keeper", factor=True)
    forged = {"X-Forwarded-Host": "evil.example", "Forwarded": "host=evil.example", "X-Original-URL": "//evil.example"}
    page = keeper.post("/people/invite/", {"ladder": "coder"}, headers=forged).content.decode()
    assert "http://testserver/invitation/" in page
    assert "evil" not in page


_NASTY = (
    *("\x00", "a\x00b", "\u202eabc", "%", "_", "\\", "'", '"', '"""', "*", "a*b*", "-", "--", "-a", '-"a b"', "(", ")"),
    *("NEAR(a b)", "a AND", "OR", "NOT", "a:b", "^a", "+a", "{a}", "a & | ! b", "<->", "'; DROP TABLE x; --"),
    *("\N{SLIGHTLY SMILING FACE}", "\N{ARABIC TATWEEL}", "\u200d", "a" * 5000, " ".join(["ab"] * 2000), "\n\r\t", "$1"),
    *("%s", "{{ 7*7 }}", "../../etc/passwd"),
)


@pytest.mark.usefixtures("database")
def test_no_words_break_a_search(room: Room) -> None:
    client = room.client("coder")
    for words in _NASTY:
        assert client.get("/claims/", {"text": words}).status_code in {200, 400}, words
        assert client.get("/incidents/", {"actor": words, "assigned": words}).status_code in {200, 400}, words


_FORGED = (
    *(
        "after=x~y",
        "after=~",
        f"after={'9' * 400}~x",
        "after=%00~%00",
        "order=deaths&after=-1~",
        "order=deaths&after=x~",
    ),
    *(
        f"order=deaths&after={'9' * 30}~x",
        f"order=deaths&after={'9' * 5000}~x",
        "since=0000-00-00",
        "since=10000-01-01",
    ),
    *("until=-1", "since=2031-02-30", "box=nan,nan,nan,nan", "box=inf,0,0,0", "box=1,2,3", "box=" + "1," * 500, "by=x"),
    *("page=x", "level=sealed&level=open", "harm=killed%00", "review=%27", "incident=%00", "x%00=y"),
)


@pytest.mark.usefixtures("database")
def test_no_forged_address_breaks_a_view(room: Room) -> None:
    client = room.client("reader")
    for query in _FORGED:
        for view in (
            ("incidents", "claims", "timeline", "map") if "~" not in query else ("incidents", "claims", "victims")
        ):
            assert client.get(f"/{view}/?{query}").status_code in {200, 400, 403}, (view, query)


@pytest.mark.usefixtures("database")
def test_forged_ids_and_numbers_are_refused(room: Room) -> None:
    client = room.client("reviewer", "keeper", "releaser")
    report, _ = report_titled(room, "Drovath")
    for id_ in ("%00", "a%00b", "%F0%9F%99%82", "x" * 5000, "..%2f..%2fetc", report[:12], report.upper(), "'"):
        for address in (f"/reports/{id_}/", f"/incidents/{id_}/", f"/reports/{report}/claims/{id_}/history/"):
            assert client.get(address).status_code in {400, 404}, address
        answer = client.post(f"/reports/{report}/claims/{id_}/decide/", {"verdict": "accept"})
        assert answer.status_code in {400, 404}
    huge = "9" * 40
    for address in (f"/people/{huge}/close/", f"/people/invitations/{huge}/take-back/", f"/searches/{huge}/drop/"):
        assert client.post(address).status_code in {400, 404, 409}, address
    assert client.get(f"/reports/{report}/original/pages/{huge}/").status_code == 404
    for before in (huge, "-1", "x", "%00", "\uff11\uff12"):
        assert client.get(f"/log/?before={before}").status_code == 400
    assert client.post(f"/reports/{report}/assign/", {"to": huge}).status_code in {400, 404}
    incident = models.Incident.objects.all()[0].record
    for name in ("other", "link", "determination", "victim", "because"):
        given = {"judgement": "positive", "because": "x", name: "a\x00b"}
        for act in ("judge", "take-back", "withdraw", "victims"):
            assert client.post(f"/incidents/{incident}/{act}/", given).status_code in {400, 404}


def test_what_is_too_much_to_be_a_form_is_refused(room: Room) -> None:
    client = room.client("reviewer")
    report, _ = report_titled(room, "Drovath")
    assert client.post(f"/reports/{report}/notes/", {"text": "x" * 3_000_000}).status_code == 400
    assert client.post(f"/reports/{report}/notes/", {f"f{number}": "x" for number in range(1500)}).status_code == 400
    incident = models.Incident.objects.all()[0].record
    query = "&".join(f"claim={number:064x}" for number in range(1500))
    assert client.get(f"/incidents/{incident}/figures/?{query}").status_code == 400
    assert client.post(
        f"/reports/{report}/notes/", b"\xff" * 100, content_type="multipart/form-data; boundary=x"
    ).status_code in {400, 409}


def test_only_addresses_of_pages_are_asked_for(room: Room) -> None:
    room.served.network = True
    for line in ("file:///etc/passwd", "ftp://127.0.0.1/x", "gopher://127.0.0.1", "javascript:alert(1)", "/etc/passwd"):
        assert room.client("coder").post("/material/addresses/", {"addresses": line}).status_code == 400
    assert jobs.newest() == []


def test_a_search_of_somebody_else_is_neither_seen_nor_written_over(room: Room) -> None:
    coder, reviewer = room.client("coder"), room.client("reviewer")
    said = {"name": "The informant", "view": "claims", "query": "text=informant"}
    assert coder.post("/searches/save/", said).status_code == 302
    assert "informant" not in reviewer.get("/searches/").content.decode()
    reviewer.post("/searches/save/", {**said, "query": "text=other", "shared": "on"})
    number = coder.get("/searches/").context["lines"][0]["search"].pk
    assert reviewer.post(f"/searches/{number}/drop/").status_code in {302, 404}
    assert "text=informant" in coder.get("/searches/").content.decode()


def test_an_answer_is_kept_nowhere_and_tells_no_version_of_itself(room: Room) -> None:
    for address in ("/claims/", "/reports/?text=a", "/lists/claims.csv", "/pictures/time.svg", "/log/"):
        headers = room.client("releaser", "keeper").get(address).headers
        assert "no-store" in headers["Cache-Control"]
        assert not {"ETag", "Last-Modified"} & set(headers)
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert headers["X-Frame-Options"] == "DENY"


def test_an_error_page_tells_what_to_do_and_nothing_of_the_case(room: Room, sealed: tuple[str, str, str]) -> None:
    _, claim, title = sealed
    client = room.client("reviewer")
    client.raise_request_exception = False
    for address in (f"/incidents/{claim}/", f"/reports/{claim}/", "/nowhere/", "/claims/?harm=x", "/log/"):
        page = client.get(address).content.decode()
        assert "Traceback" not in page
        assert "site-packages" not in page
        assert title not in page


def test_an_account_that_was_closed_or_lost_its_role_changes_nothing_by_an_open_page(room: Room) -> None:
    report, _ = report_titled(room, "Drovath")
    claim = models.Claim.objects.filter(report=report)[0]
    client = Client()
    account = room.account("reviewer")
    client.force_login(account, backend=BACKEND)
    entries = room.served.store.last_entry()
    account.roles = "reader"
    account.save()
    for address, form in _of_report(report, claim.record):
        if form is not None:
            assert client.post(address, form).status_code == 403
    for act in ("set-aside", "split", "move", "judge", "victims", "take-back", "determine", "withdraw"):
        assert client.post(f"/incidents/{claim.incident}/{act}/", {"because": "x"}).status_code == 403
    assert client.get("/lists/claims.csv").status_code == 403
    assert room.served.store.last_entry() == entries
