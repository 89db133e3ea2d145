"""Link by hand: say that two incidents or victims are the same or not, where a claim belongs, and split an incident.

Nothing is edited. A judgement is a Link made by a person and the Review that accepts it; taking it back is a Review
that rejects it (``judging.py`` lays them over what the linker found).
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from ledgerstone import codec, current, judging, vocabulary
from ledgerstone.actions.people import who, why
from ledgerstone.errors import BadLink, Contradictory, UnknownRecord
from ledgerstone.judging import PERSON, SAME
from ledgerstone.records import Because, Claim, Handling, Incident, Link, Record, Review, Victim
from ledgerstone.store.sight import LEVELS, OPEN
from ledgerstone.store.store import Store

_TAKEN_BACK = "reject"


def judge(
    store: Store, one: str, other: str, judgement: str, *, because: str, part: bool = False, by: str | None = None
) -> Link:
    """Record whether two records belong together.

    Two incidents or two victims are judged to be the same: with "positive" the first is taken into the second. A claim
    and an incident or a victim are judged to belong together. With ``part``, the first incident is one of the parts of
    the second.

    Args:
        store: the case.
        one: the id of a claim, an incident or a victim, or its beginning.
        other: the id of an incident or a victim, or its beginning.
        judgement: positive, negative or unsure.
        because: the reason.
        part: judge whether the one incident is a part of the other.
        by: who judges.

    Raises:
        UnknownRecord: no record has that id.
        BadLink: no reason, no such judgement, or two records that are never linked so.
        Contradictory: it would contradict other judgements.
    """
    name, reason = who(by), why(because, what="A judgement needs a reason.", error=BadLink)
    if judgement not in vocabulary.codes("judgement"):
        raise BadLink(f"{judgement!r} is no judgement.", do="Say positive, negative or unsure.")
    (first, one_), (second, other_) = _record(store, one), _record(store, other)
    relation = _relation(one_, other_, part=part)
    if first == second:
        raise BadLink("These are one and the same record.", do="Give two.")
    link = _link(first, second, relation, judgement, reason)
    # Whoever may not see the one may not see it under the name of the other.
    heirs = {second if relation == SAME else first: (first, *_homes(store, first, relation))}
    inherited = _inherited(store, heirs, because=reason, by=name) if judgement == "positive" else []
    _keep(store, [link], because=reason, by=name, beside=inherited)
    return link


def split(store: Store, incident: str, claims: Sequence[str], *, because: str, by: str | None = None) -> str:
    """Take claims out of an incident, and make a new incident of them.

    Args:
        store: the case.
        incident: its id, or the beginning of it.
        claims: the ids of the claims that tell of another incident.
        because: the reason.
        by: who decides.

    Returns:
        The id of the new incident.

    Raises:
        UnknownRecord: no record has that id.
        BadLink: no reason, a claim that is not of this incident, or none that another incident could be founded on.
    """
    name, reason = who(by), why(because, what="A judgement needs a reason.", error=BadLink)
    home, found = _record(store, incident)
    if not isinstance(found, Incident):
        raise BadLink(f"{home[:12]} is no incident.", do="Give the id of an incident.")
    wanted = [_record(store, id_)[0] for id_ in dict.fromkeys(claims)]
    relations = {x.claim: x.relation for x in _belonging(store, wanted) if x.target == home}
    strange = [id_ for id_ in wanted if id_ not in relations]
    if strange or not wanted:
        what = f"The claim {strange[0][:12]} is not of this incident." if strange else "No claim was chosen."
        raise BadLink(what, do="Choose claims of the incident.")
    made = {codec.identify(new): new for new in (Incident(founded_by=id_) for id_ in wanted)}
    known = store.get(made)
    id_ = next((each for each in made if each not in known), None)
    if id_ is None:
        raise BadLink(
            "An incident is founded on each of these claims already.", do="Take the other claims out instead."
        )
    links = [_link(claim, home, relations[claim], "negative", reason) for claim in wanted]
    links += [_link(claim, id_, relations[claim], "positive", reason) for claim in wanted]
    inherited = _inherited(store, {id_: (home,)}, because=reason, by=name)
    _keep(store, links, because=reason, by=name, beside=[made[id_], *inherited])
    return id_


def take_back(store: Store, link: str, *, because: str, by: str | None = None) -> Review:
    """Take a judgement back: what the linker found, or an earlier judgement, counts again.

    Raises:
        UnknownRecord: no record has that id.
        BadLink: no reason, or no judgement of a person.
    """
    name, reason = who(by), why(because, what="A judgement needs a reason.", error=BadLink)
    id_, found = _record(store, link)
    if not isinstance(found, Link) or found.linker != PERSON:
        raise BadLink(f"{id_[:12]} is no judgement of a person.", do="Give the id of one.")
    made = Review(about=id_, verdict=_TAKEN_BACK, because=reason, at=datetime.now(UTC), by=name)
    store.append([made], action="link", by=name)
    return made


def _keep(store: Store, links: Sequence[Link], *, because: str, by: str, beside: Sequence[Record] = ()) -> None:
    at = datetime.now(UTC)
    reviews = [Review(about=codec.identify(x), verdict="accept", because=because, at=at, by=by) for x in links]

    def refuse() -> bool:
        """Refuse what contradicts, inside the transaction: of two people who judge at once, the second is told."""
        before = current.standing_judgements(store)
        for link in links:
            if link.relation == SAME and (found := judging.contradiction(before, link)):
                raise Contradictory(_said(found), do="Take one of these judgements back first.")
        return False

    store.append([*beside, *links, *reviews], action="link", by=by, unless=refuse)


def _homes(store: Store, claim: str, relation: str) -> tuple[str, ...]:
    """Return what a claim belongs to before it is judged to belong elsewhere."""
    return tuple(x.target for x in _belonging(store, [claim])) if relation == "about" else ()


def _inherited(store: Store, heirs: Mapping[str, Sequence[str]], *, because: str, by: str) -> list[Handling]:
    """Return handlings that keep, for each heir, what may be seen as closed as it was for what it comes from."""
    made = []
    for heir, origins in heirs.items():
        strictest = max((_level(store, id_) for id_ in origins), key=LEVELS.__getitem__)
        if LEVELS[strictest] > LEVELS[_level(store, heir)]:
            made.append(Handling(about=heir, level=strictest, because=because, at=datetime.now(UTC), by=by))
    return made


def _level(store: Store, id_: str) -> str:
    said = list(store.records(Handling, about=id_).values())
    return said[-1].level if said else OPEN


def _said(found: judging.Contradiction) -> str:
    (a, b), (c, d), (e, f) = ((one[:12], other[:12]) for one, other in (found.same, found.also_same, found.apart))
    return f"{a} is judged the same as {b}, {c} the same as {d}, and {e} not the same as {f}."


def _belonging(store: Store, claims: Sequence[str]) -> list[Link]:
    """Return where claims were ever put by the linker, with what people judged laid over it."""
    found = [link for id_ in claims for link in store.records(Link, about=id_).values() if link.linker != PERSON]
    return [x for x in judging.overlay(found, current.standing_judgements(store)) if x.judgement == "positive"]


def _relation(one: Record, other: Record, *, part: bool) -> str:
    if isinstance(one, Incident) and isinstance(other, Incident):
        return "part_of" if part else SAME
    if part:
        raise BadLink("Only an incident is part of an incident.", do="Give the ids of two incidents.")
    if isinstance(one, Victim) and isinstance(other, Victim):
        return SAME
    if isinstance(one, Claim) and isinstance(other, Incident | Victim):
        return "about"
    raise BadLink(
        f"A {type(one).__name__.lower()} and a {type(other).__name__.lower()} are never linked by hand.",
        do="Give two incidents, two victims, or a claim and one of those.",
    )


def _link(claim: str, target: str, relation: str, judgement: str, reason: str) -> Link:
    said = Because(feature="person", values=reason, weight=1.0)
    return Link(
        claim=claim, target=target, relation=relation, judgement=judgement, score=1.0, because=(said,), linker=PERSON
    )


def _record(store: Store, id_: str) -> tuple[str, Record]:
    found = store.find(id_.strip().lower())
    record = store.get([found]).get(found)
    if record is None:
        raise UnknownRecord(f"No record's id is {found}.", do="`show` lists the ids.")
    return found, record
