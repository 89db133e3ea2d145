"""Phrases for people that belong together: what adds up, what only names some, what says the same again."""

from ledgerstone.extraction.harm.clauses import leads_in
from ledgerstone.extraction.harm.people import People
from ledgerstone.extraction.text.words import Word

_COORDINATORS = frozenset(", and as well along together with alongside plus & / ( ) of the family families".split())
_PARTICLES = frozenset("al el bin ibn abu umm um bint de la del da van von der den du e y - ' ’ 's s ben ould".split())
_AGE = frozenset("year years old".split())
_INCLUDING = frozenset("including included among amongst includes mostly mainly namely them whom particularly".split())
_AMONG = frozenset("among amongst".split())
_BE = frozenset("was were is are".split())
_OPENING = frozenset("– — :".split())
_OF_THEM = (["of", "them"], ["of", "whom"])

Run = tuple[People, ...]


def divide(words: tuple[Word, ...], start: int, phrases: Run) -> tuple[Run, Run]:
    """Part phrases into heads and those that only name some of the heads' people.

    "Nine people, including two women": the women are a part. "His four children – two sons and two daughters – ...":
    what a dash or colon opens behind a number of people tells who they are, up to the closing dash.
    """
    heads: list[People] = []
    parts: list[People] = []
    position, included, told = start, False, False
    for phrase in phrases:
        gap = words[position : phrase.first]
        if heads and phrase.first - heads[-1].last == 1 and words[phrase.first - 1].lower == "of":
            continue  # "the sister of the journalist": whose, not whom
        lowers = {word.lower for word in gap}
        if heads and lowers & _AMONG and lowers & _BE:  # "two women were among six people killed"
            parts, heads, position = [*parts, *heads], [phrase], phrase.last
            continue
        included = included or (bool(heads) and bool(lowers & _INCLUDING)) or _is_of_heads(words, heads, phrase)
        dashes = sum(_is_dash(words, i) for i in range(position, phrase.first))
        if dashes % 2 and (told or _opens_list(heads)):
            told = not told
        position = phrase.last
        (parts if included or told else heads).append(phrase)
    return tuple(heads), tuple(part for part in parts if part.counted or part.vague)


def _is_of_heads(words: tuple[Word, ...], heads: list[People], phrase: People) -> bool:
    """Say whether the one head is that of which the phrase is some: "among those 12 victims, three infants"."""
    if len(heads) != 1 or not heads[0].first or words[heads[0].first - 1].lower not in _AMONG:
        return False
    return [word.text for word in words[heads[0].last : phrase.first]] == [","]


def _is_dash(words: tuple[Word, ...], i: int) -> bool:
    """Say whether a dash or colon stands at ``i``; a hyphen is one with white space on both sides."""
    if words[i].text != "-":
        return words[i].text in _OPENING
    return 0 < i < len(words) - 1 and words[i - 1].end < words[i].start and words[i].end < words[i + 1].start


def _opens_list(heads: list[People]) -> bool:
    return bool(heads) and not heads[-1].singular and (heads[-1].counted or heads[-1].vague is not None)


def first_run(words: tuple[Word, ...], phrases: Run) -> Run:
    """Return the phrases from the first on that are coordinated."""
    run: list[People] = []
    for phrase in phrases:
        if run and not _linked(words, run[-1], phrase):
            break
        run.append(phrase)
    return tuple(run)


def last_run(words: tuple[Word, ...], phrases: Run) -> Run:
    """Return the phrases up to the last that are coordinated."""
    run: list[People] = []
    for phrase in reversed(phrases):
        if run and not _linked(words, phrase, run[0]):
            break
        run.insert(0, phrase)
    return _past_relative(words, tuple(run))


def _past_relative(words: tuple[Word, ...], run: Run) -> Run:
    """Leave out those of others told of before: "19 of them women and children, and 7 others were injured"."""
    if not run or [word.lower for word in words[max(0, run[0].first - 2) : run[0].first]] not in _OF_THEM:
        return run
    own = [i for i in range(1, len(run)) if _gap(words, run[i - 1], run[i]) == [",", "and"]]
    return run[own[0] :] if own else run


def _gap(words: tuple[Word, ...], left: People, right: People) -> list[str]:
    return [word.lower for word in words[left.last : right.first]]


def apposed(words: tuple[Word, ...], run: Run) -> tuple[Run, Run]:
    """Part "four civilians, a woman and three children" into the whole and what it consists of."""
    if not run:
        return (), ()
    head, rest = run[0], tuple(phrase for phrase in run[1:] if not phrase.anaphoric)
    if not rest:
        return ((head,), ()) if not head.anaphoric or head.introduces else ((), ())
    joined = {word.lower for word in words[head.last : rest[0].first]}
    adds_up = sum(phrase.low or 0 for phrase in rest) == head.low
    if _tells_by_name(words, head, rest[0]):
        return (head,), rest
    if not joined & {"and", "with"} and (not rest[0].counted or adds_up):
        return (head,), rest
    return tuple(phrase for phrase in (head, *rest) if not phrase.anaphoric), ()


def _tells_by_name(words: tuple[Word, ...], head: People, following: People) -> bool:
    """Say whether kin of somebody named follow a number: "seven civilians, Ilan Voss, his wife and five children"."""
    gap = words[head.last : following.first]
    named = any(word.is_capital for word in gap) and "," in {word.text for word in gap}
    return named and following.kin and not head.kin and not head.singular and head.counted


def reaches(words: tuple[Word, ...], start: int, first: int) -> bool:
    """Say whether only names, ages and joining words stand between a word of harm and its first phrase."""
    return all(_joins(word) or leads_in([word.lower]) for word in words[start:first])


def _linked(words: tuple[Word, ...], left: People, right: People) -> bool:
    """Say whether two phrases are coordinated; what stands in brackets or between dashes does not part them."""
    inside = False
    for word in words[left.last : right.first]:
        if word.text in "([":
            inside = True
        elif word.text in "–—":
            inside = not inside
        elif word.text in ")]":
            inside = False
        elif not inside and not _joins(word):
            return False
    return not inside


def _joins(word: Word) -> bool:
    lower = word.lower
    return word.is_number or word.is_capital or lower in _COORDINATORS or lower in _PARTICLES or lower in _AGE
