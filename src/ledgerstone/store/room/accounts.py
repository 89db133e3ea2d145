"""Accounts and invitations, read and written. ``actions/accounts.py`` sees to it that it may be done, and is logged."""

import hashlib
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.utils import timezone

from ledgerstone.store.room.models import Account, Invitation

LASTS = timedelta(days=7)  # an invitation; who needs longer is invited again


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    """An invitation that may still be accepted; with an ``account`` it lets somebody choose a new password."""

    number: int
    roles: tuple[str, ...]
    account: Account | None
    by: str
    until: datetime


def add_account(username: str, *, name: str, roles: Collection[str], password: str | None = None) -> Account:
    """Add an account; without a password nobody can log in to it by one."""
    account = Account(username=username, name=name, roles=" ".join(sorted(roles)), made=timezone.now())
    account.set_password(password)  # None is a password that fits nothing
    account.save(force_insert=True)
    return account


def accounts() -> list[Account]:
    """Return all accounts, by name."""
    return list(Account.objects.all())


def account(number: int) -> Account | None:
    """Return an account; None where there is none."""
    return Account.objects.filter(pk=number).first()


def named(name: str) -> Account | None:
    """Return the account under whose name somebody's acts are recorded; None where there is none."""
    return Account.objects.filter(name=name).first()


def taken(username: str, *, name: str) -> bool:
    """Say whether somebody has this name, or one that differs in capitals only."""
    found = Account.objects.filter(username__iexact=username) | Account.objects.filter(name__iexact=name)
    return found.exists()


def set_roles(account: Account, roles: Collection[str]) -> None:
    """Give an account these roles and no other; the next page it asks for is answered by them."""
    account.roles = " ".join(sorted(roles))
    account.save(update_fields=["roles"])


def set_active(account: Account, *, active: bool) -> None:
    """Open or close an account; a closed one is out at once, wherever it was logged in."""
    account.is_active = active
    account.save(update_fields=["is_active"])
    if not active:
        end_sessions(account)


def end_sessions(account: Account) -> None:
    """End every session of an account."""
    for each in UserSession.objects.filter(user=account):
        each.end()


def take_factors(account: Account) -> None:
    """Take the second factors of an account, so that it must set up new ones, and end its sessions."""
    Authenticator.objects.filter(user=account).delete()
    end_sessions(account)


def with_factors() -> frozenset[int]:
    """Return the numbers of the accounts that have a second factor."""
    found = Authenticator.objects.exclude(type=Authenticator.Type.RECOVERY_CODES).values_list("user_id", flat=True)
    return frozenset(found)


def invite(*, roles: Collection[str], by: str, account: Account | None = None) -> str:
    """Make an invitation, and return what its link holds; only a digest of that is kept."""
    word = secrets.token_urlsafe(32)
    now = timezone.now()
    made = Invitation(
        digest=_digest(word), roles=" ".join(sorted(roles)), account=account, by=by, made=now, until=now + LASTS
    )
    made.save(force_insert=True)
    return word


def invitations() -> list[Invited]:
    """Return the invitations that may still be accepted, the newest first."""
    return [_told(row) for row in Invitation.objects.filter(until__gt=timezone.now()).select_related("account")]


def invitation(word: str) -> Invited | None:
    """Return the invitation that a link holds; None where it was used, taken back, or is too old."""
    row = Invitation.objects.filter(digest=_digest(word), until__gt=timezone.now()).select_related("account").first()
    return _told(row) if row else None


def take_back(number: int) -> bool:
    """Take an invitation back; return whether it was there."""
    gone, _ = Invitation.objects.filter(pk=number).delete()
    return gone > 0


def accept(word: str, *, username: str, name: str, password: str) -> Account | None:
    """Use an invitation up: make the account, or set its new password. None where the invitation is gone."""
    with transaction.atomic():
        found = invitation(word)
        if found is None or not take_back(found.number):
            return None
        if found.account is None:
            return add_account(username, name=name, roles=found.roles, password=password)
        found.account.set_password(password)  # which ends its sessions, too
        found.account.save(update_fields=["password"])
        return found.account


def _digest(word: str) -> str:
    return hashlib.sha256(word.encode("utf-8", "surrogatepass")).hexdigest()


def _told(row: Invitation) -> Invited:
    return Invited(number=row.pk, roles=tuple(row.roles.split()), account=row.account, by=row.by, until=row.until)
