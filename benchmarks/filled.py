"""A filled case for the benchmark of the review room: records of invented incidents, written through the store.

No text is read and nothing is searched: claims and links are made together with the sentences that they stand in, so
that a case of any size is there in minutes. The same size gives the same case.
"""

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from benchmarks import invented
from ledgerstone import codec, linking, reconciling
from ledgerstone.assessing import POLICY, lay_out
from ledgerstone.current import EXTRACTION, LINKING, READING, RECONCILING
from ledgerstone.records import (
    Actor,
    Capture,
    Claim,
    Count,
    Handling,
    Incident,
    Link,
    Name,
    Original,
    Passage,
    Person,
    Record,
    Report,
    Review,
    Run,
    Source,
    Speaker,
    Victim,
    When,
    Where,
)
from ledgerstone.reviewing import anchor
from ledgerstone.store.folder import Settings
from ledgerstone.store.store import Store

BY = "Benchmark"
_AT = datetime(2033, 1, 3, 12, tzinfo=UTC)
_FIRST = date(2031, 1, 6)
_TOWNS = 600
_TOLD_BY = 3
_AT_ONCE = 4000  # records a transaction
_VERSION = "benchmark.1"
_ROLES = ("official", "medical", "monitor", "witness", "accused")
_OUTLETS = ("Tarn Courier", "Sella Wire", "Northern Post", "Oldenmarsh Standard", "Radio Kessel", "The Evening Ledger")
_SIDES = ("Sarren Guard", "Northern Column", "Marsh Brigade", "Kelvar Army", "an unknown group")
_REVIEWED, _CLOSED, _PART = 0.3, 0.01, 0.05


@dataclass(slots=True)
class _Told:
    """A report in the making: its text grows with its claims."""

    town: str
    place: Where
    when: When
    text: str = ""
    spans: list[tuple[str, dict[str, object]]] = field(default_factory=list)

    def say(self, sentence: str, **values: object) -> None:
        self.text += f" {sentence}" if self.text else sentence
        self.spans.append((sentence, values))


def fill(folder: Path, *, incidents: int) -> Store:
    """Make a case of so many incidents, three reports and about ten claims each, and return it open."""
    store = Store.create(folder, by=BY, bring=lambda _: (Settings(made_by="benchmark", created="2033-01-03"), ()))
    waiting: list[Record] = []
    for record in _records(incidents):
        waiting.append(record)
        if len(waiting) >= _AT_ONCE:
            store.append(waiting, action="fill", by=BY)
            waiting.clear()
    store.append(waiting, action="fill", by=BY)
    return store


def _records(incidents: int) -> Iterator[Record]:
    wholes: list[str] = []
    for number in range(incidents):
        chance = random.Random(f"filled {number}")  # noqa: S311 (no secret)
        claims: dict[str, Claim] = {}
        reports = {}
        for outlet in range(_TOLD_BY):
            told = _told(number, outlet, chance)
            report, found = _report(told, number, outlet)
            id_ = codec.identify(report)
            reports[id_] = report
            own = {codec.identify(each): each for each in (_claim(id_, told, *span) for span in found)}
            claims |= own
            yield from _taken_in(report, id_, own)
        links = list(_linked(claims, chance, wholes))
        yield from links
        yield from _runs(links, claims)
        yield from _reconciled(links, claims, reports)
        yield from _decided(claims, reports, chance)


def _told(number: int, outlet: int, chance: random.Random) -> _Told:
    same = random.Random(f"place {number}")  # noqa: S311 (no secret)
    town = same.randrange(_TOWNS)
    at = random.Random(f"town {town}")  # noqa: S311 (no secret)
    day = _FIRST + timedelta(days=same.randrange(1200))
    precision = same.choice(("settlement", "settlement", "city", "neighbourhood", "admin2", "admin1"))
    place = Where(
        name=invented.town(town), lat=round(at.uniform(-48, -30), 4), lon=round(at.uniform(60, 100), 4),
        precision=precision, gazetteer_id=f"t{town}", wording=invented.town(town),
    )  # fmt: skip
    told = _Told(invented.town(town), place, When(earliest=day, latest=day, wording=f"{day.day} {day:%B %Y}"))
    low = same.randint(1, 30) + outlet
    side, office = same.choice(_SIDES), chance.choice(("The police", "The ministry of health", "A monitoring group"))
    told.say(
        f"At least {low} people were killed in {told.town} on {told.when.wording} in an attack by the {side}, "
        f"{office} said.",
        harm="killed", count=Count(low=low, high=None, wording=f"At least {low}"), relation="whole",
        speaker=Speaker(wording=office, role=chance.choice(_ROLES)),
        actors=(Actor(name=side, role="accused", wording=side),),
    )  # fmt: skip
    hurt = low + same.randint(0, 9)
    told.say(
        f"Another {hurt} were wounded, the hospital of {told.town} said.",
        harm="injured", count=Count(low=hurt, high=hurt, wording=str(hurt)), relation="whole",
        speaker=Speaker(wording=f"the hospital of {told.town}", role="medical"),
    )  # fmt: skip
    name = f"{same.choice(invented.GIVEN)} {same.choice(invented.FAMILY)}"
    told.say(
        f"{name}, {same.randint(5, 80)}, was among the dead, a neighbour said.",
        harm="killed", person=Person(names=(Name(text=name),)),
        speaker=Speaker(wording="a neighbour", role="witness"),
    )  # fmt: skip
    if chance.random() < 1 / 3:
        told.say(
            f"The {side} denied that it had been there.", kind="response", response="denial", denies="responsibility",
            speaker=Speaker(wording=f"The {side}", role="accused"), stance="asserted",
        )  # fmt: skip
    told.text += " " + " ".join(chance.sample(invented.BESIDE, 2))
    return told


