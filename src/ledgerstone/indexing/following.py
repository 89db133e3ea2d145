"""The index kept up with the chain: what came is noted, what it concerns is laid out again, a little at a time.

Every step is one transaction, and what is left to do stands on a list in the index itself. So whoever is stopped, or
comes second, goes on where the list says.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from ledgerstone.indexing import noting
from ledgerstone.indexing.chains import Levels, levels
from ledgerstone.indexing.face_rows import rows_of
from ledgerstone.indexing.faces import faces
from ledgerstone.indexing.naming import names_in_claims
from ledgerstone.indexing.noting import Came
from ledgerstone.indexing.own_figures import own_figures
from ledgerstone.indexing.part import Part, read_part
from ledgerstone.indexing.rows import claim_rows, report_rows
from ledgerstone.store.index import keeping, naming, standing, writing
from ledgerstone.store.index.standing import Place
from ledgerstone.store.store import Store

LAYOUT = "index.3"
"""The form of the rows: an index of another one is made anew."""

DEFAULT = "default"
_NOTED_AT_ONCE = 2000  # records
_MANY = 1000  # places and incidents after which the database looks anew how its rows are spread
_LAID_OUT_AT_ONCE = 100  # places and incidents

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """How far the index is behind the case: entries of the chain to note, places and incidents to lay out again.

    ``of`` is how many entries the chain has, where that was asked.
    """

    entries: int = 0
    waiting: int
    of: int = 0


def follow(
    store: Store, *, at_most: int | None = None, progress: Progress = lambda *_: None, using: str = DEFAULT
) -> Behind:
    """Bring the index up to the case: cheap where nothing came, and after one act a matter of milliseconds.

    Args:
        store: the case.
        at_most: places and incidents to lay out now; the rest waits for the next call. None is all.
        progress: told how much is done of how much.
        using: the database of the index.
    """
    note_what_came(store, using=using)
    left = total = standing.waiting(using=using)
    while left and (at_most is None or total - left < at_most):
        progress(total - left, total)
        with writing.alone(using=using):
            _lay_out_some(store, using=using)
        left = standing.waiting(using=using)
        total = max(total, left)
    progress(total - left, total)
    if not left and total >= _MANY:
        writing.analyse(using=using)
    return Behind(waiting=left)


def rebuild(store: Store, *, progress: Progress = lambda *_: None, using: str = DEFAULT) -> None:
    """Make the index anew from the case."""
    with writing.alone(using=using):
        writing.empty(using=using)
    follow(store, progress=progress, using=using)


def refresh(store: Store, *, incidents: Iterable[str] = (), reports: Iterable[str] = (), using: str = DEFAULT) -> None:
    """Lay these incidents and reports out again at once, with whatever came since.

    After an act :func:`follow` does as much by itself; this is for whoever must be sure of what it is about to show.
    """
    note_what_came(store, using=using)
    with writing.alone(using=using):
        _lay_out(store, standing.places_of_reports(reports, using=using), set(incidents), using=using)
    follow(store, at_most=_LAID_OUT_AT_ONCE, using=using)


def behind(store: Store, *, using: str = DEFAULT) -> Behind:
    """Say how far the index is behind, without doing anything about it."""
    known = writing.entry(using=using) if writing.layout(using=using) == LAYOUT else 0
    last = store.last_entry()
    return Behind(entries=last - known, waiting=standing.waiting(using=using), of=last)


def note_what_came(store: Store, *, using: str = DEFAULT) -> None:
    """Note what came to the chain since the index last looked; rows are laid out again by :func:`follow`."""
    if not behind(store, using=using).entries:
        return
    with writing.alone(using=using):
        if writing.layout(using=using) != LAYOUT:
            writing.empty(using=using)
            writing.set_state(0, LAYOUT, using=using)
    anew, more = False, True
    while more:
        anew = anew or writing.entry(using=using) == 0
        more = _note_some(store, anew=anew, using=using)


def _note_some(store: Store, *, anew: bool, using: str) -> bool:
    """Note some entries of the chain, in one transaction; return whether there are more."""
    with writing.alone(using=using):
        last, came, upto = store.last_entry(), Came(), writing.entry(using=using)
        number, done = 0, True
        for number, (entry, id_, record) in enumerate(store.since(upto, kinds=noting.NOTED), start=1):
            if number > _NOTED_AT_ONCE and entry > upto:
                done = False
                break
            upto = entry
            came.take(id_, record)
        if came.forgotten and not anew:
            # What was forgotten must be in no row: everything is made anew, from what is left.
            writing.empty(using=using)
            writing.set_state(0, LAYOUT, using=using)
            return True
        noting.note(store, came, using=using)
        writing.set_state(last if done else upto, LAYOUT, using=using)
        return not done


def _lay_out_some(store: Store, *, using: str) -> None:
    places, incidents = standing.next_waiting(_LAID_OUT_AT_ONCE, using=using)
    if places or incidents:
        _lay_out(store, places, incidents, using=using)


def _lay_out(store: Store, places: set[Place], incidents: set[str], *, using: str) -> None:
    part = read_part(store, places=places, incidents=incidents, using=using)
    of = levels(store, part, using=using)
    writing.put_reports(part.places, list(report_rows(part, of)), using=using)
    listed = {row.record for row in standing.listed_at(part.places, using=using)}  # some may be no more
    writing.put_claims(set(part.places), list(claim_rows(part, of)), using=using)
    claims = {*part.now.reviewed.claims, *part.now.reviewed.rejected}
    told = [(victim, id_) for id_, own in part.persons.items() if id_ in claims for victim in own]
    writing.put_told(told, listed | claims, using=using)
    naming.put_names(names_in_claims(part), listed | claims, using=using)
    before = writing.days_of(part.touched, using=using)
    _put_faces(store, part, of, using=using)
    after = writing.days_of(part.touched, using=using)
    standing.done(_finished(part, places), part.touched, using=using)
    # What is told as part of a larger incident can take its days from that.
    moved = {record for record, _ in before.keys() | after.keys()} & {record for record, _ in before}
    moved = {record for record in moved if _of(record, before) != _of(record, after)}
    standing.wait_for(incidents=writing.parts_of(moved, using=using) - part.touched, using=using)


def _put_faces(store: Store, part: Part, of: Levels, *, using: str) -> None:
    own = own_figures(store, part, part.incidents, using=using)
    made = [rows_of(face, part, own.get(face.assessment.incident or "", ())) for face in faces(part, of)]
    with keeping.kept_up(part.touched, using=using):
        writing.drop_faces(part.touched, using=using)
        writing.put_faces(
            [(each.incident, each.document) for each in made],
            [toll for each in made for toll in each.tolls],
            [victim for each in made for victim in each.victims],
            using=using,
        )


def _of(record: str, days: Mapping[tuple[str, int], object]) -> list[object]:
    return [said for (id_, _), said in sorted(days.items(), key=lambda item: item[0]) if id_ == record]


def _finished(part: Part, places: set[Place]) -> set[Place]:
    """Return the places all whose incidents were laid out with this part."""
    claims = {**part.now.reviewed.claims, **part.now.reviewed.rejected}
    others = {
        part.place(each.report) for id_, each in claims.items() if part.homes.get(id_, "") not in {*part.touched, ""}
    }
    return places | (part.places - others)
