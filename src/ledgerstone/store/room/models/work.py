"""Work on reports: who took one on, and what people wrote about it."""

from __future__ import annotations  # Django's fields take no type arguments at run time

from datetime import datetime

from django.db import models

from ledgerstone.store.room.models.accounts import NAME_LENGTH, Account

ID_LENGTH = 64


class Assignment(models.Model):
    """A report that somebody is to review. ``blind``: without seeing what others decided, until done."""

    report: models.CharField[str, str] = models.CharField(max_length=ID_LENGTH)
    to: models.ForeignKey[Account, Account] = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    by: models.CharField[str, str] = models.CharField(max_length=NAME_LENGTH)
    at: models.DateTimeField[datetime, datetime] = models.DateTimeField()
    blind: models.BooleanField[bool, bool] = models.BooleanField(default=False)
    done: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)

    class Meta:
        """Each report once for each person; the newest first."""

        ordering = ("-at", "-id")
        constraints = (models.UniqueConstraint(fields=["report", "to"], name="room_assignment_once"),)
        indexes = (models.Index(fields=["to", "done"], name="room_assignment_to"),)

    def __str__(self) -> str:
        return f"{self.report[:12]} to {self.to}"


class Note(models.Model):
    """What somebody wrote about a report, for the others. It is no record, and leaves in no release."""

    report: models.CharField[str, str] = models.CharField(max_length=ID_LENGTH, db_index=True)
    by: models.CharField[str, str] = models.CharField(max_length=NAME_LENGTH)
    at: models.DateTimeField[datetime, datetime] = models.DateTimeField()
    text: models.TextField[str, str] = models.TextField()

    class Meta:
        """In the order in which they were written."""

        ordering = ("at", "id")

    def __str__(self) -> str:
        return f"{self.by} on {self.report[:12]}"
