"""The tables of full text, for both databases."""

from ledgerstone.store.index.words import KINDS, postgresql, sqlite

SQLITE = [sqlite.create(kind) for kind in KINDS]
POSTGRESQL = [statement for kind in KINDS for statement in postgresql.create(kind)]
