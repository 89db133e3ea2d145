"""Three invented incidents in Kalvessa, laid out by hand as the stages before a release lay them out."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from ledgerstone.codec import identify
from ledgerstone.records import (
    Actor,
    Assessment,
    Capture,
    Check,
    Claim,
    Count,
    Cut,
    Evidence,
    Link,
    Name,
    Original,
    Passage,
    Person,
    Reason,
    Report,
    Review,
    Speaker,
    Toll,
    VictimView,
    When,
    Where,
)

TEXTS = Path(__file__).parent / "texts"
WIRE, TODAY, MINISTRY, STANDARD, POST = (
    (TEXTS / f"{name}.txt").read_text(encoding="utf-8").strip()
    for name in ("wire", "today", "ministry", "standard", "post")
)


@dataclass
class Sheet:
    """One report with the claims found in it; ``add`` finds the words and keeps the claim's id."""

    text: str
    title: str
    publisher: str | None
    published: date | datetime | None
    url: str | None = None
    furniture: tuple[Cut, ...] = ()
    claims: dict[str, Claim] = field(default_factory=dict)

    @property
    def report(self) -> Report:
        made = Report.from_text(self.text, title=self.title, publisher=self.publisher, url=self.url)
        return replace(made, published=self.published, furniture=self.furniture, reader="html.1")

    def add(self, words: str, **fields: Any) -> str:
        at = self.text.index(words)
        begin = max(self._after(end, at) for end in ("\n", ". ", "” "))
        stops = [self.text.find(end, at + len(words)) for end in (". ", ".\n")]
        stop = min([end + 1 for end in stops if end >= 0] or [len(self.text)])
        fields.setdefault("kind", "harm")
        if fields["kind"] == "harm":
            fields.setdefault("relation", "whole")
        claim = Claim(
            report=identify(self.report),
            passage=Passage(start=begin, end=stop, exact=self.text[begin:stop]),
            extractor="extraction.1",
            **fields,
        )
        id_ = identify(claim)
        self.claims[id_] = claim
        return id_

    def _after(self, end: str, at: int) -> int:
        found = self.text.rfind(end, 0, at)
        return found + len(end) if found >= 0 else 0


def count(wording: str, low: int | None = None, high: int | None = None, *, about: bool = False) -> Count:
    return Count(low=low, high=high, about=about, wording=wording)


def person(name: str, *, age: int | None = None, **fields: Any) -> Person:
    return Person(names=(Name(text=name),), age_low=age, age_high=age, **fields)


DROVATH = Where(
    name="Drovath",
    lat=-43.41,
    lon=84.87,
    precision="settlement",
    gazetteer_id="KA-101",
    wording="the southern town of Drovath",
)
HOUSE = Where(
    name="Vessen Street",
    lat=-43.41512,
    lon=84.88013,
    precision="street",
    gazetteer_id="KA-102",
    wording="Vessen Street",
)
SELMETH = Where(
    name="Selmeth",
    lat=-41.2,
    lon=87.1,
    precision="near",
    gazetteer_id="KA-201",
    wording="outside the village of Selmeth",
)
LOMERIN = Where(name="Lomerin camp", wording="Lomerin")
TUESDAY = When(
    earliest=date(2031, 3, 11), latest=date(2031, 3, 11), time_of_day="evening", wording="on Tuesday evening"
)
HOSPITAL = Speaker(wording="the director of its hospital", role="medical")
RESIDENTS = Speaker(wording="Three residents, who asked not to be named for fear of reprisals", role="unnamed")
ASSEMBLY = Speaker(wording="A spokesman for the Southern Assembly", role="armed_group")
AIR_FORCE = Actor(
    name="Kalvessan Air Force", aliases=("warplanes",), role="accused", wording="aircraft of the Kalvessan Air Force"
)
BRIGADE = Actor(name="Lantern Brigade", role="claimant", wording="The Lantern Brigade")


@dataclass(frozen=True, kw_only=True)
class Sample:
    assessments: tuple[Assessment, ...]
    originals: dict[str, Original]
    captures: dict[str, tuple[Capture, ...]]
    ids: dict[str, str]

    def accept(self, *names: str) -> dict[str, Review]:
        """Reviews that accept the claims of these names, or every claim."""
        chosen = [self.ids[name] for name in names] if names else list(self.ids.values())
        return {id_: review(id_) for id_ in chosen}


def review(about: str, verdict: str = "accept", **fields: Any) -> Review:
    because = fields.pop("because", "The sentence says so.")
    return Review(
        about=about, verdict=verdict, because=because, at=datetime(2031, 6, 1, 9, tzinfo=UTC), by="Ana", **fields
    )


