"""The tables of the index. Ids are those of records; a row's own number means nothing and changes when it is refreshed.

The first group says what stands now, so that one incident can be laid out without reading the whole case. The second is
what is listed. A row of an incident or a victim is a *face*: how it looks to those whose sight lies between
``seen_from`` and ``seen_to``, made of nothing but the claims that they may see.
"""

from __future__ import annotations  # Django's fields take no type arguments at run time

from datetime import date

from django.db import models


class _Row(models.Model):
    class Meta:
        """Shared by all."""

        abstract = True

    def __str__(self) -> str:
        return f"{type(self).__name__} {self.pk}"


class State(_Row):
    """How far the index has followed the chain, and by which layout; one row."""

    entry: models.BigIntegerField[int, int] = models.BigIntegerField(default=0)
    layout: models.TextField[str, str] = models.TextField()


class Todo(_Row):
    """What still has to be laid out again: a part of an original, or an incident."""

    original: models.TextField[str, str] = models.TextField(default="")
    part: models.TextField[str, str] = models.TextField(default="")
    incident: models.TextField[str, str] = models.TextField(default="")

    class Meta:
        """Each once."""

        constraints = (models.UniqueConstraint(fields=["original", "part", "incident"], name="index_todo_once"),)


class Read(_Row):
    """A report that the current reading of its original made."""

    report: models.TextField[str, str] = models.TextField(unique=True)
    original: models.TextField[str, str] = models.TextField()
    part: models.TextField[str, str] = models.TextField()

    class Meta:
        """Looked up by place."""

        indexes = (models.Index(fields=["original", "part"], name="index_read_place"),)


class Found(_Row):
    """A claim that the current search of a report found, by which stage."""

    claim: models.TextField[str, str] = models.TextField(db_index=True)
    report: models.TextField[str, str] = models.TextField(db_index=True)
    stage: models.TextField[str, str] = models.TextField()


class Linked(_Row):
    """A link of the current linking; ``of`` is the kind of its target: incident, victim, source, report.

    ``judged`` says that a person made it; of several such on one pair only the one that stands is here.
    """

    link: models.TextField[str, str] = models.TextField(unique=True)
    claim: models.TextField[str, str] = models.TextField(db_index=True)
    target: models.TextField[str, str] = models.TextField(db_index=True)
    relation: models.TextField[str, str] = models.TextField()
    judgement: models.TextField[str, str] = models.TextField()
    of: models.TextField[str, str] = models.TextField()
    judged: models.BooleanField[bool, bool] = models.BooleanField(default=False)

    class Meta:
        """What people judged is looked for in each refresh, and is little."""

        indexes = (models.Index(fields=["claim"], condition=models.Q(judged=True), name="index_linked_judged"),)


class Decided(_Row):
    """A review or a handling: what it is about, and for a claim the part of an original that the claim stands in.

    ``number`` counts them in the order in which they were recorded; ``becomes`` is the claim that a correction made.
    """

    number: models.BigAutoField[int, int] = models.BigAutoField(primary_key=True)
    record: models.TextField[str, str] = models.TextField(unique=True)
    kind: models.TextField[str, str] = models.TextField()
    about: models.TextField[str, str] = models.TextField(db_index=True)
    original: models.TextField[str, str] = models.TextField()
    part: models.TextField[str, str] = models.TextField()
    becomes: models.TextField[str, str] = models.TextField(db_index=True)

    class Meta:
        """Looked up by place."""

        indexes = (models.Index(fields=["original", "part"], name="index_decided_place"),)


class Level(_Row):
    """The handling that counts of one record, or of an original by its SHA-256, where it is not open."""

    about: models.TextField[str, str] = models.TextField(unique=True)
    level: models.SmallIntegerField[int, int] = models.SmallIntegerField()


