"""Whom the words around a name accuse: "blamed it on", "is responsible for", "were arrested for the murder of"."""

import re

_ACCUSED_BEFORE = re.compile(
    r"\b(?:blam(?:ed|es|ing)(?:\s+[\w’-]+){0,6}\s+on|blam(?:ed|es|ing)|accus(?:ed|"
    r"es|ing)|attribut(?:ed|es|ing)(?:\s+[\w’-]+){0,8}\s+to|pointed (?:the finger )?(?:at|"
    r"to)|"
    r"responsibility (?:of|lay with|lies with)|suspected|alleged)\s+(?:the\s+|an?\s+)?(?:[a-z-]+\s+){0,1}$",
    re.IGNORECASE,
)
_ACCUSED_AFTER = re.compile(
    r"\s+(?:of\s+(?:carrying|killing|attacking|targeting|bombing|shelling|committing|"
    r"massacring|executing|using|being|having|striking|firing|shooting|deliberately|"
    r"burning)|for\s+the\s+(?:\w+\s+){0,3}(?:attack|strike|killing|bombing|massacre|"
    r"shelling|assault|raid|deaths?|blast|explosion)s?|"
    r"(?:was|were|is|are|has been|have been)\s+(?:\w+\s+)?(?:accused of|blamed for|"
    r"behind|responsible for|suspected of))\b",
    re.IGNORECASE,
)
_BLAMED = re.compile(r"\b(?:blam(?:ed|es|ing)|accus(?:ed|es|ing))\s+(?:the\s+)?$", re.IGNORECASE)
_LAID_ON = re.compile(r"\b(?:on|to)\s+(?:the\s+)?$")
_IS = re.compile(r"\s+(?:was|were|is|are|has|have)")
_ACT = (
    r"(?:attack|strike|killing|murder|assassination|bombing|massacre|shelling|assault|raid|blast|explosion|shooting|"
    r"execution|kidnapping|abduction|ambush|slaying|crime|death)s?"
)
_ANY = r"(?:[\w’'\"“”()\[\]-]+\s+){0,5}?"
_ASIDE = r"(?:,[^,.;]{2,80},)?"
_INVOLVED = re.compile(
    rf"{_ASIDE}\s+(?:(?:may|might|could|must|have|has|had|been|be|was|were|is|are|allegedly|directly|also)\s+){{1,4}}"
    rf"(?:involved in|implicated in|responsible for|behind|the authors? of)\s+{_ANY}{_ACT}\b",
    re.IGNORECASE,
)
_HELD = re.compile(
    rf"{_ASIDE}\s+(?:(?:have|has|had)\s+(?:also\s+)?been|was|were|is|are)\s+(?:also\s+|later\s+)?"
    r"(?:arrested|charged|convicted|indicted|detained|held|captured|tried|prosecuted|sentenced|implicated|sought)\b"
    r"[^.;]{0,60}?\b(?:for|with|of|in connection with|on charges of|on suspicion of|because of|over)\s+"
    rf"{_ANY}(?:{_ACT}|killing|murdering|attacking|bombing|kidnapping|shooting|massacring|planting)\b",
    re.IGNORECASE,
)
_ARREST_OF = re.compile(
    r"\b(?:arrest|arrests|detention|prosecution|trial|conviction|indictment)\s+of\s+(?:the\s+|some\s+)?(?:\w+\s+){0,2}$"
    r"|\b(?:arrested|charged|indicted|convicted|detained)\s+(?:the\s+|some\s+)?(?:\w+\s+)?$",
    re.IGNORECASE,
)
_FOR_AN_ACT = re.compile(
    rf"(?:\s+and\s+\w+\s+\w+)?\s+(?:(?:accused|suspected)\s+of|for|in connection with|involved in|over)\s+"
    rf"(?:{_ANY}{_ACT}\b|(?:committing|carrying out|killing|murdering|attacking|kidnapping|shooting)\b)",
    re.IGNORECASE,
)


def is_blamed(before: str, after: str, *, armed: bool) -> bool:
    """Say whether the words before a name lay an act on it; the bare "blamed X" does so for people in arms alone."""
    charged = _ACCUSED_AFTER.match(after) is not None
    laid = _ACCUSED_BEFORE.search(before) is not None and (charged or _LAID_ON.search(before) is not None)
    return laid or (armed and _BLAMED.search(before) is not None)


def is_charged(before: str, after: str, *, armed: bool) -> bool:
    """Say whether the words behind a name charge it with an act; an arrest accuses people in arms and groups alone."""
    if _INVOLVED.match(after) or (_ACCUSED_AFTER.match(after) and _IS.match(after)):
        return True
    return armed and bool(_HELD.match(after) or (_ARREST_OF.search(before) and _FOR_AN_ACT.match(after)))
