"""How somebody comes in, how long it lasts, and what happens to what was typed when it ends."""

import time

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from review_room import BACKEND, Room, code

from ledgerstone.store.room.doings import done
from ledgerstone.web.gate import LONGEST
from ledgerstone.web.pages import entering
from ledgerstone.web.solo import owner

PASSWORD = "lantern orchard copper thirteen"  # noqa: S105 (of an invented person)


@pytest.fixture(autouse=True)
def _nobody_tried_before() -> None:
    cache.clear()


def _log_in(client: Client, username: str, password: str = PASSWORD) -> int:
    return client.post(reverse("account_login"), {"login": username, "password": password}).status_code


def _member(room: Room, *, factor: bool = False) -> str:
    account = room.account("coder", factor=factor)
    account.set_password(PASSWORD)
    account.save()
    return account.username


def test_the_link_of_the_terminal_lets_its_owner_in_once(room: Room) -> None:
    account = owner("Ines Okoro")
    link = reverse("enter", args=[room.served.new_ticket()])
    client = Client()
    assert client.get(link).headers["Location"] == "/"
    assert account.name in client.get("/").content.decode()
    assert Client().get(link).status_code == 403
    assert owner("Somebody Else").pk == account.pk


def test_a_newer_link_takes_the_place_of_the_one_before(room: Room) -> None:
    owner("Ines Okoro")
    older, newer = room.served.new_ticket(), room.served.new_ticket()
    assert Client().get(reverse("enter", args=[older])).status_code == 403
    assert Client().get(reverse("enter", args=[newer])).status_code == 302


def test_no_link_opens_the_room_of_a_team(room: Room) -> None:
    owner("Ines Okoro")
    room.served.of_team = True
    assert Client().get(reverse("enter", args=[room.served.new_ticket()])).status_code == 403


def test_a_member_of_a_team_comes_in_by_password_and_code(room: Room) -> None:
    room.served.of_team = True
    username, client = _member(room, factor=True), Client()
    assert _log_in(client, username) == 302
    assert client.get("/").status_code == 302, "the password alone does not do"
    assert client.post(reverse("mfa_authenticate"), {"code": "000000"}).status_code == 200
    assert client.post(reverse("mfa_authenticate"), {"code": code()}).status_code == 302
    assert client.get("/").status_code == 200
    assert done(at_most=1)[0].what == "logged in"


def test_without_a_second_factor_a_member_is_led_to_set_one_up(room: Room) -> None:
    room.served.of_team = True
    username, client = _member(room), Client()
    _log_in(client, username)
    answer = client.get("/", follow=True)
    assert answer.redirect_chain[-1][0] == reverse("mfa_index")
    assert "everybody has a second factor" in answer.content.decode()
    assert "/people/" not in answer.content.decode()


def test_a_wrong_password_is_logged_without_what_was_typed(room: Room) -> None:
    username = _member(room)
    assert _log_in(Client(), username, "wrong") == 200
    assert _log_in(Client(), PASSWORD, "typed into the wrong field") == 200
    lines = [(each.what, each.by, each.about) for each in done(at_most=2)]
    assert lines == [("was not let in", "", ""), ("was not let in", "coder", "")]


def test_guessing_is_slowed_down(room: Room) -> None:
    username = _member(room)
    answers = [_log_in(Client(), username, f"guess {number}") for number in range(12)]
    assert _log_in(Client(), username) == 200, "even the right one is not asked for a while"
    assert answers[0] == 200
    assert len([each for each in done(at_most=50) if each.what == "was not let in"]) < 12


def test_ten_thousand_tries_a_minute_wait_outside(room: Room) -> None:
    """Only two passwords are checked at once; whoever is in does not wait for them."""
    inside = room.client("reader")
    with entering._TRIES_AT_ONCE, entering._TRIES_AT_ONCE:
        answers = {_log_in(Client(), f"somebody {number}") for number in range(500)}
        assert inside.get("/").status_code == 200
        assert Client().get(reverse("account_login")).status_code == 200
    assert answers == {429}