class Report(_Row):
    """A report as it is listed.

    ``level`` is the strictest of its chain, ``text_level`` also of the claims in it: whoever may not see one of them
    neither reads nor searches the text. ``current`` is no where an older reader made it and a decision stands in it.
    """

    record: models.TextField[str, str] = models.TextField(unique=True)
    original: models.TextField[str, str] = models.TextField()
    part: models.TextField[str, str] = models.TextField()
    current: models.BooleanField[bool, bool] = models.BooleanField(default=True)
    title: models.TextField[str, str] = models.TextField()
    publisher: models.TextField[str, str] = models.TextField()
    url: models.TextField[str, str] = models.TextField()
    language: models.TextField[str, str] = models.TextField()
    day: models.DateField[date | None, date | None] = models.DateField(null=True)
    order: models.TextField[str, str] = models.TextField()
    words: models.BigIntegerField[int, int] = models.BigIntegerField()
    level: models.SmallIntegerField[int, int] = models.SmallIntegerField()
    text_level: models.SmallIntegerField[int, int] = models.SmallIntegerField()

    class Meta:
        """Read from the newest, days and levels along the way; and by place."""

        indexes = (
            models.Index(fields=["order", "record", "day", "level", "text_level"], name="index_report_order"),
            models.Index(fields=["original", "part"], name="index_report_place"),
        )


class Claim(_Row):
    """A claim as decided, as it is listed. ``verdict`` is that of its review, "" where nobody has reviewed it.

    ``standing`` says what it does: "counts", "rejected". ``again`` says why the decision wants another look. ``found``
    is the claim that stands there as the stage found it, which a review is about. ``sentence_level`` is the strictest
    of all claims in the same characters: whoever may not see one of them is not shown ``exact``.
    """

    record: models.TextField[str, str] = models.TextField(unique=True)
    found: models.TextField[str, str] = models.TextField(db_index=True)
    report: models.TextField[str, str] = models.TextField(db_index=True)
    original: models.TextField[str, str] = models.TextField()
    part: models.TextField[str, str] = models.TextField()
    incident: models.TextField[str, str] = models.TextField(db_index=True)
    start: models.BigIntegerField[int, int] = models.BigIntegerField()
    exact: models.TextField[str, str] = models.TextField()
    kind: models.TextField[str, str] = models.TextField()
    harm: models.TextField[str, str] = models.TextField()
    status: models.TextField[str, str] = models.TextField()
    group: models.TextField[str, str] = models.TextField()
    act: models.TextField[str, str] = models.TextField()
    response: models.TextField[str, str] = models.TextField()
    polarity: models.TextField[str, str] = models.TextField()
    stance: models.TextField[str, str] = models.TextField()
    relation: models.TextField[str, str] = models.TextField()
    low: models.BigIntegerField[int | None, int | None] = models.BigIntegerField(null=True)
    high: models.BigIntegerField[int | None, int | None] = models.BigIntegerField(null=True)
    wording: models.TextField[str, str] = models.TextField()
    person: models.TextField[str, str] = models.TextField()
    speaker: models.TextField[str, str] = models.TextField()
    role: models.TextField[str, str] = models.TextField()
    accused: models.TextField[str, str] = models.TextField()
    first: models.DateField[date | None, date | None] = models.DateField(null=True)
    last: models.DateField[date | None, date | None] = models.DateField(null=True)
    place: models.TextField[str, str] = models.TextField()
    lat: models.FloatField[float | None, float | None] = models.FloatField(null=True)
    lon: models.FloatField[float | None, float | None] = models.FloatField(null=True)
    precision: models.TextField[str, str] = models.TextField()
    order: models.TextField[str, str] = models.TextField()
    verdict: models.TextField[str, str] = models.TextField()
    decided_by: models.TextField[str, str] = models.TextField()
    standing: models.TextField[str, str] = models.TextField()
    again: models.TextField[str, str] = models.TextField()
    level: models.SmallIntegerField[int, int] = models.SmallIntegerField()
    sentence_level: models.SmallIntegerField[int, int] = models.SmallIntegerField(default=0)

    class Meta:
        """Read from the newest, days and levels along the way; by place; by what is open."""

        indexes = (
            models.Index(
                fields=["order", "record", "first", "last", "level", "sentence_level"], name="index_claim_order"
            ),
            models.Index(fields=["original", "part"], name="index_claim_place"),
            models.Index(fields=["verdict", "order", "record"], name="index_claim_verdict"),
            models.Index(fields=["harm", "order", "record"], name="index_claim_harm"),
            models.Index(fields=["order", "record"], condition=~models.Q(again=""), name="index_claim_again"),
            # Codes are counted and asked for here, not in the wide rows. It begins with what is never asked for alone,
            # so that a planner without statistics does not take it for the way to one incident.
            models.Index(
                fields=[
                    "level",
                    "harm",
                    "stance",
                    "role",
                    "verdict",
                    "kind",
                    "status",
                    "standing",
                    "incident",
                    "report",
                ],
                name="index_claim_codes",
            ),
        )


