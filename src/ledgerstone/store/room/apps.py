"""The room of a case as a Django app."""

from django.apps import AppConfig


class RoomConfig(AppConfig):
    """Named in INSTALLED_APPS as ``ledgerstone.store.room``."""

    name = "ledgerstone.store.room"
    label = "room"
