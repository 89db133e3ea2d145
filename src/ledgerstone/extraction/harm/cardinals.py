"""Cardinal numbers in figures and words: "1,500", "one hundred and forty-six", "2.5 million", "half a dozen"."""

from ledgerstone.extraction.text.words import Word

# Beyond this a number counts no people: there have never been so many.
LARGEST = 10_000_000_000

_UNITS = {
    word: value
    for value, word in enumerate(
        """
        zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
        eighteen nineteen
        """.split()
    )
}
_TENS = {
    word: 10 * value
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
_GROUPS = {"dozen": 12, "score": 20}
SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_HUNDRED = 100
_PART_DIGITS = 5  # of "2.5 million": more are no count of people


def cardinal(text: str) -> int | None:
    """Return the value of a text that is one cardinal number and nothing else, or None."""
    parts = text.replace("-", " - ").split()
    words = tuple(Word(start=0, end=0, text=part, lower=part.lower()) for part in parts)
    found = cardinal_at(words, 0)
    return found[0] if found and found[1] == len(words) else None


def cardinal_at(words: tuple[Word, ...], i: int) -> tuple[int, int] | None:
    """Return (value, index after it) of the cardinal at ``i``, or None. Ordinals, times and decimals are none."""
    if i >= len(words):
        return None
    word = words[i].lower
    if words[i].is_number:
        return _figure(words, i)
    if word in ("a", "an", "half") and i + 1 < len(words):
        if word == "half" and starts(words, i + 1, ("a", "dozen")):
            return 6, i + 3
        following = words[i + 1].lower
        if word != "half" and (following in SCALES or following in _GROUPS):
            return _words(words, i + 1, 1)
        return None
    if word in _UNITS or word in _TENS:
        return _words(words, i, None)
    return None


def _figure(words: tuple[Word, ...], i: int) -> tuple[int, int] | None:
    text = words[i].text.replace(",", "")
    scale, further = (words[j].lower if j < len(words) else "" for j in (i + 1, i + 2))
    if scale in SCALES and further in SCALES:
        return None  # "5 million million": no number that anybody means
    if not text.isdigit() or not text.isascii():
        whole, _, part = text.partition(".")
        if scale in SCALES and whole.isdigit() and part.isdigit() and max(len(whole), len(part)) < _PART_DIGITS:
            return _within(int(whole + part) * SCALES[scale] // 10 ** len(part), i + 2)
        return None
    if len(text) > len(str(LARGEST)):
        return None
    if scale in SCALES or scale in _GROUPS:
        return _within(int(text) * (SCALES.get(scale) or _GROUPS[scale]), i + 2)
    return _within(int(text), i + 1)


def _within(value: int, last: int) -> tuple[int, int] | None:
    return (value, last) if value <= LARGEST else None


def _words(words: tuple[Word, ...], i: int, start: int | None) -> tuple[int, int] | None:
    """Read "one hundred and forty-six thousand two hundred" from ``i``; ``start`` is the value of a leading "a"."""
    total, current, last, seen = 0, start or 0, i, start is not None
    while last < len(words):
        word = words[last].lower
        if word in _GROUPS and seen and current < _HUNDRED:
            return _within(total + max(current, 1) * _GROUPS[word], last + 1)
        if (added := _small(word, current)) is not None or (word in _UNITS and not seen):
            current += added or 0
        elif word == "hundred" and seen and current < _HUNDRED:
            current = max(current, 1) * _HUNDRED
        elif word in SCALES and word != "hundred" and seen:
            if not current or (total and total < SCALES[word]):
                return None  # "one million million": no number that anybody means
            total, current = total + current * SCALES[word], 0
        elif not seen or not _joins(words, last, total, current):
            break
        seen = True
        last += 1
    return _within(total + current, last) if seen and last > i else None


def _small(word: str, current: int) -> int | None:
    """Return what a unit or a ten adds to a number so far, or None where it cannot follow."""
    if word in _UNITS and current % 10 == 0 and current % _HUNDRED != _UNITS["ten"]:
        return _UNITS[word] if current % _HUNDRED == 0 or _UNITS[word] < _UNITS["ten"] else None
    return _TENS[word] if word in _TENS and current % _HUNDRED == 0 else None


def _joins(words: tuple[Word, ...], i: int, total: int, current: int) -> bool:
    """Say whether "and" or a hyphen stands inside one number: "hundred and six", "forty-six"."""
    following = words[i + 1].lower if i + 1 < len(words) else ""
    if words[i].text == "-":
        return current % _HUNDRED in _TENS.values() and 1 <= _UNITS.get(following, 0) < _UNITS["ten"]
    if words[i].lower != "and" or not (current or total):
        return False
    return current % _HUNDRED == 0 and words[i - 1].lower in SCALES and (following in _UNITS or following in _TENS)


def starts(words: tuple[Word, ...], i: int, phrase: tuple[str, ...]) -> bool:
    """Say whether the words from ``i`` on are those of a phrase."""
    if i >= len(words) or words[i].lower != phrase[0]:
        return False
    return tuple(word.lower for word in words[i : i + len(phrase)]) == phrase
