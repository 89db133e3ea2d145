"""Words as they are searched: without case, diacritics and Arabic letter forms. The one function for both databases."""

import re
import unicodedata

_LETTERS = str.maketrans(
    {
        # Latin letters that no decomposition takes apart
        "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ə": "a", "ħ": "h", "ŧ": "t",
        # Arabic: alef wasla, alef maksura, ta marbuta, and the Persian and Urdu forms of kaf, ya and ha
        "ٱ": "ا", "ى": "ي", "ة": "ه", "ک": "ك", "ی": "ي", "ے": "ي", "ہ": "ه", "ھ": "ه", "ۃ": "ه", "ە": "ه",
        "ء": None, "ـ": None,  # a hamza by itself, written or not; the stroke that only lengthens a word
        "'": None, "’": None, "‘": None, "`": None, "ʻ": None, "ʼ": None, "ʿ": None, "ʾ": None, "´": None,
    }
)  # fmt: skip
_WORD = re.compile(r"[^\W_]+")
_SINGLE = re.compile(r"([\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])")
_LONGEST = 64  # characters of a word: PostgreSQL takes 2046 bytes


def folded(text: str) -> str:
    """Return the words of a text as they are searched, parted by single spaces.

    Marks over and under letters go, digits of any script become 0 to 9, letters of a script that puts no spaces stand
    alone, and what shows nothing (bidi controls, joiners) goes, so that a word cannot hide from a search by it.
    """
    if not text.isascii():
        for _ in range(2):  # taking a letter apart can leave a capital, and a small one can be taken apart
            text = unicodedata.normalize("NFKD", text).casefold()
        text = "".join(_plain(each) for each in text).translate(_LETTERS)
        text = _SINGLE.sub(r" \1 ", text)
    else:
        text = text.casefold().replace("'", "").replace("`", "")
    return " ".join(word[:_LONGEST] for word in _WORD.findall(text))


def _plain(character: str) -> str:
    if character.isascii():
        return character
    kind = unicodedata.category(character)
    if kind in {"Mn", "Me", "Cf"}:
        return ""
    return str(unicodedata.digit(character)) if kind == "Nd" else character
