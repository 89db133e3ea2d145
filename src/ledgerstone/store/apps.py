"""The store as a Django app."""

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """Named in INSTALLED_APPS as ``ledgerstone.store``."""

    name = "ledgerstone.store"
    label = "store"
