"""One incident, or the claims of one report, as somebody may see it now: what a page shows, read by id.

What was decided a moment ago is in it, whether or not its row was laid out again.
"""

import dataclasses
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from ledgerstone.assessing import POLICY
from ledgerstone.current import lay_out_current, of_type, within
from ledgerstone.indexing.chains import Levels
from ledgerstone.indexing.following import note_what_came
from ledgerstone.indexing.own_figures import own_figures
from ledgerstone.indexing.part import Part, laid_out
from ledgerstone.indexing.seen import read_seen
from ledgerstone.indexing.sentences import hushed, sentence_levels
from ledgerstone.reconciling import Standards
from ledgerstone.records import Assessment, Claim, Determined, Report, Review
from ledgerstone.reviewing import Again
from ledgerstone.store.index import standing
from ledgerstone.store.sight import Sight, height
from ledgerstone.store.store import Store

_DEFAULT = "default"


@dataclass(frozen=True, slots=True, kw_only=True)
class OneIncident:
    """An incident as somebody sees it.

    ``whole`` is no where claims are missing that this person may not see; then there are no tolls, checks, grades
    and criteria, and no larger incident, since they would tell of those. So it is where ``blind`` says that it rests
    on a report at which this person looks a second time, of which nothing is shown that others decided. ``level`` is
    the strictest of what is shown, ``levels`` the handling of each claim shown, ``reviews`` its review, ``rejected``
    are those that a reviewer rejected. ``silent`` are the claims of which the sentence is not shown, since it
    tells of something closed, too. ``determined`` are the team's own figures, which are withheld with the others.
    """

    assessment: Assessment
    whole: bool
    level: int
    levels: Mapping[str, int]
    reviews: Mapping[str, Review]
    rejected: frozenset[str]
    queue: tuple[Again, ...]
    determined: tuple[Determined, ...] = ()
    blind: bool = False
    silent: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class OneReport:
    """A report as somebody sees it: its claims as decided and those rejected, as far as they may be seen.

    ``text`` says whether the text may be read: no where a claim in it may not be seen. ``homes`` leads from a claim to
    its incident. ``blind`` says that this person looks a second time, and that nothing is shown that others decided.
    """

    report: Report
    text: bool
    level: int
    claims: Mapping[str, Claim]
    rejected: Mapping[str, Claim]
    reviews: Mapping[str, Review]
    levels: Mapping[str, int]
    homes: Mapping[str, str]
    queue: tuple[Again, ...]
    blind: bool = False


def read_incident(
    store: Store,
    incident: str,
    *,
    sight: Sight,
    policy: str = POLICY,
    without: Collection[str] = (),
    standards: Standards | None = None,
    using: str = _DEFAULT,
) -> OneIncident | None:
    """Return an incident as it stands now; None where there is none, or nothing of it may be seen.

    Args:
        store: the case.
        incident: its id.
        sight: what may be seen.
        policy: the policy by which tolls are made.
        without: claims to leave out, to see what that does to the figures. Nothing is recorded.
        standards: the team's, in place of those in force, likewise.
        using: the database of the index.

    Raises:
        UnknownPolicy: there is no policy of that name.
    """
    note_what_came(store, using=using)
    seen = read_seen(store, incidents={incident}, sight=sight, using=using)
    part, of = seen.part, seen.levels
    reviewed = part.now.reviewed
    every = {**reviewed.claims, **reviewed.rejected}
    own = {id_ for id_ in every if part.homes.get(id_) == incident}
    around = {id_: each for id_, each in every.items() if part.homes.get(id_) in part.now.incidents}
    shown = {id_: each for id_, each in around.items() if of.claims[id_] <= height(sight) and id_ not in without}
    now = laid_out(part, shown)
    if standards is not None:
        now = dataclasses.replace(now, standards=standards, within=within(store, standards))
    made = {each.incident: each for each in lay_out_current(now, policy=policy)}
    if incident not in made or not own & shown.keys():
        return None
    blind = incident in seen.resting
    whole = not blind and all(of.claims[id_] <= height(sight) for id_ in own)
    silent = frozenset(id_ for id_, level in sentence_levels(part, of).items() if level > height(sight))
    each = dataclasses.replace(made[incident], claims=hushed(made[incident].claims, silent))
    figures = own_figures(store, part, [incident], using=using).get(incident, ()) if whole else ()
    return OneIncident(
        assessment=each if whole else _without_figures(each),
        whole=whole,
        level=max(of.claims[id_] for id_ in own & shown.keys()),
        levels={id_: of.claims[id_] for id_ in own & shown.keys()},
        reviews={id_: review for id_, review in reviewed.reviews.items() if id_ in each.claims},
        rejected=frozenset(own & shown.keys() & reviewed.rejected.keys()),
        queue=() if blind else _queue(part, of, sight, own),
        blind=blind,
        silent=silent & own & shown.keys(),
        determined=tuple(figure for figure, closed in figures if closed <= height(sight)),
    )


