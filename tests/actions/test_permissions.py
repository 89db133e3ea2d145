"""Who may do what, as a table that a person can read."""

import pytest

from ledgerstone.actions.permissions import TABLE, Deed, Role, may, require, sees
from ledgerstone.errors import NotAllowed

_ORDER = (Role.READER, Role.CODER, Role.REVIEWER, Role.RELEASER, Role.KEEPER)
_EXPECTED = {  # reader, coder, reviewer, releaser, keeper
    Deed.READ: "yes yes yes yes yes",
    Deed.BRING: "no yes yes no no",
    Deed.REVIEW: "no yes yes no no",
    Deed.SETTLE: "no no yes no no",
    Deed.LINK: "no no yes no no",
    Deed.DETERMINE: "no no yes no no",
    Deed.NOTE: "no yes yes yes yes",
    Deed.ASSIGN: "no no yes no yes",
    Deed.HANDLE: "no no yes no yes",
    Deed.SET_STANDARDS: "no no yes no yes",
    Deed.SEAL: "no no no no yes",
    Deed.RELEASE: "no no no yes no",
    Deed.TAKE_LIST: "no no no yes no",
    Deed.VERIFY: "no no no yes yes",
    Deed.KEEP: "no no no no yes",
    Deed.SEE_LOG: "no no no no yes",
}


@pytest.mark.parametrize("deed", Deed)
def test_each_role_may_do_what_the_table_says(deed: Deed) -> None:
    assert [may([role], deed) for role in _ORDER] == [word == "yes" for word in _EXPECTED[deed].split()]


def test_every_role_has_its_line() -> None:
    assert set(TABLE) == set(Role)


def test_without_a_role_nothing_is_open() -> None:
    assert not any(may([], deed) for deed in Deed)
    assert not sees([]).levels


def test_roles_add_up() -> None:
    assert may([Role.READER, Role.KEEPER], Deed.SEAL)
    assert sees([Role.READER, Role.KEEPER]).sees("sealed")


@pytest.mark.parametrize(
    ("role", "levels"),
    [
        (Role.READER, {"open"}),
        (Role.CODER, {"open", "restricted"}),
        (Role.REVIEWER, {"open", "restricted"}),
        (Role.RELEASER, {"open", "restricted"}),
        (Role.KEEPER, {"open", "restricted", "sealed"}),
    ],
)
def test_each_role_sees_so_far(role: Role, levels: set[str]) -> None:
    assert sees([role]).levels == levels


def test_a_refusal_says_whom_to_ask() -> None:
    with pytest.raises(NotAllowed, match=r"let you seal a record or open a seal\. Ask a keeper of this case"):
        require([Role.REVIEWER], Deed.SEAL)
