"""What every page that finds has in common: the filter of its address, the fields that show it, and how fresh it is."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext, gettext_lazy

from ledgerstone import vocabulary
from ledgerstone.actions import permissions
from ledgerstone.actions.permissions import Deed
from ledgerstone.indexing import Behind
from ledgerstone.store.index import selecting
from ledgerstone.store.index.filtering import AGAIN, NONE, Filter, read_filter
from ledgerstone.store.room.accounts import accounts
from ledgerstone.store.room.doings import What, note
from ledgerstone.store.sight import STRICTEST, height
from ledgerstone.web.desk import AtDesk, roles_of
from ledgerstone.web.fresh import bring_up, lag

_VIEWS = (
    ("incidents", gettext_lazy("Incidents")),
    ("claims", gettext_lazy("Claims")),
    ("reports", gettext_lazy("Reports")),
    ("victims", gettext_lazy("Victims")),
    ("map", gettext_lazy("Map")),
    ("timeline", gettext_lazy("Timeline")),
    ("pictures", gettext_lazy("Pictures")),
)
VIEWS = frozenset(name for name, _ in _VIEWS)
"""The names of the views that one filter stands above."""

_NOT_NARROWING = frozenset({"text", "box", "incident", "report"})  # what stands outside the fields that fold
_LISTS = ("harm", "stance", "status", "group", "kind")
_LONGEST_ADDRESS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a page was asked for: filter, order, where the page before ended; and how far the index is behind."""

    filter: Filter
    order: str
    after: str
    behind: Behind

    def address(self, **more: str) -> str:
        """Return the query of the same view with other things said besides."""
        said = {key: value for key, value in more.items() if value}
        return "&".join(filter(None, (self.filter.query(), urlencode(said))))


def read(request: AtDesk, *, order: str = "") -> Asked:
    """Return what the address asks for, once the index is up to the case.

    Raises:
        BadSearch: the address cannot be understood.
    """
    filter_ = read_filter(request.GET.dict())
    behind = bring_up(request.desk.store)
    given = request.GET
    return Asked(filter=filter_, order=given.get("order", "") or order, after=given.get("after", ""), behind=behind)


def context(request: AtDesk, asked: Asked, view: str) -> dict[str, Any]:
    """Return what the template of the filter shows."""
    return {
        "asked": asked,
        "lag": lag(asked.behind),
        "filter": asked.filter,
        "view": view,
        "views": tabs(asked.filter.query()),
        "choices": {**_choices(request), "assigned": _people(asked.filter.assigned)},
        "narrowed": sum(name not in _NOT_NARROWING for name in asked.filter.said()),
        "more_fields": any(
            getattr(asked.filter, name) for name in ("speaker", "role", "status", "group", "kind", "level", "assigned")
        ),
    }


def tabs(query: str = "") -> list[tuple[str, Any, str]]:
    """Return the views by name, with their words and the question that each is asked."""
    return [(name, words, query) for name, words in _VIEWS]


def saw_list(request: AtDesk, levels: list[int], *, sealed: int) -> None:
    """Log that a list showed somebody what is sealed: one line, with the address."""
    if sealed in levels:
        note(What.READ_SEALED, by=request.desk.by, about=request.get_full_path()[:_LONGEST_ADDRESS])


def saw_view(request: AtDesk, asked: Asked) -> None:
    """Log that a map, a sum or a picture holds what is sealed: one line, with the address."""
    sight = request.desk.sight
    if height(sight) >= STRICTEST:
        sealed = selecting.incidents(asked.filter, sight=sight).filter(level=STRICTEST).order_by()
        saw_list(request, [STRICTEST] if sealed.exists() else [], sealed=STRICTEST)


def _choices(request: AtDesk) -> dict[str, list[tuple[str, str]]]:
    found = {name: [(code, words(code)) for code in _codes(name)] for name in _LISTS}
    found["role"] = [(code, words(code)) for code in _codes("speaker_role")]
    verdicts = [(code, words(code)) for code in _codes("verdict")]
    found["review"] = [(NONE, gettext("not reviewed")), (AGAIN, gettext("wants another look")), *verdicts]
    levels = [code for code in _codes("handling") if request.desk.sight.sees(code)]
    found["level"] = [(code, words(code)) for code in levels]
    return found


def _people(asked: str) -> list[tuple[str, str]]:
    """Return whom work is given to; who is asked for stays a choice, whatever became of the account."""
    names = {each.name for each in accounts() if each.is_active and permissions.may(roles_of(each), Deed.REVIEW)}
    return [(name, name) for name in sorted(names | ({asked} if asked else set()))]


def _codes(name: str) -> list[str]:
    return [code.name for code in vocabulary.code_list(name).codes]


def words(code: str) -> str:
    """Return a code as it is read."""
    return gettext(code.replace("_", " "))
