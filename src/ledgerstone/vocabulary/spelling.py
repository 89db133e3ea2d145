"""How English words are written: which are words, which are names, which are either ("rose", "Rose").

The list is built once (``spelling_build``) and read only where a text gives no capitals to go by.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ledgerstone.errors import MissingResource

WORDS = Path(__file__).with_name("english.txt")


@dataclass(frozen=True, slots=True)
class Spelling:
    """The list at a path. It can be pickled; the words are read on first use, once a process."""

    path: Path = WORDS

    @property
    def digest(self) -> str:
        """The SHA-256 of the words.

        Raises:
            MissingResource: the list was not built.
        """
        with _there(self.path).open(encoding="utf-8") as lines:
            return lines.readline().strip()

    def is_word(self, low: str) -> bool:
        """Say whether a word, given in lower case, is written so in English."""
        return low in _read(self.path)[0]

    def is_name(self, low: str) -> bool:
        """Say whether a word, given in lower case, is written with a capital in English; it may be a word as well."""
        return low in _read(self.path)[1]


def _there(path: Path) -> Path:
    if not path.is_file():
        raise MissingResource("The list of English words is not there.", do="Run `make setup`.")
    return path


@cache
def _read(path: Path) -> tuple[frozenset[str], frozenset[str]]:
    words = _there(path).read_text(encoding="utf-8").split()[1:]
    return frozenset(word for word in words if word.islower()), frozenset(
        word.lower() for word in words if not word.islower()
    )
