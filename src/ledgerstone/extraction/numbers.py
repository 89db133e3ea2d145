"""Numbers as people write them: figures, words, ranges, bounds and words for a number.

A bound is what the words state: "at least 12" is (12, None), "more than 40" (41, None), "up to 27" (None, 27), "fewer
than 10" (None, 9), "about 30" (30, 30, about), "dozens" (None, None) with ``vague`` "dozens".
"""

from dataclasses import dataclass, replace

from ledgerstone.extraction.words import Word

# Beyond this a number counts no people: there have never been so many.
LARGEST = 10_000_000_000

_UNITS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen".split()
    )
}
_TENS = {
    word: 10 * value
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
_GROUPS = {"dozen": 12, "score": 20}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_VAGUE = frozenset(
    "several some few many multiple numerous various couple dozens tens scores hundreds thousands handful".split()
)
_PLURAL_SCALES = frozenset("dozens tens scores hundreds thousands millions".split())

_AT_LEAST = (
    "at least",
    "no fewer than",
    "no less than",
    "not less than",
    "not fewer than",
    "a minimum of",
    "minimum of",
)
_MORE = ("more than", "over", "upwards of", "upward of", "above", "in excess of", "exceeding", "greater than")
_AT_MOST = ("up to", "as many as", "at most", "no more than", "not more than", "a maximum of", "maximum of")
_LESS = ("fewer than", "less than", "under", "below")
_ABOUT = (
    "about", "around", "approximately", "roughly", "some", "an estimated", "estimated", "nearly", "almost", "close to",
    "circa", "approx", "near to", "just under", "just over", "a reported", "or so",
)  # fmt: skip
_BOUNDS: tuple[tuple[tuple[str, ...], str], ...] = tuple(
    sorted(
        (
            (tuple(phrase.split()), kind)
            for kind, phrases in (
                ("least", _AT_LEAST),
                ("more", _MORE),
                ("most", _AT_MOST),
                ("less", _LESS),
                ("about", _ABOUT),
            )
            for phrase in phrases
        ),
        key=lambda item: -len(item[0]),
    )
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number phrase over tokens ``first`` (inclusive) to ``last`` (exclusive)."""

    first: int
    last: int
    low: int | None
    high: int | None
    about: bool = False
    vague: str | None = None

    @property
    def exact(self) -> int | None:
        """The value where the words state just one."""
        return self.low if self.low == self.high else None


def find_numbers(tokens: tuple[Word, ...]) -> tuple[Number, ...]:
    """Return the number phrases of a sentence, in order and apart from one another."""
    found: list[Number] = []
    i = 0
    while i < len(tokens):
        number = _number_at(tokens, i)
        if number is None:
            i += 1
            continue
        found.append(_bounded(tokens, number, found[-1].last if found else 0))
        i = max(number.last, i + 1)
    return tuple(found)


def cardinal(words: str) -> int | None:
    """Return the value of a text that is one cardinal number and nothing else, or None."""
    from_words = tuple(
        Word(start=0, end=0, text=word, lower=word.lower()) for word in words.replace("-", " - ").split()
    )
    value = _cardinal_at(from_words, 0)
    return value[0] if value and value[1] == len(from_words) else None


def _number_at(tokens: tuple[Word, ...], i: int) -> Number | None:
    if _starts(tokens, i, ("between",)) and (pair := _pair(tokens, i + 1, ("and",))):
        return replace(pair, first=i)
    if _starts(tokens, i, ("from",)) and (pair := _pair(tokens, i + 1, ("to",))):
        return replace(pair, first=i)
    if pair := _pair(tokens, i, ("to", "-", "–", "or", "—")):
        return pair
    if vague := _vague_at(tokens, i):
        return vague
    value = _cardinal_at(tokens, i)
    if value is None:
        return None
    amount, last = value
    if last < len(tokens) and tokens[last].text == "+":
        return Number(first=i, last=last + 1, low=amount, high=None)
    if _starts(tokens, last, ("or", "more")):
        return Number(first=i, last=last + 2, low=amount, high=None)
    return Number(first=i, last=last, low=amount, high=amount)


def _pair(tokens: tuple[Word, ...], i: int, joints: tuple[str, ...]) -> Number | None:
    left = _cardinal_at(tokens, i)
    if left is None or left[1] >= len(tokens) or tokens[left[1]].lower not in joints:
        return None
    right = _cardinal_at(tokens, left[1] + 1)
    if right is None or right[0] <= left[0]:
        return None
    low = left[0]
    # "15 to 20 thousand": the scale belongs to both.
    if right[0] >= _SCALES["thousand"] and low < _SCALES["thousand"] and tokens[right[1] - 1].lower in _SCALES:
        low *= _SCALES[tokens[right[1] - 1].lower]
    return Number(first=i, last=right[1], low=low, high=right[0]) if low < right[0] else None


def _vague_at(tokens: tuple[Word, ...], i: int) -> Number | None:
    word = tokens[i].lower
    if word == "a" and i + 1 < len(tokens) and tokens[i + 1].lower in ("few", "couple", "handful", "number", "group"):
        phrase = "couple" if tokens[i + 1].lower == "couple" else f"a {tokens[i + 1].lower}"
        last = i + 2
        if last < len(tokens) and tokens[last].lower == "of":
            last += 1
            phrase += " of" if phrase in ("a number", "a group") else ""
        elif phrase in ("a number", "a group"):
            return None
        exact = 2 if phrase == "couple" else None
        return Number(first=i, last=last, low=exact, high=exact, about=exact is not None, vague=phrase)
    if word not in _VAGUE and word not in _PLURAL_SCALES:
        return None
    if word == "many" and i and tokens[i - 1].lower in ("as", "how", "so", "too"):
        return None
    if word == "some" and i + 1 < len(tokens) and _cardinal_at(tokens, i + 1):
        return None
    last = i + 1
    phrase = word
    while word in _PLURAL_SCALES and _starts(tokens, last, ("of",)) and last + 1 < len(tokens):
        if tokens[last + 1].lower not in _PLURAL_SCALES:
            break
        phrase += f" of {tokens[last + 1].lower}"
        last += 2
    if word in _PLURAL_SCALES and _starts(tokens, last, ("of",)):
        last += 1
    return Number(first=i, last=last, low=None, high=None, vague=phrase)


def _cardinal_at(tokens: tuple[Word, ...], i: int) -> tuple[int, int] | None:
    """Return (value, index after it) of the cardinal at ``i``, or None. Ordinals, times and decimals are none."""
    if i >= len(tokens):
        return None
    word = tokens[i].lower
    if tokens[i].is_number:
        return _figure(tokens, i)
    if word in ("a", "an", "half") and i + 1 < len(tokens):
        if word == "half" and _starts(tokens, i + 1, ("a", "dozen")):
            return 6, i + 3
        following = tokens[i + 1].lower
        if word != "half" and (following in _SCALES or following in _GROUPS):
            return _words(tokens, i + 1, 1)
        return None
    if word in _UNITS or word in _TENS:
        return _words(tokens, i, None)
    return None


def _figure(tokens: tuple[Word, ...], i: int) -> tuple[int, int] | None:
    text = tokens[i].text.replace(",", "")
    scale = tokens[i + 1].lower if i + 1 < len(tokens) else ""
    if not text.isdigit() or not text.isascii():
        whole, _, part = text.partition(".")
        if scale in _SCALES and whole.isdigit() and part.isdigit() and len(whole) < 5 and len(part) < 5:  # noqa: PLR2004
            return _within(int(whole + part) * _SCALES[scale] // 10 ** len(part), i + 2)
        return None
    if len(text) > len(str(LARGEST)):
        return None
    if scale in _SCALES or scale in _GROUPS:
        return _within(int(text) * (_SCALES.get(scale) or _GROUPS[scale]), i + 2)
    return _within(int(text), i + 1)


def _within(value: int, last: int) -> tuple[int, int] | None:
    return (value, last) if value <= LARGEST else None


def _words(tokens: tuple[Word, ...], i: int, start: int | None) -> tuple[int, int] | None:
    """Read "one hundred and forty-six thousand two hundred" from ``i``; ``start`` is the value of a leading "a"."""
    total, current, last, seen = 0, start or 0, i, start is not None
    while last < len(tokens):
        word = tokens[last].lower
        if word in _UNITS and (current % 10 == 0 and current % 100 != 10 or not seen):  # noqa: PLR2004
            current += _UNITS[word]
        elif word in _TENS and current % 100 == 0:
            current += _TENS[word]
        elif word in _GROUPS and seen and current < 100:  # noqa: PLR2004
            return _within(total + max(current, 1) * _GROUPS[word], last + 1)
        elif word == "hundred" and seen and current < 100:  # noqa: PLR2004
            current = max(current, 1) * 100
        elif word in _SCALES and word != "hundred" and seen:
            total, current = total + max(current, 1) * _SCALES[word], 0
        elif word == "-" and seen and _is_unit_after(tokens, last) and current % 100 in _TENS.values():
            pass
        elif word == "and" and seen and (current or total) and _joins(tokens, last, current):
            pass
        else:
            break
        seen = True
        last += 1
    return _within(total + current, last) if seen and last > i else None


def _is_unit_after(tokens: tuple[Word, ...], i: int) -> bool:
    return i + 1 < len(tokens) and 1 <= _UNITS.get(tokens[i + 1].lower, 0) <= 9  # noqa: PLR2004


def _joins(tokens: tuple[Word, ...], i: int, current: int) -> bool:
    """Say whether "and" stands inside one number: after a hundred or a thousand, before something smaller."""
    if i + 1 >= len(tokens) or current % 100 != 0 or tokens[i - 1].lower not in _SCALES:
        return False
    return tokens[i + 1].lower in _UNITS or tokens[i + 1].lower in _TENS


def _bounded(tokens: tuple[Word, ...], number: Number, floor: int) -> Number:
    """Widen a number by the words before it: "at least", "more than", "up to", "about"."""
    for words, kind in _BOUNDS:
        first = number.first - len(words)
        if first < floor or tuple(token.lower for token in tokens[first : number.first]) != words:
            continue
        wider = replace(number, first=first)
        if kind == "about" and number.vague is None:
            return _bounded(tokens, replace(wider, about=True), floor)
        if number.vague is not None or number.low is None or number.high is None:
            return replace(wider) if kind in ("about", "least", "more") else number
        return {
            "least": replace(wider, high=None),
            "more": replace(wider, low=number.low + 1, high=None),
            "most": replace(wider, low=None),
            "less": replace(wider, low=None, high=number.high - 1),
            "about": wider,
        }[kind]
    return number


def _starts(tokens: tuple[Word, ...], i: int, words: tuple[str, ...]) -> bool:
    return tuple(token.lower for token in tokens[i : i + len(words)]) == words
