"""Writes what is translated and stands in data as `makemessages` reads it.

python -m ledgerstone.web.saying.for_translators > listed_words.py
"""

from ledgerstone.web.saying.listing import listed


def main() -> None:
    """Print a module that names every word."""
    print("from django.utils.translation import gettext_noop\n")  # noqa: T201 (it is what the module is for)
    for each in sorted(set(listed())):
        print(f"gettext_noop({each!r})")  # noqa: T201


if __name__ == "__main__":
    main()
