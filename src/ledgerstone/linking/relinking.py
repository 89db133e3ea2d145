"""The linker's numbered steps, over reports that are new, other or gone, and over no more of the rest than need be."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from ledgerstone.linking import naming, sources, tellings, victims
from ledgerstone.linking.entries import FOUNDS, Entries, entry
from ledgerstone.linking.incidents import Placing, Settled
from ledgerstone.linking.linked import VERSION, Relinked, Told
from ledgerstone.linking.reprints import Copies
from ledgerstone.linking.shelves import Before, Known, Shelves
from ledgerstone.linking.wholes import Nesting
from ledgerstone.records import Because, Incident, Link, Source, Victim

_link = partial(Link, linker=VERSION)
_NOTHING = Before()
_HELD = Because(feature="person", values="a person put it there", weight=1.0)
_SHARE = "share of the shorter report's words in common"


def relink(told: Mapping[str, Told], known: Known) -> Relinked:
    """Link reports anew, and whatever that makes a difference to.

    Args:
        told: the reports that are new, have other claims or other decisions of people about them, or are gone, by id.
        known: what was known before.

    Returns:
        What changes. Over all runs of it the same reports give the same groups, whatever the order in which they came.
    """
    linking = _Linking(told, known)
    settled = linking.place()  # 1 to 3. Tellings, reprints, incidents
    linking.name_incidents(settled)
    parts = linking.nest(settled)  # 4. Nesting
    linking.gather(settled)
    linking.say_about(settled)
    linking.name_victims()  # 5. Victims
    linking.name_sources()  # 6. Sources
    linking.say_copies()
    return Relinked(
        links=linking.links() | parts,
        minted=linking.minted,
        incidents=frozenset(linking.incidents),
        changes=tuple(linking.shelves.changes()),
    )


class _Linking:
    """One run of the linker, with what its steps share."""

    def __init__(self, told: Mapping[str, Told], known: Known) -> None:
        self._told = told
        self._known = known
        self.shelves = Shelves(known)
        self.minted: dict[str, Incident | Victim | Source] = {}
        self.incidents: set[str] = set()  # those that changed
        self._entries = Entries(self.shelves.get, self.shelves.was, self.shelves.load)
        self._placing = Placing(self.shelves, self._entries)
        self._claims = {id_: claim for each in told.values() for id_, claim in each.claims.items()}
        self._reports = {id_: each.report for id_, each in told.items() if each.report}
        self._before = {id_: each.before for id_, each in told.items()}
        self._copying: set[str] = set()
        self._families: dict[str, list[str]] = {}  # incidents by the largest; a report that stands alone by itself
        self._scopes: dict[str, list[str]] = {}  # claims by incident, or by report where they are of none
        self._homes: dict[str, str] = {}  # the incident of each claim
        self._made: dict[str, list[Link]] = defaultdict(list)  # by report

    def place(self) -> Settled:
        """Part the reports into tellings, find the reprints, and place the tellings."""
        copies = Copies(self.shelves, self._known.reports)
        self._copying = copies.find({id_: each.report for id_, each in self._told.items()})
        self.shelves.load("told", {*self._told, *self._copying})
        new, gone, other = [], [], []
        for id_, each in sorted(self._told.items()):
            parted = tellings.tell(id_, each.claims, report=each.report) if each.report else ()
            found = {made.uid: made for made in (entry(one, each.claims) for one in parted)}
            kept = self.shelves.get("told", id_)
            new += [made for uid, made in found.items() if uid not in kept]
            gone += [uid for uid in kept if uid not in found]
            other += [uid for uid in kept if uid in found and id_ in self._copying]
        for id_ in sorted(self._copying - self._told.keys()):
            other += self.shelves.get("told", id_)
        settled = self._placing.settle(new=new, gone=gone, other=other)
        for id_, each in self._told.items():  # decisions on it can be others, though its telling is the same
            homes = (self.shelves.one("home", uid) for uid in self.shelves.get("told", id_))
            settled.founders.update(home for home in homes if home)
            self.incidents.update(link.target for link in each.before.homes.values())
            self.incidents.update(held for claim in each.claims if (held := self.shelves.one("held", claim)))
        return settled

    def name_incidents(self, settled: Settled) -> None:
        """Give each group of tellings that changed the id of its incident."""
        groups = []
        self.shelves.load("member", sorted(settled.founders))
        for founder in sorted(settled.founders):
            old = self.shelves.one("incident", founder)
            if old is not None:
                self.incidents.add(old)
                self.shelves.drop("incident", founder, old)
                self.shelves.drop("founder", old, founder)
            members = self.shelves.get("member", founder)
            if any(FOUNDS in marks for marks in members.values()):
                claims = [id_ for uid in sorted(members) for id_ in self._entries[uid].telling.claims]
                groups.append(naming.Group(name=founder, claims=claims, votes=self._votes(members)))
        names, made = naming.name(
            groups,
            make=lambda claim: Incident(founded_by=claim),
            is_free=lambda id_: self.shelves.one("founder", id_) is None,
            first=self._first,
        )
        self.minted |= made
        for founder, id_ in names.items():
            self.shelves.put("incident", founder, id_)
            self.shelves.put("founder", id_, founder)
        self.incidents |= {*names.values()}

    def nest(self, settled: Settled) -> dict[str, tuple[Link, ...]]:
        """Say which incidents are part of larger ones; return the links of each that may be part of others now."""
        parts: dict[str, tuple[Link, ...]] = {
            id_: () for id_ in self.incidents if self.shelves.one("founder", id_) is None
        }
        for founder, wholes in sorted(Nesting(self.shelves, self._entries).settle(settled).items()):
            small = self.shelves.one("incident", founder)
            if small is None:
                continue
            links = []
            for whole, because in wholes.items():
                large = self.shelves.one("incident", whole)
                if large is not None and large not in self._refused(small):
                    score = round(min(1.0, sum(part.weight for part in because)), 4)
                    links.append(_link(claim=small, target=large, relation="part_of", score=score, because=because))
                    self.incidents.add(large)
            for whole in self.shelves.was("within", founder):
                self.incidents.update(self.shelves.was("incident", whole))
            parts[small] = tuple(sorted(links, key=lambda each: each.target))
            if {*wholes} != {*self.shelves.was("within", founder)}:
                self.incidents.add(small)
        return parts

    def gather(self, settled: Settled) -> None:
        """Gather the claims of the incidents that changed, and of all that are nested with them."""
        roots = set()
        for incident in self.incidents:
            roots |= {incident, self._root_of(incident)}
            wholes = (
                w for founder in self.shelves.was("founder", incident) for w in self.shelves.was("within", founder)
            )
            roots |= {id_ for whole in wholes for id_ in self.shelves.was("incident", whole)}
        self._families = {root: self._family(root) for root in sorted(roots)}
        reports: dict[str, list[str]] = {}
        for incident in sorted({each for family in self._families.values() for each in family} | self.incidents):
            founder = self.shelves.one("founder", incident)
            uids = sorted(self.shelves.get("member", founder)) if founder else []
            self._entries.load(uids)
            reports[incident] = [self._entries[uid].telling.report for uid in uids]
            reports[incident] += [kept.split()[0] for kept in self.shelves.get("kept", incident)]
        wanted = {*self._told, *self._copying, *(id_ for ids in reports.values() for id_ in ids)}
        for founder in settled.founders:  # those that are of no incident, or of none any more
            wanted |= {self._entries[uid].telling.report for uid in self.shelves.get("member", founder)}
        self._load(wanted)
        self._place_claims(wanted)

    def _place_claims(self, reports: Iterable[str]) -> None:
        """Say of which incident each claim of these reports is; a person's word stands before the linker's."""
        alone: dict[str, list[str]] = {}
        for report in sorted(reports):
            for uid in self.shelves.get("told", report):
                home = self.shelves.one("home", uid)
                incident = self.shelves.one("incident", home) if home else None
                telling = self._entries[uid].telling
                for claim in (*telling.claims, *telling.background):
                    held = self.shelves.one("held", claim)
                    place = held or incident
                    if place and (place in self._refused(claim) or self.shelves.get("removed", place)):
                        place = None
                    if place:
                        self._homes[claim] = place
                        self._scopes.setdefault(place, []).append(claim)
                    else:
                        self._scopes.setdefault(report, []).append(claim)
                        alone[report] = [report]
        inside = {each for family in self._families.values() for each in family}
        self._scopes = {
            scope: sorted(ids) for scope, ids in sorted(self._scopes.items()) if scope in inside or scope in alone
        }
        self._families |= alone

    def say_about(self, settled: Settled) -> None:
        """Link the claims to their incidents."""
        for report in {self._claims[id_].report for ids in self._scopes.values() for id_ in ids}:
            for uid in self.shelves.get("told", report):
                telling = self._entries[uid].telling
                score, because = settled.because.get(uid, (None, ()))
                for id_ in (*telling.claims, *telling.background):
                    home = self._homes.get(id_)
                    if home is None or id_ not in self._scopes.get(home, ()):
                        continue
                    before = self._before.get(report, _NOTHING).homes.get(id_)
                    if id_ in telling.background:
                        made = _link(claim=id_, target=home, relation="background")
                    elif self.shelves.one("held", id_):
                        made = _link(claim=id_, target=home, because=(_HELD,))
                    elif score is None and before is not None and before.because != (_HELD,):
                        made = replace(before, target=home, linker=VERSION)
                    else:
                        if score is None:  # it stands where it stood, which was no incident, or a person's word was
                            score, because = self._placing.why(uid)
                        made = _link(claim=id_, target=home, score=score, because=because)
                    self._made[report].append(made)

    def name_victims(self) -> None:
        """Say which claims of a family of incidents speak of one person."""
        for family in self._families:
            for old in [*self.shelves.get("people", family)]:
                self.shelves.drop("people", family, old)
                self.shelves.drop("victim", old, family)
        groups: dict[str, tuple[str, victims.Group]] = {}
        for family, incidents in self._families.items():
            ids = [id_ for incident in incidents for id_ in self._scopes.get(incident, ())]
            for number, group in enumerate(victims.group(ids, self._claims)):
                groups[f"{family} {number:06}"] = family, group
        names, made = naming.name(
            [
                naming.Group(name=name, claims=group.claims, votes=self._people_of(group.claims))
                for name, (_, group) in groups.items()
            ],
            make=lambda claim: Victim(founded_by=claim),
            is_free=lambda id_: not self.shelves.get("victim", id_),
            first=self._first,
        )
        self.minted |= made
        for name, (family, group) in groups.items():
            victim = names[name]
            self.shelves.put("people", family, victim)
            self.shelves.put("victim", victim, family)
            for id_, score, because in zip(group.claims, group.scores, group.because, strict=True):
                if victim not in self._refused(id_) and not self.shelves.get("removed", victim):
                    self._say(_link(claim=id_, target=victim, score=score, because=because))

    def name_sources(self) -> None:
        """Say which claims come from one source; an outlet, or an office with a name of its own, is one everywhere."""
        found: dict[str, list[str]] = defaultdict(list)
        for scope, ids in self._scopes.items():
            here = sources.origins(scope, ids, self._claims, reports=self._reports, root=self._root)
            for origin, claims in here.items():
                found[origin] += claims
        self.shelves.load("source", found)
        groups = [
            naming.Group(name=origin, claims=claims, votes=self._origins_of(claims))
            for origin, claims in sorted(found.items())
            if self.shelves.one("source", origin) is None
        ]
        names, made = naming.name(
            groups,
            make=lambda claim: Source(founded_by=claim),
            is_free=lambda id_: self.shelves.one("named", id_) is None,
            first=self._first,
        )
        self.minted |= made
        for origin, source in names.items():
            self.shelves.put("source", origin, source)
            self.shelves.put("named", source, origin)
        for origin, claims in found.items():
            source = self.shelves.one("source", origin) or ""
            for id_ in claims:
                if source not in self._refused(id_) and not self.shelves.get("removed", source):
                    because = sources.because(origin, self._claims[id_], self._reports)
                    self._say(_link(claim=id_, target=source, relation="from", because=(because,)))

    def say_copies(self) -> None:
        """Link the reports to those that they copy."""
        for report in {*self._made, *self._told, *self._copying}:
            for root, share in self.shelves.get("copy", report).items():
                if root not in self._refused(report):
                    because = Because(feature="words", values=_SHARE, weight=float(share))
                    made = _link(claim=report, target=root, relation="copy_of", score=float(share), because=(because,))
                    self._made[report].append(made)

    def links(self) -> dict[str, tuple[Link, ...]]:
        """Return all links of each report of which some were made anew; those of its other claims are as they were."""
        anew = {id_ for ids in self._scopes.values() for id_ in ids}
        found = {}
        for report in {*self._made, *self._told}:
            before = () if report in self._told else self._before.get(report, _NOTHING).links
            kept = [each for each in before if each.relation != "copy_of" and each.claim not in anew]
            links = {(each.claim, each.relation, each.target): each for each in (*kept, *self._made[report])}
            found[report] = tuple(links[key] for key in sorted(links))
        return found

    def _say(self, link: Link) -> None:
        self._made[self._claims[link.claim].report].append(link)

    def _votes(self, members: Iterable[str]) -> Counter[str]:
        """Count the incidents in which the tellings of one stood before; a report read anew votes by its claims."""
        votes = Counter[str]()
        for uid in members:
            incident = None
            for home in self.shelves.was("home", uid):
                incident = next(iter(self.shelves.was("incident", home)), None)
            if incident is None:
                telling = self._entries[uid].telling
                homes = self._before.get(telling.report, _NOTHING).homes
                theirs = Counter(homes[id_].target for id_ in telling.claims if id_ in homes)
                incident = min(theirs, key=lambda id_: (-theirs[id_], id_), default=None)
            votes.update([incident] if incident else [])
        return votes

    def _people_of(self, claims: Iterable[str]) -> Counter[str]:
        return Counter(before.people[id_].target for id_ in claims if id_ in (before := self._before_of(id_)).people)

    def _origins_of(self, claims: Iterable[str]) -> Counter[str]:
        return Counter(before.origins[id_].target for id_ in claims if id_ in (before := self._before_of(id_)).origins)

    def _before_of(self, claim: str) -> Before:
        return self._before.get(self._claims[claim].report, _NOTHING)

    def _first(self, claims: Sequence[str]) -> list[str]:
        """Sort claims so that the one which should found an identity comes first."""
        lacking = {id_ for id_ in claims if id_ not in self._claims}
        if lacking:
            uids = (uid for uid in self._entries if lacking & {*self._entries[uid].telling.claims})
            self._load({self._entries[uid].telling.report for uid in uids})
        return sorted(claims, key=lambda id_: sources.founding(id_, self._claims, self._reports))

    def _load(self, reports: Iterable[str]) -> None:
        """Read reports with their claims, the links of these, and the reports that they copy."""
        wanted = sorted(id_ for id_ in {*reports} if id_ not in self._before)
        self._claims |= self._known.claims(wanted)
        self._before |= dict.fromkeys(wanted, _NOTHING) | {**self._known.links(wanted)}
        roots = {root for id_ in reports for root in self.shelves.get("copy", id_)}
        more = sorted({*wanted, *roots} - self._reports.keys())
        self._reports |= self._known.reports(more)

    def _root(self, report: str) -> str:
        return self.shelves.one("copy", report) or report

    def _root_of(self, incident: str) -> str:
        """Return the larger incident that one is part of; itself, where it is part of none."""
        founder = self.shelves.one("founder", incident)
        wholes = self.shelves.get("within", founder) if founder else {}
        named = [id_ for whole in sorted(wholes, reverse=True) if (id_ := self.shelves.one("incident", whole))]
        refused = self._refused(incident)
        return next((id_ for id_ in named if id_ not in refused), incident)

    def _family(self, root: str) -> list[str]:
        """Return the incidents among whose claims one person is looked for: the largest, and its parts."""
        founder = self.shelves.one("founder", root)
        parts = {
            self.shelves.one("incident", part) for part in (self.shelves.get("nested", founder) if founder else ())
        }
        family = [part for part in parts if part and self._root_of(part) == root]
        return sorted([root, *family] if self._root_of(root) == root else family)

    def _refused(self, id_: str) -> Mapping[str, str]:
        return self.shelves.get("refused", id_)