class Incident(_Row):
    """A face of an incident.

    ``whole`` says whether all its claims may be seen. Where not, the figures are withheld (they rest on what is not
    shown), and the rest is told from what is shown alone.
    """

    record: models.TextField[str, str] = models.TextField()
    seen_from: models.SmallIntegerField[int, int] = models.SmallIntegerField()
    seen_to: models.SmallIntegerField[int, int] = models.SmallIntegerField()
    whole: models.BooleanField[bool, bool] = models.BooleanField()
    level: models.SmallIntegerField[int, int] = models.SmallIntegerField()
    label: models.TextField[str, str] = models.TextField()
    first: models.DateField[date | None, date | None] = models.DateField(null=True)
    last: models.DateField[date | None, date | None] = models.DateField(null=True)
    wording: models.TextField[str, str] = models.TextField()
    place: models.TextField[str, str] = models.TextField()
    lat: models.FloatField[float | None, float | None] = models.FloatField(null=True)
    lon: models.FloatField[float | None, float | None] = models.FloatField(null=True)
    precision: models.TextField[str, str] = models.TextField()
    accused: models.TextField[str, str] = models.TextField()
    part_of: models.TextField[str, str] = models.TextField()
    order: models.TextField[str, str] = models.TextField()
    deaths: models.BigIntegerField[int, int] = models.BigIntegerField(default=-1)
    claims: models.BigIntegerField[int, int] = models.BigIntegerField()
    reports: models.BigIntegerField[int, int] = models.BigIntegerField()
    unreviewed: models.BigIntegerField[int, int] = models.BigIntegerField()
    again: models.BigIntegerField[int, int] = models.BigIntegerField()
    checks: models.BigIntegerField[int, int] = models.BigIntegerField()
    looks: models.BigIntegerField[int, int] = models.BigIntegerField(default=0)

    class Meta:
        """Read from the newest, days and sights along the way; from the most deaths; by point on the map."""

        constraints = (models.UniqueConstraint(fields=["record", "seen_from"], name="index_incident_face"),)
        indexes = (
            models.Index(
                fields=["order", "record", "first", "last", "seen_from", "seen_to"], name="index_incident_order"
            ),
            models.Index(fields=["deaths", "record"], name="index_incident_deaths"),
            models.Index(fields=["part_of"], name="index_incident_part_of"),
            models.Index(fields=["record"], condition=models.Q(looks__gt=0), name="index_incident_looks"),
            models.Index(fields=["lon", "lat"], name="index_incident_point"),
        )


class Toll(_Row):
    """A figure of a face that shows figures. ``told_by`` is "" for everybody, or the role of the speakers heard."""

    incident: models.ForeignKey[Incident, Incident] = models.ForeignKey(
        Incident, on_delete=models.CASCADE, related_name="tolls"
    )
    incident_id: int
    harm: models.TextField[str, str] = models.TextField()
    status: models.TextField[str, str] = models.TextField()
    group: models.TextField[str, str] = models.TextField()
    told_by: models.TextField[str, str] = models.TextField(default="")
    low: models.BigIntegerField[int | None, int | None] = models.BigIntegerField(null=True)
    best: models.BigIntegerField[int | None, int | None] = models.BigIntegerField(null=True)
    high: models.BigIntegerField[int | None, int | None] = models.BigIntegerField(null=True)
    sources_low: models.BigIntegerField[int, int] = models.BigIntegerField()
    sources_high: models.BigIntegerField[int, int] = models.BigIntegerField()
    used: models.BigIntegerField[int, int] = models.BigIntegerField()
    set_aside: models.BigIntegerField[int, int] = models.BigIntegerField()

    class Meta:
        """Summed without reading the rows."""

        indexes = (
            models.Index(
                fields=["incident", "harm", "status", "group", "told_by", "low", "high"], name="index_toll_sums"
            ),
        )


