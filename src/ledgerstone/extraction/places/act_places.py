"""Where an act happened: which of a sentence's places belong to it, by the tree over the sentence.

1. A place belongs to the clause on whose verb it hangs: "Shells hit a bus in Sella", "the shelling of Sella".
2. An act without a place of its own happened where the clause above did: "hit a bus in Sella, killing two".
3. If that says nothing either, where the clauses that go on from the act did, or from what it goes on from itself:
   "attacked, striking Sella", "threw a bomb at a bus that stood in Sella, killing five".
4. What tells of who was meant ("a planner of the raid on Sella") gives way to what tells of the act.
5. What is listed together belongs together: "in Sella, Korvash and Tessim".
6. Of places that contain one another only the finest is meant: "the Tasra district of Sella", "the Marn town of Sella"
"""

import re
from collections.abc import Iterator, Sequence

from ledgerstone.engine.parses import Name, Parse
from ledgerstone.extraction.places.place_mentions import PlaceMention
from ledgerstone.extraction.speech.speech_cues import verbs_of_saying

_ELSEWHERE = frozenset({"origin", "burial", "hospital", "speech"})
_AWAY = frozenset({"from", "against", "than", "like", "by", "for", "with", "according"})
_MODIFIERS = frozenset({"compound", "amod", "nmod:poss", "flat"})
_GOES_ON = frozenset({"advcl", "xcomp", "conj", "acl", "acl:relcl", "parataxis"})
_ONE_TELLING = frozenset({"advcl", "conj", "xcomp"})
_CLAUSES = _GOES_ON | {"ccomp", "csubj", "root"}
_PARTS = frozenset(
    "capital coast border north south east west centre center interior region province city town port".split()
)
_OF_A_NAME = re.compile(
    r"\b(?:State|Emirate|Front|Army|Movement|Party|Council|Union|League|Congress|Brigades?|Government)"
    r" (?:of|in|for the Liberation of)(?: the)?(?: [A-Z][\w-]{1,20}(?:,| and)(?: the)?)? $"
)
_LEAVING = re.compile(
    r"(?:withdr[ae]w|retreat|expel|oust|evict|evacuat|fle[de]|driven|drove|pull)[a-z]{0,4}$|withdrawal$"
)
_AROUND = 80  # characters
_STEPS = 8  # words from an act up to the one that says where
_WIDE = frozenset({"country", "admin1", "region"})
_KIND = r"(?:[\w-]+ ){0,2}"  # "governorate", "coastal city"
_LISTED = re.compile(rf"(?:,|,? and|,? or|;)(?: in| the| nearby)* {_KIND}?$")
_PLACES = r"town|city|village|suburb|district|neighbou?rhood|province|area|region|port|camp|outskirts|countryside"
_SIDE = r"(?:north|south)(?:-?east|-?west)?|east|west"
_INSIDE = re.compile(
    rf"(?: [\w-]+){{0,2}}(?:,|,? (?:in|of|inside|within|near|at|on|along|outside|{_SIDE})\b)[^,;.]{{0,40}}$"
)
_HOLDS = re.compile(rf"['’]s? [^,;.]{{0,40}}$| (?:[\w-]+ ){{0,2}}(?:{_PLACES}) (?:of|called|named) (?:the )?$")


def places_of(
    parse: Parse, places: Sequence[PlaceMention], position: int, *, text: str, finest: bool = True
) -> tuple[PlaceMention, ...]:
    """Return the places of the act whose word stands at a position of the sentence.

    Args:
        parse: the sentence.
        places: its places, in order.
        position: where in the text the act's word stands.
        text: the report's text.
        finest: whether to leave out what contains another of them.
    """
    act = parse.word_at(position)
    if act is None:
        return ()
    left = _LEAVING.match(parse.words[act].lower()) is not None
    heads = ((parse.head_of(place.start, place.end), place) for place in places)
    at = {head: place for head, place in heads if head is not None and _may_be(parse, place, head, text, left=left)}
    found: list[int] = []
    for word in _upwards(parse, act):
        found = [head for head in at if _crossed(parse, head, word) == []]
        if found:
            break
    if not found:
        for word in _told_with(parse, act):
            found = [head for head in at if (between := _crossed(parse, head, word)) and set(between) <= _GOES_ON]
            if found:
                break
    beside = [head for head in found if not _of_subject(parse, head)]
    found = beside or found
    if not finest:
        return tuple(at[head] for head in sorted(found))
    return _finest([at[head] for head in sorted(at)], {at[head].start for head in found}, text)


