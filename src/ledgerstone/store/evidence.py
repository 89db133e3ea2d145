"""What verifying asks of a database, whichever it is."""

from collections.abc import Iterator
from typing import Any, Protocol

Row = tuple[Any, ...]


class Evidence(Protocol):
    """The rows of a case, read with the database alone; nothing that wrote the case vouches for them."""

    @property
    def not_covered(self) -> str:
        """What cannot be checked here, in plain words; empty where everything is."""

    def execute(self, query: str) -> Iterator[Row]:
        """Yield the rows that a query finds, texts as bytes."""

    def check(self) -> None:
        """Let the database check itself.

        Raises:
            CustodyError: it found something.
        """

    def check_schema(self) -> None:
        """Compare tables and triggers with those that the migrations make.

        Raises:
            ChangedSchema: the first that differs.
        """

    def check_rest(self) -> Iterator[str]:
        """Check what holds no record, and yield notes on what is not covered.

        Raises:
            DamagedDatabase: the database is not as it was left.
        """
