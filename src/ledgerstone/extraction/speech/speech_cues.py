"""The words that say that somebody said something, found in the tokens of a sentence."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ledgerstone.extraction.text.tokens import Tokens
from ledgerstone.vocabulary import read

# What may stand between a subject and its verb without being part of either.
_AUXILIARIES = frozenset(
    """has have had is are was were be been being 's ’s also later then earlier previously now still again once
    first both all""".split()
)
_BE = frozenset("is are was were be been being".split())
_BLOCKING = frozenset(
    """not never n't to would could may might must should can cannot didn't didn’t doesn't doesn’t don't don’t
    hasn't hasn’t haven’t haven't nor neither without if""".split()
)
_ADVERB = ("ly",)
_PARTICIPLE_SUBJECTLESS = frozenset(", ; – — while by".split())
_PRONOMINAL = frozenset("some any many several all other those these".split())
_FIGURES = frozenset("toll number figure figures count total tally dead death deaths casualties estimate".split())
_WITH = 9  # how many tokens before a participle ", with" may stand ("..., with one user writing that ...")
_PRONOUNS = frozenset("he she they it we who which also".split())
_CLAUSE_OPENERS = frozenset(
    'that : “ " the a an his her its their he she they it there at more no some how whether what to'.split()
)
_DETERMINERS = frozenset(
    """the a an this that these those his her its their our my some any no such more other of in on for with to
    several multiple various many initial unconfirmed local new recent earlier previous""".split()
)


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb of saying: tokens ``first`` to ``last`` (exclusive), with its auxiliaries, and how it is built.

    ``kind``: say, tell, clause or object, by what follows it; ``form``: finite, ing (a participle), with (", with one
    user writing"), by ("reported by"), as_saying ("was quoted as saying").
    """

    first: int
    last: int
    kind: str
    form: str
    verb: str


@dataclass(frozen=True, slots=True)
class _Form:
    kind: str
    ing: bool
    rest: tuple[str, ...]
    past: bool


def _regular(lemma: str) -> list[str]:
    stem = lemma.removesuffix("e")
    past = stem + "ed"
    third = lemma + ("es" if lemma.endswith(("s", "sh", "ch")) else "s")
    return [third, past, stem + "ing"]


@cache
def _forms() -> dict[str, tuple[_Form, ...]]:
    """The verb forms by first word, the longer ones first."""
    words = read("speech_words.yaml")
    forms: dict[str, list[_Form]] = {}
    for kind in ("object", "say", "tell", "clause"):
        for lemma, irregular in words[f"{kind}_verbs"].items():
            for form in [lemma, *(irregular or _regular(lemma))]:
                head, *rest = form.split()
                third = head.endswith("s") and form != lemma
                entry = _Form(kind, ing=head.endswith("ing"), rest=tuple(rest), past=form != lemma and not third)
                forms.setdefault(head, []).append(entry)
    return {head: tuple(sorted(entries, key=lambda e: -len(e.rest))) for head, entries in forms.items()}


@cache
def verbs_of_saying() -> frozenset[str]:
    """Return the verbs of saying in all their forms, in lower case."""
    return frozenset(_forms())


@cache
def _noun_forms() -> frozenset[str]:
    return frozenset(read("speech_words.yaml")["noun_forms"])


def find_cues(tokens: Tokens, low: int, high: int) -> Iterator[Cue]:
    """Yield the verbs of saying among tokens ``low`` to ``high`` that stand outside quotations."""
    forms = _forms()
    index = low
    while index < high:
        entries = forms.get(tokens.lows[index])
        cue = None
        if entries and not tokens.quoted[index] and (index == low or not tokens.words[index][0].isupper()):
            cue = _cue(tokens, index, (low, high), entries)
        if cue is not None:
            yield cue
            index = cue.last
        else:
            index += 1


def _cue(tokens: Tokens, index: int, bounds: tuple[int, int], entries: tuple[_Form, ...]) -> Cue | None:
    low, high = bounds
    lows = tokens.lows
    form = next((e for e in entries if tuple(lows[index + 1 : index + 1 + len(e.rest)]) == e.rest), None)
    if form is None or (lows[index] in _noun_forms() and _is_noun(tokens, index, low)):
        return None
    last = index + 1 + len(form.rest)
    first = _with_auxiliaries(tokens, index, low)
    before = lows[first - 1] if first > low else ""
    if before in _BLOCKING or before.endswith(("n't", "n’t")):
        return None
    if form.ing:
        progressive = any(word in _BE or word in {"'s", "’s"} for word in lows[first:index])
        if progressive or before not in _PARTICIPLE_SUBJECTLESS:
            accompanied = not progressive and ", with" in " ".join(lows[max(low, index - _WITH) : index])
            shape = "with" if accompanied else "finite"
            return Cue(first, last, form.kind, shape, lows[index]) if progressive or accompanied else None
        return Cue(index, last, form.kind, "ing", lows[index])
    return _finite(tokens, (first, index, last), form, high)


def _finite(tokens: Tokens, at: tuple[int, int, int], form: _Form, high: int) -> Cue | None:
    """Tell an active verb from a passive one and from an adjective ("an alleged strike")."""
    first, index, last = at
    lows = tokens.lows
    before = lows[index - 1] if index else ""
    if form.past and first == index and (before in _DETERMINERS - _PRONOMINAL or before.isdigit()):
        return None
    if form.past and last < high and lows[last] == "by" and form.kind != "tell":
        passive = first < index or before in {",", "as"} or lows[index] in {"reported", "confirmed", "announced"}
        return None if not passive else Cue(first, last + 1, form.kind, "by", lows[index])
    if any(word in _BE for word in lows[first:index]):
        if lows[index] in {"quoted", "cited"} and "as" in lows[last : last + 1] and last + 1 < high:
            return Cue(first, min(last + 2, high), "say", "as_saying", lows[index])
        return None
    if (
        lows[index] in {"put", "puts"}
        and form.rest in {("the",), ("its",)}
        and not ("at" in lows[last : last + 10] and _FIGURES & set(lows[last : last + 6]))
    ):
        return None
    if lows[index] == "claimed" and {"life", "lives", "responsibility"} & set(lows[last : last + 4]):
        return None
    return Cue(first, last, form.kind, "finite", lows[index])


def _with_auxiliaries(tokens: Tokens, index: int, low: int) -> int:
    first = index
    while first > low and (tokens.lows[first - 1] in _AUXILIARIES or tokens.lows[first - 1].endswith(_ADVERB)):
        first -= 1
    # Adverbs alone at a sentence's start are no part of the verb.
    return first


def _is_noun(tokens: Tokens, index: int, low: int) -> bool:
    """Say whether a form such as "reports" is a noun here: anything but a plain subject before and a clause behind."""
    if index == low:
        return True
    before, after = tokens.lows[index - 1], (tokens.lows[index + 1] if index + 1 < len(tokens.lows) else ".")
    if before in _PRONOUNS or before.endswith("ly"):
        return False
    if before in _DETERMINERS or not before[0].isalpha() or before.endswith(("’s", "'s", "s’", "s'")):
        return True
    if after == "that" and tokens.lows[index].endswith("s"):
        return False  # "the survey shows that": a noun in the plural would follow its determiner
    plain_subject = tokens.words[index - 1][0].isupper() or before.endswith("s") or before == "people"
    clause = (
        after in _CLAUSE_OPENERS
        or after[0].isdigit()
        or (tokens.words[index + 1 : index + 2] > ["A"] and tokens.words[index + 1][0].isupper())
    )
    return not (plain_subject and clause)
