"""Full text: a document a row, with the words of its actors, speakers and places told apart.

The two databases differ in how they keep and ask for it, and in nothing that is found: both get words that
:func:`~ledgerstone.store.index.folding.folded` parted, and neither has rules of a language.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import ModuleType

from django.db import connections
from django.db.models.expressions import RawSQL

from ledgerstone.store.index.asked import Term
from ledgerstone.store.index.folding import folded
from ledgerstone.store.index.words import postgresql, sqlite

KINDS = ("report", "claim", "incident", "victim")
BREAK = "0break0"
"""A word that stands between two texts of one field: no phrase goes over it. Nobody searches for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What is searched of a row. Each field holds texts as they are; a search without a field asks all of them."""

    words: Sequence[str] = ()
    actor: Sequence[str] = ()
    speaker: Sequence[str] = ()
    place: Sequence[str] = ()

    def folded(self) -> tuple[str, str, str, str]:
        """Return the words of each field as they are searched; texts are parted, so that no phrase spans two."""
        return (_all(self.words), _all(self.actor), _all(self.speaker), _all(self.place))


def put(kind: str, documents: Iterable[tuple[int, Document]], *, using: str) -> None:
    """Keep the documents of rows of a kind, by the number of the row."""
    rows = [(number, *document.folded()) for number, document in documents]
    if rows:
        _of(using).put(kind, rows, using=using)


def drop(kind: str, numbers: Iterable[int], *, using: str) -> None:
    """Take the documents of these rows out."""
    _of(using).drop(kind, list(numbers), using=using)


def empty(*, using: str) -> None:
    """Take all documents out, so that no word of them is left in the tables."""
    for kind in KINDS:
        _of(using).empty(kind, using=using)


def matching(kind: str, asked: Mapping[str, Sequence[Term]], *, using: str) -> RawSQL:
    """Return the numbers of the rows that hold what is asked, as a subquery.

    Args:
        kind: of which rows.
        asked: terms by field; the field "" is all of them.
        using: the database.
    """
    query, parameters = _of(using).matching(kind, asked)
    return RawSQL(query, parameters)  # noqa: S611 (the words are parameters; the rest is ours)


def are_many(kind: str, asked: Mapping[str, Sequence[Term]], *, more_than: int, using: str) -> bool:
    """Return whether more than so many documents hold what is asked; no more of them are looked at."""
    query, parameters = _of(using).matching(kind, asked)
    with connections[using].cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM ({query} LIMIT {int(more_than) + 1}) AS first_rows", parameters)  # noqa: S608 (ours)
        return bool(cursor.fetchone()[0] > more_than)


def _of(using: str) -> ModuleType:
    return postgresql if connections[using].vendor == "postgresql" else sqlite


def _all(texts: Sequence[str]) -> str:
    return f" {BREAK} ".join(filter(None, map(folded, dict.fromkeys(texts))))
