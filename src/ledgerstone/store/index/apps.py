"""The Django app of the index."""

from django.apps import AppConfig


class IndexConfig(AppConfig):
    """The read model of the review room."""

    name = "ledgerstone.store.index"
    label = "index"
    default_auto_field = "django.db.models.BigAutoField"
