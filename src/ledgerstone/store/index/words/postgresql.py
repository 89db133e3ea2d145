# ruff: noqa: S608 (the names put into the SQL are those of words.KINDS)
"""Full text in PostgreSQL: tsvector, made here word by word, so that no parser and no dictionary decides anything.

Limits of the type (https://www.postgresql.org/docs/current/textsearch-limits.html) are kept by parting a long document
into several rows: a search finds it where all that is asked stands in one of them.
"""

from collections.abc import Iterator, Mapping, Sequence

from django.db import connections

from ledgerstone.store.index.asked import Term

_LABELS = {"": "", "words": "D", "actor": "A", "speaker": "B", "place": "C"}
_MOST_WORDS = 15_000  # positions go up to 16,383
_MOST_BYTES = 400_000  # a tsvector takes a megabyte
_MOST_TIMES = 255  # positions of one word


def create(kind: str) -> list[str]:
    """Return the statements that make the table of a kind."""
    return [
        f"CREATE TABLE index_words_{kind} (row_id bigint NOT NULL, document tsvector NOT NULL)",
        f"CREATE INDEX index_words_{kind}_row ON index_words_{kind} (row_id)",
        f"CREATE INDEX index_words_{kind}_gin ON index_words_{kind} USING gin (document)",
    ]


def put(kind: str, rows: Sequence[tuple[int, str, str, str, str]], *, using: str) -> None:
    """Keep documents by the number of their row."""
    made = [(number, vector) for number, *fields in rows for vector in _vectors(fields)]
    with connections[using].cursor() as cursor:
        cursor.executemany(f"INSERT INTO index_words_{kind} (row_id, document) VALUES (%s, %s::tsvector)", made)


def drop(kind: str, numbers: Sequence[int], *, using: str) -> None:
    """Take documents out."""
    with connections[using].cursor() as cursor:
        cursor.execute(f"DELETE FROM index_words_{kind} WHERE row_id = ANY(%s)", [list(numbers)])


def empty(kind: str, *, using: str) -> None:
    """Take all documents out."""
    with connections[using].cursor() as cursor:
        cursor.execute(f"TRUNCATE index_words_{kind}")


def matching(kind: str, asked: Mapping[str, Sequence[Term]]) -> tuple[str, list[str]]:
    """Return a query for the numbers of the rows that hold what is asked, and its parameters."""
    said = [_term(field, term) for field, terms in asked.items() for term in terms]
    return f"SELECT row_id FROM index_words_{kind} WHERE document @@ %s::tsquery", [" & ".join(said)]


def _term(field: str, term: Term) -> str:
    *first, last = (f"'{word}'" for word in term.words)  # letters and digits alone
    label = _LABELS[field]
    phrase = " <-> ".join([*(f"{word}:{label}" if label else word for word in first), _last(last, label, term)])
    return f"{'!' if term.without else ''}({phrase})"


def _last(word: str, label: str, term: Term) -> str:
    ends = f"{'*' if term.beginning else ''}{label}"
    return f"{word}:{ends}" if ends else word


def _vectors(fields: Sequence[str]) -> Iterator[str]:
    """Yield the text of as many vectors as a document needs."""
    places: dict[str, list[str]] = {}
    number = size = 0
    for label, text in zip(("D", "A", "B", "C"), fields, strict=True):
        for word in text.split():
            number += 1
            size += len(word.encode()) + 8
            own = places.setdefault(word, [])
            if len(own) < _MOST_TIMES:
                own.append(f"{number}{label}")
            if number >= _MOST_WORDS or size >= _MOST_BYTES:
                yield _text(places)
                places, number, size = {}, 0, 0
        number += 1  # no phrase goes from one field into the next
    if places:
        yield _text(places)


def _text(places: Mapping[str, Sequence[str]]) -> str:
    return " ".join(f"'{word}':{','.join(at)}" for word, at in places.items())