def toll(harm: str, low: int | None, best: int | None, high: int | None, **fields: Any) -> Toll:
    for name in ("used", "set_aside"):
        fields[name] = tuple(Reason(claim=id_, reason=reason) for id_, reason in fields.get(name, {}).items())
    return Toll(
        incident=fields.pop("incident", "a" * 64), harm=harm, low=low, best=best, high=high, policy="range.v1", **fields
    )


def sample() -> Sample:
    """Return the three incidents; ``ids`` names each claim."""
    wire = Sheet(
        WIRE,
        "At least 14 killed as warplanes strike Drovath, hospital says",
        "Kalvessa Wire",
        datetime(2031, 3, 11, 23, 10, tzinfo=UTC),
        "https://wire.example/drovath",
        (
            Cut(
                at=len("Two people in three on the street slept."),
                text="Solar roofs from 49 a month. Order before Sunday.",
                reason="advertisement",
            ),
            Cut(at=WIRE.index("“The whole"), text="Three killed in ferry fire off Ondrevar", reason="related"),
        ),
    )
    today = Sheet(
        TODAY,
        "The house on Vessen Street",
        "Ilvareth Today",
        date(2031, 3, 13),
        "https://today.example/beska-torrin-tells",
    )
    ministry = Sheet(MINISTRY, "On the operation of 11 March in Drovath", "Ministry of Defence", date(2031, 3, 12))
    standard = Sheet(
        STANDARD,
        "Bomb on Qadrel road kills 11 bus passengers",
        "The Sarvek Standard",
        date(2031, 4, 4),
        "javascript:alert(1)",
    )
    post = Sheet(POST, "<script>alert('x')</script> & Lomerin", None, None)
    ids = _drovath(wire, today, ministry) | _selmeth(standard) | _lomerin(post)
    sheets = (wire, today, ministry, standard, post)
    assessments = (_drovath_view(ids, (wire, today, ministry)), _selmeth_view(ids, standard), _lomerin_view(ids, post))
    originals = {
        s.report.original: Original(sha256=s.report.original, size=len(s.text.encode()), media_type="text/html")
        for s in sheets
    }
    captures = {
        sha256: (
            Capture(original=sha256, at=datetime(2031, 5, 2, 10, 4, tzinfo=UTC), by="Ana", how="file", name="a.html"),
        )
        for sha256 in originals
    }
    return Sample(assessments=assessments, originals=originals, captures=captures, ids=ids)


def _drovath(wire: Sheet, today: Sheet, ministry: Sheet) -> dict[str, str]:
    here: dict[str, Any] = {"where": (DROVATH,), "when": TUESDAY}
    orun = Speaker(wording="Orun Ordeva, a brother of the owner", role="relative")
    voice = Speaker(wording="The Ministry", role="accused")
    bodies = (Evidence(kind="body", wording="bodies"),)
    return {
        "killed14": wire.add(
            "At least 14",
            harm="killed",
            count=count("At least 14", 14),
            speaker=HOSPITAL,
            evidence=bodies,
            actors=(AIR_FORCE,),
            means=("air_delivered",),
            **here,
        ),
        "injured30": wire.add(
            "more than 30", harm="injured", count=count("more than 30", 31), speaker=HOSPITAL, **here
        ),
        "killed20": wire.add("more than 20", harm="killed", count=count("more than 20", 21), speaker=RESIDENTS, **here),
        "dozens": wire.add("dozens", harm="killed", count=count("dozens"), speaker=ASSEMBLY, **here),
        "injured60": wire.add(
            "about 60", harm="injured", count=count("about 60", 60, 60, about=True), speaker=ASSEMBLY, **here
        ),
        "street": wire.add(
            "The whole street",
            kind="act",
            act="airstrike",
            speaker=Speaker(wording="Beska Torrin, 44, a seamstress", role="witness"),
            **here,
        ),
        "background": wire.add(
            "More than 4,200",
            harm="killed",
            count=count("More than 4,200", 4201),
            relation="background",
            speaker=Speaker(wording="the Civic Harm Observatory", role="monitor"),
        ),
        "nine": today.add(
            "Nine members",
            harm="killed",
            count=count("Nine", 9, 9),
            group=("family",),
            relation="part_of",
            speaker=orun,
            where=(HOUSE,),
        ),
        "children": today.add(
            "four of them children",
            harm="killed",
            count=count("four of them children", 4, 4),
            group=("child",),
            relation="part_of",
            speaker=orun,
            where=(HOUSE,),
        ),
        "sennet": today.add("Sennet Ordeva", harm="killed", person=person("Sennet Ordeva", age=12), where=(HOUSE,)),
        "hesta": today.add(
            "Hesta Ordeva",
            harm="killed",
            person=person("Hesta Ordeva", age=70, kin="mother of Orun Ordeva"),
            where=(HOUSE,),
        ),
        "jorun": today.add(
            "Jorun Halm",
            harm="injured",
            person=person("Jorun Halm", age=35, sex="male", kin="neighbour of Beska Torrin", occupation="porter"),
            where=(HOUSE,),
        ),
        "killed19": today.add(
            "19 killed",
            harm="killed",
            count=count("19", 19, 19),
            relation="running_total",
            speaker=Speaker(wording="The hospital", role="medical"),
            **here,
        ),
        "injured44": today.add(
            "44 injured",
            harm="injured",
            count=count("44", 44, 44),
            relation="running_total",
            speaker=Speaker(wording="The hospital", role="medical"),
            **here,
        ),
        "eleven": ministry.add(
            "eleven fighters",
            harm="killed",
            count=count("eleven", 11, 11),
            status="combatant",
            group=("fighter",),
            speaker=voice,
            **here,
        ),
        "none": ministry.add(
            "No civilians",
            kind="harm",
            harm="killed",
            polarity="denied",
            status="civilian",
            count=count("No", 0, 0),
            speaker=voice,
            **here,
        ),
        "denial": ministry.add(
            "rejects reports", kind="response", response="denial", denies="harm", speaker=voice, **here
        ),
    }