def read_report(store: Store, report: str, *, sight: Sight, using: str = _DEFAULT) -> OneReport | None:
    """Return a report with its claims as they stand now; None where there is none, or it may not be seen.

    Who may not see all of a report cannot look at it a second time.
    """
    found = store.get([report]).get(report)
    if not isinstance(found, Report):
        return None
    note_what_came(store, using=using)
    place = (found.original, found.part)
    laid = read_seen(store, places={place}, sight=sight, using=using, alone=True)
    part, of, blind = laid.part, laid.levels, report in laid.blind
    level = of.reports.get(report)
    if level is None or (of.texts[report] if blind else level) > height(sight):
        return None
    reviewed = part.now.reviewed
    here = {id_ for id_, each in (*reviewed.claims.items(), *reviewed.rejected.items()) if each.report == report}
    seen = {id_ for id_ in here if of.claims[id_] <= height(sight)}
    return OneReport(
        report=found,
        text=of.texts[report] <= height(sight),
        level=level,
        claims={id_: each for id_, each in reviewed.claims.items() if id_ in seen},
        rejected={id_: each for id_, each in reviewed.rejected.items() if id_ in seen},
        reviews={id_: review for id_, review in reviewed.reviews.items() if id_ in seen},
        levels={id_: of.claims[id_] for id_ in seen},
        homes={id_: home for id_, home in part.homes.items() if id_ in seen},
        queue=() if blind else _queue(part, of, sight, here),
        blind=blind,
    )


def decisions_on(store: Store, report: OneReport, claim: str, *, using: str = _DEFAULT) -> tuple[Review, ...]:
    """Return every decision that was made on a claim of a report, in the order in which they were made.

    To who looks a second time none is told.
    """
    stands = report.reviews.get(claim)
    if report.blind or stands is None or stands.anchor is None:
        return ()
    rows = standing.decided_at([(report.report.original, report.report.part)], using=using)
    ids = [row.record for row in sorted(rows, key=lambda row: row.number) if row.kind == "review"]
    return tuple(each for each in of_type(store.get(ids), Review).values() if each.anchor == stands.anchor)


def _without_figures(each: Assessment) -> Assessment:
    links = tuple(link for link in each.links if link.relation != "part_of")
    return dataclasses.replace(each, tolls=(), checks=(), grades=(), inclusion=None, links=links)


def _queue(part: Part, of: Levels, sight: Sight, claims: Collection[str]) -> tuple[Again, ...]:
    """Return what wants another look of these claims; ``review.about`` names one that is no more."""
    mine = {part.now.reviewed.became.get(id_, id_) for id_ in claims}
    return tuple(
        again
        for again in part.now.reviewed.queue
        if (id_ := part.now.reviewed.became.get(again.claim or again.review.about, again.claim or again.review.about))
        in mine
        and of.claims.get(id_, 0) <= height(sight)
    )
