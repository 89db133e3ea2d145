"""The log of the room: what is no record, and must be known all the same."""

from __future__ import annotations  # Django's fields take no type arguments at run time

from datetime import datetime

from django.db import models

ABOUT_LENGTH = 200


class Doing(models.Model):
    """Somebody did something: logged in, read what is sealed, changed a role. Rows are only added."""

    at: models.DateTimeField[datetime, datetime] = models.DateTimeField(db_index=True)
    by: models.CharField[str, str] = models.CharField(max_length=80)
    what: models.CharField[str, str] = models.CharField(max_length=40)
    about: models.CharField[str, str] = models.CharField(max_length=ABOUT_LENGTH, blank=True, default="")

    class Meta:
        """The newest first."""

        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.by}: {self.what} {self.about}".rstrip()
