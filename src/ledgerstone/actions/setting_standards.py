"""Decide whom the team holds credible, who owns which outlet, and which incidents count: each with a reason.

To take a decision back, make another, or reject it with a review.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TypeVar

from ledgerstone import current, vocabulary
from ledgerstone.actions.people import who, why
from ledgerstone.errors import BadReview
from ledgerstone.records import Appraisal, Criteria, Ownership, Where
from ledgerstone.records.text import normal, on_one_line
from ledgerstone.store.store import Store
from ledgerstone.vocabulary.containing import regions as areas

_D = TypeVar("_D", Appraisal, Ownership, Criteria)


def appraise(
    store: Store,
    source: str | None,
    credibility: str,
    *,
    because: str,
    role: str | None = None,
    since: date | None = None,
    until: date | None = None,
    by: str | None = None,
) -> Appraisal:
    """Record what the team holds of a source.

    Args:
        store: the case.
        source: the name of an outlet, its site, an office or a person; None with a role, or for all others.
        credibility: credible, not_credible or undecided.
        because: the reason.
        role: instead of a name, a speaker's role: all who speak in it.
        since: the first day of publication for which it holds.
        until: the last one.
        by: who decides.

    Raises:
        BadReview: no reason, no such code, a name beside a role, or days in the wrong order.
    """
    made = appraisal(source, credibility, because=because, role=role, since=since, until=until, by=by)
    return _kept(store, made, action="appraisal")


def appraisal(
    source: str | None,
    credibility: str,
    *,
    because: str,
    role: str | None = None,
    since: date | None = None,
    until: date | None = None,
    by: str | None = None,
) -> Appraisal:
    """Return the decision that :func:`appraise` records; see there."""
    _need_code(credibility, "credibility")
    if role is not None:
        _need_code(role, "speaker_role")
    if source is not None and role is not None:
        raise BadReview("A name and a role were given.", do="Appraise one source, or all speakers of a role.")
    _need_order(since, until)
    return Appraisal(
        source=_name(source) if source is not None else None,
        role=role,
        credibility=credibility,
        since=since,
        until=until,
        because=why(because),
        at=datetime.now(UTC),
        by=who(by),
    )


def own(
    store: Store,
    outlet: str,
    owner: str,
    *,
    because: str,
    since: date | None = None,
    until: date | None = None,
    by: str | None = None,
) -> Ownership:
    """Record who owns an outlet, so that it is not counted as independent of that owner and its other outlets.

    Args:
        store: the case.
        outlet: its name or its site.
        owner: a person, a company, an office, a party.
        because: where that is known from.
        since: the first day on which it was so.
        until: the last one.
        by: who says so.

    Raises:
        BadReview: no reason, an empty name, or days in the wrong order.
    """
    made = ownership(outlet, owner, because=because, since=since, until=until, by=by)
    return _kept(store, made, action="ownership")


def ownership(
    outlet: str,
    owner: str,
    *,
    because: str,
    since: date | None = None,
    until: date | None = None,
    by: str | None = None,
) -> Ownership:
    """Return the decision that :func:`own` records; see there."""
    _need_order(since, until)
    return Ownership(
        outlet=_name(outlet),
        owner=_name(owner),
        since=since,
        until=until,
        because=why(because),
        at=datetime.now(UTC),
        by=who(by),
    )


def keep_all(
    store: Store, made: Sequence[Appraisal | Ownership], *, by: str | None = None
) -> tuple[Appraisal | Ownership, ...]:
    """Record decisions in one transaction, and return those that were new: those in force are left out."""
    held = {_without_time(each) for each in current.standards(store).decisions}
    new = tuple(each for each in made if _without_time(each) not in held)
    store.append(new, action="sources", by=who(by))
    return new


def _without_time(decision: Appraisal | Ownership | Criteria) -> Appraisal | Ownership | Criteria:
    return replace(decision, at=datetime.min.replace(tzinfo=UTC), by="")


def include(
    store: Store,
    *,
    because: str,
    harms: Sequence[str] = (),
    statuses: Sequence[str] = (),
    at_least: int | None = None,
    regions: Sequence[str] = (),
    earliest: date | None = None,
    latest: date | None = None,
    by: str | None = None,
) -> Criteria:
    """Record which incidents the case counts; it takes the place of earlier criteria. See :func:`criteria`."""
    made = criteria(
        store,
        because=because,
        harms=harms,
        statuses=statuses,
        at_least=at_least,
        regions=regions,
        earliest=earliest,
        latest=latest,
        by=by,
    )
    return _kept(store, made, action="criteria")


def criteria(
    store: Store,
    *,
    because: str,
    harms: Sequence[str] = (),
    statuses: Sequence[str] = (),
    at_least: int | None = None,
    regions: Sequence[str] = (),
    earliest: date | None = None,
    latest: date | None = None,
    by: str | None = None,
) -> Criteria:
    """Return the decision that :func:`include` records; what is left out of it excludes nothing.

    Args:
        store: the case.
        because: the reason.
        harms: codes; somebody was harmed in one of these ways.
        statuses: codes; somebody harmed was of one of these.
        at_least: so many people, by the low, best or high of a toll.
        regions: names of countries, provinces or areas of the case's own gazetteer, one of which it was in.
        earliest: the first day.
        latest: the last day.
        by: who decides.

    Raises:
        BadReview: no reason, no such code, a region of which nobody knows what lies in it, days in the wrong order.
    """
    for code in harms:
        _need_code(code, "harm")
    for code in statuses:
        _need_code(code, "status")
    if at_least is not None and at_least < 1:
        raise BadReview(f"{at_least} people are no threshold.", do="Give 1 or more, or leave it out.")
    _need_order(earliest, latest)
    return Criteria(
        harms=tuple(dict.fromkeys(harms)),
        statuses=tuple(dict.fromkeys(statuses)),
        at_least=at_least,
        regions=tuple(_region(store, name) for name in regions),
        earliest=earliest,
        latest=latest,
        because=why(because),
        at=datetime.now(UTC),
        by=who(by),
    )


def keep(store: Store, made: Appraisal | Ownership | Criteria) -> Appraisal | Ownership | Criteria:
    """Record one decision."""
    action = {Appraisal: "appraisal", Ownership: "ownership", Criteria: "criteria"}[type(made)]
    store.append([made], action=action, by=made.by)
    return made


def _kept(store: Store, made: _D, *, action: str) -> _D:
    store.append([made], action=action, by=made.by)
    return made


def _region(store: Store, name: str) -> Where:
    """Return the area that is meant; a country behind a comma tells it from others of its name."""
    known = current.resources(store).gazetteer
    plain, _, country = (part.strip() for part in normal(name).partition(","))
    found = areas(plain, known)
    if country:
        ids = {each.gazetteer_id for each in areas(country, known)}
        codes = {(id_ or "").partition(":")[2] for id_ in ids}
        found = tuple(each for each in found if (each.gazetteer_id or "").partition(":")[2].split(".")[0] in codes)
    if not found:
        raise BadReview(
            f"Of {on_one_line(name)!r} nobody knows what lies in it.",
            do="Name a country, a province, or an area of the case's own gazetteer that places are within.",
        )
    if len(found) > 1:
        ids_ = ", ".join(f"{each.name} ({each.gazetteer_id})" for each in found)
        raise BadReview(f"Several areas are called {on_one_line(name)!r}: {ids_}.", do='Say "NAME, COUNTRY".')
    return found[0]


def _need_code(code: str, list_: str) -> None:
    if code not in vocabulary.codes(list_):
        known = ", ".join(each.name for each in vocabulary.code_list(list_).codes)
        raise BadReview(f"{code!r} is no {list_.replace('_', ' ')}.", do=f"Say one of: {known}.")


def _need_order(first: date | None, last: date | None) -> None:
    if first and last and last < first:
        raise BadReview(f"{last.isoformat()} is before {first.isoformat()}.", do="Give the earlier day first.")


def _name(name: str) -> str:
    plain = on_one_line(normal(name)).strip()
    if not plain:
        raise BadReview("The name is empty.", do="Name the source as it is printed, or by its site.")
    return plain
