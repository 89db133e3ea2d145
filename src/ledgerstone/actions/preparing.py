"""What would leave, written out before anybody lets it go.

Whoever looks at it first, as people in the room do, lets go what they saw: ``digest`` is the same as long as the same
records leave, word for word, whatever else the case has taken in meanwhile.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from ledgerstone import carrying, codec, current, releasing
from ledgerstone.errors import BadSetting, StoreBusy
from ledgerstone.records import Assessment, Handling, Release, Review, Toll, Withheld
from ledgerstone.store.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """What would leave: the files with their bytes, the incidents that passed the gate, and what stays, with why.

    ``tolls`` are recorded with the release; ``version`` and ``at`` are those that its dossier shows.
    """

    version: str
    at: datetime
    method: str
    files: Mapping[str, bytes]
    manifest: tuple[str, ...]
    assessments: tuple[Assessment, ...]
    tolls: tuple[Toll, ...]
    withheld: tuple[Withheld, ...]
    digest: str

    @property
    def records(self) -> tuple[str, ...]:
        """The ids of all that leaves: incidents, victims, claims, tolls, and the reports that they stand in."""
        return _records(self.assessments)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    """What the shapes of a release are made from."""

    store: Store
    assessments: tuple[Assessment, ...]
    known: tuple[Assessment, ...]  # with every claim: names in it are masked, nothing of it leaves
    reviews: Mapping[str, Review]
    handlings: tuple[Handling, ...]
    withheld: tuple[Withheld, ...]
    policy: str
    title: str
    version: str
    at: datetime
    standards: tuple[str, ...]


def prepare(store: Store, *, shapes: Sequence[str], policy: str, title: str | None) -> Prepared:
    """Return what would leave now; nothing is written or recorded.

    Args:
        store: the case.
        shapes: names of ``SHAPES``; none is all.
        policy: the policy by which tolls are made.
        title: the title of the dossier.

    Raises:
        BadSetting: an unknown shape.
        UnknownPolicy: there is no such policy.
    """
    check_shapes(shapes)
    draft, gated = _draft(store, policy=policy, title=title)
    files = {file: data.encode() for name in (shapes or SHAPES) for file, data in SHAPES[name](draft).items()}
    files["codebook.md"] = releasing.codebook().encode()
    manifest = releasing.manifest(files)
    files["MANIFEST.sha256"] = "".join(f"{line}\n" for line in manifest).encode()
    return Prepared(
        version=draft.version,
        at=draft.at,
        method=f"{policy}, {releasing.VERSION}",
        files=files,
        manifest=manifest,
        assessments=gated.assessments,
        tolls=tuple(toll for each in draft.assessments for toll in each.tolls),
        withheld=tuple(dict.fromkeys((*draft.withheld, *gated.withheld))),
        digest=_digest(gated.assessments, draft.reviews),
    )


def release_of(prepared: Prepared, *, by: str) -> Release:
    """Return the record of its being let go."""
    return Release(
        version=prepared.version,
        at=prepared.at,
        by=by,
        records=prepared.records,
        withheld=prepared.withheld,
        method=prepared.method,
        manifest=prepared.manifest,
    )


def record(store: Store, prepared: Prepared, made: Release) -> None:
    """Record that it was let go, with the tolls that it shows.

    Raises:
        ReadOnlyCase: the case may not be written.
        StoreBusy: another release was made meanwhile, which has its number.
    """
    new = store.append(
        [*prepared.tolls, made], action="release", by=made.by, unless=lambda: _next(store) != made.version
    )
    if codec.identify(made) not in new:
        raise StoreBusy("Another release was made meanwhile.", do="Make yours again; nothing of it was recorded.")


def standards_words(now: current.Current) -> tuple[str, ...]:
    """Return what the method note says of the team's standards, a sentence each."""
    held = now.standards
    return releasing.standards_words(
        held.criteria, appraisals=len(held.appraisals), ownerships=len(held.ownerships)
    )  # fmt: skip


def rejected(now: current.Current) -> tuple[Withheld, ...]:
    """Return the claims that a reviewer rejected, as withheld."""
    return tuple(Withheld(record=id_, reason="a reviewer rejected it") for id_ in sorted(now.reviewed.rejected))


def _next(store: Store) -> str:
    return str(store.counts().get("release", 0) + 1)


def _draft(store: Store, *, policy: str, title: str | None) -> tuple[_Draft, releasing.Gated]:
    now = current.read_current(store)
    handlings = carrying.handlings(store, now)
    reviews = now.reviewed.reviews
    everything = current.lay_out_current(now, policy=policy)
    allowed = releasing.allow(everything, reviews=reviews, handlings=handlings)
    laid_out = current.lay_out_claims(now, allowed.claims, policy=policy) if allowed.claims else ()
    version = _next(store)
    draft = _Draft(
        store=store,
        assessments=laid_out,
        known=everything,
        reviews=reviews,
        handlings=handlings,
        withheld=(*rejected(now), *allowed.withheld),
        policy=policy,
        title=title or f"Release {version}",
        version=version,
        at=datetime.now(UTC),
        standards=(
            *standards_words(now),
            *([releasing.DETERMINED] if current.determined(store, everything) else []),
        ),
    )
    return draft, releasing.gate(laid_out, reviews=reviews, handlings=handlings, known=everything)


def _digest(gated: Sequence[Assessment], reviews: Mapping[str, Review]) -> str:
    leaves = [*_records(gated), releasing.claims_jsonl(gated, mode="working", reviews=reviews)]
    return hashlib.sha256("\n".join(leaves).encode()).hexdigest()


def _dossier(draft: _Draft) -> dict[str, str]:
    originals, captures = current.custody(draft.store)
    text = releasing.dossier(
        draft.assessments,
        mode="release",
        title=draft.title,
        policy=draft.policy,
        originals=originals,
        captures=captures,
        reviews=draft.reviews,
        handlings=draft.handlings,
        known=draft.known,
        withheld=draft.withheld,
        version=draft.version,
        dated=draft.at.date(),
        standards=draft.standards,
    )
    return {"dossier.html": text}


def _claims(draft: _Draft) -> dict[str, str]:
    return {
        "claims.csv": releasing.claims_csv(
            draft.assessments, mode="release", reviews=draft.reviews, handlings=draft.handlings, known=draft.known
        ),
        "claims.jsonl": releasing.claims_jsonl(
            draft.assessments, mode="release", reviews=draft.reviews, handlings=draft.handlings, known=draft.known
        ),
    }


SHAPES: Mapping[str, Callable[[_Draft], dict[str, str]]] = {"dossier": _dossier, "claims": _claims}


def check_shapes(names: Sequence[str]) -> None:
    """Refuse a shape that nobody writes.

    Raises:
        BadSetting: an unknown name.
    """
    for name in names:
        if name not in SHAPES:
            raise BadSetting(f"There is no shape {name!r}.", do=f"Choose of: {', '.join(SHAPES)}.")


def _records(gated: Sequence[Assessment]) -> tuple[str, ...]:
    ids: dict[str, None] = {}
    for each in gated:
        ids |= dict.fromkeys([each.incident] if each.incident else [])
        ids |= dict.fromkeys(victim.victim for victim in each.victims)
        ids |= dict.fromkeys(each.claims)
        ids |= dict.fromkeys(codec.identify(toll) for toll in each.tolls)
        ids |= dict.fromkeys(each.reports)
    return tuple(sorted(ids))
