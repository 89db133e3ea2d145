"""Linking over a case: the reports of which something is new, and whatever that makes a difference to.

    1  the places of which something is new: read anew, searched anew, decided on
    2  their claims as decided, and the links that these had before
    3  linked anew (``linking/relinking.py``), with what the finding aid remembers of the rest
    4  in one transaction: new identities and links, a Run for each report with other links than before, the finding aid

Where another process wrote meanwhile, nothing is kept, and it is done again.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from ledgerstone import codec, linking, nearby, reviewing, to_do
from ledgerstone.current import LINKING, of_type
from ledgerstone.linking import Before, Change, Told
from ledgerstone.nearby import Place, by_report
from ledgerstone.records import Claim, Link, Record, Report, Run
from ledgerstone.store.store import Store

PEOPLE = "people"  # what waits there: incidents whose people are to be looked at
_STATE = "position"


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """What linking did: how many reports it linked anew, how many records are new, and the incidents that changed."""

    reports: int
    added: int
    incidents: frozenset[str]


def join(store: Store, *, by: str) -> Joined:
    """Link whatever is new in a case."""
    _start_anew_with_another_version(store)
    while True:
        to_do.catch_up(store)
        places = to_do.waiting(store, LINKING)
        if not places:
            return Joined(reports=0, added=0, incidents=frozenset())
        position = store.aid.one(_STATE, "records", default="")
        generation = store.aid.one(_STATE, "generation", default="0")
        told = _told(store, places)
        found = linking.relink(told, nearby.Remembered(store))
        runs = [run for about, links in sorted(found.links.items()) if (run := _run(store, about, links, by=by))]
        links = {codec.identify(each): each for own in found.links.values() for each in own}
        made: list[Record] = [*found.minted.values(), *_named(links, runs), *runs]
        notes = [*found.changes, *_notes(places, told, found.incidents, generation)]

        def changed(position: str = position, generation: str = generation) -> bool:
            """Whether another process linked, or followed more records, since this one looked."""
            return (position, generation) != (
                store.aid.one(_STATE, "records", default=""),
                store.aid.one(_STATE, "generation", default="0"),
            )

        if changed():
            continue
        added = store.append(made, action=LINKING, by=by, unless=changed, noting=notes)
        if store.aid.one(_STATE, "generation", default="0") != generation:
            return Joined(reports=len(told), added=len(added), incidents=found.incidents)


def _start_anew_with_another_version(store: Store) -> None:
    """Forget what another version of the linker remembered; identities are kept, by the links that it made."""
    if store.aid.one(_STATE, "linker", default="") == linking.VERSION:
        return

    def work() -> None:
        every = store.aid.find("report", store.aid.keys("report"))
        places = {place for own in every.values() for place in own.values()} | {*store.aid.keys("decision")}
        store.aid.clear([*linking.SHELVES, "linked"])
        anew = [Change("dirty", LINKING, place, "") for place in sorted(places)]
        before = [Change(_STATE, "linker", old, None) for old in store.aid.find(_STATE, ["linker"]).get("linker", {})]
        store.aid.change([*anew, *before, Change(_STATE, "linker", linking.VERSION, "")])

    to_do.catch_up(store)
    store.aid.write(work)


def _told(store: Store, places: list[str]) -> dict[str, Told]:
    here = nearby.read_places(store, places)
    claims = by_report(here.reviewed.claims)
    linked = {id_: place for place, own in store.aid.find("linked", places).items() for id_ in own}
    wanted = {*here.current, *claims, *linked}
    made = nearby.links_of(store, sorted(wanted)) or _of_an_older_version(store)
    before = _led_on(store, here, made)
    return {
        id_: Told(
            report=here.reports[id_] if id_ in here.current or id_ in claims else None,
            claims=claims.get(id_, {}),
            before=before.get(id_, Before()),
        )
        for id_ in sorted(wanted)
    }


def _of_an_older_version(store: Store) -> dict[str, dict[str, Record]]:
    """Return what a run over the whole case made, by report: its identities are kept."""
    last = store.newest(Run, field="version", value="link.1")
    if last is None:
        return {}
    made = store.get(last.made)
    claims = of_type(store.get(each.claim for each in of_type(made, Link).values()), Claim)
    found: dict[str, dict[str, Record]] = {}
    for id_, each in of_type(made, Link).items():
        if each.claim in claims:
            own = found.setdefault(claims[each.claim].report, {})
            own |= {id_: each} | ({each.target: made[each.target]} if each.target in made else {})
    return found


def _led_on(store: Store, here: Place, made: Mapping[str, Mapping[str, Record]]) -> dict[str, Before]:
    """Return the links of before, leading from the claims of now, by the reports of these."""
    records = {id_: each for own in made.values() for id_, each in own.items()}
    reviewed = here.reviewed
    links = [each for each in of_type(records, Link).values() if each.relation not in {"part_of", "copy_of"}]
    links = [*reviewing.lead_on(links, reviewed.became)]
    gone = sorted({each.claim for each in links} - reviewed.claims.keys())
    old = of_type(store.get(gone), Claim)
    stood = of_type(store.get({claim.report for claim in old.values()}), Report)
    became = reviewing.found_again(old, reviewed.claims, reports={**here.reports, **stood}) if old else {}
    found: dict[str, dict[str, Record]] = {}
    for each in reviewing.lead_on(links, became):
        if each.claim in reviewed.claims:
            own = found.setdefault(reviewed.claims[each.claim].report, {})
            own[codec.identify(each)] = each
            if each.target in records:
                own[each.target] = records[each.target]
    return {report: nearby.as_before(own) for report, own in found.items()}


def _run(store: Store, about: str, links: Iterable[Link], *, by: str) -> Run | None:
    """Return the Run of a report or incident; None where its links are as they were."""
    links = [*links]
    targets = {each.target for each in links if each.relation not in {"part_of", "copy_of"}}
    made = (*sorted(targets), *(codec.identify(each) for each in links))
    last = next(iter(store.aid.find(f"run {LINKING}", [about]).get(about, {}).items()), None)
    if last is None:
        if not made:
            return None
    elif last[0] == linking.VERSION:
        run = store.get([last[1]]).get(last[1])
        if isinstance(run, Run) and run.made == made:
            return None
    return Run(stage=LINKING, version=linking.VERSION, about=about, made=made, at=datetime.now(UTC), by=by)


def _named(links: Mapping[str, Link], runs: Iterable[Run]) -> list[Link]:
    named = {id_ for run in runs for id_ in run.made}
    return [each for id_, each in links.items() if id_ in named]


def _notes(
    places: Iterable[str], told: Mapping[str, Told], incidents: Iterable[str], generation: str
) -> Iterator[Change]:
    yield Change(_STATE, "generation", generation, None)
    yield Change(_STATE, "generation", str(int(generation) + 1), "")
    for place in places:
        yield Change("dirty", LINKING, place, None)
    for id_, each in told.items():
        if each.report is not None:
            yield Change("linked", to_do.place_of(each.report.original, each.report.part), id_, "")
    for incident in sorted(incidents):
        yield Change("dirty", PEOPLE, incident, "")
