"""The role that the words around a name give it: subject of violence, accused, claimant, target, or none."""

import re
from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache

from ledgerstone.extraction.parties import party_names
from ledgerstone.extraction.parties.accusations import is_blamed, is_charged
from ledgerstone.extraction.parties.party_names import Candidate
from ledgerstone.extraction.text.sentences import Sentence
from ledgerstone.extraction.text.tokens import Quote
from ledgerstone.vocabulary import read

_ADVERBS = (
    r"(?:\s+(?:have|has|had|also|then|later|allegedly|reportedly|repeatedly|deliberately|"
    r"recently|first|subsequently|then|again|today|yesterday|tonight|last night|this (?:morning|afternoon|evening)|"
    r"on \w+day|(?!family\b|assembly\b|rally\b)\w+ly)){0,3}"
)
_APPOSITION = r"(?:\s*\([^()]{1,40}\))?(?:,[^,.;]{2,80},)?"
_NOT_ACTIVE = (
    r"(?!\s+(?:in|by|during|on|when|while|after|near|since|as|along|alongside|"
    r"together|with|at|dead\s+(?:in|by|on|when)|or|but|and\s+(?:wounded|injured|"
    r"killed|dozens)|and)\b"
    r"|\s*[.,;:)”\"]|\s*$)"
)
_HEDGED = re.compile(
    r"\b(?:alleged\w*|reportedly|suspected|accus\w+|blam\w+|claim\w*|said|says|"
    r"say|according to|told|report(?:s|ed)|described|recalled|believed|apparent\w*|"
    r"appear\w*|possible|attribut\w+|whether|either|disput\w+|(?:may|might|could) have)\b",
    re.IGNORECASE,
)
_CLAIMS = re.compile(
    rf"{_APPOSITION}{_ADVERBS}\s+(?:(?:(?:also|later|quickly|has|had|have)\s+)?claim(?:s|"
    rf"ed|ing)? (?:the )?responsibility|(?:said|says|announced)(?: that)? (?:it|"
    rf"they|its \w+|their \w+)(?: had| have| has)? (?:carried out|was behind|were behind|"
    rf"conducted|launched|was responsible))",
    re.IGNORECASE,
)
_CLAIMED_BY = re.compile(
    r"\b(?:claimed by|responsibility (?:was |had been )?claimed by|claim of responsibility (?:by|"
    r"from))\s+(?:the\s+)?(?:[a-z-]+\s+){0,2}$",
    re.IGNORECASE,
)
_AIMED_AT = re.compile(
    r"\b(?:aimed at|aiming at|target(?:ed|ing|s)?|directed (?:at|against)|operations? against|"
    r"strikes? against|attacks? (?:on|against)|assault on|raid on|campaign against|"
    r"fight(?:ing)? against|strikes? on|clash(?:es|ed) with|specifically)\s+"
    r"(?:(?:the|a|an|some|several|suspected|alleged|senior|positions?|members?|"
    r"bases?|of|headquarters|convoys?|belonging|to|remnants|what|it|called|\w+ing)\s+){0,5}$",
    re.IGNORECASE,
)
_ARMED = re.compile(
    r"\b(?:milit\w+|fighters?|gunmen|rebels?|insurgents?|brigades?|forces?|army|"
    r"troops|soldiers?|commanders?|terrorists?|operatives?|jihadists?|guerrillas?|"
    r"police|separatists?|faction\w*|battalion|front|guards?|coalition|movement|"
    r"assembly)\b",
    re.IGNORECASE,
)
_CLAUSE_START = re.compile(
    r"(?:^|[.;:—–“\"]|,|\b(?:that|said|says|as|when|after|before|while|and|but|"
    r"where|because|since|the|The|by|saw|how|if))\s*(?:[Tt]he\s+)?(?:(?:\w+\s+){0,2}(?:organization|organisation|group|movement)\s+)?$"
)
_OR = re.compile(
    rf"\s+or\s+(?:the\s+|a\s+|an\s+)?{party_names.NAME}(?:\s+(?:army|military|forces|troops|militants|police))?"
)
_WINDOW = 90
_REACH = 150  # code points behind a name in which its verb must begin


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A report's text with what was found in all of it beforehand."""

    text: str
    shorts: dict[str, str]
    quotes: Sequence[Quote]
    places: Collection[str]

    def is_quoted(self, position: int) -> bool:
        """Say whether a position stands in a quotation."""
        index = bisect_right(self.quotes, position, key=lambda quote: quote.start) - 1
        return index >= 0 and position < self.quotes[index].end


def role_of(known: Surroundings, candidate: Candidate, sentence: Sentence) -> str | None:
    """Return the code of the role in which a sentence names a candidate, or None where it is no party."""
    text = known.text
    before = text[max(sentence.start, candidate.start - _WINDOW) : candidate.start]
    after = text[candidate.end : min(sentence.end, candidate.end + _REACH)]
    if candidate.kind == "weapon":
        did = party_names.is_demonym(candidate.name, known.places)
    elif not _may_act(candidate, before, known.shorts):
        return None
    elif role := _told_role(known, candidate, before, after):
        return role
    else:
        did = _acts(candidate, before, after) or _acted_by(candidate, before)
    if not did:
        return None
    return "accused" if known.is_quoted(candidate.start) or _HEDGED.search(sentence.text) else "perpetrator"


