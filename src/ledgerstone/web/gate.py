"""The gate: no view runs unless its policy opens it to whoever asks. It stands before every page.

0  what no database takes as text is no request
1  a view without a policy is closed
2  a session that is too old is ended
3  who is not logged in is sent to log in; what a form held is kept in the page meanwhile
4  in a team, who has no second factor is sent to set one up
5  who may not do the deed that the policy names is refused, and that is logged
"""

import time
from collections.abc import Callable
from typing import Any, cast

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from ledgerstone.actions import permissions
from ledgerstone.errors import LedgerstoneError, NotAllowed
from ledgerstone.store.room.doings import What, note
from ledgerstone.store.room.models import Account
from ledgerstone.web import refusing
from ledgerstone.web.desk import AtDesk, desk_of, roles_of, served
from ledgerstone.web.policies import Anyone, Policy, policy_of

View = Callable[..., HttpResponse]

LONGEST = 12 * 3600  # seconds that one login lasts at most, however busy the day
_FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]  # codes for an emergency are none by themselves
_RENEW = 300  # seconds after which a session that is in use gets its full time again; not at every request


class Gate:
    """Django's middleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a request."""
        response = self._get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")  # nothing of a case stays in a browser's cache
        return response

    def process_view(
        self,
        request: HttpRequest,
        view: View,
        args: tuple[Any, ...],  # noqa: ARG002 (Django's signature)
        kwargs: dict[str, Any],  # noqa: ARG002
    ) -> HttpResponse | None:
        """Let the view run by returning None, or answer in its place."""
        if _holds_nul(request):  # 0
            raise BadRequest
        policy = policy_of(view)
        if policy is None:  # 1
            raise PermissionDenied
        if request.user.is_authenticated:
            _see_to_age(request)  # 2
        if request.user.is_authenticated:
            return _admit(request, cast("Account", request.user), policy)
        if policy is Anyone.NOBODY:
            return None
        if request.method in {"GET", "HEAD"} and "HX-Request" not in request.headers:
            return redirect_to_login(request.get_full_path())  # 3
        return refusing.session_ended(request)

    @staticmethod
    def process_exception(request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Say what one of our errors says; any other is a fault of the program."""
        return refusing.told(request, error) if isinstance(error, LedgerstoneError) else None


def _holds_nul(request: HttpRequest) -> bool:
    """Say whether an address or a form holds the one character that PostgreSQL refuses in every text."""
    said = (text for of in (request.GET, request.POST) for name, values in of.lists() for text in (name, *values))
    return "\x00" in request.path or any("\x00" in text for text in said)


def _see_to_age(request: HttpRequest) -> None:
    now = int(time.time())
    began = request.session.setdefault("began", now)
    if now - began > LONGEST:
        logout(request)
    elif now - request.session.get("renewed", 0) > _RENEW:
        request.session["renewed"] = now  # a session that changes is written with its full time


def _admit(request: HttpRequest, account: Account, policy: Policy) -> HttpResponse | None:
    whole = not served().of_team or is_mfa_enabled(account, _FACTORS)
    if whole:
        cast("AtDesk", request).desk = desk_of(account)
    if isinstance(policy, Anyone):
        return None
    if not whole:
        return redirect("mfa_index")  # 4
    try:
        permissions.require(roles_of(account), policy)  # 5
    except NotAllowed as error:
        note(What.REFUSED, by=account.name, about=request.path)
        return refusing.told(request, error)
    return None
