"""Build the list of English words out of the package spylls, once: ``python -m ledgerstone.vocabulary.spelling_build``.

The package carries the English dictionary of Hunspell, which knows "rose" and "Rose" apart: stems, each with the
letters of the endings that it takes. Here every form is written out. It is what tells names from words where a text is
all capitals.
"""

import hashlib
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from ledgerstone.vocabulary.spelling import WORDS

_WORD = re.compile(r"[A-Za-z]+")
_POSSESSIVE = "M"


@dataclass(frozen=True, slots=True)
class _Affix:
    """One rule: what falls off, what comes on, at which end of the word, and the form that the word must have."""

    off: str
    on: str
    behind: bool
    fits: re.Pattern[str]

    def forms(self, stem: str) -> Iterator[str]:
        if not self.fits.search(stem):
            return
        yield stem[: len(stem) - len(self.off)] + self.on if self.behind else self.on + stem


def main() -> int:
    """Build the list where the package looks for it, by renaming a finished file into place."""
    folder = Path(str(resources.files("spylls.hunspell").joinpath("data", "en")))
    affixes = rules((folder / "en_US.aff").read_text(encoding="utf-8").splitlines())
    stems = (folder / "en_US.dic").read_text(encoding="utf-8").splitlines()[1:]
    words = sorted({word for entry in stems for word in forms(entry, affixes)})
    body = "\n".join(words)
    draft = WORDS.with_suffix(".draft")
    draft.write_text(f"{hashlib.sha256(body.encode()).hexdigest()}\n{body}\n", encoding="utf-8")
    draft.replace(WORDS)
    sys.stdout.write(f"{WORDS.name}: {len(words):,} words, {WORDS.stat().st_size / 1e6:.1f} MB\n")
    return 0


def rules(lines: Sequence[str]) -> Mapping[str, Sequence[_Affix]]:
    """Return the rules of an ``.aff`` file by their letter, possessives left out."""
    found: dict[str, list[_Affix]] = defaultdict(list)
    for line in lines:
        parts = line.split()
        if len(parts) < 5 or parts[0] not in ("SFX", "PFX") or parts[1] == _POSSESSIVE:  # noqa: PLR2004 (a rule's parts)
            continue
        kind, letter, off, on, condition = parts[:5]
        behind = kind == "SFX"
        fits = re.compile(f"{condition}$" if behind else f"^{condition}")
        found[letter].append(_Affix("" if off == "0" else off, on.split("/")[0], behind, fits))
    return found


def forms(entry: str, affixes: Mapping[str, Sequence[_Affix]]) -> Iterator[str]:
    """Yield the forms of a dictionary's entry, "rose/MS": the stem, with each ending, and those with each prefix."""
    stem, _, letters = entry.strip().partition("/")
    if not _WORD.fullmatch(stem):
        return
    own = [affix for letter in letters for affix in affixes.get(letter, ())]
    ended = [stem, *(form for affix in own if affix.behind for form in affix.forms(stem))]
    yield from ended
    yield from (form for affix in own if not affix.behind for word in ended for form in affix.forms(word))


if __name__ == "__main__":
    sys.exit(main())
