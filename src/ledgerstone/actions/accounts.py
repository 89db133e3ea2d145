"""Invite people, give and take roles: permission -> account -> a line in the log of the room.

An account is no record: it says nothing about what happened, and goes with the room. What people did under it stays in
the audit chain, by their names.
"""

from collections.abc import Collection
from dataclasses import dataclass

from ledgerstone.actions.permissions import Deed, Role, require
from ledgerstone.errors import BadSetting, NotAllowed, UnknownRecord
from ledgerstone.records.text import normal, on_one_line
from ledgerstone.store.room import accounts as kept
from ledgerstone.store.room.accounts import Invited
from ledgerstone.store.room.doings import What, note
from ledgerstone.store.room.models import Account

_LADDER = (Role.READER, Role.CODER, Role.REVIEWER)
NAME_LENGTH = 80
_JOINERS = "\u200c\u200d"  # names in several scripts are written with them


@dataclass(frozen=True, slots=True, kw_only=True)
class Doer:
    """Who asks for something: the name under which it is logged, and the roles."""

    by: str
    roles: frozenset[Role]
    number: int | None = None


def invite(doer: Doer, *, roles: Collection[Role]) -> str:
    """Invite somebody; return what the link holds. It works once, for a week.

    Raises:
        NotAllowed: only a keeper invites.
        BadSetting: no roles, or two of the ladder.
    """
    require(doer.roles, Deed.KEEP)
    word = kept.invite(roles=checked(roles), by=doer.by)
    note(What.INVITED, by=doer.by, about=", ".join(sorted(roles)))
    return word


def invite_to_new_password(doer: Doer, number: int) -> str:
    """Return what a link holds by which somebody chooses a new password.

    Raises:
        NotAllowed: only a keeper does this.
        UnknownRecord: no such account.
    """
    require(doer.roles, Deed.KEEP)
    account = _account(number)
    word = kept.invite(roles=(), by=doer.by, account=account)
    note(What.INVITED, by=doer.by, about=f"{account.name}: a new password")
    return word


def take_back(doer: Doer, number: int) -> None:
    """Take an invitation back.

    Raises:
        NotAllowed: only a keeper does this.
        UnknownRecord: it was used, or taken back before.
    """
    require(doer.roles, Deed.KEEP)
    if not kept.take_back(number):
        raise UnknownRecord("There is no such invitation.", do="It was used, or taken back before.")
    note(What.INVITATION_TAKEN_BACK, by=doer.by)


def accept(word: str, *, username: str, name: str, password: str) -> Account:
    """Make the account that an invitation is for, or give it its new password.

    Raises:
        UnknownRecord: the invitation was used, taken back, or is too old.
        BadSetting: the name is empty, too long, or somebody's already.
    """
    found = invitation(word)
    if found.account is None:
        username, name = _name(username), _name(name)
        if kept.taken(username, name=name):
            raise BadSetting("Somebody has this name.", do="Take another one.")
    account = kept.accept(word, username=username, name=name, password=password)
    if account is None:
        raise _used_up()
    note(What.JOINED, by=account.name, about=f"invited by {found.by}")
    return account


def invitation(word: str) -> Invited:
    """Return the invitation that a link holds.

    Raises:
        UnknownRecord: it was used, taken back, or is too old.
    """
    found = kept.invitation(word)
    if found is None:
        raise _used_up()
    return found


def change_roles(doer: Doer, number: int, *, roles: Collection[Role]) -> None:
    """Give an account these roles and no other. What it asks for next is answered by them.

    Raises:
        NotAllowed: only a keeper does this, and the last keeper stays one.
        BadSetting: no roles, or two of the ladder.
        UnknownRecord: no such account.
    """
    require(doer.roles, Deed.KEEP)
    account = _account(number)
    wanted = checked(roles)
    if Role.KEEPER not in wanted:
        _keep_a_keeper(account)
    before = account.roles
    kept.set_roles(account, wanted)
    note(What.ROLES_CHANGED, by=doer.by, about=f"{account.name}: {before} -> {account.roles}")


def close(doer: Doer, number: int) -> None:
    """Close an account: it is out at once, and can't come back in.

    Raises:
        NotAllowed: only a keeper does this, and the last keeper stays.
        UnknownRecord: no such account.
    """
    require(doer.roles, Deed.KEEP)
    account = _account(number)
    _keep_a_keeper(account)
    kept.set_active(account, active=False)
    note(What.SHUT_OUT, by=doer.by, about=account.name)


def open_again(doer: Doer, number: int) -> None:
    """Open a closed account again.

    Raises:
        NotAllowed: only a keeper does this.
        UnknownRecord: no such account.
    """
    require(doer.roles, Deed.KEEP)
    account = _account(number)
    kept.set_active(account, active=True)
    note(What.LET_IN_AGAIN, by=doer.by, about=account.name)


def take_factors(doer: Doer, number: int) -> None:
    """Take the second factors of somebody who lost them; the account sets up new ones at its next login.

    Raises:
        NotAllowed: only a keeper does this, and not for the own account.
        UnknownRecord: no such account.
    """
    require(doer.roles, Deed.KEEP)
    if number == doer.number:
        raise NotAllowed("Nobody takes the own second factors so.", do="Change them on the page of your account.")
    account = _account(number)
    kept.take_factors(account)
    note(What.FACTORS_TAKEN, by=doer.by, about=account.name)


def checked(roles: Collection[Role]) -> frozenset[Role]:
    """Return roles that one account can have.

    Raises:
        BadSetting: none, or two of the ladder.
    """
    if not roles or len(set(roles).intersection(_LADDER)) > 1:
        raise BadSetting(
            "An account has at most one of reader, coder and reviewer, and at least one role.", do="Choose again."
        )
    return frozenset(roles)


def _keep_a_keeper(account: Account) -> None:
    others = [each for each in kept.accounts() if each.pk != account.pk and each.is_active]
    if not any(Role.KEEPER in each.roles.split() for each in others):
        raise NotAllowed(f"{account.name} is the last keeper.", do="Make somebody else a keeper first.")


def _account(number: int) -> Account:
    found = kept.account(number)
    if found is None:
        raise UnknownRecord("There is no such account.", do="Go back to the list of people.")
    return found


def _name(given: str) -> str:
    name = on_one_line(normal(given)).strip()
    if not name or len(name) > NAME_LENGTH:
        raise BadSetting(f"A name has 1 to {NAME_LENGTH} characters.", do="Take another one.")
    hidden = [letter for letter in normal(given).strip() if not letter.isprintable() and letter not in _JOINERS]
    if hidden or not any(letter.isalnum() for letter in name):
        raise BadSetting("A name has letters, and nothing that does not show.", do="Type it anew.")
    return name


def _used_up() -> UnknownRecord:
    return UnknownRecord(
        "This invitation was used, taken back, or is older than a week.", do="Ask a keeper of the case for another one."
    )