def test_a_login_lasts_half_a_day_at_most(room: Room) -> None:
    client = room.client("reader")
    assert client.get("/").status_code == 200
    session = client.session
    session["began"] = int(time.time()) - LONGEST - 1
    session.save()
    assert client.get("/").status_code == 302


def test_a_page_that_is_used_keeps_its_session(room: Room) -> None:
    client = room.client("reader")
    client.get("/")
    session = client.session
    session["renewed"] = 0
    session.save()
    answer = client.get("/")
    assert any(name.startswith("room-") for name in answer.cookies), "the cookie gets its full time again"
    assert not any(name.startswith("room-") for name in client.get("/").cookies), "and not at every request"


def test_other_sessions_can_be_ended(room: Room) -> None:
    room.served.of_team = True
    username = _member(room)
    here, elsewhere = Client(), Client()
    for client in (here, elsewhere):
        _log_in(client, username)
    assert here.get(reverse("usersessions_list")).context["session_count"] == 2
    here.post(reverse("usersessions_list"))
    assert done(at_most=1)[0].what == "ended other sessions"
    assert here.get(reverse("mfa_index")).status_code == 200
    assert elsewhere.get(reverse("mfa_index")).status_code == 302


HOSTILE = '</textarea><script>alert(1)</script>\n"quoted" & \u202eesrever'


@pytest.mark.usefixtures("room")
def test_what_was_typed_is_kept_in_the_page_when_a_session_ended() -> None:
    answer = Client().post(
        "/people/invite/?a=1", {"note": HOSTILE, "password": "never shown", "csrfmiddlewaretoken": "x"}
    )
    page = answer.content.decode()
    assert answer.status_code == 401
    assert "&lt;/textarea&gt;&lt;script&gt;" in page
    assert "<script>alert" not in page
    assert "never shown" not in page
    assert 'action="/people/invite/?a=1"' in page


@pytest.mark.usefixtures("room")
def test_a_part_of_a_page_is_told_that_the_session_ended() -> None:
    answer = Client().post("/people/invite/", {"note": HOSTILE}, headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["Content-Type"]) == (401, "text/plain; charset=utf-8")
    assert "ended" in answer.content.decode()


def test_a_page_can_ask_whether_somebody_is_in(room: Room) -> None:
    assert Client().get("/account/here/").json() == {"in": False}
    found = room.client("coder").get("/account/here/").json()
    assert (found["in"], found["name"], found["who"]) == (True, "coder", str(room.account("coder").pk))


def test_a_form_from_elsewhere_is_refused_and_a_good_one_is_taken_once_logged_in_again(room: Room) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(room.account("keeper"), backend=BACKEND)
    number = room.account("reader").pk
    form = {"ladder": "coder"}
    assert client.post(f"/people/{number}/roles/", form).status_code == 403
    token = client.get("/account/here/").json()["token"]
    assert client.post(f"/people/{number}/roles/", form | {"csrfmiddlewaretoken": token}).status_code == 302
    other = Client(enforce_csrf_checks=True)
    other.force_login(room.account("keeper"), backend=BACKEND)
    assert other.post(f"/people/{number}/roles/", form | {"csrfmiddlewaretoken": token}).status_code == 403


def test_a_form_of_our_own_that_is_too_old_keeps_what_was_typed(room: Room) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(room.account("keeper"), backend=BACKEND)
    ours = {"Origin": "http://testserver"}
    answer = client.post("/people/invite/", {"note": HOSTILE, "csrfmiddlewaretoken": "old"}, headers=ours)
    assert answer.status_code == 403
    assert "&lt;/textarea&gt;&lt;script&gt;" in answer.content.decode()


def test_a_form_that_somebody_else_wrote_is_not_shown(room: Room) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(room.account("keeper"), backend=BACKEND)
    for headers in ({"Origin": "http://elsewhere.example"}, {}):
        answer = client.post("/people/invite/", {"note": "written elsewhere"}, headers=headers)
        assert answer.status_code == 403
        assert "written elsewhere" not in answer.content.decode()
