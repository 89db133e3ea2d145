"""The parties to the violence that a report names, one Actor a party, in the role that its words give it.

A name makes nobody a party. What makes one is a role: the subject of an active verb of violence, "by" behind a passive
one, an accusation, a claim of responsibility, a state's adjective before a weapon, or, for armed people, "aimed at".
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from ledgerstone.extraction.parties import party_names
from ledgerstone.extraction.parties.parties import Parties, Party
from ledgerstone.extraction.parties.party_names import Candidate
from ledgerstone.extraction.parties.party_roles import Surroundings, role_of
from ledgerstone.extraction.text.sentences import Sentence
from ledgerstone.extraction.text.tokens import find_quotes
from ledgerstone.records import Actor

__all__ = ["ActorMention", "find_actors"]

_OR = re.compile(
    r"[\"”]?(?: (?:group|organi[sz]ation|movement))?(?: \([A-Z][\w-]{1,9}\))?,?"
    r" or (?:by )?(?:the )?(?:[a-z-]+ist )?[\"“]?",
    re.IGNORECASE,
)
# The stronger role of a party holds for all of the report.
_STRENGTH = {"accused": 1, "perpetrator": 2, "claimant": 3}


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorMention:
    """Words that name a party in a role: where they stand, and the party as one Actor for the whole report."""

    start: int
    end: int
    actor: Actor


@dataclass(frozen=True, slots=True)
class _Use:
    candidate: Candidate
    role: str
    party: Party
    wording: str


def find_actors(text: str, sentences: Sequence[Sentence]) -> tuple[ActorMention, ...]:
    """Return the mentions of parties in a role, in the order of the text.

    1. Words that may name a party, each with the role that the words around it give; those without one go.
    2. Names of one party come together: abbreviations, other names, adjectives, "militants" after "militants from X".
    3. One role a party: claimant, else perpetrator (said as a fact by the publisher), else accused; a target beside it.
    """
    starts = [sentence.start for sentence in sentences]
    shorts = party_names.short_forms(text)
    text = party_names.without_asides(text)
    known = Surroundings(text, shorts, find_quotes(text), party_names.places_named(text))
    parties = Parties(known.shorts)
    uses: list[_Use] = []
    for candidate in party_names.candidates(text):
        index = bisect_right(starts, candidate.start) - 1
        if index < 0 or candidate.end > sentences[index].end:
            continue
        role = role_of(known, candidate, sentences[index]) or _beside(text, candidate, uses)
        if role is not None:
            wording = " ".join(text[candidate.start : candidate.end].split())
            uses.append(_Use(candidate, role, parties.of(candidate, wording), wording))
    _rename(text, sentences, starts, uses)
    return _mentions(uses)


def _beside(text: str, candidate: Candidate, uses: Sequence[_Use]) -> str | None:
    """Return the role of the party named right before, to which "or" joins another: each may have done it."""
    last = uses[-1] if uses else None
    if last is None or last.role == "target" or candidate.kind == "weapon":
        return None
    if candidate.kind == "named" and not candidate.head and not party_names.is_group(candidate.name):
        return None
    return last.role if _OR.fullmatch(text, last.candidate.end, candidate.start) else None


def _rename(text: str, sentences: Sequence[Sentence], starts: Sequence[int], uses: Sequence[_Use]) -> None:
    """Give other names to the party that the sentence names first before it says so."""
    by_word: list[tuple[str, Party]] = [
        (name, use.party) for use in uses if use.role != "target" for name in (use.party.name, *use.party.aliases)
    ]
    for position, name in party_names.other_names(text):
        sentence = sentences[bisect_right(starts, position) - 1]
        before = text[sentence.start : position]
        places = [
            (match.start(), id(party), party)
            for word, party in by_word
            if (match := re.search(rf"(?<!\w){re.escape(word)}(?!\w)", before))
        ]
        if places:
            min(places)[2].also(name)


def _mentions(uses: Sequence[_Use]) -> tuple[ActorMention, ...]:
    roles: dict[int, str] = {}
    wordings: dict[tuple[int, bool], str] = {}
    for use in uses:
        if use.role != "target" and _STRENGTH[use.role] > _STRENGTH.get(roles.get(id(use.party), ""), 0):
            roles[id(use.party)] = use.role
        wordings.setdefault((id(use.party), use.role == "target"), use.wording)
    mentions = []
    for use in uses:
        role = use.role if use.role == "target" else roles[id(use.party)]
        wording = wordings[id(use.party), use.role == "target"]
        actor = Actor(name=use.party.name, aliases=tuple(use.party.aliases), role=role, wording=wording)
        mentions.append(ActorMention(start=use.candidate.start, end=use.candidate.end, actor=actor))
    return tuple(mentions)
