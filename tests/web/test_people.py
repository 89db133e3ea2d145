"""Accounts: invited, changed, closed; each is logged, and takes effect on the page that is open."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from review_room import Room

from ledgerstone.actions import accounts as acts
from ledgerstone.actions.accounts import Doer
from ledgerstone.actions.permissions import Role
from ledgerstone.errors import BadSetting, NotAllowed, UnknownRecord
from ledgerstone.store.room.doings import done
from ledgerstone.store.room.models import Account, Invitation

KEEPER = Doer(by="Ines Okoro", roles=frozenset({Role.KEEPER}))
PASSWORD = "lantern orchard copper thirteen"  # noqa: S105 (of an invented person)


@pytest.fixture
def team(room: Room) -> Room:
    room.served.of_team = True
    return room


def _invited(room: Room, *roles: Role) -> str:
    """Have a keeper invite somebody, and return the path of the link."""
    ladder = [role for role in roles if role not in {Role.RELEASER, Role.KEEPER}]
    form = {"ladder": ladder[0] if ladder else "", **{role: "on" for role in roles if role not in ladder}}
    answer = room.client("keeper", factor=True).post("/people/invite/", form)
    found = re.search(r"http://testserver(/invitation/[\w-]+/)", answer.content.decode())
    assert found
    return found[1]


def _accept(path: str, **given: str) -> Client:
    client = Client()
    names = {"username": "sella", "name": "Sella Drovath", "password": PASSWORD, "again": PASSWORD}
    assert client.post(path, names | given).status_code in {200, 302, 404}
    return client


def test_somebody_who_is_invited_makes_an_account_with_the_roles_of_the_invitation(team: Room) -> None:
    path = _invited(team, Role.CODER, Role.RELEASER)
    assert "coder" in Client().get(path).content.decode()
    _accept(path)
    account = Account.objects.get(username="sella")
    assert (account.name, account.roles, account.check_password(PASSWORD)) == ("Sella Drovath", "coder releaser", True)
    assert [each.what for each in done(at_most=2)] == ["accepted an invitation", "invited"]


def test_an_invitation_works_once(team: Room) -> None:
    path = _invited(team, Role.CODER)
    _accept(path)
    assert Client().get(path).status_code == 404
    _accept(path, username="other", name="Other Person")
    assert not Account.objects.filter(username="other").exists()


def test_only_a_digest_of_an_invitation_is_kept(team: Room) -> None:
    word = _invited(team, Role.CODER).split("/")[2]
    kept = Invitation.objects.get()
    assert word not in "".join(str(getattr(kept, field.name)) for field in kept._meta.fields)


def test_an_invitation_that_was_taken_back_is_none(team: Room) -> None:
    path = _invited(team, Role.CODER)
    number = Invitation.objects.get().pk
    assert team.client("keeper", factor=True).post(f"/people/invitations/{number}/take-back/").status_code == 302
    assert Client().get(path).status_code == 404


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"again": "something else entirely"}, "are not the same"),
        ({"password": "short", "again": "short"}, "too short"),
        ({"password": "sella drovath", "again": "sella drovath"}, "too similar"),
        ({"password": "password1234", "again": "password1234"}, "too common"),
        ({"name": "keeper, WITH a key"}, "Somebody has this name"),
        ({"name": " \u200e "}, "A name has"),
        ({"name": "Sella \u202e htavorD"}, "nothing that does not show"),
    ],
)
def test_a_name_or_a_password_that_will_not_do_is_refused(team: Room, given: dict[str, str], said: str) -> None:
    path = _invited(team, Role.CODER)
    names = {"username": "sella", "name": "Sella Drovath", "password": PASSWORD, "again": PASSWORD}
    answer = Client().post(path, names | given)
    assert answer.status_code in {200, 400}
    assert said in answer.content.decode()
    assert not Account.objects.filter(username="sella").exists()
    assert Client().get(path).status_code == 200, "the invitation still works"


def test_a_new_password_ends_the_sessions_of_the_old_one(team: Room) -> None:
    account = team.account("coder", factor=True)
    account.set_password("the old one, which was forgotten")
    account.save()
    open_page = team.client("coder", factor=True)
    assert open_page.get("/").status_code == 200
    keeper = team.client("keeper", factor=True)
    shown = keeper.post(f"/people/{account.pk}/password/").content.decode()
    path = re.search(r"http://testserver(/invitation/[\w-]+/)", shown)
    assert path
    _accept(path[1], username="not taken from the form")
    account.refresh_from_db()
    assert (account.username, account.check_password(PASSWORD)) == ("coder,-with-a-key", True)
    assert open_page.get("/").status_code == 302


def test_a_role_that_is_taken_away_is_gone_from_the_page_that_is_open(team: Room) -> None:
    open_page = team.client("keeper", "reviewer", factor=True)
    assert open_page.get("/people/").status_code == 200
    acts.change_roles(KEEPER, _also_keeper(team), roles=[Role.REVIEWER])
    assert open_page.get("/people/").status_code == 403
    assert open_page.post("/people/invite/", {"ladder": "reader"}).status_code == 403
    assert open_page.get("/").status_code == 200


def test_who_is_shut_out_is_out_at_once(team: Room) -> None:
    account = team.account("coder", factor=True)
    _also_keeper(team)
    open_page = team.client("coder", factor=True)
    acts.close(KEEPER, account.pk)
    assert open_page.get("/").status_code == 302
    acts.open_again(KEEPER, account.pk)
    assert [each.what for each in done(at_most=2)] == ["opened the account again", "closed the account"]


def test_the_last_keeper_stays_one(team: Room) -> None:
    number = team.account("keeper").pk
    with pytest.raises(NotAllowed, match="last keeper"):
        acts.close(KEEPER, number)
    with pytest.raises(NotAllowed, match="last keeper"):
        acts.change_roles(KEEPER, number, roles=[Role.REVIEWER])
    assert Account.objects.get(pk=number).roles == "keeper"


def test_who_lost_a_second_factor_sets_up_a_new_one(team: Room) -> None:
    open_page = team.client("coder", factor=True)
    acts.take_factors(KEEPER, team.account("coder", factor=True).pk)
    assert open_page.get("/").headers["Location"] in {"/account/factor/", "/account/login/?next=/"}
    me = Doer(by="x", roles=frozenset({Role.KEEPER}), number=7)
    with pytest.raises(NotAllowed, match="own"):
        acts.take_factors(me, 7)


@pytest.mark.parametrize("roles", [[], [Role.READER, Role.CODER]])
def test_roles_that_cannot_be_are_refused(team: Room, roles: list[Role]) -> None:
    with pytest.raises(BadSetting):
        acts.invite(KEEPER, roles=roles)
    assert team.client("keeper", factor=True).post("/people/invite/", {"ladder": "king"}).status_code == 400


@pytest.mark.parametrize("act", [acts.close, acts.open_again, acts.take_factors, acts.take_back])
@pytest.mark.usefixtures("room")
def test_what_is_not_there_is_said_to_be_so_and_is_for_keepers_alone(act: Callable[[Doer, int], None]) -> None:
    with pytest.raises(UnknownRecord):
        act(KEEPER, 424242)
    with pytest.raises(NotAllowed):
        act(Doer(by="x", roles=frozenset(Role) - {Role.KEEPER}), 424242)


def test_nobody_is_invited_into_a_room_on_one_machine(room: Room) -> None:
    assert room.client("keeper").post("/people/invite/", {"ladder": "coder"}).status_code == 403
    assert not Invitation.objects.exists()


def _also_keeper(room: Room) -> int:
    """See to a second keeper, and return the number of the account that is one and a reviewer."""
    room.account("keeper")
    return room.account("keeper", "reviewer", factor=True).pk
