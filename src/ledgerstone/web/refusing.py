"""How the room says no: what happened, and what to do. Parts of pages (htmx) get a line, whole pages a page."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from ledgerstone.errors import (
    BadReview,
    BadSearch,
    BadSpan,
    CustodyError,
    DecidedMeanwhile,
    InputError,
    LedgerstoneError,
    NotAllowed,
    ReleaseChanged,
    ReleaseClosed,
    StaleForm,
    StillBlind,
    StoreBusy,
    StoreError,
    TooManyToTake,
    UnknownRecord,
)
from ledgerstone.web.saying import said_error

_STATUS: Iterable[tuple[type[LedgerstoneError], int]] = (
    (NotAllowed, 403),
    (StaleForm, 403),
    (UnknownRecord, 404),
    (BadReview, 409),
    (StillBlind, 409),
    (DecidedMeanwhile, 409),
    (ReleaseClosed, 409),
    (ReleaseChanged, 409),
    (BadSpan, 422),
    (InputError, 400),
    (BadSearch, 400),
    (TooManyToTake, 400),
    (StoreBusy, 503),
    (StoreError, 503),
    (CustodyError, 500),
)
UNAUTHORIZED = 401
_SECRETS = {"csrfmiddlewaretoken", "password", "password1", "password2", "oldpassword", "code"}


def told(request: HttpRequest, error: LedgerstoneError) -> HttpResponse:
    """Answer with what one of our errors says."""
    status = next((status for kind, status in _STATUS if isinstance(error, kind)), 500)
    return refused(request, status=status, what=said_error(error.what), do=said_error(error.do), code=error.code)


def refused(request: HttpRequest, *, status: int, what: str, do: str, code: str = "") -> HttpResponse:
    """Answer with a page that says what happened and what to do; with a line where a part of a page was asked for."""
    if "HX-Request" in request.headers:
        return HttpResponse(f"{what} {do}".strip(), status=status, content_type="text/plain; charset=utf-8")
    return render(request, "refusing/refused.html", {"what": what, "do": do, "code": code}, status=status)


def session_ended(request: HttpRequest) -> HttpResponse:
    """Answer a form that came after the session ended: nothing is done, and nothing that was typed is lost."""
    what = gettext("Your session has ended. Nothing was saved yet.")
    return _kept(request, what=what, status=UNAUTHORIZED)


def _kept(request: HttpRequest, *, what: str, status: int) -> HttpResponse:
    """Answer with a page that holds what was typed, and offers to send it again."""
    if "HX-Request" in request.headers:
        return HttpResponse(what, status=UNAUTHORIZED, content_type="text/plain; charset=utf-8")
    kept = [(name, value) for name, values in request.POST.lists() if name not in _SECRETS for value in values]
    context = {"what": what, "kept": kept, "files": bool(request.FILES), "again": request.get_full_path()}
    return render(request, "refusing/session_ended.html", context, status=status)


def no_token(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 (Django's signature)
    """Answer a form without the token that only this room's own pages hold, or with an old one.

    Who signed in anew meanwhile loses nothing: a form that the browser says came from this room is kept in the page.
    One from elsewhere is not shown, since somebody else wrote it.
    """
    error = StaleForm(
        gettext("This form did not come from a page of this room that is still good. Nothing was saved."),
        do=gettext("Load the page anew, and send it once more."),
    )
    if request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}" and request.method == "POST":
        return _kept(request, what=error.what, status=403)
    return told(request, error)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 (Django's signature)
    """Answer for an address that leads nowhere."""
    what = gettext("There is nothing at this address.")
    return refused(request, status=404, what=what, do=gettext("Look at the address, or begin at the start."))


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 (Django's signature)
    """Answer for an address that is closed to who asks."""
    what = gettext("This is closed to you.")
    return refused(request, status=403, what=what, do=gettext("Ask a keeper of this case if you need it."))


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 (Django's signature)
    """Answer for what cannot be a request."""
    what = gettext("The room cannot read what was sent.")
    return refused(request, status=400, what=what, do=gettext("Load the page again, and try once more."))


def fault(request: HttpRequest) -> HttpResponse:
    """Answer where the program itself is at fault; what went wrong stands in the terminal or the journal."""
    what = gettext("The program made a mistake. What was saved before is kept.")
    do = gettext("Tell whoever runs this room, with the time and the address of this page.")
    if "HX-Request" in request.headers:
        return HttpResponse(f"{what} {do}", status=500, content_type="text/plain; charset=utf-8")
    return HttpResponse(render(request, "refusing/fault.html", {"what": what, "do": do}), status=500)
