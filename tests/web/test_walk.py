"""The walk: every address, asked for by nobody, by each role, and without a second factor.

A new address needs its line in ``WALK``: by its name, who may go there, how it is asked for, and what stands in it.
"""

import shutil
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from review_room import BACKEND, Room

from ledgerstone.actions.permissions import Role
from ledgerstone.web.desk import serve_case
from ledgerstone.web.pages import incident_acts
from ledgerstone.web.policies import addresses

READERS = frozenset(Role)
KEEPERS = frozenset({Role.KEEPER})
RELEASERS = frozenset({Role.RELEASER})
REVIEWERS = frozenset({Role.REVIEWER})
NOBODY = "nobody"  # also who is not logged in
ACCOUNT = "account"  # every account, also without a role or a second factor
NONE = 9_999_999  # the number of no account
CODERS = frozenset({Role.CODER, Role.REVIEWER})
NOTERS = CODERS | {Role.RELEASER, Role.KEEPER}
ASSIGNERS = frozenset({Role.REVIEWER, Role.KEEPER})
NO_REPORT = {"report": "0" * 64}
NO_CLAIM = {"report": "0" * 64, "claim": "0" * 64}

INCIDENT = {"incident": "f" * 64}  # the id of none


@dataclass(frozen=True, kw_only=True)
class Line:
    """Who may go to an address, and how it is asked for."""

    opens_to: Collection[Role] | str
    post: bool = False
    holds: Mapping[str, Any] = field(default_factory=dict)


WALK = {
    "start": Line(opens_to=READERS),
    "enter": Line(opens_to=NOBODY, holds={"ticket": "none"}),
    "accept": Line(opens_to=NOBODY, holds={"word": "none"}),
    "here": Line(opens_to=NOBODY),
    "next_report": Line(opens_to=CODERS),
    "report": Line(opens_to=READERS, holds=NO_REPORT),
    "furniture": Line(opens_to=READERS, holds=NO_REPORT),
    "original": Line(opens_to=READERS, holds=NO_REPORT),
    "original_page": Line(opens_to=READERS, holds=NO_REPORT | {"number": 1}),
    "original_picture": Line(opens_to=READERS, holds=NO_REPORT),
    "screenshot": Line(opens_to=READERS, holds=NO_REPORT),
    "add_claim": Line(opens_to=CODERS, post=True, holds=NO_REPORT),
    "decide": Line(opens_to=CODERS, post=True, holds=NO_CLAIM),
    "correct": Line(opens_to=CODERS, holds=NO_CLAIM),
    "claim_history": Line(opens_to=READERS, holds=NO_CLAIM),
    "note": Line(opens_to=NOTERS, post=True, holds=NO_REPORT),
    "take_on": Line(opens_to=CODERS, post=True, holds=NO_REPORT),
    "done": Line(opens_to=CODERS, post=True, holds=NO_REPORT),
    "assign": Line(opens_to=ASSIGNERS, post=True, holds=NO_REPORT),
    "people": Line(opens_to=KEEPERS),
    "invite": Line(opens_to=KEEPERS, post=True),
    "take_back": Line(opens_to=KEEPERS, post=True, holds={"number": NONE}),
    "roles": Line(opens_to=KEEPERS, post=True, holds={"number": NONE}),
    "close": Line(opens_to=KEEPERS, post=True, holds={"number": NONE}),
    "open_again": Line(opens_to=KEEPERS, post=True, holds={"number": NONE}),
    "new_password": Line(opens_to=KEEPERS, post=True, holds={"number": NONE}),
    "take_factors": Line(opens_to=KEEPERS, post=True, holds={"number": NONE}),
    "log": Line(opens_to=KEEPERS),
    "incidents": Line(opens_to=READERS),
    "claims": Line(opens_to=READERS),
    "reports": Line(opens_to=READERS),
    "victims": Line(opens_to=READERS),
    **{name: Line(opens_to=READERS, holds=INCIDENT) for name in ("incident", "incident_figures", "incident_others")},
    "material": Line(opens_to=CODERS),
    "material_queue": Line(opens_to=CODERS),
    "material_files": Line(opens_to=CODERS, post=True),
    "material_addresses": Line(opens_to=CODERS, post=True),
    "material_decide": Line(opens_to=CODERS, post=True),
    "material_run": Line(opens_to=CODERS, post=True),
    "incident_why_here": Line(opens_to=READERS, holds={**INCIDENT, "record": "e" * 64}),
    **{
        f"incident_{act.__name__}": Line(opens_to=REVIEWERS, post=True, holds=INCIDENT)
        for act in incident_acts.ACTS.values()
    },
    "standards": Line(opens_to=ASSIGNERS),
    "standards_if": Line(opens_to=ASSIGNERS),
    "standards_decide": Line(opens_to=ASSIGNERS, post=True),
    "standards_take_back": Line(opens_to=ASSIGNERS, post=True, holds={"decision": "0" * 64}),
    "searches": Line(opens_to=READERS),
    "save_search": Line(opens_to=READERS - {Role.READER}, post=True),
    "drop_search": Line(opens_to=READERS - {Role.READER}, post=True, holds={"number": NONE}),
    "take": Line(opens_to=RELEASERS, holds={"name": "claims", "form": "csv"}),
    "releases": Line(opens_to=RELEASERS),
    "prepare_release": Line(opens_to=RELEASERS, post=True),
    "release_prepared": Line(opens_to=RELEASERS, holds={"number": NONE}),
    "release_state": Line(opens_to=RELEASERS, holds={"number": NONE}),
    "release_file": Line(opens_to=RELEASERS, holds={"number": NONE, "name": "dossier.html"}),
    "let_go": Line(opens_to=RELEASERS, post=True, holds={"number": NONE}),
    "take_release": Line(opens_to=RELEASERS, holds={"release": "0" * 64}),
    "verifying": Line(opens_to=RELEASERS | KEEPERS),
    "verifying_state": Line(opens_to=RELEASERS | KEEPERS),
    "verify": Line(opens_to=RELEASERS | KEEPERS, post=True),
    "map": Line(opens_to=READERS),
    "timeline": Line(opens_to=READERS),
    "pictures": Line(opens_to=READERS),
    "picture": Line(opens_to=RELEASERS, holds={"name": "time", "form": "svg"}),
    "account_login": Line(opens_to=NOBODY),
    "account_inactive": Line(opens_to=NOBODY),
    "account_logout": Line(opens_to=ACCOUNT),
    "account_reauthenticate": Line(opens_to=ACCOUNT),
    "account_change_password": Line(opens_to=ACCOUNT),
    "usersessions_list": Line(opens_to=ACCOUNT),
    "mfa_index": Line(opens_to=ACCOUNT),
    "mfa_authenticate": Line(opens_to=NOBODY),
    "mfa_reauthenticate": Line(opens_to=ACCOUNT),
    "mfa_activate_totp": Line(opens_to=ACCOUNT),
    "mfa_deactivate_totp": Line(opens_to=ACCOUNT),
    "mfa_view_recovery_codes": Line(opens_to=ACCOUNT),
    "mfa_generate_recovery_codes": Line(opens_to=ACCOUNT),
    "mfa_download_recovery_codes": Line(opens_to=ACCOUNT),
    "mfa_list_webauthn": Line(opens_to=ACCOUNT),
    "mfa_add_webauthn": Line(opens_to=ACCOUNT),
    "mfa_reauthenticate_webauthn": Line(opens_to=ACCOUNT),
    "mfa_remove_webauthn": Line(opens_to=ACCOUNT, holds={"pk": NONE}),
    "mfa_edit_webauthn": Line(opens_to=ACCOUNT, holds={"pk": NONE}),
}


