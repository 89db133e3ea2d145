"""Releases as the room keeps them: what somebody prepared, and the files of what was let go.

Neither is evidence: the record of a release is in the case, with the digest of each file. What is kept here holds words
of sources, so it goes when anything is expunged (``store/index/purging.py``).
"""

from __future__ import annotations  # Django's fields take no type arguments at run time

from datetime import datetime

from django.db import models

from ledgerstone.store.room.models.accounts import NAME_LENGTH, Account

TITLE_LENGTH = 200


class ReleasePrepared(models.Model):
    """What would leave, for somebody to look at before it does; a person's next one takes its place.

    ``shapes``, ``summary`` and ``holds`` are JSON. ``digest`` says what leaves, word for word. ``files`` is a ZIP
    archive, None until it is made; the queue says how far it is. ``release`` is the id under which it is being
    recorded.
    """

    account: models.ForeignKey[Account, Account] = models.ForeignKey(
        Account, on_delete=models.CASCADE, related_name="+"
    )
    account_id: int
    asked: models.DateTimeField[datetime, datetime] = models.DateTimeField()
    title: models.CharField[str, str] = models.CharField(max_length=TITLE_LENGTH, blank=True, default="")
    policy: models.CharField[str, str] = models.CharField(max_length=40)
    shapes: models.TextField[str, str] = models.TextField()
    digest: models.CharField[str, str] = models.CharField(max_length=64, default="")
    summary: models.TextField[str, str] = models.TextField(default="{}")
    holds: models.TextField[str, str] = models.TextField(default="{}")
    files: models.BinaryField[bytes | None, bytes | None] = models.BinaryField(null=True)
    release: models.CharField[str, str] = models.CharField(max_length=64, default="")

    class Meta:
        """The newest first."""

        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.title or self.pk}, asked {self.asked:%Y-%m-%d %H:%M}"


class ReleaseMade(models.Model):
    """A release of the case as it is listed; ``files`` is a ZIP archive, None where it was made elsewhere.

    ``holds`` is JSON: the ids of the claims and of the other records in it, asked before it is given away. ``entry`` is
    that of the chain, None while it is being recorded.
    """

    release: models.CharField[str, str] = models.CharField(max_length=64, unique=True)
    entry: models.BigIntegerField[int | None, int | None] = models.BigIntegerField(null=True)
    version: models.CharField[str, str] = models.CharField(max_length=20)
    at: models.DateTimeField[datetime, datetime] = models.DateTimeField()
    by: models.CharField[str, str] = models.CharField(max_length=NAME_LENGTH)
    title: models.CharField[str, str] = models.CharField(max_length=TITLE_LENGTH, blank=True, default="")
    method: models.TextField[str, str] = models.TextField()
    manifest: models.TextField[str, str] = models.TextField()
    records: models.BigIntegerField[int, int] = models.BigIntegerField()
    withheld: models.BigIntegerField[int, int] = models.BigIntegerField()
    holds: models.TextField[str, str] = models.TextField(default="{}")
    files: models.BinaryField[bytes | None, bytes | None] = models.BinaryField(null=True)

    class Meta:
        """The newest first."""

        ordering = ("-entry",)

    def __str__(self) -> str:
        return f"Release {self.version}"


class ReleasesNoted(models.Model):
    """Up to which entry of the chain releases are listed; one row."""

    entry: models.BigIntegerField[int, int] = models.BigIntegerField()

    def __str__(self) -> str:
        return str(self.entry)
