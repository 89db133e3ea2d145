"""Numbers as people write them: figures, words, ranges, bounds and words for a number.

A bound is what the words state: "at least 12" is (12, None), "more than 40" (41, None), "up to 27" (None, 27), "fewer
than 10" (None, 9), "about 30" (30, 30, about), "dozens" (None, None) with ``vague`` "dozens".
"""

from dataclasses import dataclass, replace

from ledgerstone.extraction.harm.cardinals import SCALES, cardinal_at, starts
from ledgerstone.extraction.text.words import Word

_VAGUE = frozenset("several some few many multiple numerous various".split())
_PLURAL_SCALES = frozenset("dozens tens scores hundreds thousands millions".split())

_OPENING = frozenset("“ \" ‘ ' ¨".split())
_CLOSING = frozenset("” \" ’ ' ¨".split())
_BEFORE_NUMBER = frozenset(
    """
    large small unknown unspecified undetermined undisclosed high considerable significant great limited as yet
    “ " ‘ ' ¨
    """.split()
)
_BE = frozenset("was were have had".split())
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
_BOUND_ENDS = frozenset(phrase[-1] for phrase, _ in _BOUNDS)


@dataclass(frozen=True, slots=True)
class Number:
    """A number phrase over words ``first`` (inclusive) to ``last`` (exclusive)."""

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


def find_numbers(words: tuple[Word, ...]) -> tuple[Number, ...]:
    """Return the number phrases of a sentence, in order and apart from one another."""
    found: list[Number] = []
    i = 0
    while i < len(words):
        number = _number_at(words, i)
        if number is None:
            i += 1
            continue
        if number.last < len(words) and words[number.last].text in _CLOSING and words[i - 1].text in _OPENING:
            number = replace(number, last=number.last + 1)  # “dozens” others
        found.append(_bounded(words, number, found[-1].last if found else 0))
        i = max(number.last, i + 1)
    return tuple(found)


def _number_at(words: tuple[Word, ...], i: int) -> Number | None:
    if starts(words, i, ("between",)) and (pair := _pair(words, i + 1, ("and",)) or _open_pair(words, i + 1)):
        return replace(pair, first=i)
    if starts(words, i, ("from",)) and (pair := _pair(words, i + 1, ("to",))):
        return replace(pair, first=i)
    if pair := _pair(words, i, ("to", "-", "–", "or", "—")):
        return pair
    if vague := _vague_at(words, i):
        return vague
    value = cardinal_at(words, i)
    if value is None:
        return None
    amount, last = value
    if last < len(words) and words[last].text == "+":
        return Number(first=i, last=last + 1, low=amount, high=None)
    if starts(words, last, ("or", "more")):
        return Number(first=i, last=last + 2, low=amount, high=None)
    return Number(first=i, last=last, low=amount, high=amount)


def _pair(words: tuple[Word, ...], i: int, joints: tuple[str, ...]) -> Number | None:
    left = cardinal_at(words, i)
    if left is None or left[1] >= len(words) or words[left[1]].lower not in joints:
        return None
    right = cardinal_at(words, left[1] + 1)
    if right is None or right[0] <= left[0]:
        return None
    low = left[0]
    # "15 to 20 thousand": the scale belongs to both.
    if right[0] >= SCALES["thousand"] and low < SCALES["thousand"] and words[right[1] - 1].lower in SCALES:
        low *= SCALES[words[right[1] - 1].lower]
    return Number(first=i, last=right[1], low=low, high=right[0]) if low < right[0] else None


def _open_pair(words: tuple[Word, ...], i: int) -> Number | None:
    """Read "eight and more than 30" behind "between"."""
    left = cardinal_at(words, i)
    if left is None or not starts(words, left[1], ("and", "more", "than")):
        return None
    right = cardinal_at(words, left[1] + 3)
    return Number(first=i, last=right[1], low=left[0], high=right[0] + 1) if right and left[0] < right[0] else None


def _vague_at(words: tuple[Word, ...], i: int) -> Number | None:
    """Read a word for a number: "dozens of", "tens of thousands", "a few", "a large number of", "several"."""
    word = words[i].lower
    if word in ("a", "an"):
        return _vague_phrase(words, i)
    if word in _PLURAL_SCALES:
        return _plural_scale(words, i)
    if word not in _VAGUE:
        return None
    if word == "many" and i and words[i - 1].lower in ("as", "how", "so", "too"):
        return None
    if word == "some" and i + 1 < len(words) and cardinal_at(words, i + 1):
        return None  # "some 40" is about 40
    return Number(first=i, last=i + 1, low=None, high=None, vague=word)


def _vague_phrase(words: tuple[Word, ...], i: int) -> Number | None:
    if last := _after_number_of(words, i + 1):
        return Number(first=i, last=last, low=None, high=None, vague="a number of")
    following = words[i + 1].lower if i + 1 < len(words) else ""
    last = i + 3 if starts(words, i + 2, ("of",)) else i + 2
    if following == "couple":
        return Number(first=i, last=last, low=2, high=2, about=True, vague="couple")
    if following in ("few", "handful"):
        return Number(first=i, last=last, low=None, high=None, vague=f"a {following}")
    if following == "group" and last == i + 3:
        return Number(first=i, last=last, low=None, high=None, vague="a group of")
    return None


def _plural_scale(words: tuple[Word, ...], i: int) -> Number:
    phrase, last = words[i].lower, i + 1
    while starts(words, last, ("of",)) and last + 1 < len(words) and words[last + 1].lower in _PLURAL_SCALES:
        phrase += f" of {words[last + 1].lower}"
        last += 2
    if starts(words, last, ("of",)):
        last += 1
    return Number(first=i, last=last, low=None, high=None, vague=phrase)


def _after_number_of(words: tuple[Word, ...], i: int) -> int | None:
    """Return the index after "number of", "large number of", "unknown number of" at ``i``, or None."""
    for first in (i, i + 1, i + 2):
        if starts(words, first, ("number", "of")):
            return first + 2
        if starts(words, first, ("number",)) and first + 1 < len(words) and words[first + 1].lower in _BE:
            return first + 1  # "an unknown number were wounded"
        quoted = starts(words, first, ("number",)) and first + 1 < len(words) and words[first + 1].text in _CLOSING
        if quoted and starts(words, first + 2, ("of",)):
            return first + 3  # a “large number” of others
        if first >= len(words) or words[first].lower not in _BEFORE_NUMBER:
            return None
    return None


def _bounded(words: tuple[Word, ...], number: Number, floor: int) -> Number:
    """Widen a number by the words before it: "at least", "more than", "up to", "about"."""
    if number.first == floor or words[number.first - 1].lower not in _BOUND_ENDS:
        return number
    for phrase, kind in _BOUNDS:
        first = number.first - len(phrase)
        if first < floor or tuple(token.lower for token in words[first : number.first]) != phrase:
            continue
        wider = replace(number, first=first)
        if kind == "about" and number.vague is None:
            return _bounded(words, replace(wider, about=True), floor)
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
