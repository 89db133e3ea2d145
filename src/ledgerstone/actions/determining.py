"""Record the team's own figure for an incident, beside the policy's, and take it back.

Nothing is edited. A later figure for the same people takes the place of an earlier one; taking one back is a Review
that rejects it, and then the one before it counts again.
"""

from datetime import UTC, datetime

from ledgerstone import current, determining, judging, vocabulary
from ledgerstone.actions.people import who, why
from ledgerstone.errors import BadDetermination, UnknownRecord
from ledgerstone.records import Assessment, Determination, Incident, Review
from ledgerstone.store.store import Store

MOST = 100_000_000
"""The largest figure that is taken: what is longer is a slip of the hand."""


def determine(
    store: Store,
    of: Assessment,
    harm: str,
    low: int | None,
    high: int | None,
    *,
    because: str,
    status: str | None = None,
    group: str | None = None,
    by: str | None = None,
) -> Determination:
    """Record the team's own figure.

    Args:
        store: the case.
        of: the incident as it stands now, with every claim of it (:func:`find`).
        harm: what was done to the people counted.
        low: the least number; None is not stated.
        high: the greatest; None is not stated.
        because: the reason.
        status: only people of this status.
        group: only people of this group.
        by: who determines it.

    Raises:
        BadDetermination: no incident, no reason, no such code, no bound, or bounds that are no range.
    """
    reason = why(because, what="A figure of the team's own needs a reason.", error=BadDetermination)
    if of.incident is None:
        raise BadDetermination("These claims belong to no incident.", do="Give the id of an incident.")
    for code, list_ in ((harm, "harm"), (status, "status"), (group, "group")):
        _need_code(code, list_)
    _need_range(low, high)
    made = Determination(
        incident=of.incident,
        harm=harm,
        status=status,
        group=group,
        low=low,
        high=high,
        because=reason,
        claims=determining.bearing(of.claims, harm),
        at=datetime.now(UTC),
        by=who(by),
    )
    store.append([made], action="determination", by=made.by)
    return made


def take_back(store: Store, determination: str, *, because: str, by: str | None = None) -> Review:
    """Take a figure of the team's own back: the one before it, or none, counts again.

    Args:
        store: the case.
        determination: its id, or the beginning of it.
        because: the reason.
        by: who takes it back.

    Raises:
        UnknownRecord: no record has that id.
        BadDetermination: no reason, or no figure of the team's own.
    """
    reason = why(because, what="A figure of the team's own needs a reason.", error=BadDetermination)
    id_ = store.find(determination.strip().lower())
    if not isinstance(store.get([id_]).get(id_), Determination):
        raise BadDetermination(f"{id_[:12]} is no figure of the team's own.", do="Give the id of one.")
    made = Review(about=id_, verdict="reject", because=reason, at=datetime.now(UTC), by=who(by))
    store.append([made], action="determination", by=made.by)
    return made


def find(store: Store, incident: str) -> Assessment:
    """Return an incident as it stands now, by its id or the beginning of it; one taken into another leads there.

    Raises:
        UnknownRecord: no record has that id, or nothing is left of that incident.
        BadDetermination: it is no incident.
    """
    id_ = store.find(incident.strip().lower())
    if not isinstance(store.get([id_]).get(id_), Incident):
        raise BadDetermination(f"{id_[:12]} is no incident.", do="Give the id of an incident; `show` lists them.")
    judgements = current.standing_judgements(store)
    wanted = judging.canonical(judgements).get(id_, id_)
    found = next((each for each in current.assessments(store) if each.incident == wanted), None)
    if found is None:
        raise UnknownRecord(f"Nothing is left of the incident {id_[:12]}.", do="`show` lists the incidents.")
    return found


def _need_code(code: str | None, list_: str) -> None:
    if code is not None and code not in vocabulary.codes(list_):
        known = ", ".join(each.name for each in vocabulary.code_list(list_).codes)
        raise BadDetermination(f"{code!r} is no {list_}.", do=f"Say one of: {known}.")


def _need_range(low: int | None, high: int | None) -> None:
    if low is None and high is None:
        raise BadDetermination("A figure needs a low, a high or both.", do="Give one; what is left out is not stated.")
    for bound in (low, high):
        if bound is not None and not 0 <= bound <= MOST:
            raise BadDetermination(f"{bound} is no number of people.", do=f"Give 0 to {MOST}.")
    if low is not None and high is not None and high < low:
        raise BadDetermination(f"The high, {high}, is less than the low, {low}.", do="Give the low first.")
