import re
from collections.abc import Iterator
from pathlib import Path

from ledgerstone import errors
from ledgerstone.cli import exit_status

_PAGE = Path(__file__).parents[2] / "docs" / "errors.md"
_ROW = re.compile(r"^\| ([A-Z]\d\d) \| (\w+) \| (.+) \| (.+) \|$", re.MULTILINE)


def _all(base: type[errors.LedgerstoneError]) -> Iterator[type[errors.LedgerstoneError]]:
    yield base
    for each in base.__subclasses__():
        yield from _all(each)


def test_every_code_is_explained_and_nothing_else() -> None:
    of_page = [(code, name) for code, name, _, _ in _ROW.findall(_PAGE.read_text(encoding="utf-8"))]
    of_code = [
        (each.code, each.__name__) for each in _all(errors.LedgerstoneError) if each.__module__ == errors.__name__
    ]
    assert sorted(of_page) == sorted(of_code)


def test_every_code_is_used_once() -> None:
    codes = [each.code for each in _all(errors.LedgerstoneError)]
    assert sorted(codes) == sorted(set(codes))


def test_the_letter_of_a_code_says_the_exit_status() -> None:
    status = {"I": 2, "C": 4}
    for each in _all(errors.LedgerstoneError):
        assert exit_status(each("x")) == status.get(each.code[0], 1), each.code


def test_an_error_is_one_line_with_code_what_and_what_to_do() -> None:
    assert str(errors.StoreBusy("Held.", do="Wait.")) == "[S02] Held. Wait."
    assert str(errors.StoreBusy("Held.")) == "[S02] Held."
