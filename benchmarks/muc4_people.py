"""The human targets of one template: each named victim, and each phrase that counts unnamed ones."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.running import Record
from ledgerstone.extraction.harm.numbers import find_numbers
from ledgerstone.extraction.harm.people import find_people
from ledgerstone.extraction.text.words import words_of
from ledgerstone.records import Assessment, Claim

_EFFECTS = {"killed": "DEATH", "injured": "INJURY"}
_NO_TARGETS = frozenset("soldier fighter perpetrator".split())
_HARMS = frozenset("killed injured abducted missing tortured killed_or_injured trapped".split())
_TYPES = (  # the first whose words stand in the description
    ("LEGAL OR JUDICIAL", r"JUDGES?|MAGISTRATES?|PROSECUTORS?|ATTORNEYS? GENERAL|LAWYERS?|SUPREME COURT"),
    ("LAW ENFORCEMENT", r"POLICE\w*|DETECTIVES?|INSPECTORS?"),
    ("SECURITY GUARD", r"(?:BODY)?GUARDS?|ESCORTS?|WATCHM[AE]N"),
    ("ACTIVE MILITARY", r"SOLDIERS?|TROOPS|MILITARY|ARMY|SERGEANT|LIEUTENANT|CAPTAIN|COLONEL|MAJOR|GENERAL"),
    ("DIPLOMAT", r"AMBASSADORS?|CONSULS?|DIPLOMATS?|ATTACHES?"),
    ("FORMER GOVERNMENT OFFICIAL", r"(?:FORMER|EX-)\W?(?:MINISTER|MAYOR|PRESIDENT|GOVERNOR|SENATOR|DEPUTY).*"),
    ("POLITICAL FIGURE", r"CANDIDATES?|LEADERS?|PARTY|POLITICIANS?|PRESIDENT-ELECT"),
    (
        "GOVERNMENT OFFICIAL",
        r"MAYORS?|MINISTERS?|GOVERNORS?|SENATORS?|DEPUT(?:Y|IES)|COUNCILM[AE]N|OFFICIALS?|PRESIDENT",
    ),
)
_LEAD = re.compile(
    r"^(?:(?:AT LEAST|ABOUT|SOME|AROUND|NEARLY|ALMOST|OVER|MORE THAN|APPROXIMATELY|UP TO|AN?|THE|THIS|THAT|THESE|THOSE"
    r"|HIS|HER|THEIR|ANOTHER|OTHER|NO|ALL|BOTH|SEVERAL|MANY|(?:DOZENS|HUNDREDS|SCORES) OF|OF|MORE|FOLLOWING|[\d,.]+|ONE"
    r"|TWO|THREE|FOUR|FIVE|SIX|SEVEN|EIGHT|NINE|TEN|ELEVEN|TWELVE|\w+TEEN|TWENTY|THIRTY|FORTY|FIFTY)(?:\s+|$))+"
)


_MASSES = 500  # people; a larger figure is a war's or a year's
_NOBODY = frozenset("CASUALTIES VICTIMS MARTYRS WOUNDED DEAD BODIES BODY CORPSES INJURED".split())


def is_of_civilians(claim: Claim) -> bool:
    """Say whether a claim says of somebody who is on no side that he was harmed."""
    told = bool(claim.harm in _HARMS and (claim.person or (claim.count and claim.count.high != 0)))
    return told and claim.status != "combatant" and not _NO_TARGETS & set(claim.group)


@dataclass(slots=True)
class _Target:
    """One target: a name or a phrase, what became of it, how many, and the description of a named one."""

    label: str
    named: bool
    effects: set[str] = field(default_factory=set)
    number: str = "1"
    description: str = ""


def human_targets(assessment: Assessment, claims: Sequence[Claim], *, type_: str) -> Record:
    """Return the ``hum_target_*`` slots."""
    own = {id(claim) for claim in claims}
    targets: dict[str, _Target] = {}
    for view in assessment.victims:
        told = [assessment.claims[id_] for id_ in view.claims]
        if view.person.names and view.harm in _HARMS and any(id(claim) in own for claim in told):
            name = view.person.names[0].text.upper()
            target = targets.setdefault(
                name, _Target(name, named=True, description=(view.person.occupation or "").upper())
            )
            target.effects.add(_EFFECTS.get(view.harm, ""))
    for claim in claims:
        if claim.count and claim.person is None and is_of_civilians(claim) and not _is_general(claim):
            _add(targets, claim)
    return _slots(list(targets.values()), abducted=type_ == "KIDNAPPING")


def _add(targets: dict[str, _Target], claim: Claim) -> None:
    """Add the people of a count: "five policemen and a driver" are two targets."""
    count = claim.count
    if count is None or claim.relation in ("part_of", "background"):
        return
    wording = " ".join(count.wording.lower().split())
    words = words_of(wording)
    phrases = find_people(words, find_numbers(words))
    told = [(wording[words[p.first].start : words[p.last - 1].end], p.low, p.high) for p in phrases]
    for text, low, high in told if len(told) > 1 else [(wording, count.low, count.high)]:
        label = _LEAD.sub("", text.upper())
        number = _number(low, high)
        if number is not None and label and label not in _NOBODY:
            target = targets.setdefault(label, _Target(label, named=False, number=number))
            target.effects.add(_EFFECTS.get(claim.harm or "", ""))


def _is_general(claim: Claim) -> bool:
    """Say whether a claim speaks of no specific people: of masses, or of nobody counted, nowhere, on no day."""
    count = claim.count
    if count is None or (count.low or count.high or 0) >= _MASSES:
        return True
    return count.low is None and count.high is None and not claim.where and claim.when is None


def _number(low: int | None, high: int | None) -> str | None:
    """Return a number in the conference's form; None for nobody."""
    if high == 0:
        return None
    if low is None and high is None:
        return "PLURAL"
    if low == high:
        return str(low)
    return f"{'' if low is None else low}-{'' if high is None else high}"


def _slots(targets: Sequence[_Target], *, abducted: bool) -> Record:
    slots: Record = {
        "hum_target_name": [],
        "hum_target_description": [],
        "hum_target_type": [],
        "hum_target_number": [],
        "hum_target_effect": [],
    }
    for target in targets:
        refs = [target.label]
        if target.named:
            slots["hum_target_name"].append(target.label)
            if target.description:
                slots["hum_target_description"].append({"value": target.description, "refs": refs})
        else:
            slots["hum_target_description"].append(target.label)
        kind = _type(target.description if target.named else target.label)
        slots["hum_target_type"].append({"value": kind, "refs": refs})
        slots["hum_target_number"].append({"value": target.number, "refs": refs})
        if not abducted:
            slots["hum_target_effect"] += [
                {"value": effect, "refs": refs} for effect in sorted(target.effects) if effect
            ]
    return slots


def _type(description: str) -> str:
    return next((kind for kind, words in _TYPES if re.search(rf"\b(?:{words})\b", description)), "CIVILIAN")
