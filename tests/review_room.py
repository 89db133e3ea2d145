"""A review room in a test, and people of each role in it; the fixture ``room`` of ``tests/web`` opens one."""

from dataclasses import dataclass

from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client

from ledgerstone.actions.permissions import Role
from ledgerstone.store.room.accounts import add_account
from ledgerstone.store.room.models import Account
from ledgerstone.web.desk import Served

CODES = "JBSWY3DPEHPK3PXP"  # what an app makes its codes of
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def code(secret: str = CODES) -> str:
    """Return the code that an app shows now."""
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


@dataclass(frozen=True, kw_only=True)
class Room:
    """A case that is served, and its people."""

    served: Served

    def account(self, *roles: str, factor: bool | None = None) -> Account:
        """Return the account with these roles; it is made at the first call.

        It has a second factor where that is asked for and, unless it is said, where the case is a team's.
        """
        name = f"{' and '.join(roles) or 'nobody in particular'}{', with a key' if factor else ''}"
        found = Account.objects.filter(name=name).first()
        if found is None:
            found = add_account(name.replace(" ", "-"), name=name, roles=[Role(role) for role in roles])
            if factor or (factor is None and self.served.store.of_a_team):
                TOTP.activate(found, CODES)
        return found

    def client(self, *roles: str, factor: bool | None = None) -> Client:
        """Return a browser in which somebody with these roles is logged in; without roles, nobody is."""
        client = Client(raise_request_exception=True)
        if roles:
            client.force_login(self.account(*roles, factor=factor), backend=BACKEND)
        return client