def _may_be(parse: Parse, place: PlaceMention, head: int, text: str, *, left: bool) -> bool:
    """Refuse who acts, where somebody came from or speaks, and what is only part of another name."""
    from_there = left and _is_from(parse, head)
    if (
        place.role in _ELSEWHERE
        and not from_there
        and (place.role != "speech" or place.where.wording.isupper() or _is_said(parse, head))
    ):
        return False
    if parse.relations[head] == "nsubj" and parse.tags[parse.heads[head]] == "VERB":
        return False
    if _OF_A_NAME.search(text, max(0, place.start - _AROUND), place.start):
        return False
    if place.where.precision == "country" and parse.relations[head] in _MODIFIERS:
        part = parse.heads[head] >= 0 and parse.words[parse.heads[head]].lower() in _PARTS
        if not (part and parse.relations[head] == "nmod:poss"):
            return False
    if any(name.kind != "LOC" and _is_part(place, name) for name in parse.names):
        return False
    return from_there or not any(
        parse.relations[word] == "case" and parse.words[word].lower() in _AWAY
        for step in parse.up(head)
        if parse.relations[step] in {"nmod", "obl", "obl:agent"} and (step == head or _is_source(parse, step))
        for word in parse.below(step)
    )


def _is_from(parse: Parse, head: int) -> bool:
    return any(parse.words[word].lower() == "from" for word in parse.below(head))


def _of_subject(parse: Parse, head: int) -> bool:
    """Say whether a place only tells of a clause's subject: "a planner of the raid on Sella was held in Drovath"."""
    for word in parse.up(head):
        if parse.tags[word] == "VERB":
            return False
        if parse.relations[word].startswith("nsubj"):
            return word != head
    return False


def _is_said(parse: Parse, head: int) -> bool:
    """Say whether the clause of a place is one of saying: "officials in Sella said"."""
    for word in parse.up(head):
        if parse.tags[word] in {"VERB", "AUX"} or parse.heads[word] < 0:
            return parse.words[word].lower() in verbs_of_saying()
    return False


def _is_part(place: PlaceMention, name: Name) -> bool:
    """Say whether a place's name is only part of another: "the Free Sella Army", but not "Sella University"."""
    shared = min(place.end, name.end) - max(place.start, name.start)
    return shared > 0 and (place.start, place.end) != (name.start, name.end)


def _is_source(parse: Parse, word: int) -> bool:
    return any(parse.words[each].lower() == "according" for each in parse.below(word))


def _upwards(parse: Parse, act: int) -> Iterator[int]:
    """Yield the act and what it hangs on, up to whoever says so."""
    for word, _ in zip(parse.up(act), range(_STEPS), strict=False):
        yield word
        head = parse.heads[word]
        if head < 0 or (parse.relations[word] == "ccomp" and parse.words[head].lower() in verbs_of_saying()):
            return


def _told_with(parse: Parse, act: int) -> Iterator[int]:
    """Yield the act and the clauses of one telling that it goes on from: "threw a bomb at a bus, killing five"."""
    for word in _upwards(parse, act):
        yield word
        if parse.relations[word] not in _ONE_TELLING:
            return


def _crossed(parse: Parse, head: int, word: int) -> list[str] | None:
    """Return the relations of the clauses between a place and a word above it, or None where it is not above."""
    crossed: list[str] = []
    for step in parse.up(head):
        if step == word:
            return crossed
        if parse.relations[step] in _CLAUSES and parse.tags[step] in {"VERB", "AUX"}:
            crossed.append(parse.relations[step])
    return None


def _finest(places: Sequence[PlaceMention], starts: set[int], text: str) -> tuple[PlaceMention, ...]:
    """Return the places at ``starts`` and those listed with them, but for what contains the one beside it."""
    chosen: list[PlaceMention] = []
    for i, place in enumerate(places):
        before = places[i - 1] if i else None
        between = text[before.end : place.start] if before else ""
        inside = before is not None and (_INSIDE.match(between) is not None)
        listed = before is not None and _LISTED.match(between) is not None and not _contains(place, before)
        if listed and before in chosen:
            chosen.append(place)
        elif place.start in starts:
            holds = before is not None and chosen[-1:] == [before] and _HOLDS.match(between) is not None
            if holds:
                chosen.pop()
            if not holds and inside and not listed and before is not None and before.start in starts:
                continue
            chosen.append(place)
    return tuple(chosen)


def _contains(outer: PlaceMention, inner: PlaceMention) -> bool:
    return outer.where.precision in _WIDE and inner.where.precision not in _WIDE
