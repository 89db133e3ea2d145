"""``/people/``: who may enter, as what; and invitations. Only keepers see it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from ledgerstone.actions import accounts as acts
from ledgerstone.actions.permissions import Deed
from ledgerstone.errors import BadSetting, NotAllowed
from ledgerstone.store.room import accounts as kept
from ledgerstone.web.desk import AtDesk, roles_of, served
from ledgerstone.web.forms import Roles
from ledgerstone.web.policies import opened_to

_keepers = opened_to(Deed.KEEP)


@_keepers
@require_safe
def people(request: AtDesk) -> HttpResponse:
    """Show every account and every open invitation."""
    return _page(request)


@_keepers
@require_POST
def invite(request: AtDesk) -> HttpResponse:
    """Make an invitation, and show its link once."""
    if not served().of_team:
        raise NotAllowed("Nobody else can come into a room on one machine.", do="A team keeps its case in PostgreSQL.")
    word = acts.invite(request.desk.doer, roles=_chosen(request))
    return _page(request, link=_link(request, word))


@_keepers
@require_POST
def take_back(request: AtDesk, number: int) -> HttpResponse:
    """Take an invitation back."""
    acts.take_back(request.desk.doer, number)
    return _back(request, gettext("The invitation is taken back."))


@_keepers
@require_POST
def roles(request: AtDesk, number: int) -> HttpResponse:
    """Give an account other roles."""
    acts.change_roles(request.desk.doer, number, roles=_chosen(request))
    return _back(request, gettext("The roles are changed."))


@_keepers
@require_POST
def close(request: AtDesk, number: int) -> HttpResponse:
    """Close an account."""
    acts.close(request.desk.doer, number)
    return _back(request, gettext("The account is closed, and out wherever it was signed in."))


@_keepers
@require_POST
def open_again(request: AtDesk, number: int) -> HttpResponse:
    """Open a closed account again."""
    acts.open_again(request.desk.doer, number)
    return _back(request, gettext("The account is open again."))


@_keepers
@require_POST
def password(request: AtDesk, number: int) -> HttpResponse:
    """Make a link by which somebody chooses a new password, and show it once."""
    word = acts.invite_to_new_password(request.desk.doer, number)
    return _page(request, link=_link(request, word))


@_keepers
@require_POST
def factors(request: AtDesk, number: int) -> HttpResponse:
    """Take somebody's lost second factors."""
    acts.take_factors(request.desk.doer, number)
    return _back(request, gettext("The second factors are taken; new ones are set up at the next sign-in."))


def _page(request: AtDesk, *, link: str = "") -> HttpResponse:
    with_factors = kept.with_factors()
    rows: list[dict[str, Any]] = []
    for account in kept.accounts():
        held = roles_of(account)
        ladder = next((role.value for role in held if role.value in {"reader", "coder", "reviewer"}), "")
        beside = {name: name in held for name in ("releaser", "keeper")}
        form = Roles(initial={"ladder": ladder, **beside}, auto_id=f"account-{account.pk}-%s")
        rows.append({"account": account, "roles": sorted(held), "form": form, "has_factor": account.pk in with_factors})
    context = {
        "rows": rows,
        "invitations": kept.invitations(),
        "form": Roles(initial={"ladder": "coder"}, auto_id="invite-%s"),
        "link": link,
    }
    return render(request, "people/people.html", context)


def _chosen(request: HttpRequest) -> frozenset[Any]:
    form = Roles(request.POST)
    if not form.is_valid():
        raise BadSetting("These roles cannot be.", do="Choose again.")
    return form.roles()


def _link(request: HttpRequest, word: str) -> str:
    return request.build_absolute_uri(reverse("accept", args=[word]))


def _back(request: HttpRequest, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("people")