def _selmeth(standard: Sheet) -> dict[str, str]:
    police = Speaker(wording="the provincial police", role="official", via="The Sarvek Standard")
    day = When(earliest=date(2031, 4, 2), latest=date(2031, 4, 3), wording="on Wednesday, 3 April")
    here: dict[str, Any] = {"where": (SELMETH,), "when": day}
    return {
        "bus11": standard.add(
            "Eleven people",
            harm="killed",
            count=count("Eleven", 11, 11),
            speaker=police,
            means=("planted_explosive",),
            **here,
        ),
        "bus15": standard.add("15 injured", harm="injured", count=count("15", 15, 15), speaker=police, **here),
        "bus13": standard.add(
            "between 11 and 13",
            harm="killed",
            count=count("between 11 and 13", 11, 13),
            speaker=Speaker(wording="Officials in the district", role="official"),
            **here,
        ),
        "claimed": standard.add(
            "had carried out",
            kind="response",
            response="claim_of_responsibility",
            speaker=Speaker(wording="The Lantern Brigade", role="accused"),
            actors=(BRIGADE,),
            **here,
        ),
        "condemned": standard.add(
            "condemned a crime",
            kind="response",
            response="condemnation",
            speaker=Speaker(wording="The governor, Hanno Tressel", role="official"),
            **here,
        ),
        "intimate": standard.add(
            "two women",
            harm="sexual_violence",
            count=count("two women", 2, 2),
            group=("woman",),
            speaker=Speaker(wording="Abrin Moskal, a shepherd", role="witness"),
            stance="reported",
            **here,
        ),
        "stopped": standard.add(
            "men who stopped the bus",
            kind="act",
            act="ground_attack",
            speaker=Speaker(wording="Abrin Moskal, a shepherd", role="witness"),
            **here,
        ),
    }


def _lomerin(post: Sheet) -> dict[str, str]:
    return {
        "eight": post.add(
            "Up to eight",
            harm="killed",
            count=count("Up to eight", None, 8),
            speaker=Speaker(wording="the committee", role="party"),
            stance="alleged",
            where=(LOMERIN,),
        ),
        "arabic": post.add(
            "قال شاهد", kind="act", act="shooting", speaker=Speaker(wording="شاهد", role="witness"), where=(LOMERIN,)
        ),
        "reversed": post.add("agoN", kind="detail", detail="identity"),
    }


def _links(claims: Sequence[str], source: str) -> tuple[Link, ...]:
    return tuple(Link(claim=id_, target=source, relation="from", linker="linking.1") for id_ in claims)


