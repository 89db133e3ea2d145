"""What is guessed about an encoding, and what could not be read, is told."""

import pytest

from ledgerstone.reading import read_all

_SENTENCE = "Ten people were killed in Sévère on 3 March 2026, the préfet said."


def _told(data: bytes) -> str:
    (_,), problems = read_all(data, name="a.txt")
    return " ".join(problem.text for problem in problems)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_what_is_certain_needs_no_word(encoding: str) -> None:
    assert _told(_SENTENCE.encode(encoding)) == ""


def test_a_guess_is_told() -> None:
    assert "it was guessed to be" in _told(_SENTENCE.encode("cp1252"))


def test_bytes_that_cannot_be_read_are_counted() -> None:
    assert "1 places cannot be read as utf-8" in _told(_SENTENCE.encode() + b"\xff")


def test_nuls_are_counted() -> None:
    assert _told(_SENTENCE.replace("were", "we\0re\0").encode()) == "2 NUL characters stand as U+FFFD."
