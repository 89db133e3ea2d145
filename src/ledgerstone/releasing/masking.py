"""The names of people who spoke or who lived, taken out of everything that leaves.

Masked are the names of speakers who are witnesses, relatives, victims, private accounts or not further described, of
medics and rescuers who are named by title, and of people harmed who are not said to be dead. A name stays only where
every claim that carries it was handled as ``open``. The dead are named. Places finer than a settlement lose their
coordinates' last digits. A name is masked wherever its words stand, in each spelling that the claims give; a spelling
that no claim gives is beyond this, so a release is read by a person before it goes out.
"""

import dataclasses
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ledgerstone.records import Assessment, Claim, Person, Report, Speaker, VictimView, Where, Withheld
from ledgerstone.releasing.names import names_in, parts_of, titled_names_in

MASKED = "name withheld"
MASK = f"[{MASKED}]"
DEAD = frozenset({"killed", "died_indirect"})

# Who speaks for an office, a force or an outlet is named; whoever else speaks, a code added later included, is not.
OFFICES = frozenset(
    {
        "accused",
        "official",
        "military",
        "armed_group",
        "monitor",
        "un",
        "aid",
        "media",
        "foreign_official",
        "party",
        "expert",
    }
)
CARERS = frozenset({"medical", "rescue"})
FINE = frozenset({"site", "street", "neighbourhood"})

_BETWEEN = re.compile(r"[\W_]+")

# Fields that hold ids and versions, not words of a source.
_IDS = frozenset(
    {"report", "of", "answers", "extractor", "original", "claim", "target", "incident", "victim", "policy", "linker",
     "checker", "reader", "part", "gazetteer_id", "founded_by"}
)  # fmt: skip


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Masks:
    """The names to take out and the full names that stay, ready to be applied to any text."""

    hidden: frozenset[str]
    kept: frozenset[str]
    _pattern: re.Pattern[str] | None

    def text(self, text: str) -> str:
        """Return the text with each hidden name replaced by "[name withheld]"."""
        if self._pattern is None:
            return text
        return self._pattern.sub(lambda found: found[0] if found[0] in self.kept else MASK, text)

    def touches(self, text: str) -> bool:
        """Say whether the text holds a hidden name in any case and with any marks between its words (an address)."""
        flat = _flat(text)
        return any(_flat(name) in flat for name in self.hidden)


def _flat(text: str) -> str:
    return f" {_BETWEEN.sub(' ', text).strip().casefold()} "


def masks(assessments: Sequence[Assessment], *, opened: frozenset[str]) -> Masks:
    """Return the names to mask in these incidents; ``opened`` are the ids of records handled as open."""
    claims = {id_: claim for each in assessments for id_, claim in each.claims.items()}
    harms = {id_: victim.harm for each in assessments for victim in each.victims for id_ in victim.claims}
    public = _public_names(assessments)
    hidden: set[str] = set()
    dead: set[str] = set()
    for id_, claim in claims.items():
        if id_ not in opened:
            hidden |= speaker_names(claim.speaker)
        if claim.person and _is_dead(harms.get(id_, claim.harm), claim):
            dead |= {name.text for name in claim.person.names}
        elif claim.person and id_ not in opened:
            hidden |= {name.text for name in claim.person.names}
    for victim in (victim for each in assessments for victim in each.victims):
        if victim.harm in DEAD:
            dead |= {name.text for name in victim.person.names}
        elif victim.victim not in opened and not opened.issuperset(victim.claims):
            hidden |= {name.text for name in victim.person.names}
    hidden -= public  # "residents of Drovath" names a town, nobody
    kept = (frozenset(dead) - hidden) | public
    hidden |= {part for name in hidden for part in parts_of(name)} - kept
    return Masks(hidden=frozenset(hidden), kept=kept, _pattern=_pattern(hidden, kept))


def speaker_names(speaker: Speaker | None) -> set[str]:
    """Return the personal names of a speaker that must not leave."""
    if speaker is None or speaker.role in OFFICES:
        return set()
    if speaker.role in CARERS:
        return set(titled_names_in(speaker.wording))
    return set(names_in(speaker.wording))


def mask(assessment: Assessment, *, by: Masks, opened: frozenset[str]) -> tuple[Assessment, tuple[Withheld, ...]]:
    """Return the incident with names masked and coordinates coarsened, and what was taken out of which record."""
    notes: list[Withheld] = []
    claims = {}
    for id_, claim in assessment.claims.items():
        claims[id_], reasons = _claim(claim, by, shown=id_ in opened)
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
        place, lat=round(place.lat, 1), lon=round(place.lon, 1), precision="admin2", gazetteer_id=None
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


def _survivor(victim: VictimView) -> VictimView:
    return dataclasses.replace(victim, person=_stripped(victim.person))


def _stripped(person: Person) -> Person:
    return dataclasses.replace(person, names=(), kin=None, occupation=None)


def _report(report: Report, by: Masks) -> Report:
    hidden_url = report.url is not None and by.touches(report.url)
    masked: Report = _words(
        dataclasses.replace(report, text="", furniture=(), url=None if hidden_url else report.url), by
    )
    return masked


def _is_dead(harm: str | None, claim: Claim) -> bool:
    return harm in DEAD and claim.polarity == "affirmed"


def _public_names(assessments: Sequence[Assessment]) -> set[str]:
    """Return names of places, parties and outlets: a single word of a person's name that is also theirs stays."""
    names: set[str] = set()
    for each in assessments:
        names |= {name for place in each.where for name in (place.name, place.wording)}
        names |= {name for actor in each.actors for name in (actor.name, *actor.aliases)}
        for claim in each.claims.values():
            names |= {name for place in claim.where for name in (place.name, place.wording)}
            names |= {name for actor in claim.actors for name in (actor.name, *actor.aliases)}
    return names


def _pattern(hidden: Iterable[str], kept: Iterable[str]) -> re.Pattern[str] | None:
    words = sorted({*hidden, *(name.upper() for name in hidden)} - {""}, key=lambda name: (-len(name), name))
    if not words:
        return None
    every = sorted({*words, *kept} - {""}, key=lambda name: (-len(name), name))
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(name) for name in every) + r")(?!\w)")


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