@pytest.fixture(scope="module")
def room(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    """One case for the whole walk, served as a team's."""
    folder = tmp_path_factory.mktemp("walked") / "case"
    shutil.copytree(filled, folder)
    with serve_case(folder) as served:
        served.of_team = True
        yield Room(served=served)


def test_every_address_has_its_line() -> None:
    assert sorted(pattern.name or address for address, pattern in addresses()) == sorted(WALK)


@pytest.mark.parametrize("name", WALK)
def test_nobody_goes_no_further_than_the_entrance(room: Room, name: str) -> None:
    line = WALK[name]
    answer, went_to = _ask(room.client(), name)
    if line.opens_to == NOBODY:
        assert answer in {200, 302, 403, 404}, "an entrance answers, if only that the link is used up"
    elif line.post:
        assert answer == 401
    else:
        assert (answer, went_to) == (302, "account_login")


@pytest.mark.parametrize("name", WALK)
def test_each_role_goes_where_its_policy_lets_it(room: Room, name: str) -> None:
    line = WALK[name]
    for role in Role:
        answer, went_to = _ask(room.client(role, factor=True), name)
        let_in = isinstance(line.opens_to, str) or role in line.opens_to
        if let_in:
            assert answer < 500
            assert went_to not in {"account_login", "mfa_index"} or line.opens_to == ACCOUNT
            assert answer != 401
        assert (answer == 403) == (not let_in) or name in _MAY_BE_REFUSED, role


@pytest.mark.parametrize("name", WALK)
def test_an_account_without_a_role_goes_nowhere(room: Room, name: str) -> None:
    answer, _ = _ask(_without_role(room), name)
    assert (answer == 403) == (not isinstance(WALK[name].opens_to, str)) or name in _MAY_BE_REFUSED


@pytest.mark.parametrize("name", WALK)
def test_without_a_second_factor_a_team_member_goes_nowhere(room: Room, name: str) -> None:
    if isinstance(WALK[name].opens_to, str):
        return
    answer, went_to = _ask(room.client(*Role), name)
    assert (answer, went_to) == (302, "mfa_index")


# A link that is used up, and what only an account with a password or a factor has, are refused to everybody.
_MAY_BE_REFUSED = {"enter", "mfa_deactivate_totp", "account_change_password"}


def _ask(client: Client, name: str) -> tuple[int, str]:
    from django.urls import resolve

    line = WALK[name]
    address = reverse(name, kwargs=dict(line.holds))
    answer = client.post(address) if line.post else client.get(address)
    to = answer.headers.get("Location", "").partition("?")[0]
    return answer.status_code, (resolve(to).url_name or "") if to else ""


def _without_role(room: Room) -> Client:
    client = room.client()
    client.force_login(room.account(factor=True), backend=BACKEND)
    return client
