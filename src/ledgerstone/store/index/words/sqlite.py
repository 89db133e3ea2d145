# ruff: noqa: S608 (the names put into the SQL are those of words.KINDS)
"""Full text in SQLite: FTS5 (https://www.sqlite.org/fts5.html), a table a kind, by the number of the row."""

from collections.abc import Iterator, Mapping, Sequence

from django.db import connections

from ledgerstone.store.index.asked import Term

_AT_ONCE = 500


def create(kind: str) -> str:
    """Return the statement that makes the table of a kind. The words come folded, so the tokenizer only parts them."""
    return (
        f"CREATE VIRTUAL TABLE index_words_{kind} USING fts5(words, actor, speaker, place, "
        "tokenize = 'unicode61 remove_diacritics 0')"
    )


def put(kind: str, rows: Sequence[tuple[int, str, str, str, str]], *, using: str) -> None:
    """Keep documents by the number of their row."""
    with connections[using].cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO index_words_{kind} (rowid, words, actor, speaker, place) VALUES (%s, %s, %s, %s, %s)", rows
        )


def drop(kind: str, numbers: Sequence[int], *, using: str) -> None:
    """Take documents out."""
    with connections[using].cursor() as cursor:
        for start in range(0, len(numbers), _AT_ONCE):
            some = numbers[start : start + _AT_ONCE]
            marks = ", ".join(["%s"] * len(some))
            cursor.execute(f"DELETE FROM index_words_{kind} WHERE rowid IN ({marks})", some)


def empty(kind: str, *, using: str) -> None:
    """Take all documents out; deleted ones would stay in the segments for a while."""
    with connections[using].cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS index_words_{kind}")
        cursor.execute(create(kind))


def matching(kind: str, asked: Mapping[str, Sequence[Term]]) -> tuple[str, list[str]]:
    """Return a query for the numbers of the rows that hold what is asked, and its parameters."""
    wanted = " AND ".join(_term(field, term) for field, terms in asked.items() for term in terms if not term.without)
    unwanted = "".join(f" NOT {_term(field, term)}" for field, term in _without(asked))
    query = f"SELECT rowid FROM index_words_{kind} WHERE index_words_{kind} MATCH %s"
    return query, [f"({wanted}){unwanted}" if wanted else '""']


def _without(asked: Mapping[str, Sequence[Term]]) -> Iterator[tuple[str, Term]]:
    return ((field, term) for field, terms in asked.items() for term in terms if term.without)


def _term(field: str, term: Term) -> str:
    phrase = " ".join(term.words)  # letters and digits alone: nothing in it can end the quotes
    return f'{f"{field} : " if field else ""}"{phrase}"{"*" if term.beginning else ""}'
