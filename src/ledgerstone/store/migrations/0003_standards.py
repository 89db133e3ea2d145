"""Standards, inclusions and determinations are records that older versions do not know; no table changes."""

from typing import ClassVar

from django.db import migrations

from ledgerstone.store.migrating import SQL


class Migration(migrations.Migration):
    """The third: case format 3."""

    dependencies: ClassVar = [("store", "0002_tombstones")]
    operations: ClassVar = [SQL(sqlite=["PRAGMA user_version = 3"], postgresql=[])]
