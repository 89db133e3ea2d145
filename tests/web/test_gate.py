"""Nobody sees a page unless its policy opens it."""

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse
from django.test import override_settings
from django.urls import path
from review_room import BACKEND, Room

from ledgerstone.actions.permissions import Role
from ledgerstone.errors import OpenPage
from ledgerstone.web.policies import addresses, policy_of, refuse_open_pages
from ledgerstone.web.urls import urlpatterns as of_the_room


def _forgotten(request: WSGIRequest) -> HttpResponse:  # noqa: ARG001 (a view)
    return HttpResponse("something")


urlpatterns = [*of_the_room, path("forgotten/", _forgotten)]


def test_every_page_says_who_may_see_it() -> None:
    refuse_open_pages()
    assert all(policy_of(pattern.callback) for _, pattern in addresses())


@override_settings(ROOT_URLCONF=__name__)
def test_a_page_without_a_policy_is_refused_at_the_start_and_closed_to_everybody(room: Room) -> None:
    with pytest.raises(OpenPage, match="/forgotten/"):
        refuse_open_pages()
    assert room.client(*Role).get("/forgotten/").status_code == 403


def test_nobody_is_sent_to_log_in_and_back(room: Room) -> None:
    answer = room.client().get("/?a=b")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/account/login/?next=/%3Fa%3Db")


@pytest.mark.parametrize("role", Role)
def test_every_role_may_read_the_start_page(room: Room, role: Role) -> None:
    assert room.client(role).get("/").status_code == 200


def test_an_account_without_a_role_sees_nothing(room: Room) -> None:
    client = room.client()
    client.force_login(room.account(), backend=BACKEND)
    assert client.get("/").status_code == 403
