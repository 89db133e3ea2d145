"""A review room in a test, and people of each role in it; the fixture ``room`` of ``tests/web`` opens one."""

from dataclasses import dataclass

from django.test import Client

from ledgerstone.actions.permissions import Role
from ledgerstone.store.room.accounts import add_account
from ledgerstone.store.room.models import Account
from ledgerstone.web.desk import Served

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass(frozen=True, kw_only=True)
class Room:
    """A case that is served, and its people."""

    served: Served

    def account(self, *roles: str) -> Account:
        """Return the account with these roles; it is made at the first call."""
        name = " and ".join(roles) or "nobody in particular"
        found = Account.objects.filter(name=name).first()
        return found or add_account(name.replace(" ", "-"), name=name, roles=[Role(role) for role in roles])

    def client(self, *roles: str) -> Client:
        """Return a browser in which somebody with these roles is logged in; without roles, nobody is."""
        client = Client(raise_request_exception=True)
        if roles:
            client.force_login(self.account(*roles), backend=BACKEND)
        return client
