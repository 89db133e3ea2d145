"""Text in pictures, by the tesseract program, where it and its English model are installed.

It is handed nothing but plain grey pixels, runs under the limits of the worker that starts it, on one thread (so that
the same picture gives the same words), and is ended with it.
"""

import re
import shutil
import subprocess
from collections.abc import Sequence
from functools import cache

from ledgerstone.errors import UnreadableOriginal
from ledgerstone.reading.recognised import Picture, Recogniser, Word

_LANGUAGE = "eng"  # the engine reads English
_VERSION = re.compile(r"tesseract v?(\d{1,4}(?:\.\d{1,4}){0,3})")
_WORD, _COLUMNS = "5", 12  # of tesseract's table: the level of words, the number of its columns


def installed() -> bool:
    """Say whether something is there that recognises text."""
    return recogniser() is not None


@cache
def recogniser() -> Recogniser | None:
    """Return what recognises text in pictures, None where it is not installed."""
    path = shutil.which("tesseract")
    if path is None:
        return None
    version = _VERSION.search(_run([path, "--version"]))
    if version is None or _LANGUAGE not in _run([path, "--list-langs"]).split():
        return None
    return Recogniser(name=f"tesseract.{version[1]}", words=lambda picture: _words(path, picture))


def _run(command: Sequence[str], *, data: bytes = b"") -> str:
    done = subprocess.run(command, input=data, capture_output=True, check=False)  # noqa: S603 (a fixed program; pixels)
    if done.returncode:
        raise UnreadableOriginal(
            f"Text recognition failed ({done.stderr.decode('utf-8', 'replace').strip()[-200:]!r}).",
            do="Keep it as it is; type it out, and add the text.",
        )
    return done.stdout.decode("utf-8", "replace")


def _words(path: str, picture: Picture) -> list[Word]:
    data = b"P5 %d %d 255\n" % (picture.width, picture.height) + picture.pixels
    table = _run([path, "stdin", "stdout", "-l", _LANGUAGE, "--psm", "3", "--dpi", "300", "tsv"], data=data)
    rows = (line.split("\t", _COLUMNS - 1) for line in table.split("\n"))
    return [_word(row) for row in rows if len(row) == _COLUMNS and row[0] == _WORD and row[11].strip()]


def _word(row: Sequence[str]) -> Word:
    block, paragraph, line, _, left, top, width, height = (int(number) for number in row[2:10])
    return Word(
        text=row[11].strip(),
        paragraph=(block, paragraph),
        line=line,
        left=left,
        top=top,
        width=width,
        height=height,
        confidence=min(1.0, max(0.0, float(row[10]) / 100)),
    )
