"""What is translated and stands in data, not in code: the words of codes, and what they mean."""

from collections.abc import Iterator
from functools import lru_cache

from ledgerstone import vocabulary
from ledgerstone.actions.permissions import WORDS, Role
from ledgerstone.releasing.wording import code_words
from ledgerstone.web.saying.sentences import SENTENCES

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_BESIDE = ("everyone", "same as", "part of", "about", "background")  # said of figures and links, and on no list


def listed() -> Iterator[str]:
    """Yield the words of every code, and what each means."""
    for name in vocabulary.names():
        for code in vocabulary.code_list(name).codes:
            yield code_words(code.name)
            yield vocabulary.definition(name, code.name)
    yield from (*WEEKDAYS, *_BESIDE, *WORDS.values(), *(role.value for role in Role))


@lru_cache(maxsize=1)
def known_words() -> frozenset[str]:
    """Return what is translated as it stands: words of codes, their meanings, and sentences without holes."""
    return frozenset(listed()) | {each for each in SENTENCES if "%(" not in each}
