"""How a speaker stands to a claim, and whether the claim affirms or denies.

The rules read the words around a span of a sentence, within its clause. The order of the stances is that of the rules:
what did not happen comes before what may yet happen, that before fear, accusation, hearsay, belief and estimate.
"""

import re

from ledgerstone.extraction.speech.speakers import Speech

Span = tuple[int, int]

_EDGE = re.compile(r"[;:—–]|,\s+(?:and|but|while|whereas|although|though|yet)\s|\.[”\"]?\s", re.IGNORECASE)
_RISE = r"(?:rise|increase|grow|climb|reach|exceed|pass|die|worsen|double|follow|go up|change)"
_SOON = r"(?:still |yet |even |also |further )?"

# Words that set the stance of the whole clause that they stand in.
_CLAUSE_RULES = (
    (
        "counterfactual",
        re.compile(
            r"\bwould have\b|\bcould have (?:been|killed|died)\b|\bhad it not been\b|"
            r"\bif \w+ had\b|\b(?:nearly|almost) (?:killed|died)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "foreseen",
        re.compile(
            rf"\b(?:is|are|was|were) (?:\w+ )?(?:expected|likely|set|bound|feared|predicted|"
            rf"projected) to {_SOON}(?:{_RISE}|be)\b|"
            rf"\b(?:could|may|might|will|would|can|to) {_SOON}{_RISE}\b|"
            r"\b(?:will|would|could) (?:soon |all |likely |probably )?(?:be killed|die|"
            r"starve|kill)\b|\bat risk of\b|\bthreat(?:ens|ened|en)? to (?:kill|strike|"
            r"attack)\b|\bvow(?:s|ed)? to\b",
            re.IGNORECASE,
        ),
    ),
    (
        "feared",
        re.compile(
            r"(?<!for )\bfear(?:s|ed|ing)?\b(?! of)|\b(?:may|might|could) (?:still |also |well )?(?:have|"
            r"be|remain)\b|\bpossibly\b|\bperhaps\b|\bmissing,? presumed\b",
            re.IGNORECASE,
        ),
    ),
    (
        "alleged",
        re.compile(
            r"\ballegedly\b|\bpurportedly\b|\bsupposedly\b|\b(?:is|are|was|were|been) (?:alleged|accused)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "reported",
        re.compile(
            r"\breportedly\b|\bsaid to (?:have|be)\b|\b(?:is|are|was|were|been) reported\b|"
            r"\breported to (?:have|be)\b|\breported (?:dead|killed|wounded|injured|missing)\b|"
            r"\bunconfirmed\b|\brumou?r(?:ed|s)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "likely",
        re.compile(
            r"\b(?:believed|thought|presumed|suspected|assumed|understood) (?:to|dead|"
            r"that)\b|\b(?:is|are|was|were) (?:believed|thought|presumed)\b|"
            r"\bappear(?:s|ed|ing)? to\b|\bseem(?:s|ed)? to\b|\bapparent(?:ly)?\b|(?<!\ba )(?<!\bthe )\blikely\b|"
            r"\bprobabl[ey]\b|\bsuggests?\b",
            re.IGNORECASE,
        ),
    ),
)
# Words that set the stance of what stands right behind them.
_NEAR_RULES = (
    ("alleged", re.compile(r"\b(?:alleged|purported|claimed|accused|supposed)\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE)),
    ("likely", re.compile(r"\b(?:suspected|apparent|presumed|probable|likely)\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE)),
    ("feared", re.compile(r"\bpossible\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE)),
    ("reported", re.compile(r"\breported\s+(?:[\w-]+\s+){0,1}$", re.IGNORECASE)),
    ("estimated", re.compile(r"\b(?:estimated|estimates?)\s+(?:[\w-]+\s+){0,4}$", re.IGNORECASE)),
)
_ESTIMATE = re.compile(r"\bestimate[ds]?\b", re.IGNORECASE)
_BY_VERB = {
    "alleged": ("claim", "alleg", "accus", "blam", "purport"),
    "estimated": ("estimat",),
    "feared": ("fear",),
    "likely": ("believ", "think", "thought", "suspect", "suggest"),
    "foreseen": ("expect", "predict", "threaten", "vow", "pledg", "promis"),
}

# Not negations of what happened: emphasis, and things that are not known.
_NOT_NEGATING = re.compile(
    r"\bnot (?:only|just|merely|simply|least)\b|\bwhether or not\b|\bif not\b|"
    r"\b(?:not|never|n[’']t)\s+(?:\w+\s+){0,2}(?:clear|known|possible|able|say|"
    r"said|specify|confirm(?:ed)?|verif\w+|"
    r"identif\w+|determin\w+|establish\w+|comment\w*|respond\w*|disclos\w+|mention\w*|"
    r"give|provide\w*|release\w*|know|acknowledg\w+|see|seen|count\w*|includ\w+|"
    r"publish\w+|stop\w*)\b|"
    r"\bno (?:\w+ )?(?:reports?|word|information|details|confirmation|indication|"
    r"comment|claim|sign|evidence|independent|doubt|longer|warning|place|way|"
    r"response|choice|fewer|less|other)\b",
    re.IGNORECASE,
)
_NEGATION = re.compile(
    r"\b(?:not|never|neither|nor|without)\b|n[’']t\b|\b(?:no one|nobody|none|"
    r"no (?:\w+ ){0,3}?(?:people|person|civilians?|casualt\w+|deaths?|injur\w+|"
    r"victims?|wounded|fatalities|children|women|"
    r"soldiers?|fighters?|members?|losses|harm|strikes?|attacks?|airstrikes?|operations?|troops|forces|massacres?))\b",
    re.IGNORECASE,
)
_DENIAL = re.compile(
    r"\b(?:den(?:y|ied|ies|ying)|reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|refut(?:e|es|ed|ing))\s+(?:\w+\s+){0,3}?"
    r"(?:that|any|having|reports?|claims?|allegations?|accusations?|killing|targeting|"
    r"attacking|hitting|striking|bombing|shelling|firing|shooting|carrying|being|"
    r"using|it|its|his|their|there)\b",
    re.IGNORECASE,
)
_ZERO = re.compile(r"\W*(?:no|none|nobody|zero|0|without)\b", re.IGNORECASE)
_FARTHEST = 70  # code points between a negation and what it negates


def stance_of(sentence: str, span: Span, speech: Speech | None = None) -> tuple[str, str]:
    """Return the codes of stance and polarity of what a span of a sentence claims.

    Args:
        sentence: the sentence's text.
        span: where the claim's own words (a count, a verb of harm, an act) stand in it.
        speech: the speech that covers the span, if any; its verb may say that it is an accusation or an estimate.
    """
    return _stance(sentence, span, speech)[0], _polarity(sentence, span)[0]


def stance_words(sentence: str, span: Span, speech: Speech | None = None) -> tuple[str | None, str | None]:
    """Return the words that set stance and polarity, None where they are what they are without any."""
    return _stance(sentence, span, speech)[1], _polarity(sentence, span)[1]


def clause_of(sentence: str, span: Span) -> Span:
    """Return the clause around a span: between the nearest semicolons, dashes and commas with a conjunction."""
    start, end = 0, len(sentence)
    for match in _EDGE.finditer(sentence):
        if match.end() <= span[0]:
            start = match.end()
        elif match.start() >= span[1]:
            end = match.start()
            break
    return start, end


def _stance(sentence: str, span: Span, speech: Speech | None) -> tuple[str, str | None]:
    """Return the code and the words that set it."""
    start, end = clause_of(sentence, span)
    for code, rule in _CLAUSE_RULES:
        for match in rule.finditer(sentence, start, end):
            if _reaches(sentence, match, span):
                return code, match.group()
    first = max(start, span[0] - 50)
    for code, rule in _NEAR_RULES:
        if near := rule.search(sentence[first : span[0]]):
            return code, near.group().strip()
    if estimate := _ESTIMATE.match(sentence, span[0], span[1]):
        return "estimated", estimate.group()
    code = _by_verb(speech)
    return code, speech.verb if speech and code != "asserted" else None


def _reaches(sentence: str, match: re.Match[str], span: Span) -> bool:
    """Say whether a word of stance bears on a span: not one behind a comma of its own (", reportedly killing ten")."""
    own = sentence[: match.start()].rstrip().endswith(",")
    return not (own and span[1] <= match.start())


def _by_verb(speech: Speech | None) -> str:
    if speech is None:
        return "asserted"
    verb = speech.verb.lower()
    if speech.source is None and verb == "reportedly":
        return "reported"
    return next((code for code, stems in _BY_VERB.items() if verb.startswith(stems)), "asserted")


def _polarity(sentence: str, span: Span) -> tuple[str, str | None]:
    """Return the code and the words that set it."""
    start, end = clause_of(sentence, span)
    for match in _DENIAL.finditer(sentence, 0, span[1]):
        if match.end() <= span[0] or match.start() <= span[0] < match.end():
            return "denied", match.group()
    if _ZERO.match(sentence, span[0], span[1]):  # "no casualties" as a count of nought affirms the nought
        return "affirmed", None
    excused = [match.span() for match in _NOT_NEGATING.finditer(sentence, start, end)]
    for match in _NEGATION.finditer(sentence, start, span[1]):
        if any(left <= match.start() < right for left, right in excused):
            continue
        if match.start() >= span[0] or _negates(sentence, match, span):
            return "denied", match.group()
    return "affirmed", None


def _negates(sentence: str, match: re.Match[str], span: Span) -> bool:
    """A negation reaches what follows it closely, without a comma or another clause between."""
    between = sentence[match.end() : span[0]]
    return len(between) <= _FARTHEST and not re.search(
        r",|\b(?:because|but|although|after|when|who|which|that|until|before)\b", between
    )