def _report(told: _Told, number: int, outlet: int) -> tuple[Report, list[tuple[int, str, dict[str, object]]]]:
    text = told.text
    sha256 = hashlib.sha256(f"{number} {outlet} {text}".encode()).hexdigest()
    day = told.when.earliest or _FIRST
    report = Report(
        original=sha256, publisher=_OUTLETS[(number + outlet) % len(_OUTLETS)],
        title=f"Attack in {told.town}, {day:%d %B}", published=day + timedelta(days=1 + outlet),
        url=f"https://news.example/{number}/{outlet}", language="en", text=text, reader=_VERSION,
    )  # fmt: skip
    return report, [(text.index(sentence), sentence, values) for sentence, values in told.spans]


def _claim(report: str, told: _Told, start: int, sentence: str, values: dict[str, object]) -> Claim:
    fields: dict[str, object] = {"kind": "harm", "when": told.when, "where": (told.place,), "extractor": _VERSION}
    passage = Passage(start=start, end=start + len(sentence), exact=sentence)
    return Claim(**{"report": report, "passage": passage, **fields, **values})  # type: ignore[arg-type]  # by name


def _taken_in(report: Report, id_: str, claims: dict[str, Claim]) -> Iterator[Record]:
    yield Original(sha256=report.original, size=len(report.text), media_type="text/plain")
    yield Capture(original=report.original, at=_AT, by=BY, how="file", name="source.txt")
    yield report
    yield Run(stage=READING, version=_VERSION, about=report.original, made=(id_,), at=_AT, by=BY)
    yield from claims.values()
    yield Run(stage=EXTRACTION, version=_VERSION, about=id_, made=tuple(claims), at=_AT, by=BY)


def _linked(claims: dict[str, Claim], chance: random.Random, wholes: list[str]) -> Iterator[Record]:
    incident = Incident(founded_by=next(iter(claims)))
    home = codec.identify(incident)
    yield incident
    sources: dict[str, str] = {}
    person = next(id_ for id_, each in claims.items() if each.person)
    victim = Victim(founded_by=person)
    yield victim
    for id_, each in claims.items():
        yield _link(id_, home, "about")
        if each.person:
            yield _link(id_, codec.identify(victim), "about")
        who = each.speaker.wording if each.speaker else each.report
        if who not in sources:
            source = Source(founded_by=id_)
            sources[who] = codec.identify(source)
            yield source
        yield _link(id_, sources[who], "from")
    if wholes and chance.random() < _PART:
        yield _link(home, wholes[-1], "part_of")
    else:
        wholes[:] = [home]


def _runs(made: list[Record], claims: dict[str, Claim]) -> Iterator[Record]:
    """Yield the runs of the linker: one a report, and one of an incident that is part of another."""
    of: dict[str, list[str]] = {}
    for each in made:
        if isinstance(each, Link):
            about = claims[each.claim].report if each.claim in claims else each.claim
            own = of.setdefault(about, [])
            own += [codec.identify(each), *([each.target] if each.relation != "part_of" else [])]
    for about, ids in of.items():
        yield Run(
            stage=LINKING, version=linking.VERSION, about=about, made=tuple(dict.fromkeys(ids)), at=_AT, by=BY
        )  # fmt: skip


def _reconciled(made: list[Record], claims: dict[str, Claim], reports: dict[str, Report]) -> Iterator[Record]:
    """Yield the figures of the incident and the run that made them, save checks that compare it with others."""
    (incident,) = (codec.identify(each) for each in made if isinstance(each, Incident))
    links = [each for each in made if isinstance(each, Link)]
    (laid,) = lay_out(claims, links=links, incidents=[incident], reports=reports)
    found: list[Record] = [*laid.tolls, *laid.checks, *laid.grades]
    yield from found
    version = f"{reconciling.VERSION}+{POLICY}"
    ids = tuple(codec.identify(each) for each in found)
    yield Run(stage=RECONCILING, version=version, about=incident, made=ids, at=_AT, by=BY)


def _link(claim: str, target: str, relation: str) -> Link:
    return Link(claim=claim, target=target, relation=relation, linker=linking.VERSION)


def _decided(claims: dict[str, Claim], reports: dict[str, Report], chance: random.Random) -> Iterator[Record]:
    for id_, each in claims.items():
        if chance.random() < _REVIEWED:
            verdict = chance.choices(("accept", "reject", "pending"), (18, 1, 1))[0]
            place = anchor(each, reports[each.report])
            yield Review(about=id_, verdict=verdict, because="Looked at.", anchor=place, at=_AT, by=BY)
        if chance.random() < _CLOSED:
            yield Handling(
                about=id_, level=chance.choice(("restricted", "sealed")), because="In danger.", at=_AT, by=BY
            )
