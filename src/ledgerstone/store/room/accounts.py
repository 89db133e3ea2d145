"""Accounts, read and written. Whoever calls this has seen to it that it may be done (``actions/accounts.py``)."""

from collections.abc import Collection

from django.utils import timezone

from ledgerstone.store.room.models import Account


def add_account(username: str, *, name: str, roles: Collection[str], password: str | None = None) -> Account:
    """Add an account; without a password nobody can log in to it by one."""
    account = Account(username=username, name=name, roles=" ".join(sorted(roles)), made=timezone.now())
    if password is None:
        account.set_unusable_password()
    else:
        account.set_password(password)
    account.save(force_insert=True)
    return account


def accounts() -> list[Account]:
    """Return all accounts, by name."""
    return list(Account.objects.all())
