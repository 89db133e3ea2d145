"""Work that goes on while nobody waits for it: the queue of the room."""

from __future__ import annotations  # Django's fields take no type arguments at run time

from datetime import datetime

from django.db import models

from ledgerstone.store.room.models.accounts import NAME_LENGTH


class Job(models.Model):
    """One piece of work: who asked for it, how far it is, what came of it.

    ``given`` and ``result`` are JSON. ``beat`` is when its worker was last heard of: one that is silent was killed, and
    the job goes back into the queue.
    """

    kind: models.CharField[str, str] = models.CharField(max_length=20)
    given: models.TextField[str, str] = models.TextField(default="{}")
    by: models.CharField[str, str] = models.CharField(max_length=NAME_LENGTH)
    state: models.CharField[str, str] = models.CharField(max_length=10, db_index=True)
    asked: models.DateTimeField[datetime, datetime] = models.DateTimeField()
    began: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    beat: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    ended: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    tries: models.IntegerField[int, int] = models.IntegerField(default=0)
    stage: models.CharField[str, str] = models.CharField(max_length=20, default="")
    done: models.IntegerField[int, int] = models.IntegerField(default=0)
    total: models.IntegerField[int, int] = models.IntegerField(default=0)
    result: models.TextField[str, str] = models.TextField(default="{}")

    class Meta:
        """The newest first."""

        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.kind} for {self.by}: {self.state}"
