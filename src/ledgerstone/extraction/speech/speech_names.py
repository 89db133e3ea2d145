"""Whom a pronoun or a short name means, among the people and offices named so far."""

import re

_WORD = r"(?:[A-Z][\w’'-]{0,40}\w|al-\w+|bin|ibn|de|van|von|da|abu)"
_NAME = re.compile(rf"{_WORD}(?:\s+(?:{_WORD}|[A-Z]\.))*")
_OF = re.compile(r"(?:\b(?:of|for|in|at|from|with|by|to|near|on)\s+(?:the\s+)?|[’']s\s+)$")
_TITLES = frozenset(
    """mr mrs ms dr gen col lt maj capt sgt prof the a an president governor mayor minister commissioner sheikh
    colonel general captain local senator secretary director spokesman spokeswoman spokesperson foreign prime
    chief major""".split()
)
_BODY = re.compile(
    r"\b(?:ministry|army|agency|group|organi[sz]ation|office|police|hospital|"
    r"service|council|government|party|network|observatory|"
    r"military|committee|command|news|unit|cent(?:re|er)|tv|radio|press|brigade|"
    r"forces|assembly|defen[cs]e|department|nations|"
    r"street|road|province|district|airport|camp|mosque|church|market|school|university|times|post|authorit\w+)\b",
    re.IGNORECASE,
)
_PERSON_WORD = re.compile(
    r"\b(?:spokes\w+|director|chief|minister|governor|mayor|president|commander|"
    r"survivor|resident|doctor|dr|mr|mrs|ms|his|her|colleague|"
    r"witness|neighbou?r|man|woman|brother|sister|father|mother|leader|secretary|"
    r"official|analyst|teacher|farmer|commissioner|general|colonel)\b",
    re.IGNORECASE,
)
_SHE = re.compile(
    r"\b(?:sister|mother|wife|daughter|aunt|niece|grandmother|widow|woman|girl|"
    r"spokeswoman|mrs|ms|seamstress|nun|his wife)\b",
    re.IGNORECASE,
)
_HE = re.compile(
    r"\b(?:brother|father|husband|son|uncle|nephew|grandfather|widower|man|boy|spokesman|mr|imam|her husband)\b",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"\b(?:secretary|minister|ministry|director|under-secretary) (?:of|for) (?:the )?(?:State|"
    r"Defen[cs]e|Health|Interior|Foreign Affairs|Justice)\b",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r",\s+(?:who|which|whose)\b.*$", re.DOTALL)
_UTTERANCE = re.compile(
    r"(?:the|its|his|her|their|that|this)\s+(?:\w+\s+)?(?:statement|post|message|"
    r"tweet|declaration|communiqu[eé]|letter|caption)",
    re.IGNORECASE,
)
# A person introduced as a sentence's subject: a name with an age or a description, or a plain name of several words.
_SUBJECT = re.compile(
    rf"(?:(?:An?|The|His|Her|Their)\s+[a-z][a-z ]{{2,30}},\s+)?(?P<name>[A-Z][\w’'-]{{0,40}}\w(?:\s+{_WORD}){{1,3}})"
    r"(?P<sure>(?:,\s+\d{1,3}\b)?(?:,\s+(?:an?|the)\s+[a-z -]{3,40}(?=,)|,\s+who\b)?)(?=,|\s+[a-z])"
)
_REMEMBERED = 60  # people held in mind for a last name alone
_KEPT = 4  # people held in mind for "he" and "she"


