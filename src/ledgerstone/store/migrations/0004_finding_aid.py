"""The finding aid: no record, and so without triggers; the working role may change it."""

from typing import ClassVar

from django.db import migrations

from ledgerstone.store.migrating import SQL

SQLITE = [
    "PRAGMA user_version = 4",
    """
CREATE TABLE finding_aid (
  shelf TEXT NOT NULL,
  key TEXT NOT NULL,
  item TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (shelf, key, item)
) WITHOUT ROWID""",
]

POSTGRESQL = [
    """
CREATE TABLE finding_aid (
  shelf text COLLATE "C" NOT NULL,
  key text COLLATE "C" NOT NULL,
  item text COLLATE "C" NOT NULL,
  value text COLLATE "C" NOT NULL,
  PRIMARY KEY (shelf, key, item)
)""",
    # In a case that is there already, whoever may add records may work with the finding aid.
    """
DO $$
DECLARE worker record;
BEGIN
  FOR worker IN
    SELECT DISTINCT a.grantee::regrole::text AS name
    FROM pg_catalog.pg_class c, LATERAL aclexplode(c.relacl) a
    WHERE c.relnamespace = to_regnamespace(current_schema()) AND c.relname = 'record'
      AND a.privilege_type = 'INSERT' AND a.grantee <> c.relowner AND a.grantee <> 0
  LOOP
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON finding_aid TO %s', worker.name);
  END LOOP;
END$$""",
]


class Migration(migrations.Migration):
    """The fourth: case format 4."""

    dependencies: ClassVar = [("store", "0003_standards")]
    operations: ClassVar = [SQL(sqlite=SQLITE, postgresql=POSTGRESQL)]
