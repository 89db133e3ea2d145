"""The working copy of the dossier, and the release of what passed review."""

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ledgerstone import carrying, codec, current, releasing
from ledgerstone.actions.people import who
from ledgerstone.assessing import POLICY
from ledgerstone.errors import BadSetting
from ledgerstone.records import Assessment, Handling, Release, Review, Withheld
from ledgerstone.releasing import Gated
from ledgerstone.store.folder import UNFINISHED, make, sync_folder, write_whole
from ledgerstone.store.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Released:
    """A release: where it lies, the names of its files, and its record."""

    folder: Path
    files: tuple[str, ...]
    record: Release


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


def working_dossier(store: Store, *, policy: str = POLICY, at: datetime | None = None) -> str:
    """Return the dossier with full texts and unreviewed claims, marked as internal on every page.

    Args:
        store: the case.
        policy: the policy by which tolls are made.
        at: the day on its cover; None is today.
    """
    now = current.read_current(store)
    originals, captures = current.custody(store)
    laid_out = current.lay_out_current(now, policy=policy)
    return releasing.dossier(
        laid_out,
        mode="working",
        title=store.path.resolve().name,
        policy=policy,
        originals=originals,
        captures=captures,
        reviews=now.reviewed.reviews,
        handlings=carrying.handlings(store, now),
        withheld=_rejected(now),
        standards=_standards(now),
        determined=current.determined(store, laid_out),
        dated=(at or datetime.now(UTC)).date(),
    )


def release(
    store: Store,
    out: Path,
    *,
    shapes: Sequence[str] = (),
    policy: str = POLICY,
    title: str | None = None,
    by: str | None = None,
) -> Released:
    """Write what passed review into a new folder, and record that it was let go.

    1. What may leave passes the gate, and is laid out again, so that no figure rests on a claim that stays.
    2. The files are written beside ``out``.
    3. The tolls and the Release are recorded, with the digest of each file.
    4. The folder gets its name.

    Args:
        store: the case.
        out: a folder that is empty or not yet there.
        shapes: names of ``SHAPES``; none is all.
        policy: the policy by which tolls are made.
        title: the title of the dossier.
        by: who lets it go.

    Raises:
        BadSetting: an unknown shape, or something is in the way.
        ReadOnlyCase: the case may not be written, so the release could not be recorded.
    """
    name = who(by)
    writers = [_shape(shape) for shape in (shapes or tuple(SHAPES))]
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise BadSetting(f"{out} is there and not an empty folder.", do="Name a new one.")
    store.require_writable()
    draft, gated = _draft(store, policy=policy, title=title)  # 1
    files = {file: data.encode() for write in writers for file, data in write(draft).items()}
    files["codebook.md"] = releasing.codebook().encode()
    manifest = releasing.manifest(files)
    files["MANIFEST.sha256"] = "".join(f"{line}\n" for line in manifest).encode()
    unfinished = _write(out, files)  # 2
    made = Release(
        version=draft.version,
        at=draft.at,
        by=name,
        records=_records(gated),
        withheld=tuple(dict.fromkeys((*draft.withheld, *gated.withheld))),
        method=f"{policy}, {releasing.VERSION}",
        manifest=manifest,
    )
    tolls = [toll for each in draft.assessments for toll in each.tolls]
    store.append([*tolls, made], action="release", by=name)  # 3
    unfinished.rename(out)  # 4
    sync_folder(out.absolute().parent)
    return Released(folder=out, files=tuple(sorted(files)), record=made)


def _draft(store: Store, *, policy: str, title: str | None) -> tuple[_Draft, Gated]:
    now = current.read_current(store)
    handlings = carrying.handlings(store, now)
    reviews = now.reviewed.reviews
    everything = current.lay_out_current(now, policy=policy)
    allowed = releasing.allow(everything, reviews=reviews, handlings=handlings)
    laid_out = current.lay_out_claims(now, allowed.claims, policy=policy) if allowed.claims else ()
    version = str(len(store.records(Release)) + 1)
    draft = _Draft(
        store=store,
        assessments=laid_out,
        known=everything,
        reviews=reviews,
        handlings=handlings,
        withheld=(*_rejected(now), *allowed.withheld),
        policy=policy,
        title=title or f"Release {version}",
        version=version,
        at=datetime.now(UTC),
        standards=(*_standards(now), *([releasing.DETERMINED] if current.determined(store, everything) else [])),
    )
    return draft, releasing.gate(laid_out, reviews=reviews, handlings=handlings, known=everything)


def _standards(now: current.Current) -> tuple[str, ...]:
    held = now.standards
    return releasing.standards_words(
        held.criteria, appraisals=len(held.appraisals), ownerships=len(held.ownerships)
    )  # fmt: skip


def _rejected(now: current.Current) -> tuple[Withheld, ...]:
    return tuple(Withheld(record=id_, reason="a reviewer rejected it") for id_ in sorted(now.reviewed.rejected))


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


def _shape(name: str) -> Callable[[_Draft], dict[str, str]]:
    if name not in SHAPES:
        raise BadSetting(f"There is no shape {name!r}.", do=f"Choose of: {', '.join(SHAPES)}.")
    return SHAPES[name]


def _write(out: Path, files: Mapping[str, bytes]) -> Path:
    unfinished = out.absolute().with_name(f"{UNFINISHED}{out.name}")
    shutil.rmtree(unfinished, ignore_errors=True)
    make(unfinished)
    for name, data in files.items():
        write_whole(unfinished / name, data)
    return unfinished


def _records(gated: Gated) -> tuple[str, ...]:
    """The ids of all that left: incidents, victims, claims, tolls, and the reports that they stand in."""
    ids: dict[str, None] = {}
    for each in gated.assessments:
        ids |= dict.fromkeys([each.incident] if each.incident else [])
        ids |= dict.fromkeys(victim.victim for victim in each.victims)
        ids |= dict.fromkeys(each.claims)
        ids |= dict.fromkeys(codec.identify(toll) for toll in each.tolls)
        ids |= dict.fromkeys(each.reports)
    return tuple(sorted(ids))