class Names:
    """The people and offices named so far in one report. Lives as long as one call: a stage keeps no state."""

    def __init__(self) -> None:
        self._people: list[str] = []
        self._sex: dict[str, str] = {}
        self._bodies: dict[str, str] = {}
        self._last: str | None = None
        self._last_body: str | None = None

    def meant(self, wording: str) -> str:
        """Return the fullest wording so far of whom ``wording`` means, and remember it."""
        clean = plain_wording(wording)
        low = clean.lower()
        if low in {"he", "she", "they", "it"}:
            return self._pronoun(low) or clean
        if _UTTERANCE.fullmatch(clean):
            return self._last or clean
        return self._remember(self._person(clean) or self._body(clean) or clean)

    def mention(self, sentence: str) -> None:
        """Note whom a sentence without a speech is about, so that "he" is not taken for an earlier speaker."""
        match = _SUBJECT.match(sentence)
        if match is None or _BODY.search(match["name"]):
            return
        name = match["name"]
        known = self._person(name)
        if known is not None:
            self._put_first(known)
        elif match["sure"]:
            self._put_first(name + match["sure"].removesuffix(", who"))
        else:
            self._people.insert(0, "")  # somebody or something else: no guess

    def _pronoun(self, low: str) -> str | None:
        if low == "it":
            return self._last_body
        if low == "they":
            return self._last if self._last and not _is_person(self._last) else None
        for person in self._people[:_KEPT]:
            if not person:
                return None
            sex = self._sex.get(person) or _sex(person)
            if sex is None or sex == low:
                self._sex[person] = low
                self._last = person
                return person
        return None

    def _person(self, wording: str) -> str | None:
        """Return the fuller description of a person already named so."""
        words = _name_words(wording)
        if not words or (_PERSON_WORD.search(wording) and len(wording.split()) > len(words) + 1):
            return None
        for person in self._people:
            full = _name_words(person)
            if full and all(word in full or f"al-{word}" in full for word in words):
                return person if len(person) >= len(wording) else None
        return None

    def _body(self, wording: str) -> str | None:
        """Return the fuller name of an office already named: "the ministry" after "the health ministry"."""
        words = wording.lower().split()
        if len(words) == 2 and words[0] == "the" and _BODY.fullmatch(words[1]):  # noqa: PLR2004 (an article and a noun)
            return self._bodies.get(words[1])
        return None

    def _remember(self, wording: str) -> str:
        self._last = wording
        if _is_person(wording):
            self._put_first(wording)
        elif _BODY.search(wording):
            self._last_body = wording
            for word in re.findall(r"[a-z]+", wording.lower()):
                if _BODY.fullmatch(word):
                    self._bodies[word] = wording
        return wording

    def _put_first(self, person: str) -> None:
        if person in self._people:
            self._people.remove(person)
        self._people.insert(0, person)
        del self._people[_REMEMBERED:]


def plain_wording(wording: str) -> str:
    """Return a speaker's description on one line, without ", who ..." and ", which ..." behind it."""
    return _RELATIVE.sub("", " ".join(wording.split())).strip(" ,>")


def shortens(short: str, full: str) -> bool:
    """Say whether ``short`` is ``full`` itself or the person's own name in it ("Haddar" for "Samir al-Haddar, 67")."""
    if short == full:
        return True
    words, names = _name_words(short), _name_words(full)
    return (
        bool(words)
        and len(words) == len(short.split())
        and all(w in names or f"al-{w}" in names for w in words)
        and _is_person(full)
    )


def _name_words(wording: str) -> list[str]:
    """Return the words of the person's own name: the first run of capitals that follows no "of", else the last one."""
    plain = _OFFICE.sub("", wording)
    last: list[str] = []
    for match in _NAME.finditer(plain):
        if not _OF.search(plain, 0, match.start()):
            words = [word for word in match.group().split() if word.lower().strip(".") not in _TITLES]
            if len(words) > 1:
                return words
            last = words or last
    return last


def _is_person(wording: str) -> bool:
    if _BODY.search(wording) and not _PERSON_WORD.search(wording) and "," not in wording:
        return False
    if re.match(r"(?:an?|one|another)\s+\w+", wording, re.IGNORECASE) and not _BODY.search(wording):
        return True
    if _PERSON_WORD.search(wording) and not re.match(
        r"(?:\w+\s+)?(?:residents|officials|witnesses|doctors|two|three)\b", wording, re.IGNORECASE
    ):
        return True
    return len(_name_words(wording)) >= 2  # noqa: PLR2004 (a first and a last name)


def _sex(wording: str) -> str | None:
    if _SHE.search(wording):
        return "she"
    return "he" if _HE.search(wording) else None
