"""The three tables of a case in PostgreSQL, with the triggers that refuse every change, whoever asks.

The role that works on cases may select and insert, and owns nothing, so it cannot take a trigger away. The triggers
hold for the owner too. They are triggers of statements: one that would change nothing is refused as well, and so is an
INSERT with ON CONFLICT DO UPDATE, for which PostgreSQL fires the triggers of UPDATE whatever becomes of the rows
(https://www.postgresql.org/docs/current/trigger-definition.html). ALWAYS keeps them in force where a session says that
it replicates. Texts are compared byte by byte (COLLATE "C"), as in SQLite.
"""

_TEXT = 'text COLLATE "C" NOT NULL'

TABLES = [
    f"""
CREATE TABLE entry (
  seq bigint NOT NULL PRIMARY KEY CHECK (seq > 0),
  at {_TEXT},
  by {_TEXT},
  action {_TEXT},
  settings {_TEXT},
  commitments {_TEXT},
  previous {_TEXT} UNIQUE,
  head {_TEXT} UNIQUE
)""",
    f"""
CREATE TABLE "commitment" (
  value {_TEXT} PRIMARY KEY,
  entry bigint NOT NULL REFERENCES entry (seq),
  place bigint NOT NULL,
  UNIQUE (entry, place)
)""",
    f"""
CREATE TABLE record (
  id {_TEXT} PRIMARY KEY,
  kind {_TEXT},
  about {_TEXT},
  text {_TEXT},
  salt {_TEXT},
  "commitment" {_TEXT} UNIQUE REFERENCES "commitment" (value),
  entry bigint NOT NULL REFERENCES entry (seq),
  place bigint NOT NULL,
  UNIQUE (entry, place)
)""",
    "CREATE INDEX record_about ON record (kind, about)",
]


def function(name: str, body: str) -> str:
    """Return the SQL of a trigger's function; its search path is the case's, whatever that of the session is."""
    return f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $${body}$$"


def always(table: str, trigger: str, when: str, *, run: str) -> list[str]:
    """Return the SQL of a trigger of a statement, in force for every session."""
    return [
        f'CREATE TRIGGER {trigger} {when} ON "{table}" FOR EACH STATEMENT EXECUTE FUNCTION {run}()'
        if "INSERT" not in when
        else f'CREATE TRIGGER {trigger} {when} ON "{table}" REFERENCING NEW TABLE AS added '
        f"FOR EACH STATEMENT EXECUTE FUNCTION {run}()",
        f'ALTER TABLE "{table}" ENABLE ALWAYS TRIGGER {trigger}',
    ]


FUNCTIONS = [
    function(
        "refuse",
        """
BEGIN
  RAISE EXCEPTION 'append-only: no % of %', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END""",
    ),
    # One entry at a time, each with the next number and the head of the one before.
    function(
        "entry_next",
        """
BEGIN
  IF EXISTS (
    SELECT 1 FROM added
    WHERE added.previous <> coalesce((SELECT head FROM entry WHERE entry.seq = added.seq - 1), repeat('0', 64))
      OR (added.seq <> 1 AND NOT EXISTS (SELECT 1 FROM entry WHERE entry.seq = added.seq - 1))
  ) OR (SELECT count(*) FROM added) > 1 THEN
    RAISE EXCEPTION 'append-only: an entry follows the last one' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END""",
    ),
    function(
        "of_the_newest",
        """
BEGIN
  IF EXISTS (SELECT 1 FROM added WHERE added.entry <> (SELECT max(seq) FROM entry)) THEN
    RAISE EXCEPTION 'append-only: a % belongs to the newest entry', TG_TABLE_NAME
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END""",
    ),
]

TRIGGERS = [
    statement
    for table in ("entry", "commitment", "record")
    for verb in ("UPDATE", "DELETE", "TRUNCATE")
    for statement in always(table, f"{table}_no_{verb.lower()}", f"BEFORE {verb}", run="refuse")
] + [
    *always("entry", "entry_next", "AFTER INSERT", run="entry_next"),
    *always("commitment", "commitment_newest", "AFTER INSERT", run="of_the_newest"),
    *always("record", "record_newest", "AFTER INSERT", run="of_the_newest"),
]

STATEMENTS = [*TABLES, *FUNCTIONS, *TRIGGERS]
