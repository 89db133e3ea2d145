"""The slots of one template of the conference, out of one assessment: the conference's words for what is claimed."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from benchmarks.muc4_people import human_targets
from benchmarks.running import Record
from ledgerstone.extraction.text.dateline import find_dateline
from ledgerstone.records import Actor, Assessment, Claim, Where
from ledgerstone.vocabulary import read
from ledgerstone.vocabulary.resources import Resources

COUNTRIES = frozenset("SV GT HN AR BO CL CO EC PE".split())  # those the conference asks for
_KINDS = {
    "city": "CITY", "settlement": "CITY", "containing": "NEIGHBORHOOD", "admin1": "DEPARTMENT",
    "admin2": "MUNICIPALITY", "neighbourhood": "NEIGHBORHOOD", "street": "STREET", "near": "CITY",
}  # fmt: skip
_WEAPONS = (  # words of the text, the conference's type
    (r"(?:CAR|TRUCK|VEHICLE)[ -]BOMBS?|BOOBY-TRAPPED (?:CAR|TRUCK|VEHICLE)S?", "VEHICLE BOMB"),
    (r"DYNAMITE(?: (?:CHARGES?|STICKS?|ATTACK))?", "DYNAMITE"),
    (r"GRENADES?", "GRENADE"),
    (r"MORTARS?", "MORTAR"),
    (r"MOLOTOV COCKTAILS?", "MOLOTOV COCKTAIL"),
    (r"ROCKETS?", "ROCKET"),
    (r"(?:LAND)?MINES?(?= (?:EXPLO|BLAST|WENT|PLANTED))", "MINE"),
    (r"BOMBS?", "BOMB"),
    (r"EXPLOSIVES?(?: (?:DEVICES?|CHARGES?))?", "EXPLOSIVE"),
    (r"(?:SUB)?-?MACHINE ?GUNS?(?! FIRE)", "MACHINE GUN"),
    (r"RIFLES?", "RIFLE"),
    (r"(?:PISTOL|REVOLVER|HANDGUN)S?", "HANDGUN"),
)
_EXPLOSIVES = frozenset(
    {"VEHICLE BOMB", "DYNAMITE", "GRENADE", "MORTAR", "MOLOTOV COCKTAIL", "ROCKET", "MINE", "BOMB", "EXPLOSIVE"}
)
_SHOT = re.compile(r"\b(?:SHOT|GUNNED|GUNFIRE|BULLETS?|OPENED FIRE|FIRED|MACHINE-?GUNNED)\b")
_OF_PARTY = re.compile(r"([A-Z ]+?) (?:OF|FROM|BELONGING TO) ")
# The conference tells the people who act from the body that they belong to.
_PEOPLE = re.compile(
    r"\b(?:GUERRILLAS|MEMBERS|SOLDIERS|TROOPS|REBELS|FIGHTERS|COMMANDOS|TERRORISTS|MILITANTS|MEN|OFFICERS|AGENTS|SQUADS?|"
    r"UNITS|GUNMEN|POLICEMEN|GUARDS|ELEMENTS|SUBVERSIVES|EXTREMISTS)$"
)
_BODIES = re.compile(r"\b(?:MAFIAS?|CARTELS?|ARMY|ARMED FORCES|GOVERNMENT|POLICE|NATIONAL GUARD|AIR FORCE|REGIME)$")
_AUTHORITIES = frozenset("official police military government security armed_forces".split())
_STATE = re.compile(
    r"\b(?:ARMY|ARMED FORCES|MILITARY|SOLDIERS?|TROOPS|AIR FORCE|POLICE|BATTALION|NATIONAL GUARD|GOVERNMENT)\b"
)


@dataclass(frozen=True, slots=True)
class Filed:
    """From which country, by its code, and on what day a report was filed."""

    country: str | None
    day: date | None


def filed(text: str, resources: Resources) -> Filed:
    """Return what the dateline says."""
    head = re.match(r"\s*([^,\n(\[]{2,40})", text)
    places = (
        [place for place in resources.gazetteer.find(head[1].strip()) if place.population or place.kind == "country"]
        if head
        else []
    )
    best = max(places, key=lambda place: (place.country in COUNTRIES, place.population), default=None)
    line = find_dateline(text.title())
    return Filed(best.country if best else None, line.day if line else None)


def template(
    assessment: Assessment, claims: Sequence[Claim], *, type_: str, filed: Filed, resources: Resources
) -> Record | None:
    """Return the template of an incident as one type of act; None where it is in no country that is asked for."""
    country = _country(assessment, filed, resources)
    if country not in COUNTRIES:
        return None
    people = human_targets(assessment, claims, type_=type_)
    perpetrators = _perpetrators(assessment)
    if (
        not people["hum_target_number"]
        and not perpetrators["perp_organization"]
        and not perpetrators["perp_individual"]
    ):
        return None  # nobody harmed and nobody who did it: a mention
    state = any(_STATE.search(each) for each in (*perpetrators["perp_organization"], *perpetrators["perp_individual"]))
    return {
        "incident_date": _date(assessment, filed),
        "incident_location": [_location(assessment.where, country, resources)],
        "incident_type": [type_],
        "incident_stage": ["ACCOMPLISHED"],
        **_instruments(claims, type_),
        "perp_category": ["STATE-SPONSORED VIOLENCE" if state else "TERRORIST ACT"],
        **perpetrators,
        **people,
    }


def _date(assessment: Assessment, filed: Filed) -> list[str]:
    when = assessment.when
    if when and when.earliest and when.latest:
        return [f"{when.earliest}" if when.earliest == when.latest else f"{when.earliest}/{when.latest}"]
    return [f"/{filed.day}"] if filed.day else []


def _country(assessment: Assessment, filed: Filed, resources: Resources) -> str | None:
    told = Counter(code for place in assessment.where if (code := country_of(place, resources)))
    told[filed.country or ""] += 1
    own = [code for code, _ in told.most_common() if code in COUNTRIES]
    return own[0] if own else None


def country_of(where: Where, resources: Resources) -> str | None:
    """Return the code of the country of a place that the gazetteer knows."""
    if where.gazetteer_id is None:
        return None
    if where.gazetteer_id.startswith("iso3166:"):
        return where.gazetteer_id.split(":")[1]
    return next((p.country for p in resources.gazetteer.find(where.name) if p.id == where.gazetteer_id), None)


@cache
def _name(country: str) -> str:
    return str(read("countries.yaml")["countries"][country][0]).upper()


def _location(places: Sequence[Where], country: str, resources: Resources) -> str:
    """Return "PERU: LIMA (CITY): RIMAC (NEIGHBORHOOD)" of the first place of each kind."""
    inside = [
        place for place in places if country_of(place, resources) in (country, None) and place.precision in _KINDS
    ]
    chain: list[Where] = []
    for kinds in (("admin1",), ("city", "settlement", "near", "admin2"), ("neighbourhood", "containing", "street")):
        chain += [place for place in inside if place.precision in kinds][:1]
    return ": ".join([_name(country), *(f"{place.name.upper()} ({_KINDS[place.precision]})" for place in chain)])


def _instruments(claims: Sequence[Claim], type_: str) -> Record:
    told = " ".join(dict.fromkeys(claim.passage.exact.upper() for claim in claims if claim.kind in ("act", "harm")))
    told = re.sub(r"\s+", " ", told)
    found: dict[str, str] = {}
    for words, kind in _WEAPONS:
        match = re.search(rf"\b{words}\b", told)
        if match and (type_ == "BOMBING") == (kind in _EXPLOSIVES) and not any(match[0] in known for known in found):
            found[match[0]] = kind
    types: list[Record] = [{"value": kind, "refs": [words]} for words, kind in found.items()]
    if not found and type_ == "ATTACK" and _SHOT.search(told):
        types = [{"value": "GUN", "refs": ["-"]}]
    return {"instrument_id": list(found), "instrument_type": types}


def _perpetrators(assessment: Assessment) -> Record:
    individuals: dict[str, None] = {}
    organisations: dict[str, str] = {}
    for actor in assessment.actors:
        if actor.role == "target":
            continue
        wording = re.sub(r"^(?:AN?|THE) ", "", " ".join(actor.wording.upper().split()))
        if actor.name[:1].isupper():
            organisations[actor.name.upper()] = _confidence(actor, assessment)
            head = _OF_PARTY.match(wording)
            if head:
                individuals[head[1]] = None
            elif _PEOPLE.search(wording):
                individuals[wording] = None
        elif _BODIES.search(wording):
            organisations[wording] = _confidence(actor, assessment)
        else:
            individuals[wording] = None
    return {
        "perp_individual": list(individuals),
        "perp_organization": list(organisations),
        "perp_confidence": [{"value": sure, "refs": [name]} for name, sure in organisations.items()],
    }


def _confidence(actor: Actor, assessment: Assessment) -> str:
    if actor.role == "claimant":
        return "CLAIMED OR ADMITTED"
    if actor.role == "perpetrator":
        return "REPORTED AS FACT"
    speakers = (
        claim.speaker for claim in assessment.claims.values() if any(a.name == actor.name for a in claim.actors)
    )
    by_authorities = any(speaker is not None and speaker.role in _AUTHORITIES for speaker in speakers)
    return "SUSPECTED OR ACCUSED BY AUTHORITIES" if by_authorities else "SUSPECTED OR ACCUSED"
