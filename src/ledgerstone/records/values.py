"""Value types: what records are made of. They have no id of their own."""

from dataclasses import dataclass, field
from datetime import date


def codes(name: str) -> dict[str, str]:
    """Metadata of a field whose value must stand on the code list of that name in the codebook."""
    return {"codes": name}


def places(number: int) -> dict[str, int]:
    """Metadata of a float that canonical JSON writes as a decimal string with so many places."""
    return {"places": number}


@dataclass(frozen=True, slots=True, kw_only=True)
class PageBox:
    """Where words stand on a page: a box in fractions of its width and height, from its upper left corner.

    ``page`` counts from 1. ``confidence`` is that of the least sure word in the box, from 0 to 1, as the text
    recognition gave it: its own opinion, no chance of being right.
    """

    page: int
    left: float = field(metadata=places(4))
    top: float = field(metadata=places(4))
    width: float = field(metadata=places(4))
    height: float = field(metadata=places(4))
    confidence: float | None = field(default=None, metadata=places(2))


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A span of a report's text, and the box on a page that it was read from."""

    start: int
    end: int
    box: PageBox


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A span of a report's text that a mapping says the meaning of: a cell of a table.

    ``value`` is what it says in normal form; days are "first/last", ages "low/high". A constant of the mapping has an
    empty span. ``scheme`` names whose code an identifier is; ``harm``, ``status`` and ``group`` say whom a count
    counts.
    """

    means: str = field(metadata=codes("field"))
    value: str
    start: int
    end: int
    scheme: str | None = None
    harm: str | None = field(default=None, metadata=codes("harm"))
    status: str | None = field(default=None, metadata=codes("status"))
    group: tuple[str, ...] = field(default=(), metadata=codes("group"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifier:
    """A code that somebody else gave: whose (``scheme``), and the code as it stands there."""

    scheme: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A verbatim span of a report's text, in code points, start inclusive, end exclusive: the claim's sentence.

    ``boxes`` say where it stands, a box a page, where the text was recognised in a picture.
    """

    start: int
    end: int
    exact: str
    boxes: tuple[PageBox, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A number of people as claimed.

    ``None`` is "not stated": "at least 12" is (12, None), "up to 27" (None, 27), "dozens" (None, None), "about 30"
    (30, 30, about). Claims keep words; policies interpret them. ``wording`` is verbatim.
    """

    low: int | None
    high: int | None
    about: bool = False
    wording: str


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A time as an interval of days, ``latest`` inclusive, ``None`` where the text leaves it unresolved."""

    earliest: date | None = None
    latest: date | None = None
    time_of_day: str | None = None  # "HH:MM" or a part of the day in the text's words ("dawn")
    zone: str | None = None
    wording: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """A place as named, with coordinates in decimal degrees (WGS 84) where the gazetteer knows it.

    ``precision`` says how exact the coordinates are for the thing meant (``site`` to ``country``, ``unresolved``).
    """

    name: str
    lat: float | None = field(default=None, metadata=places(5))
    lon: float | None = field(default=None, metadata=places(5))
    precision: str = field(default="unresolved", metadata=codes("precision"))
    gazetteer_id: str | None = None
    wording: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """One spelling of a person's name."""

    text: str
    script: str = "Latn"  # ISO 15924
    of: str | None = None  # what kind of name, where the text says so: "kunya", "nickname"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person as told in one passage: every spelling that it gives, and what it says of the person."""

    names: tuple[Name, ...] = ()
    age_low: int | None = None
    age_high: int | None = None
    age_band: str | None = field(default=None, metadata=codes("age_band"))
    sex: str | None = field(default=None, metadata=codes("sex"))
    kin: str | None = None  # in words, to whom: "nephew of Samir Haddar"
    occupation: str | None = None
    status: str | None = field(default=None, metadata=codes("status"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who said it, in the passage's words, in which role, and through whom (``via``)."""

    wording: str
    role: str = field(default="unnamed", metadata=codes("speaker_role"))
    via: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A party to the violence, in one role, with the other names that the report gives it."""

    name: str
    aliases: tuple[str, ...] = ()
    role: str = field(default="accused", metadata=codes("actor_role"))
    wording: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the speaker points at: footage, images, witnesses, a document, a body count."""

    kind: str = field(metadata=codes("evidence"))
    wording: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """Page furniture taken out of a report: the words, where in the report's text they stood, and why they went."""

    at: int
    text: str
    reason: str = field(metadata=codes("furniture"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A claim that a toll used or set aside, with the reason in words."""

    claim: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Because:
    """One feature of a link's score: its name, the values compared, and what it weighed."""

    feature: str
    values: str
    weight: float = field(metadata=places(4))


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One named result beside an estimate: a number, words, or both."""

    name: str
    value: float | None = field(default=None, metadata=places(6))
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """A record that a release leaves out or masks, and why."""

    record: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """The answer of an estimator that gives no number: why not, and what would be needed."""

    reason: str
    needed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One item that could not be worked on: which, an error's code, and what was wrong."""

    record: str
    code: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """What a review of a claim holds on to, whatever the version of the extractor.

    ``exact`` is the sentence, ``occurrence`` counts equal sentences of the part from 0, ``wording`` is the figure's,
    the person's or the response's own words, so that two claims of one sentence stay apart.
    """

    original: str
    part: str
    exact: str
    occurrence: int
    kind: str = field(metadata=codes("kind"))
    harm: str | None = field(default=None, metadata=codes("harm"))
    group: tuple[str, ...] = field(default=(), metadata=codes("group"))
    wording: str = ""
