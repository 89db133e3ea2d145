"""Searches that somebody saved, to come back to or to share."""

from __future__ import annotations  # Django's fields take no type arguments at run time

from datetime import datetime

from django.db import models

from ledgerstone.store.room.models.accounts import NAME_LENGTH, Account


class Search(models.Model):
    """A view under a name: which list, and the query of its address. ``shared`` shows it to everybody in the room."""

    account: models.ForeignKey[Account, Account] = models.ForeignKey(
        Account, on_delete=models.CASCADE, related_name="+"
    )
    account_id: int
    name: models.CharField[str, str] = models.CharField(max_length=NAME_LENGTH)
    view: models.CharField[str, str] = models.CharField(max_length=20)
    query: models.TextField[str, str] = models.TextField()
    shared: models.BooleanField[bool, bool] = models.BooleanField(default=False)
    made: models.DateTimeField[datetime, datetime] = models.DateTimeField()

    class Meta:
        """By name; a name once for each person."""

        ordering = ("name", "id")
        constraints = (models.UniqueConstraint(fields=["account", "name"], name="room_search_name_once"),)

    def __str__(self) -> str:
        return self.name
