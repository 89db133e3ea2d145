"""Who may see a page: each view says it by ``@opened_to(...)``; a view that says nothing is closed.

    @opened_to(Deed.READ)
    def incidents(request: AtDesk) -> HttpResponse: ...

The decorator only writes the policy on the view. ``gate.py`` asks it at each request, and the start of the server
refuses a view without one.
"""

from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from typing import Any, TypeVar

from django.urls import URLPattern, URLResolver, get_resolver

from ledgerstone.actions.permissions import Deed
from ledgerstone.errors import OpenPage

_View = TypeVar("_View", bound=Callable[..., Any])
_POLICY = "room_policy"


class Anyone(Enum):
    """Pages that are no work on the case."""

    NOBODY = "open to who is not logged in"
    ACCOUNT = "open to every account, also without its second factor: to set that up, to log out"


Policy = Deed | Anyone


def opened_to(policy: Policy) -> Callable[[_View], _View]:
    """Open a view to those who may do a deed, or to anyone of a kind."""

    def opened(view: _View) -> _View:
        setattr(view, _POLICY, policy)
        return view

    return opened


def policy_of(view: Callable[..., Any]) -> Policy | None:
    """Return what a view is opened to; None is nobody at all."""
    found: Policy | None = getattr(view, _POLICY, None)
    return found


def addresses() -> Iterator[tuple[str, URLPattern]]:
    """Yield every address of the room, as a pattern in words, with what Django found for it."""
    yield from _walk(get_resolver().url_patterns, "/")


def refuse_open_pages() -> None:
    """Refuse to start with an address that has no policy.

    Raises:
        OpenPage: the first of them.
    """
    for address, pattern in addresses():
        if policy_of(pattern.callback) is None:
            raise OpenPage(f"The page {address} does not say who may see it.", do="Open it with @opened_to(...).")


def _walk(patterns: Iterable[URLPattern | URLResolver], before: str) -> Iterator[tuple[str, URLPattern]]:
    for each in patterns:
        address = f"{before}{each.pattern}"
        if isinstance(each, URLResolver):
            yield from _walk(each.url_patterns, address)
        else:
            yield address, each
