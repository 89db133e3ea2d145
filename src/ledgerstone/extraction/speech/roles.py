"""In which role somebody speaks, by the head nouns and office words of the description."""

import re
from collections.abc import Collection
from functools import cache

from ledgerstone.vocabulary import read

_PERSONAL = re.compile(r"\b(?:his|her|their|my|whose|victim[’']s|[A-Z]\w+[’']s)\s+(?:\w+\s+){0,2}(\w+)")
_NAMED = re.compile(r"(?:^|\s)(?:[A-Z][\w’'-]+\s+){1,3}(?:[A-Z][\w’'-]+)|@\w")
_DESCRIBED = re.compile(
    r",\s*(?:\d{1,3}\b|an?\s)"
)  # "Name, 44, a seamstress": somebody who tells what happened to them or near them
_KIN_FIRST = re.compile(r"(?:an?|the)\s+(?:\w+\s+)?(\w+)\b", re.IGNORECASE)
# People who stand opposite to the party that is named, or speak about it.
_APART = re.compile(
    r"\b(?:victims?|relatives?|residents?|critics?|opponents?|hospitals?|doctors?|"
    r"medics?|rights|survivors?|famil(?:y|ies)|journalists?|newspapers?|media|"
    r"civil defen[cs]e|health|analysts?|experts?|held|controlled|occupied|witness(?:es)?|"
    r"monitor\w*|newspaper|broadcaster|daily|radio|tv|prisoners?|detainees?)\b",
    re.IGNORECASE,
)


@cache
def _rules() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rules = []
    for entry in read("speaker_roles.yaml")["roles"]:
        words = sorted(entry["words"], key=len, reverse=True)
        pattern = "|".join(re.escape(word).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for word in words)
        rules.append((entry["role"], re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)))
    return tuple(rules)


@cache
def _kin() -> frozenset[str]:
    return frozenset(read("speaker_roles.yaml")["roles"][0]["kin"])


@cache
def _unnamed() -> frozenset[str]:
    return frozenset(read("speaker_roles.yaml")["unnamed"])


@cache
def _nations() -> frozenset[str]:
    countries = read("countries.yaml")["countries"].values()
    return frozenset(name.lower() for country in countries for name in (country[0], *country[4]))


def role_for(wording: str, accused_names: Collection[str] = ()) -> str:
    """Return the code of the role in which somebody described so speaks.

    Args:
        wording: the speaker as the text describes them ("a doctor at the town's hospital").
        accused_names: names and aliases of the accused side; a voice of that side speaks as ``accused``, its critics,
            victims and the hospitals in its area do not.

    Returns:
        A code of the list ``speaker_role``; ``unnamed`` where the words name nobody and no office.
    """
    if _is_accused(wording, accused_names):
        return "accused"
    first = _KIN_FIRST.match(wording)
    if first and first.group(1).lower() in _kin() - {"family"}:
        return "relative"
    if any(match.group(1).lower() in _kin() for match in _PERSONAL.finditer(wording)):
        return "relative"
    found = [(match.start(), role) for role, pattern in _rules() if (match := pattern.search(wording))]
    role = found[0][1] if found else None
    if role in {"witness", "victim"} and not _is_individual(wording):
        return "unnamed"
    if role is not None:
        return role
    return _without_office(wording)


def _is_individual(wording: str) -> bool:
    return _NAMED.search(wording) is not None or re.match(r"(?:a|an|one|another)\s", wording, re.IGNORECASE) is not None


def _without_office(wording: str) -> str:
    low = wording.lower().split(",")[0].removeprefix("the ").strip()
    if low in _nations():
        return "foreign_official"
    if wording.startswith("@"):
        return "social_media"
    words = low.split()
    if not words or words[-1] in _unnamed() or words[0] in _unnamed():
        return "unnamed"
    if _NAMED.search(wording) and _DESCRIBED.search(wording):
        return "witness"
    return "other" if re.search(r"(?:^|\s)[A-Z@]", wording.removeprefix("The ")) else "unnamed"


def _is_accused(wording: str, names: Collection[str]) -> bool:
    if _APART.search(wording):
        return False
    return any(name and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", wording, re.IGNORECASE) for name in names)
