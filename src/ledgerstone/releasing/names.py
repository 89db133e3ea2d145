"""Personal names in the wording of a speaker, found by how they are written. Linear in the length of the wording."""

import re
from collections.abc import Iterator

_WORD = re.compile(r"[^\W\d_][^\W_]*(?:['’.-][^\W_]+)*")
_PARTICLES = frozenset(
    {"al", "el", "bin", "ibn", "bint", "abu", "umm", "de", "da", "di", "del", "van", "von", "der", "la", "le", "y"}
)
_TITLES = frozenset(
    {
        "dr",
        "doctor",
        "prof",
        "professor",
        "nurse",
        "surgeon",
        "paramedic",
        "mr",
        "mrs",
        "ms",
        "miss",
        "sister",
        "sheikh",
    }
)
# Words that begin a wording with a capital, or stand in one, and name nobody.
_NOBODY = frozenset(
    """a an the one two three four five six seven eight nine ten several some many another other his her their
    its my our i he she they we resident residents witness witnesses relative relatives neighbour neighbours
    neighbor neighbors survivor survivors villager villagers people local locals source sources activist
    activists family families father mother brother sister son daughter wife husband uncle aunt cousin nephew
    niece man woman boy girl child doctor doctors nurse nurses medic medics hospital clinic friend friends
    mourner mourners user users account post video facebook twitter telegram x instagram whatsapp in at of from
    near and or who says said according mr mrs ms miss dr prof general colonel captain major governor minister
    street road camp city town village district province north south east west monday tuesday wednesday thursday
    friday saturday sunday january february march april may june july august september october november
    december""".split()
)
_SHORTEST = 3  # a part of a name shorter than this is masked only within the full name


def names_in(wording: str) -> Iterator[str]:
    """Yield each run of words that is written like a personal name ("Beska Torrin", "Umm al-Khair").

    Scripts without capitals give the whole wording: it cannot be told apart there, so all of it counts as a name.
    """
    if not any(char.islower() or char.isupper() for char in wording):
        if wording.strip():
            yield wording.strip()
        return
    run: list[re.Match[str]] = []
    for word in _WORD.finditer(wording):
        if run and not _joined(wording[run[-1].end() : word.start()]):
            yield from _name(run, wording)
            run = []
        if _is_name(word[0]) or (run and word[0].casefold() in _PARTICLES):
            run.append(word)
        else:
            yield from _name(run, wording)
            run = []
    yield from _name(run, wording)


def titled_names_in(wording: str) -> Iterator[str]:
    """Yield the names that follow a personal title ("Dr Soreth Halvin"); an office's name has none."""
    words = list(_WORD.finditer(wording))
    for at, word in enumerate(words):
        if word[0].casefold().rstrip(".") in _TITLES:
            after = next(names_in(wording[word.end() : words[min(at + 5, len(words) - 1)].end()]), None)
            if after:
                yield after


def parts_of(name: str) -> Iterator[str]:
    """Yield the single words of a name that may stand alone for the person ("Torrin")."""
    for word in _WORD.finditer(name):
        if len(word[0]) >= _SHORTEST and word[0].casefold() not in _NOBODY | _PARTICLES:
            yield word[0]


def _joined(between: str) -> bool:
    return between.strip() in {"", ".", "-", "’", "'"}


def _is_name(word: str) -> bool:
    if word.casefold().rstrip(".") in _NOBODY:
        return False
    return not word[0].islower() or any(char.isupper() for char in word.partition("-")[2][:1])


def _name(run: list[re.Match[str]], wording: str) -> Iterator[str]:
    while run and run[-1][0].casefold() in _PARTICLES:
        run = run[:-1]
    if run:
        yield wording[run[0].start() : run[-1].end()]
