"""What was brought and waits for a word before it is sealed into the case."""

from __future__ import annotations  # Django's fields take no type arguments at run time

from datetime import datetime

from django.db import models

from ledgerstone.store.room.models.accounts import NAME_LENGTH, Account

TOKEN_LENGTH = 32


class Held(models.Model):
    """A file or a captured page that is on the disk, beside the case and not in it.

    ``token`` names its file; ``records`` are those that sealing appends, as JSON: its capture says when it came.
    ``like`` is what it resembles, as JSON, once it was looked at.
    """

    token: models.CharField[str, str] = models.CharField(max_length=TOKEN_LENGTH, unique=True)
    name: models.TextField[str, str] = models.TextField()
    size: models.BigIntegerField[int, int] = models.BigIntegerField()
    sha256: models.CharField[str, str] = models.CharField(max_length=64, db_index=True)
    by: models.CharField[str, str] = models.CharField(max_length=NAME_LENGTH)
    account: models.ForeignKey[Account | None, Account | None] = models.ForeignKey(
        Account, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    account_id: int | None
    at: models.DateTimeField[datetime, datetime] = models.DateTimeField()
    state: models.CharField[str, str] = models.CharField(max_length=10, db_index=True)
    records: models.TextField[str, str] = models.TextField()
    like: models.TextField[str, str] = models.TextField(default="[]")

    class Meta:
        """In the order in which they came."""

        ordering = ("id",)

    def __str__(self) -> str:
        return self.name
