"""Acts carry who and when: what people did, and what the program did at their word."""

from dataclasses import dataclass, field
from datetime import date, datetime

from ledgerstone.records.values import Anchor, Problem, Where, codes


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """The taking of an original: when, by whom, how and from where.

    ``headers`` are (name, value) pairs as received, ``tokens`` proofs of time (RFC 3161 responses, base64) over the
    original's SHA-256, ``name`` the file's own name as brought. ``clock`` says what is known of the clock that gave
    ``at``. Of a web page, ``url`` is the address that gave it, ``via`` the addresses asked for one after the other (the
    first as given, each further one because the one before led there), ``peer`` the server's IP address, ``archived``
    the address of an archived copy; where the copy is what was fetched, ``url`` is the address that was archived.
    ``within`` is the SHA-256 of the original that this one was taken out of: a mail's, an archive's;
    ``columns`` that of the mapping that says what the columns of a table mean.
    """

    original: str
    at: datetime
    by: str
    how: str = field(metadata=codes("capture_method"))
    name: str | None = None
    url: str | None = None
    headers: tuple[tuple[str, str], ...] = ()
    tokens: tuple[str, ...] = ()
    clock: str = "system clock, offset not measured"
    via: tuple[str, ...] = ()
    peer: str | None = None
    archived: str | None = None
    within: str | None = None
    columns: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A person's verdict on a record, with the reason. Undoing one is a new one.

    ``about`` is a record's id; for a claim, ``anchor`` makes the verdict hold for every claim with that anchor,
    whichever extractor found it. ``replacement`` is the canonical JSON of the corrected claim, for ``correct``.
    ``blind`` is true where the person was not shown what another had decided there; then this stands beside it.
    """

    about: str
    verdict: str = field(metadata=codes("verdict"))
    because: str
    replacement: str | None = None
    anchor: Anchor | None = None
    blind: bool | None = None
    at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Handling:
    """Who may see a record; the strictest along the chain counts."""

    about: str
    level: str = field(metadata=codes("handling"))
    because: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Appraisal:
    """What a team holds of a source. A later one about the same source takes its place.

    ``source`` is the name of an outlet, a site, an office or a person as the team writes it; with ``role`` alone all
    speakers of that role are meant, and with neither everybody whom no other appraisal means. ``since`` and ``until``
    bound the days of publication for which it holds, the latest inclusive.
    """

    source: str | None = None
    role: str | None = field(default=None, metadata=codes("speaker_role"))
    credibility: str = field(metadata=codes("credibility"))
    since: date | None = None
    until: date | None = None
    because: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ownership:
    """Somebody owns an outlet, so that the two, and other outlets of that owner, are not independent.

    ``because`` says where that is known from; ``since`` and ``until`` are the days on which it was so.
    """

    outlet: str
    owner: str
    since: date | None = None
    until: date | None = None
    because: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Criteria:
    """Which incidents a case counts. A later one takes its place; what is left empty excludes nothing.

    An incident counts where somebody was harmed in one of ``harms``, ``at_least`` so many of them by the low, best or
    high of a toll, among people of one of ``statuses``, within one of ``regions``, between two days.
    """

    harms: tuple[str, ...] = field(default=(), metadata=codes("harm"))
    statuses: tuple[str, ...] = field(default=(), metadata=codes("status"))
    at_least: int | None = None
    regions: tuple[Where, ...] = ()
    earliest: date | None = None
    latest: date | None = None
    because: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Determination:
    """A team's own figure for an incident, beside that of a policy and never in its place.

    It means whom a Toll of that ``harm``, ``status`` and ``group`` means. A ``low`` or ``high`` that is None is not
    stated; one of them is. ``claims`` are the ids, sorted, of the claims that bore on it when it was made. A later
    determination for the same people takes its place; a Review that rejects it takes it back.
    """

    incident: str
    harm: str = field(metadata=codes("harm"))
    status: str | None = field(default=None, metadata=codes("status"))
    group: str | None = field(default=None, metadata=codes("group"))
    low: int | None = None
    high: int | None = None
    because: str
    claims: tuple[str, ...] = ()
    at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """Somebody asks that a record be expunged, for another person to do it. It goes together with the record."""

    about: str
    because: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tombstone:
    """What is left of records that were expunged: the commitments of the chain to them, why they went, and by whom.

    No id of theirs is kept, since an id would prove to whoever guesses it what was there. ``asked_by`` names those who
    asked for it, and is empty where one person did it alone.
    """

    commitments: tuple[str, ...]
    because: str
    asked_by: tuple[str, ...] = ()
    at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run of one stage's version over one input: what it made and what it could not work on.

    ``about`` names the input: an original's SHA-256, a report's id, or the digest of all that a stage over the whole
    case read. The current findings of a stage are those of its latest Run for each input.
    """

    stage: str
    version: str
    about: str
    made: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """A proof of time, asked for after what it is about was recorded.

    ``about`` is a SHA-256: a head of the audit chain, and so of everything up to that entry, or an original. ``token``
    is the authority's whole response (RFC 3161) in base64, ``authority`` the address that gave it.
    """

    about: str
    token: str
    authority: str
    at: datetime
    by: str