class Kept(_Row):
    """A sum over faces for whoever sees what lies between two levels, kept as they change (``keeping.py``).

    ``of`` says by what is summed and ``key`` of which day, name, role or point, where ``lat`` and ``lon`` are its own.
    ``incidents`` are all of them, ``withheld`` those without figures, ``parts`` those whose whole counts; ``told`` are
    the figures of deaths that the rest adds up.
    """

    of: models.TextField[str, str] = models.TextField()
    key: models.TextField[str, str] = models.TextField()
    seen_from: models.SmallIntegerField[int, int] = models.SmallIntegerField()
    seen_to: models.SmallIntegerField[int, int] = models.SmallIntegerField()
    lat: models.FloatField[float | None, float | None] = models.FloatField(null=True)
    lon: models.FloatField[float | None, float | None] = models.FloatField(null=True)
    incidents: models.BigIntegerField[int, int] = models.BigIntegerField()
    withheld: models.BigIntegerField[int, int] = models.BigIntegerField()
    parts: models.BigIntegerField[int, int] = models.BigIntegerField()
    told: models.BigIntegerField[int, int] = models.BigIntegerField()
    low: models.BigIntegerField[int, int] = models.BigIntegerField()
    high: models.BigIntegerField[int, int] = models.BigIntegerField()
    without_low: models.BigIntegerField[int, int] = models.BigIntegerField()
    without_high: models.BigIntegerField[int, int] = models.BigIntegerField()

    class Meta:
        """Each once."""

        constraints = (models.UniqueConstraint(fields=["of", "key", "seen_from", "seen_to"], name="index_kept_once"),)


class Victim(_Row):
    """A face of a victim in one incident; who is told of in a part and in its whole has a row in each."""

    record: models.TextField[str, str] = models.TextField(db_index=True)
    incident: models.TextField[str, str] = models.TextField(db_index=True)
    seen_from: models.SmallIntegerField[int, int] = models.SmallIntegerField()
    seen_to: models.SmallIntegerField[int, int] = models.SmallIntegerField()
    level: models.SmallIntegerField[int, int] = models.SmallIntegerField()
    name: models.TextField[str, str] = models.TextField()
    other_names: models.TextField[str, str] = models.TextField()
    age_low: models.BigIntegerField[int | None, int | None] = models.BigIntegerField(null=True)
    age_high: models.BigIntegerField[int | None, int | None] = models.BigIntegerField(null=True)
    sex: models.TextField[str, str] = models.TextField()
    occupation: models.TextField[str, str] = models.TextField()
    status: models.TextField[str, str] = models.TextField()
    harm: models.TextField[str, str] = models.TextField()
    first: models.DateField[date | None, date | None] = models.DateField(null=True)
    last: models.DateField[date | None, date | None] = models.DateField(null=True)
    place: models.TextField[str, str] = models.TextField()
    claims: models.BigIntegerField[int, int] = models.BigIntegerField()
    order: models.TextField[str, str] = models.TextField()

    class Meta:
        """Read by name."""

        constraints = (models.UniqueConstraint(fields=["record", "incident", "seen_from"], name="index_victim_face"),)
        indexes = (models.Index(fields=["order", "record"], name="index_victim_order"),)


class Named(_Row):
    """A name that may be of somebody living, a row for each of its words, and the claim that tells it.

    ``speaker`` says that this person speaks in the claim; else it is somebody harmed. A file that leaves has these
    names masked wherever its words hold one, whichever incident they are told of.
    """

    claim: models.TextField[str, str] = models.TextField(db_index=True)
    word: models.TextField[str, str] = models.TextField(db_index=True)
    name: models.TextField[str, str] = models.TextField()
    speaker: models.BooleanField[bool, bool] = models.BooleanField()


class Told(_Row):
    """Which claim tells of which victim."""

    victim: models.TextField[str, str] = models.TextField(db_index=True)
    claim: models.TextField[str, str] = models.TextField(db_index=True)
