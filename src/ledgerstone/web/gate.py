"""The gate: no view runs unless its policy opens it to whoever asks. It stands before every page."""

from collections.abc import Callable
from typing import Any, cast

from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from ledgerstone.actions import permissions
from ledgerstone.store.room.models import Account
from ledgerstone.web.desk import AtDesk, Desk, roles_of, served
from ledgerstone.web.policies import Anyone, policy_of

View = Callable[..., HttpResponse]


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
        policy = policy_of(view)
        if policy is None:
            raise PermissionDenied
        account = request.user
        if account.is_authenticated:
            self._seat(request, cast("Account", account))
        if policy is Anyone.NOBODY:
            return None
        if not account.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if policy is Anyone.ACCOUNT:
            return None
        if served().of_team and not is_mfa_enabled(account):
            return redirect("mfa_index")
        if not permissions.may(cast("AtDesk", request).desk.roles, policy):
            raise PermissionDenied
        return None

    @staticmethod
    def _seat(request: HttpRequest, account: Account) -> None:
        cast("AtDesk", request).desk = Desk(store=served().store, account=account, roles=roles_of(account))
