"""Options that several estimators share, checked the same way."""

from ledgerstone.errors import BadSetting


def check_level(level: float) -> None:
    """Refuse a level that is no probability."""
    if not 0.0 < level < 1.0:
        raise BadSetting(f"The level {level} is no probability.", do="Give one between 0 and 1, such as 0.95.")


def check_positive(name: str, value: float) -> None:
    """Refuse an option that must be above 0."""
    if not value > 0.0:
        raise BadSetting(f"The option {name} is {value}.", do="Give a number above 0.")