def _drovath_view(ids: dict[str, str], sheets: Sequence[Sheet]) -> Assessment:
    aside = {
        ids["dozens"]: "no number in it",
        ids["background"]: "counts other people since 2028",
        ids["nine"]: "a part of the whole, never added to it",
    }
    tolls = (
        toll(
            "killed",
            19,
            19,
            None,
            used={ids["killed19"]: "the hospital's latest statement", ids["killed20"]: "sets the open upper end"},
            set_aside={
                ids["killed14"]: "replaced by the hospital's later 19",
                **aside,
                ids["eleven"]: "counts fighters only, by the accused side",
                ids["none"]: "a denial stands beside the toll",
            },
            independent_low=1,
            independent_high=2,
            as_of=date(2031, 3, 13),
        ),
        toll(
            "killed",
            4,
            4,
            4,
            group="child",
            used={ids["children"]: "the only statement"},
            set_aside={ids["killed19"]: "counts everyone"},
            independent_low=1,
            independent_high=1,
        ),
        toll(
            "killed",
            11,
            11,
            11,
            status="combatant",
            used={ids["eleven"]: "the only statement"},
            independent_low=1,
            independent_high=1,
        ),
        toll(
            "injured",
            44,
            44,
            60,
            used={ids["injured44"]: "the hospital's latest statement", ids["injured60"]: "sets the upper end"},
            set_aside={ids["injured30"]: "replaced by the hospital's later 44"},
            independent_low=2,
            independent_high=2,
        ),
    )
    victims = (
        VictimView(victim="d" * 64, person=person("Sennet Ordeva", age=12), harm="killed", claims=(ids["sennet"],)),
        VictimView(
            victim="e" * 64,
            person=person("Hesta Ordeva", age=70, kin="mother of Orun Ordeva"),
            harm="killed",
            claims=(ids["hesta"],),
        ),
        VictimView(
            victim="f" * 64,
            person=person("Jorun Halm", age=35, sex="male", kin="neighbour of Beska Torrin", occupation="porter"),
            harm="injured",
            claims=(ids["jorun"],),
        ),
    )
    links = (
        _links([ids[n] for n in ("killed14", "injured30", "killed19", "injured44")], "1" * 64)
        + _links([ids[n] for n in ("dozens", "injured60")], "2" * 64)
        + _links([ids[n] for n in ("eleven", "none", "denial")], "3" * 64)
    )
    check = Check(
        incident="a" * 64,
        code="sum",
        text="Six children, five women and eight men are 19; the report says 18.",
        claims=(ids["killed19"], ids["children"]),
        checker="reconciling.1",
    )
    return _view(
        "a" * 64,
        "Air strikes on Drovath",
        sheets,
        when=TUESDAY,
        where=(DROVATH, HOUSE),
        actors=(AIR_FORCE, Actor(name="Southern Assembly", role="target", wording="the Southern Assembly")),
        means=("air_delivered",),
        tolls=tolls,
        victims=victims,
        links=links,
        checks=(check,),
    )


def _selmeth_view(ids: dict[str, str], sheet: Sheet) -> Assessment:
    b = "b" * 64
    tolls = (
        toll(
            "killed",
            11,
            11,
            13,
            incident=b,
            used={ids["bus11"]: "the police", ids["bus13"]: "the district, with the upper end"},
            independent_low=1,
            independent_high=2,
        ),
        toll(
            "injured",
            15,
            15,
            15,
            incident=b,
            used={ids["bus15"]: "the only statement"},
            independent_low=1,
            independent_high=1,
        ),
        toll(
            "sexual_violence",
            2,
            2,
            2,
            incident=b,
            used={ids["intimate"]: "the only statement"},
            independent_low=0,
            independent_high=1,
        ),
    )
    check = Check(
        incident=b,
        code="weekday",
        text="3 April 2031 is a Thursday, not a Wednesday.",
        claims=(ids["bus11"],),
        checker="reconciling.1",
    )
    when = sheet.claims[ids["bus11"]].when
    return _view(
        b,
        "Bomb on a bus near Selmeth",
        [sheet],
        when=when,
        where=(SELMETH,),
        actors=(BRIGADE,),
        means=("planted_explosive",),
        tolls=tolls,
        checks=(check,),
    )


def _lomerin_view(ids: dict[str, str], sheet: Sheet) -> Assessment:
    c = "c" * 64
    tolls = (toll("killed", None, None, 8, incident=c, used={ids["eight"]: "the only statement"}, independent_high=1),)
    return _view(c, "Shots at the flour line, Lomerin \u202ecamp", [sheet], where=(LOMERIN,), tolls=tolls)


def _view(incident: str, label: str, sheets: Sequence[Sheet], **fields: Any) -> Assessment:
    empty: dict[str, Any] = {
        "when": None,
        "where": (),
        "actors": (),
        "means": (),
        "tolls": (),
        "victims": (),
        "links": (),
        "checks": (),
        "grades": (),
    }
    claims = {id_: claim for sheet in sheets for id_, claim in sheet.claims.items()}
    reports = {identify(sheet.report): sheet.report for sheet in sheets}
    return Assessment(incident=incident, label=label, claims=claims, reports=reports, **(empty | fields))
