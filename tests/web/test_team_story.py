"""A team's room on either database: somebody is invited, comes in, works as a coder, and is shut out."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from review_room import Room, code

from ledgerstone.store.room.doings import done
from ledgerstone.store.room.models import Account

PASSWORD = "lantern orchard copper thirteen"  # noqa: S105 (of an invented person)


@pytest.mark.slow
@pytest.mark.usefixtures("database")
def test_somebody_is_invited_comes_in_and_is_shut_out(room: Room) -> None:
    cache.clear()
    room.served.of_team = True
    keeper, client = room.client("keeper", factor=True), Client()
    shown = keeper.post(reverse("invite"), {"ladder": "coder"}).content.decode()
    link = re.search(r"http://testserver(/invitation/[\w-]+/)", shown)
    assert link
    names = {"username": "sella", "name": "Sella Drovath", "password": PASSWORD, "again": PASSWORD}
    assert client.post(link[1], names).headers["Location"] == reverse("account_login")
    client.post(reverse("account_login"), {"login": "SELLA", "password": PASSWORD})
    assert client.get("/").headers["Location"] == reverse("mfa_index"), "first a second factor"
    assert client.get(reverse("mfa_activate_totp")).headers["Location"].startswith(reverse("account_reauthenticate"))
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    client.post(reverse("mfa_activate_totp"), {"code": code(secret)})
    assert Authenticator.objects.filter(user__username="sella", type="totp").exists()
    assert client.get("/").status_code == 200
    assert client.get(reverse("people")).status_code == 403
    keeper.post(reverse("close", args=[Account.objects.get(username="sella").pk]))
    assert client.get("/").status_code == 302
    assert keeper.get(reverse("log")).status_code == 200
    assert keeper.get(reverse("log") + "?of=chain").context["lines"][-1]["what"] == "init"
    lines = [each for each in reversed(done(at_most=20)) if each.by == "Sella Drovath"]
    did = list(dict.fromkeys(each.what for each in lines))
    assert did == ["accepted an invitation", "logged in", "added a second factor", "was refused"]
