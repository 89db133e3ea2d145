"""Names of the living, codes that others gave, and exact places, taken out of everything that leaves.

``masks`` says whose names. A code may be the number of a hospital's patient or of a passport, so it leaves only with a
claim that is handled as open.

Full texts, page furniture and addresses that hold a name go as well. Places finer than a settlement lose their
coordinates' last digits.
"""

import dataclasses
from collections.abc import Collection, Mapping
from typing import Any

from ledgerstone.records import Assessment, Claim, Person, Report, VictimView, Where, Withheld
from ledgerstone.releasing.masks import DEAD, MASKED, Masks, speaker_names
from ledgerstone.releasing.sentences import SILENCED, with_words

_CODE = "[code withheld]"
FINE = frozenset({"site", "street", "neighbourhood"})

# Fields that hold ids and versions, not words of a source.
_IDS = frozenset(
    {"report", "of", "answers", "extractor", "original", "claim", "target", "incident", "victim", "policy", "linker",
     "checker", "reader", "part", "gazetteer_id", "founded_by"}
)  # fmt: skip


def mask(
    assessment: Assessment, *, by: Masks, opened: frozenset[str], silent: Collection[str] = ()
) -> tuple[Assessment, tuple[Withheld, ...]]:
    """Return the incident with names masked and coordinates coarsened, and what was taken out of which record.

    Args:
        assessment: the incident.
        by: whose names.
        opened: the ids of records handled as open.
        silent: the claims of which the sentence stays.
    """
    notes: list[Withheld] = []
    claims = {}
    for id_, claim in assessment.claims.items():
        coded = claim if id_ in opened else _without_codes(claim, assessment.reports.get(claim.report))
        claims[id_], reasons = _claim(coded, by, shown=id_ in opened)
        reasons += ["codes that others gave masked"] if coded != claim else []
        if id_ in silent:
            claims[id_] = with_words(claims[id_], SILENCED)
            reasons.append("its sentence tells of something that is closed, too")
        notes += [Withheld(record=id_, reason=reason) for reason in reasons]
    victims = []
    for victim in assessment.victims:
        shown = victim.harm in DEAD or victim.victim in opened or opened.issuperset(victim.claims)
        victims.append(_words(victim if shown else _survivor(victim), by))
        notes += [] if shown else [Withheld(record=victim.victim, reason="name and kin of a survivor masked")]
    rest = dataclasses.replace(assessment, claims={}, victims=(), reports={})
    masked = dataclasses.replace(
        _words(rest, by), claims=claims, victims=tuple(victims), where=tuple(coarse(place) for place in rest.where),
        reports={id_: _report(report, by) for id_, report in assessment.reports.items()},
    )  # fmt: skip
    return masked, tuple(notes)


def coarse(place: Where) -> Where:
    """Return the place with coordinates to a tenth of a degree, about 11 km, if they are finer than a settlement."""
    if place.precision not in FINE:
        return place
    if place.lat is None or place.lon is None:
        return dataclasses.replace(place, gazetteer_id=None)
    return dataclasses.replace(
        place, lat=round(place.lat, 1), lon=round(place.lon, 1), precision="near", gazetteer_id=None
    )


def _claim(claim: Claim, by: Masks, *, shown: bool) -> tuple[Claim, list[str]]:
    reasons = []
    speaker, person = claim.speaker, claim.person
    if speaker and speaker_names(speaker) & by.hidden:
        speaker = dataclasses.replace(speaker, wording=f"[{speaker.role.replace('_', ' ')}, {MASKED}]")
        reasons.append("name of the speaker masked")
    if person and not shown and any(name.text in by.hidden for name in person.names):
        person = _stripped(person)
        reasons.append("name and kin of a survivor masked")
    where = tuple(coarse(place) for place in claim.where)
    if where != claim.where:
        reasons.append("coordinates finer than a settlement rounded to a tenth of a degree")
    masked = _words(dataclasses.replace(claim, speaker=speaker, person=person, where=where), by)
    if not reasons and masked != claim:
        reasons.append("a name in the passage masked")
    return masked, reasons


def _without_codes(claim: Claim, report: Report | None) -> Claim:
    """Return a claim of a table's row without the codes that stand there."""
    if not claim.identifiers:
        return claim
    words = claim.passage.exact
    codes = [field for field in report.fields if field.means == "identifier"] if report else []
    for code in sorted(codes, key=lambda field: field.start, reverse=True):
        start, end = code.start - claim.passage.start, code.end - claim.passage.start
        if 0 <= start < end <= len(words):
            words = f"{words[:start]}{_CODE}{words[end:]}"
    return dataclasses.replace(claim, identifiers=(), passage=dataclasses.replace(claim.passage, exact=words))


def _survivor(victim: VictimView) -> VictimView:
    return dataclasses.replace(victim, person=_stripped(victim.person))


def _stripped(person: Person) -> Person:
    return dataclasses.replace(person, names=(), kin=None, occupation=None)


def _report(report: Report, by: Masks) -> Report:
    hidden_url = report.url is not None and by.touches(report.url)
    bare = dataclasses.replace(report, text="", furniture=(), fields=(), url=None if hidden_url else report.url)
    masked: Report = _words(bare, by)
    return masked


def _words(value: Any, by: Masks) -> Any:
    """Return the record with every text of a source masked, however deep: a field added later is masked too."""
    if isinstance(value, str):
        return by.text(value)
    if isinstance(value, tuple):
        return tuple(_words(item, by) for item in value)
    if isinstance(value, Mapping):
        return {key: _words(item, by) for key, item in value.items()}
    if not dataclasses.is_dataclass(value) or isinstance(value, type):
        return value
    changes = {
        field.name: _words(getattr(value, field.name), by)
        for field in dataclasses.fields(value)
        if field.name not in _IDS and "codes" not in field.metadata
    }
    return dataclasses.replace(value, **changes)
