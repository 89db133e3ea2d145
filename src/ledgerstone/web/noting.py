"""What Django and allauth tell of logins, passwords and second factors goes into the log of the room."""

from typing import Any

from allauth.account.signals import password_changed
from allauth.mfa.signals import authenticator_added, authenticator_removed
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver

from ledgerstone.store.room.doings import What, note
from ledgerstone.store.room.models import Account


@receiver(user_logged_in)
def _entered(*, user: Account, **_: Any) -> None:
    note(What.ENTERED, by=user.name)


@receiver(user_logged_out)
def _left(*, user: Account | None, **_: Any) -> None:
    if user is not None:
        note(What.LEFT, by=user.name)


@receiver(user_login_failed)
def _turned_away(*, credentials: dict[str, Any], **_: Any) -> None:
    """Name the account only if there is one: what was typed instead could be a password."""
    tried = Account.objects.filter(username=credentials.get("username") or "").first()
    note(What.TURNED_AWAY, by=tried.name if tried else "")


@receiver(password_changed)
def _changed_password(*, user: Account, **_: Any) -> None:
    note(What.PASSWORD_CHANGED, by=user.name)


@receiver(authenticator_added)
def _added(*, user: Account, authenticator: Any, **_: Any) -> None:
    note(What.FACTOR_ADDED, by=user.name, about=authenticator.get_type_display())


@receiver(authenticator_removed)
def _removed(*, user: Account, authenticator: Any, **_: Any) -> None:
    note(What.FACTOR_REMOVED, by=user.name, about=authenticator.get_type_display())
