"""The review room as a Django app. It holds the case that this process serves."""

from importlib import import_module
from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:  # the store may be loaded only when Django's apps are
    from ledgerstone.web.desk import Served


class WebConfig(AppConfig):
    """Named in INSTALLED_APPS as ``ledgerstone.web``."""

    name = "ledgerstone.web"
    label = "web"
    served: "Served | None" = None

    def ready(self) -> None:
        """Have logins and second factors noted in the log."""
        import_module("ledgerstone.web.noting")
