"""Accounts of people, and invitations to make one."""

from __future__ import annotations  # Django's fields take no type arguments at run time

from datetime import datetime
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

NAME_LENGTH = 80


class Accounts(BaseUserManager["Account"]):
    """Finds accounts, as Django's logging in asks for it."""


class Account(AbstractBaseUser):
    """Somebody who may enter the room.

    ``username`` is what is typed to log in; ``name`` is the name under which acts are recorded. ``roles`` is a list of
    names of roles, separated by spaces. No address of e-mail is kept: nothing is ever sent.
    """

    username: models.CharField[str, str] = models.CharField(max_length=NAME_LENGTH, unique=True)
    name: models.CharField[str, str] = models.CharField(max_length=NAME_LENGTH, unique=True)
    roles: models.CharField[str, str] = models.CharField(max_length=NAME_LENGTH, blank=True, default="")
    is_active: models.BooleanField[bool, bool] = models.BooleanField(default=True)
    made: models.DateTimeField[datetime, datetime] = models.DateTimeField()

    objects: ClassVar[Accounts] = Accounts()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        """Listed by name."""

        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Invitation(models.Model):
    """A link by which one person makes an account, or sets a new password; only a digest of it is kept."""

    digest: models.CharField[str, str] = models.CharField(max_length=64, unique=True)
    roles: models.CharField[str, str] = models.CharField(max_length=NAME_LENGTH, blank=True, default="")
    account: models.ForeignKey[Account | None, Account | None] = models.ForeignKey(
        Account, on_delete=models.CASCADE, null=True, related_name="+"
    )
    by: models.CharField[str, str] = models.CharField(max_length=NAME_LENGTH)
    made: models.DateTimeField[datetime, datetime] = models.DateTimeField()
    until: models.DateTimeField[datetime, datetime] = models.DateTimeField()

    class Meta:
        """The newest first."""

        ordering = ("-made",)

    def __str__(self) -> str:
        return f"by {self.by}, until {self.until:%Y-%m-%d}"
