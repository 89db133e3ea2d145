"""A step of a migration that says its SQL for each database: the triggers and checks are the point of these tables."""

from collections.abc import Sequence
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation


class SQL(Operation):
    """Run statements, in one transaction, as the database of the case needs them.

    Args:
        sqlite: the statements for SQLite.
        postgresql: those for PostgreSQL, run by the owner of the tables with the case's schema as search path.
    """

    reversible = False

    def __init__(self, *, sqlite: Sequence[str], postgresql: Sequence[str]) -> None:
        self._statements = {"sqlite": tuple(sqlite), "postgresql": tuple(postgresql)}

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Nothing: no model is Django's to manage."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        """Run the statements."""
        del app_label, from_state, to_state
        for statement in self._statements[schema_editor.connection.vendor]:
            schema_editor.execute(statement, params=None)

    def describe(self) -> str:
        """Return what Django prints of it."""
        return "Make tables and triggers"
