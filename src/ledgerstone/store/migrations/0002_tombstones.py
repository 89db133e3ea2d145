"""A record may be deleted once a tombstone of the newest entry names its commitment; nothing else, and no tombstone.

So the tombstone is the permit: it is written first, in the transaction of the deletion, and stays for good. The
commitment stays as well, and the chain still verifies.
"""

from typing import ClassVar

from django.db import migrations

from ledgerstone.store.migrating import SQL
from ledgerstone.store.migrations._0001_postgresql import function

SQLITE = [
    "PRAGMA user_version = 2",
    "DROP TRIGGER record_no_delete",
    """
CREATE TRIGGER record_no_delete BEFORE DELETE ON record
WHEN OLD.kind = 'tombstone' OR NOT EXISTS (
  SELECT 1 FROM record t
  WHERE t.entry = (SELECT max(seq) FROM entry) AND t.kind = 'tombstone' AND instr(t.text, OLD."commitment") > 0
)
BEGIN SELECT RAISE(ABORT, 'append-only: no DELETE of record without a tombstone'); END""",
]

POSTGRESQL = [
    "DROP TRIGGER record_no_delete ON record",
    function(
        "no_delete_without_tombstone",
        """
BEGIN
  IF EXISTS (
    SELECT 1 FROM removed
    WHERE removed.kind = 'tombstone' OR NOT EXISTS (
      SELECT 1 FROM record t
      WHERE t.entry = (SELECT max(seq) FROM entry) AND t.kind = 'tombstone'
        AND position(removed."commitment" IN t.text) > 0
    )
  ) THEN
    RAISE EXCEPTION 'append-only: no DELETE of record without a tombstone'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END""",
    ),
    """
CREATE TRIGGER record_no_delete AFTER DELETE ON record REFERENCING OLD TABLE AS removed
FOR EACH STATEMENT EXECUTE FUNCTION no_delete_without_tombstone()""",
    "ALTER TABLE record ENABLE ALWAYS TRIGGER record_no_delete",
]


class Migration(migrations.Migration):
    """The second: case format 2."""

    dependencies: ClassVar = [("store", "0001_initial")]
    operations: ClassVar = [SQL(sqlite=SQLITE, postgresql=POSTGRESQL)]
