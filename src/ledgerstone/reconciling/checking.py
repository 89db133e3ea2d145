"""What does not agree with itself, the calendar or the gazetteer. A failed check is shown; it changes no claim."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from ledgerstone.reconciling.gathering import Gathered, Told
from ledgerstone.reconciling.policies import facets
from ledgerstone.reconciling.policies.figures import bounds
from ledgerstone.records import Check, Report, VictimView, Where
from ledgerstone.vocabulary.places import great_circle_km

NAME = "checks.v1"
TOLERANCE = 0.25  # of the stated distance; people round, and a road is longer than a line
_SLACK_KM = 2.0
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_EXACT = frozenset({"site", "street", "neighbourhood", "settlement", "city"})
_PLACES = 2
_WHOLES = frozenset({None, "whole", "running_total", "initial"})


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Those of one name in one incident: the largest incident that it is part of, and each one's name and claims."""

    incident: str
    root: str
    views: tuple[tuple[str, tuple[str, ...]], ...]


def check(gathered: Gathered, *, reports: Mapping[str, Report]) -> tuple[Check, ...]:
    """Return the failed checks of one incident's claims, in a fixed order."""
    claims: dict[tuple[str, str], set[str]] = defaultdict(set)
    for each in (*_distances(gathered), *_sums(gathered), *_weekdays(gathered), *_after_publication(gathered, reports)):
        claims[each.code, each.text] |= set(each.claims)
    return tuple(
        Check(incident=gathered.incident, code=code, text=text, claims=tuple(sorted(own)), checker=NAME)
        for (code, text), own in sorted(claims.items())
    )


def check_across(people: Mapping[str, Sequence[VictimView]], *, wholes: Mapping[str, str]) -> dict[str, list[Check]]:
    """Return, by incident, checks of named persons who stand in two incidents that are not part of one another.

    A name of three words, or one of two with the same age, is taken for one person; ``wholes`` names the larger
    incident of each smaller one.
    """
    seen: dict[str, list[People]] = defaultdict(list)
    for incident in sorted(people):
        for key, views in people_of(people[incident]).items():
            seen[key].append(People(incident=incident, root=wholes.get(incident, incident), views=views))
    found: dict[str, list[Check]] = defaultdict(list)
    for _, held in sorted(seen.items()):
        failed = stands_in_several(held)
        if failed is None:
            continue
        for each in held:
            own = replace(failed, incident=each.incident)
            if own not in found[each.incident]:
                found[each.incident].append(own)
    return found


def people_of(views: Sequence[VictimView]) -> dict[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    """Return the people of one incident by what they are known by elsewhere: each with a name and the claims."""
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
    for view in views:
        for key in _person_keys(view):
            found[key].append((view.person.names[0].text, view.claims))
    return {key: tuple(own) for key, own in found.items()}


def stands_in_several(held: Sequence[People]) -> Check | None:
    """Return the check of one person who stands in incidents that are not part of one another, given in their order."""
    roots = {each.root for each in held}
    if len(roots) < _PLACES:
        return None
    claims = tuple(sorted({claim for each in held for _, own in each.views for claim in own}))
    text = f"{held[0].views[0][0]} stands in {len(roots)} incidents."
    return Check(incident=held[0].incident, code="same_victim", text=text, claims=claims, checker=NAME)


def _person_keys(view: VictimView) -> Iterator[str]:
    person = view.person
    for name in person.names:
        words = sorted(name.text.casefold().replace("-", " ").split())
        if len(words) > _PLACES:
            yield " ".join(words)
        elif len(words) == _PLACES and person.age_low is not None:
            yield f"{' '.join(words)} {person.age_low}"


def _failed(gathered: Gathered, code: str, text: str, told: Sequence[Told]) -> Check:
    claims = tuple(sorted({each.id for each in told}))
    return Check(incident=gathered.incident, code=code, text=text, claims=claims, checker=NAME)


def _distances(gathered: Gathered) -> Iterator[Check]:
    for each in gathered.told:
        places = [place for place in each.claim.where if place.precision in _EXACT]
        said = each.claim.distance_km
        km = _km_between(places[0], places[1]) if len(places) == _PLACES else None
        if km is None or said is None or abs(km - said) <= max(TOLERANCE * said, _SLACK_KM):
            continue
        names = f"{places[0].name} and {places[1].name}"
        text = f"{said:.0f} km between {names} as stated; by the gazetteer they are {km:.0f} km apart."
        yield _failed(gathered, "distance", text, [each])


def _km_between(a: Where, b: Where) -> float | None:
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    return great_circle_km((a.lat, a.lon), (b.lat, b.lon))


def _sums(gathered: Gathered) -> Iterator[Check]:
    by_id = {each.id: each for each in gathered.told}
    parts: dict[tuple[str, bool, int | None], list[Told]] = defaultdict(list)  # of a whole, and those of one sentence
    for each in gathered.told:
        whole = by_id.get(each.claim.of or "")
        same = whole is not None and whole.claim.harm == each.claim.harm and whole.claim.relation in _WHOLES
        if each.claim.relation == "part_of" and whole and same and not each.claim.person:
            for sentence in (None, each.claim.passage.start):
                parts[whole.id, bool(each.claim.group), sentence].append(each)
    for (id_, *_), own in parts.items():
        whole = by_id[id_]
        total, high = sum(bounds(each)[0] or 0 for each in own), bounds(whole)[1]
        adds_up = len(own) > 1 and facets.is_division([facets.division(each) for each in own])
        too_large = [each for each in own if high is not None and (bounds(each)[0] or 0) > high]
        if high is not None and adds_up and total > high:
            yield _failed(
                gathered, "sum", f"{_parts(own)} come to {total}; their total is said to be {high}.", [whole, *own]
            )
        elif too_large:
            yield _failed(
                gathered, "sum", f"{_parts(too_large)}: more than their total of {high}.", [whole, *too_large]
            )


def _parts(own: Sequence[Told]) -> str:
    return " and ".join(f"{bounds(each)[0]} ({facets.in_words(each)})" for each in sorted(own, key=_as_told))


def _as_told(each: Told) -> tuple[int, int]:
    """Return where a figure stands, for those of one sentence to be named in its order."""
    passage, count = each.claim.passage, each.claim.count
    return passage.start, passage.exact.find(count.wording) if count else 0


def _weekdays(gathered: Gathered) -> Iterator[Check]:
    for each in gathered.told:
        when = each.claim.when
        if when is None or when.earliest is None or when.earliest != when.latest:
            continue
        said = [day for day in _DAYS if re.search(rf"\b{day}\b", when.wording, re.IGNORECASE)]
        true = _DAYS[when.earliest.weekday()]
        if len(said) == 1 and said[0] != true:
            text = f"“{when.wording}”: {when.earliest.isoformat()} is a {true.capitalize()}."
            yield _failed(gathered, "weekday", text, [each])


def _after_publication(gathered: Gathered, reports: Mapping[str, Report]) -> Iterator[Check]:
    for each in gathered.told:
        report, when = reports.get(each.claim.report), each.claim.when
        published = report.published if report else None
        day = published.date() if isinstance(published, datetime) else published
        if day is None or when is None or when.earliest is None or each.claim.stance == "foreseen":
            continue
        if when.earliest > day:
            text = f"“{when.wording}” is {when.earliest.isoformat()}, after the publication on {day.isoformat()}."
            yield _failed(gathered, "after_publication", text, [each])