def _told_role(known: Surroundings, candidate: Candidate, before: str, after: str) -> str | None:
    """The role that words other than the act itself give: a claim, an aim, an accusation."""
    if _CLAIMED_BY.search(before) or _CLAIMS.match(after):
        return "claimant"
    armed = bool(_ARMED.search(known.text, candidate.start, candidate.end)) or candidate.name in known.shorts
    if is_blamed(before, after, armed=armed):
        return "accused"
    if armed and _AIMED_AT.search(before):
        return "target"
    many = candidate.kind != "named" or bool(candidate.head) or party_names.is_group(candidate.name)
    return "accused" if is_charged(before, after, armed=armed or many) else None


def _may_act(candidate: Candidate, before: str, shorts: dict[str, str]) -> bool:
    """A plain name acts only at the start of a clause: "a strike on Town killed ten" makes no party of the town."""
    if candidate.kind != "named" or candidate.head:
        return True
    if re.search(r"\b(?:in|near|at|of|from|into|across|around|outside|for|with)\s+(?:the\s+)?$", before):
        return False
    if re.search(r"\b(?:on|to|by|against|at)\s+(?:the\s+)?$|(?:ed|ing|s)\s+(?:the\s+)?$", before):
        return (
            candidate.name in shorts
            or candidate.name in shorts.values()
            or party_names.is_group(candidate.name)
            or candidate.name in party_names.countries()
        )
    return _CLAUSE_START.search(before) is not None or not before.strip()


@cache
def _verbs() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    words = read("actor_words.yaml")
    free, objects, going = (
        "|".join(words[key]).replace(" ", r"\s+") for key in ("verbs_free", "verbs_object", "verbs_ing")
    )
    active = re.compile(
        rf"{_APPOSITION}{_ADVERBS}\s+(?:(?:{free})\b(?!\s+by\b)|(?:{objects})\b{_NOT_ACTIVE}|"
        rf"(?:were|was|are|is|been)\s+(?:seen\s+|then\s+|also\s+)?(?:{going})\b"
        rf"|(?:laughing|recording|seen)\b[^.;]{{0,60}}?\b(?:carried\s+out|carrying\s+out|commit\w+)\b)",
        re.IGNORECASE,
    )
    strict = re.compile(rf"{_APPOSITION}{_ADVERBS}\s+(?:{free})\b(?!\s+by\b)", re.IGNORECASE)
    nouns = "|".join(words["nouns_by"])
    participles = "|".join(word.replace(" ", r"\s+") for word in words["participles_by"])
    passive = re.compile(
        rf"\b(?:{nouns}|{participles})(?:\s+(?!(?:was|were|is|are|has|have|been|"
        rf"[\w-]+ed)\b)[\w’-]+){{0,4}}?\s+by\s+(?:(?:the|an?|what|suspected|alleged|"
        rf"unidentified|armed|were|said|to|be|members|fighters|militants|gunmen|from|group|band|column|gang|squad|two|"
        rf"three|four|five|six|several|some|about|approximately|around|at least|\d{{1,4}}|leftist|rightist|heavily|"
        rf"presumed|urban|[A-Z]?[a-z-]+ist|of)\s+){{0,4}}[\"“]?$",
        re.IGNORECASE,
    )
    return active, strict, passive


# Police who arrest answer to a crime; they are no party to it by that.
_POLICE = re.compile(r"\b(?:police|authorities|guards|officers)\b")
_ARRESTS = re.compile(r"\b(?:arrest|detain|seize|shot at|round)\w*", re.IGNORECASE)
_A_GROUP_OF = re.compile(
    r"\b(?:an?|the|\w+)\s+(?:\w+\s+)?(?:groups?|bands?|number|columns?|gangs?|squads?)\s+of\s+(?:about\s+)?$"
)
_WEATHER = re.compile(r"\b(?:Hurricane|Cyclone|Typhoon|Storm|Covid|COVID|Ebola|Tropical)\b")


def _acts(candidate: Candidate, before: str, after: str) -> bool:
    active, strict, _ = _verbs()
    if (
        candidate.kind == "named"
        and not candidate.head
        and not party_names.is_group(candidate.name)
        and candidate.name not in party_names.countries()
    ):
        abbreviation = re.fullmatch(r"[A-Z]{2,6}s?", candidate.name) is not None
        pattern = active if abbreviation else strict
    else:
        pattern = active
    before = _A_GROUP_OF.sub("", before)
    if _WEATHER.search(candidate.name) or re.search(
        r"\b(?:against|on|of|kill(?:ed|ing)|wound(?:ed|ing)|arrested|targeting|including|"
        r"between)\s+(?:the\s+|two\s+|three\s+|\d+\s+)?$",
        before,
    ):
        return False
    other = _OR.match(after)  # "either the army or the militia shelled": each may have
    match = pattern.match(after) or (pattern.match(after, other.end()) if other else None)
    return match is not None and not (_POLICE.search(candidate.head) and _ARRESTS.search(match.group()))


def _acted_by(candidate: Candidate, before: str) -> bool:
    match = _verbs()[2].search(before)
    return match is not None and not (_POLICE.search(candidate.head) and _ARRESTS.search(match.group()))
