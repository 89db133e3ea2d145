"""Findings: what stages find. The id is the hash of kind and content, so a stage that runs again adds nothing."""

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from ledgerstone.records.text import normal
from ledgerstone.records.values import (
    Actor,
    Because,
    Count,
    Cut,
    Diagnostic,
    Evidence,
    Field,
    Identifier,
    Passage,
    Person,
    Reason,
    Region,
    Speaker,
    When,
    Where,
    Withheld,
    codes,
    places,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """Bytes as captured, the evidentiary copy: the same bytes are the same original, whoever brought them.

    ``size`` is in bytes, ``sha256`` in lower-case hexadecimal.
    """

    sha256: str
    size: int
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Readable text taken from an original, the working copy.

    ``original`` is the SHA-256 of the bytes; ``part`` names the piece of an original that holds several
    ("line 12"), and is empty where the original is one report. ``text`` is NFC without NUL and lone surrogates.
    ``regions`` are the lines of a text recognised in a picture, ``fields`` the mapped cells of a table's row.
    """

    original: str
    part: str = ""
    publisher: str | None = None
    title: str | None = None
    published: date | datetime | None = None
    url: str | None = None
    language: str | None = None  # BCP 47; None = not determined
    text: str
    furniture: tuple[Cut, ...] = ()
    regions: tuple[Region, ...] = ()
    fields: tuple[Field, ...] = ()
    reader: str

    @classmethod
    def from_text(
        cls,
        text: str,
        *,
        title: str | None = None,
        published: str | date | datetime | None = None,
        publisher: str | None = None,
        url: str | None = None,
        language: str | None = "en",
    ) -> "Report":
        """Make a report of ready text. Nothing is cut out of it; its original is its own UTF-8 bytes.

        Args:
            text: the article as a person would read it.
            title: its headline.
            published: a date or time, or one in ISO 8601; None is "not known".
            publisher: who printed it.
            url: where it stood.
            language: BCP 47; the engine reads "en".

        Raises:
            ValueError: ``published`` is a text that is no ISO 8601 date or time.
        """
        day = _day(published) if isinstance(published, str) else published
        clean = normal(text)
        return cls(
            original=hashlib.sha256(clean.encode()).hexdigest(),
            publisher=publisher and normal(publisher),
            title=title and normal(title),
            published=day,
            url=url and normal(url),
            language=language,
            text=clean,
            reader="ready_text.1",
        )


def _day(text: str) -> date | datetime:
    if len(text) == len("2024-08-02"):
        return date.fromisoformat(text)
    moment = datetime.fromisoformat(text)
    return moment.astimezone(UTC) if moment.tzinfo else moment.date()


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One attributed assertion in a passage.

    A harm holds ``harm``, ``status``, ``group``, ``count`` or ``person``, ``relation`` and ``of``; an act ``act``; a
    response ``response``, ``answers`` and ``denies``; a distance its two places and ``distance_km``. ``status`` None is
    "regardless of status"; "unknown" is a finding. A claim without a speaker is in the publisher's own voice.
    """

    report: str
    passage: Passage
    kind: str = field(metadata=codes("kind"))
    speaker: Speaker | None = None
    polarity: str = field(default="affirmed", metadata=codes("polarity"))
    stance: str = field(default="asserted", metadata=codes("stance"))
    evidence: tuple[Evidence, ...] = ()
    harm: str | None = field(default=None, metadata=codes("harm"))
    status: str | None = field(default=None, metadata=codes("status"))
    group: tuple[str, ...] = field(default=(), metadata=codes("group"))
    count: Count | None = None
    person: Person | None = None
    relation: str | None = field(default=None, metadata=codes("relation"))
    of: str | None = None
    act: str | None = field(default=None, metadata=codes("act"))
    response: str | None = field(default=None, metadata=codes("response"))
    answers: str | None = None
    denies: str | None = field(default=None, metadata=codes("denies"))
    detail: str | None = field(default=None, metadata=codes("detail"))
    distance_km: float | None = field(default=None, metadata=places(3))
    when: When | None = None
    where: tuple[Where, ...] = ()
    actors: tuple[Actor, ...] = ()
    means: tuple[str, ...] = field(default=(), metadata=codes("means"))
    identifiers: tuple[Identifier, ...] = ()
    extractor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A judgement that one record belongs to another.

    ``relation`` says how: a claim is ``about`` an incident or a victim or comes ``from`` a source; an incident is
    ``part_of`` a larger one (a part is never added to its whole); a report is a ``copy_of`` another report; an
    incident or a victim is the ``same_as`` another. For the last three, ``claim`` holds the id of what the link leads
    from.
    """

    claim: str
    target: str
    relation: str = field(default="about", metadata=codes("link_relation"))
    judgement: str = field(default="positive", metadata=codes("judgement"))
    score: float = field(default=1.0, metadata=places(4))
    because: tuple[Because, ...] = ()
    linker: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """The claims of one incident reconciled into a range of people, by a named and versioned policy.

    ``status`` and ``group`` None is "everyone meant". ``None`` for a bound is "not stated": no claim sets it.
    ``independent_low`` and ``independent_high`` bound the number of independent sources of the claims used.
    """

    incident: str | None
    harm: str = field(metadata=codes("harm"))
    status: str | None = field(default=None, metadata=codes("status"))
    group: str | None = field(default=None, metadata=codes("group"))
    low: int | None
    best: int | None
    high: int | None
    as_of: date | None = None
    used: tuple[Reason, ...] = ()
    set_aside: tuple[Reason, ...] = ()
    independent_low: int = 0
    independent_high: int = 0
    policy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """An incident's place in a published grading scheme, with its reason."""

    incident: str
    scheme: str
    value: str
    because: str
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Inclusion:
    """Whether an incident counts by the case's criteria: positive, negative, or unsure, which leaves it in."""

    incident: str
    judgement: str = field(metadata=codes("judgement"))
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """Something in the claims that does not agree with itself, the calendar or the gazetteer. It changes no claim."""

    incident: str | None
    code: str = field(metadata=codes("check"))
    text: str
    claims: tuple[str, ...]
    checker: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A number of people with the unreported ones, from overlapping lists.

    ``high`` None is an open interval. ``draws`` are the posterior or bootstrap draws of the total, empty where the
    method has none. Undercount is the point less the distinct people on the lists used, never less a toll.
    """

    scope: str = ""
    lists: tuple[str, ...] = ()
    point: float = field(metadata=places(6))
    low: float = field(metadata=places(6))
    high: float | None = field(metadata=places(6))
    level: float = field(default=0.95, metadata=places(6))
    method: str
    seed: int | None = None
    draws: tuple[float, ...] = field(default=(), metadata=places(6))
    diagnostics: tuple[Diagnostic, ...] = ()
    caveats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """What was let go: which records, which were withheld and why, by what method, with the digest of each file.

    ``manifest`` is a tuple of "sha256  file name" lines.
    """

    version: str
    at: datetime
    by: str
    records: tuple[str, ...]
    withheld: tuple[Withheld, ...] = ()
    method: str
    manifest: tuple[str, ...] = ()
