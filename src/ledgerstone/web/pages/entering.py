"""How somebody comes in: by a one-time link, by a password, by an invitation; and whether somebody is in."""

import secrets
from threading import BoundedSemaphore, Lock
from typing import cast

from allauth.account.views import login as by_password
from allauth.account.views import password_change
from allauth.usersessions.views import list_usersessions
from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from ledgerstone.actions import accounts as acts
from ledgerstone.errors import BadSetting, NotAllowed
from ledgerstone.store.room.accounts import accounts
from ledgerstone.store.room.doings import What, note
from ledgerstone.store.room.models import Account
from ledgerstone.web.desk import Desk, served
from ledgerstone.web.forms import Accept
from ledgerstone.web.policies import Anyone, opened_to
from ledgerstone.web.refusing import refused

_ONE_AT_A_TIME = Lock()
_TRIES_AT_ONCE = BoundedSemaphore(2)  # a password takes a third of a second to check, so that guessing is slow


@opened_to(Anyone.NOBODY)
@require_safe
def enter(request: HttpRequest, ticket: str) -> HttpResponse:
    """Log the owner of a room of one's own in, where the link is the one that was shown and was not used."""
    if not _take(ticket):
        return render(request, "entering/used.html", status=403)
    login(request, accounts()[0], backend="allauth.account.auth_backends.AuthenticationBackend")
    return redirect("start")


@opened_to(Anyone.NOBODY)
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def log_in(request: HttpRequest) -> HttpResponse:
    """Log in by name and password. However many try at once, those who are in do not wait for them."""
    if request.method != "POST":
        return _by_password(request)
    if not _TRIES_AT_ONCE.acquire(blocking=False):
        answer = refused(
            request, status=429, what=gettext("Too many people sign in at once."), do=gettext("Try again in a moment.")
        )
        answer.headers["Retry-After"] = "2"
        return answer
    try:
        return _by_password(request)
    finally:
        _TRIES_AT_ONCE.release()


@opened_to(Anyone.NOBODY)
@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: HttpRequest, word: str) -> HttpResponse:
    """Make the account that an invitation is for, or choose a new password; then log in by it."""
    found = acts.invitation(word)
    form = Accept(request.POST or None, account=found.account)
    if request.method == "POST" and form.is_valid() and _accepted(form, word):
        messages.success(request, gettext("Your password is set. Sign in with it."))
        return redirect("account_login")
    return render(request, "entering/accept.html", {"form": form, "found": found})


@opened_to(Anyone.NOBODY)
@require_safe
def here(request: HttpRequest) -> JsonResponse:
    """Say whether somebody is in, so that a page which was open meanwhile can go on; with the token for its forms."""
    desk: Desk | None = getattr(request, "desk", None)
    if desk is None:
        return JsonResponse({"in": False})
    return JsonResponse({"in": True, "who": str(desk.account.pk), "name": desk.by, "token": get_token(request)})


@opened_to(Anyone.ACCOUNT)
@sensitive_post_parameters("oldpassword", "password1", "password2")
def change_password(request: HttpRequest) -> HttpResponse:
    """Choose another password, where there is one: a room of one's own is entered by a link."""
    if not cast("Account", request.user).has_usable_password():
        raise NotAllowed("This account has no password: it is entered by a link.", do="The terminal shows the link.")
    answer: HttpResponse = password_change(request)
    return answer


@opened_to(Anyone.ACCOUNT)
def sessions(request: HttpRequest) -> HttpResponse:
    """List where this account is signed in, and end the other sessions."""
    answer: HttpResponse = list_usersessions(request)
    if request.method == "POST":
        note(What.SESSIONS_ENDED, by=cast("Account", request.user).name)
    return answer


def _accepted(form: Accept, word: str) -> bool:
    given = form.cleaned_data
    try:
        acts.accept(word, username=given["username"], name=given["name"], password=given["password"])
    except BadSetting as error:
        form.add_error(None, str(error.what))
        return False
    return True


def _by_password(request: HttpRequest) -> HttpResponse:
    answer: HttpResponse = by_password(request)
    return answer


def _take(ticket: str) -> bool:
    case = served()
    with _ONE_AT_A_TIME:
        right = not case.of_team and case.ticket is not None
        right = right and secrets.compare_digest((case.ticket or "").encode(), ticket.encode())
        if right:
            case.ticket = None
    return right
