"""The tables. ``migrations/0001_initial.py`` makes them in SQL, with the triggers that refuse every change."""

from __future__ import annotations  # Django's fields take no type arguments at run time

from django.db import models


class EntryRow(models.Model):
    """One entry of the audit chain: one transaction. The fields are those of :class:`ledgerstone.store.chain.Entry`."""

    seq: models.BigIntegerField[int, int] = models.BigIntegerField(primary_key=True)
    at: models.TextField[str, str] = models.TextField()
    by: models.TextField[str, str] = models.TextField()
    action: models.TextField[str, str] = models.TextField()
    settings: models.TextField[str, str] = models.TextField()
    commitments: models.TextField[str, str] = models.TextField()
    previous: models.TextField[str, str] = models.TextField(unique=True)
    head: models.TextField[str, str] = models.TextField(unique=True)

    class Meta:
        """No table is ever changed by Django."""

        db_table = "entry"
        managed = False

    def __str__(self) -> str:
        return f"{self.seq} {self.action}"


class CommitmentRow(models.Model):
    """What an entry committed to for one record; it stays when a record is expunged."""

    value: models.TextField[str, str] = models.TextField(primary_key=True)
    entry: models.ForeignKey[EntryRow, EntryRow] = models.ForeignKey(
        EntryRow, on_delete=models.DO_NOTHING, db_column="entry", related_name="+"
    )
    place: models.BigIntegerField[int, int] = models.BigIntegerField()

    class Meta:
        """No table is ever changed by Django."""

        db_table = "commitment"
        managed = False

    def __str__(self) -> str:
        return self.value


class RecordRow(models.Model):
    """A record as canonical JSON, with the salt of its commitment. ``about`` names what it hangs on (see about.py)."""

    id: models.TextField[str, str] = models.TextField(primary_key=True)
    kind: models.TextField[str, str] = models.TextField()
    about: models.TextField[str, str] = models.TextField()
    text: models.TextField[str, str] = models.TextField()
    salt: models.TextField[str, str] = models.TextField()
    commitment: models.OneToOneField[CommitmentRow, CommitmentRow] = models.OneToOneField(
        CommitmentRow, on_delete=models.DO_NOTHING, db_column="commitment", related_name="+"
    )
    entry: models.ForeignKey[EntryRow, EntryRow] = models.ForeignKey(
        EntryRow, on_delete=models.DO_NOTHING, db_column="entry", related_name="+"
    )
    place: models.BigIntegerField[int, int] = models.BigIntegerField()

    class Meta:
        """No table is ever changed by Django."""

        db_table = "record"
        managed = False

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"
