"""Forgetting an original: nothing of it is left in the bytes of the case, and nothing else is lost."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from case_making import BY, keep

from ledgerstone import codec, current, pipeline
from ledgerstone.actions.adding import init
from ledgerstone.actions.deciding import handle, review
from ledgerstone.actions.expunging import ask, expunge, plan, said_in
from ledgerstone.actions.letting_go import release
from ledgerstone.errors import AppendOnly, BadReview, LedgerstoneError, NotAllowed, StoreBusy, UnknownRecord
from ledgerstone.records import (
    Capture,
    Claim,
    Handling,
    Incident,
    Link,
    Original,
    Release,
    Report,
    Request,
    Review,
    Run,
    Tombstone,
)
from ledgerstone.store import folder, rows
from ledgerstone.store.engine import Engine
from ledgerstone.store.presence import Presence
from ledgerstone.store.store import Store
from ledgerstone.store.verifying import verify

pytestmark = pytest.mark.usefixtures("database")

WITNESS = (
    b"Shelling killed 23 people in Oldenmarsh on 3 March 2026, Tiva Sorrel, a teacher, said. "
    b"Among the dead was Orin Vael, 34, a nurse.\n"
)
HOSPITAL = b"At least 12 people were killed in shelling in Oldenmarsh on 3 March 2026, the regional hospital said.\n"
ARMY = b"The army said that shelling killed 40 people in Oldenmarsh on 3 March 2026.\n"
WORDS = (b"Tiva", b"Sorrel", b"Orin", b"Vael", b"23 people", b"teacher")
SECOND = "Tomas Veld"
WHY = "Consent was withdrawn."


@pytest.fixture
def store(database: str, tmp_path: Path) -> Iterator[Store]:
    with _case(tmp_path / "case", WITNESS, HOSPITAL, ARMY) as made:
        pipeline.run(made, by=BY)
        yield made
    if database == "postgresql":
        (tmp_path / "case" / folder.FORGETTING).unlink(missing_ok=True)


def _case(path: Path, *texts: bytes) -> Store:
    places = path.with_name("places.csv")
    places.write_text("id,name,lat,lon\nold,Oldenmarsh,-43.1,84.9\n")
    store = init(path, gazetteers=[places], by=BY)
    for text in texts:
        keep(store, text, path.parent)
    path.with_name("source").unlink()
    return store


def _original(store: Store, beginning: bytes) -> str:
    return next(sha for sha in current.to_read(store) if store.vault.read(sha).startswith(beginning[:20]))


def _claims_of(store: Store, sha256: str) -> dict[str, Claim]:
    reports = store.records(Report, about=sha256)
    return {id_: claim for report in reports for id_, claim in store.records(Claim, about=report).items()}


def _two(store: Store, sha256: str, *, because: str = WHY) -> None:
    """Expunge as two people do, which holds in every case."""
    ask(store, [sha256], because=because, by=SECOND)
    assert expunge(store, [sha256], because=because, by=BY).erased


def _bytes(case: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in case.rglob("*") if path.is_file()}


def _everything(store: Store) -> str:
    return "\n".join(f"{id_} {text}" for id_, _, text in store.rows())


def _all_about(store: Store, sha256: str) -> set[str]:
    """Return every id by which what goes was known: an id is a hash that whoever guesses the words could compute."""
    reports = store.records(Report, about=sha256)
    return {sha256, *store.records(Original, about=sha256), *reports, *_claims_of(store, sha256)}


def test_nothing_of_it_is_left_in_the_records(store: Store, tmp_path: Path) -> None:
    sha256 = _original(store, WITNESS)
    claims = _claims_of(store, sha256)
    killed = next(id_ for id_, claim in claims.items() if claim.harm == "killed")
    review(store, killed, "accept", because="Orin Vael's sister says so too.", by=BY)
    (original,) = store.records(Original, about=sha256)
    handle(store, original, "sealed", because="Tiva Sorrel asked for it.", by=BY)
    release(store, tmp_path / "out", by=BY)
    pipeline.run(store, by=BY)
    ids = _all_about(store, sha256)
    before = store.counts()
    _two(store, sha256)
    left = _everything(store)
    assert [word for word in WORDS if word.decode() in left] == []
    assert [id_ for id_ in ids if id_ in left] == []
    assert not store.vault.path(sha256).exists()
    after = store.counts()
    assert (before["original"] - after["original"], after["tombstone"], after["release"]) == (1, 1, 1)
    store.close()
    found = verify(store.path)
    assert found.originals == 3
    assert found.expunged >= len(ids)


@pytest.mark.sqlite
def test_nothing_of_it_is_left_in_the_bytes_of_the_case(store: Store) -> None:
    sha256 = _original(store, WITNESS)
    ids = {id_.encode() for id_ in _all_about(store, sha256)}
    held = b"".join(_bytes(store.path).values())
    assert all(word in held for word in (*WORDS, *ids))
    _two(store, sha256)
    for moment in ("while it is open", "after it is linked anew", "at rest"):
        if moment == "after it is linked anew":
            pipeline.run(store, by=BY)
        if moment == "at rest":
            store.close()
        for path, data in _bytes(store.path).items():
            found = [word for word in (*WORDS, *ids, sha256.encode()) if word in data]
            assert found == [], (moment, path.name)
        assert not [path for path in store.path.rglob("*") if sha256 in path.name]
    assert verify(store.path).notes == ()


def test_what_others_said_stands_as_before(store: Store, tmp_path: Path) -> None:
    """The case is, after the next run, as one to which the forgotten original was never added, but for identities."""
    _two(store, _original(store, WITNESS))
    pipeline.run(store, by=BY)
    with _case(tmp_path / "other", HOSPITAL, ARMY) as other:
        pipeline.run(other, by=BY)
        wanted = [[_toll(toll) for toll in each.tolls] for each in current.assessments(other)]
    assert [[_toll(toll) for toll in each.tolls] for each in current.assessments(store)] == wanted
    assert not pipeline.run(store, by=BY).added


def _toll(toll: object) -> tuple[object, ...]:
    return tuple(
        getattr(toll, name) for name in ("harm", "status", "group", "low", "best", "high", "used", "set_aside")
    )


def test_decisions_on_what_stays_still_hold(store: Store) -> None:
    """The incident was founded by a claim that goes: it is founded anew, and its handling and its links follow it."""
    claims = {id_: claim for each in store.records(Report) for id_, claim in store.records(Claim, about=each).items()}
    founded = {id_: each for id_, each in store.records(Incident).items() if _linked(store, id_, claims) >= 2}
    incident, founder = next((id_, claims[each.founded_by]) for id_, each in founded.items())
    gone = store.get([founder.report])[founder.report]
    assert isinstance(gone, Report)
    handle(store, incident, "sealed", because="A court asked.", by=BY)
    stays = next(id_ for id_, claim in claims.items() if claim.report != founder.report and claim.harm == "killed")
    review(store, stays, "accept", because="It is there.", by=BY)
    _two(store, gone.original)
    for again in (False, True):
        if again:
            pipeline.run(store, by=BY)
        (handling,) = store.records(Handling).values()
        assert handling.about != incident
        assert handling.about in store.records(Incident)
        now = current.read_current(store)
        assert handling.about in now.incidents
        assert stays in {link.claim for link in now.links if link.target == handling.about}
        assert now.reviewed.reviews[stays].verdict == "accept"
    assert len(store.records(Review)) == 1


def _linked(store: Store, incident: str, claims: dict[str, Claim]) -> int:
    links = [each for each in store.records(Link).values() if (each.target, each.relation) == (incident, "about")]
    return len({claims[each.claim].report for each in links})


def test_a_release_keeps_its_record_without_what_went(store: Store, tmp_path: Path) -> None:
    sha256 = _original(store, WITNESS)
    for id_, claim in _claims_of(store, sha256).items():
        if claim.harm == "killed":
            review(store, id_, "accept", because="It is there.", by=BY)
    made = release(store, tmp_path / "out", by=BY)
    gone = _all_about(store, sha256) & set(made.record.records)
    assert gone
    assert plan(store, [sha256]).releases == ("1",)
    _two(store, sha256)
    (kept,) = store.records(Release).values()
    assert not gone & set(kept.records)
    assert (kept.at, kept.by, kept.version, kept.manifest) == (
        made.record.at,
        made.record.by,
        made.record.version,
        made.record.manifest,
    )


def test_an_attachment_goes_with_its_mail_unless_it_came_otherwise_too(store: Store, tmp_path: Path) -> None:
    mail, inner, both = (keep(store, text, tmp_path).sha256 for text in (b"a mail", b"attached", b"attached, and sent"))
    first = next(iter(store.records(Capture, about=inner).values()))
    for sha256 in (inner, both):
        new = Capture(original=sha256, at=first.at, by=BY, how="attachment", name="inner.txt", within=mail)
        store.append([new], action="taking out", by=BY)
    assert plan(store, [mail]).originals == (mail,)
    only = keep(store, b"second mail", tmp_path).sha256
    held = next(iter(store.records(Capture, about=only)))
    assert plan(store, [only]).kinds == {"original": 1, "capture": 1}
    assert held in plan(store, [only]).gone


def test_what_still_says_it_is_named(store: Store, tmp_path: Path) -> None:
    copy = keep(store, b"A reprint. " + WITNESS, tmp_path)
    pipeline.run(store, by=BY)
    about = next(iter(_claims_of(store, _original(store, HOSPITAL))))
    told = review(store, about, "accept", because="Orin Vael's sister agrees.", by=BY)
    still = {(each.kind, each.original): each.says for each in plan(store, [_original(store, WITNESS)]).still}
    assert "Orin Vael" in still["report", copy.sha256]
    assert "Orin Vael" in still["review", None]
    assert sorted(said_in(store, "orin vael")) == sorted({_original(store, WITNESS), copy.sha256})
    ask(store, [codec.identify(told)], because=WHY, by=SECOND)
    expunge(store, [codec.identify(told)], because=WHY, by=BY)
    assert store.records(Review) == {}


def test_planning_changes_nothing(store: Store) -> None:
    before = store.entries()
    found = plan(store, [_original(store, WITNESS)[:8]])
    assert found.kinds["original"] == found.kinds["report"] == 1
    assert "Orin Vael" in found.names
    assert store.entries() == before


def test_only_what_holds_words_of_its_own_can_be_named(store: Store) -> None:
    sha256 = _original(store, WITNESS)
    claim = next(iter(_claims_of(store, sha256)))
    with pytest.raises(NotAllowed, match=sha256[:12]):
        expunge(store, [claim], because=WHY, by=BY)
    for kind in (Run, Incident):
        with pytest.raises(NotAllowed):
            expunge(store, [next(iter(store.records(kind)))], because=WHY, by=BY)
    with pytest.raises(UnknownRecord):
        expunge(store, ["0" * 64], because=WHY, by=BY)


def test_the_reason_is_needed_and_names_nobody(store: Store) -> None:
    sha256 = _original(store, WITNESS)
    ask(store, [sha256], because=WHY, by=SECOND)
    for because in ("", "  ", "Because of orin VAEL."):
        with pytest.raises(BadReview):
            expunge(store, [sha256], because=because, by=BY)
    assert store.records(Tombstone) == {}


def test_in_a_team_two_people_are_needed_and_alone_one(store: Store, database: str) -> None:
    sha256 = _original(store, WITNESS)
    if database == "postgresql":
        with pytest.raises(NotAllowed, match="two people"):
            expunge(store, [sha256], because=WHY, by=BY)
        ask(store, [sha256], because=WHY, by=BY)
        with pytest.raises(NotAllowed, match="two people"):
            expunge(store, [sha256], because=WHY, by=BY)
        ask(store, [sha256], because=WHY, by=SECOND)
    done = expunge(store, [sha256], because=WHY, by=BY)
    (stone,) = store.records(Tombstone).values()
    assert stone.asked_by == done.asked_by == ((SECOND,) if database == "postgresql" else ())
    assert (stone.by, stone.because) == (BY, WHY)
    assert store.records(Request) == {}
    assert store.entries()[-1].action == "expunge"


def test_nobody_else_has_the_case_open_meanwhile(store: Store) -> None:
    sha256 = _original(store, WITNESS)
    ask(store, [sha256], because=WHY, by=SECOND)
    other = Presence(store.path)
    other.enter(patience=1)
    try:
        store.patience = 0.1
        with pytest.raises(StoreBusy):
            expunge(store, [sha256], because=WHY, by=BY)
    finally:
        other.leave()
    assert store.vault.check(sha256)


def test_the_case_s_own_gazetteer_stays(store: Store) -> None:
    with pytest.raises(NotAllowed, match="gazetteer"):
        plan(store, [store.settings.gazetteers[0]])


def test_the_same_file_can_be_added_again(store: Store, tmp_path: Path) -> None:
    sha256 = _original(store, WITNESS)
    _two(store, sha256)
    assert keep(store, WITNESS, tmp_path).sha256 == sha256
    pipeline.run(store, by=BY)
    store.close()
    assert verify(store.path).originals == 4


def test_what_was_not_erased_is_erased_by_the_next_command(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    sha256 = _original(store, WITNESS)
    ask(store, [sha256], because=WHY, by=SECOND)
    with monkeypatch.context() as patch:
        patch.setattr(Engine, "erase", lambda _: False)
        assert not expunge(store, [sha256], because=WHY, by=BY).erased
        store.close()
    assert any("expunge" in note for note in verify(store.path).notes)
    Store(store.path).close()
    assert not any("expunge" in note for note in verify(store.path).notes)
    assert not (store.path / folder.FORGETTING).exists()


def test_a_deletion_without_a_tombstone_is_refused(store: Store) -> None:
    claim = next(iter(store.records(Claim)))
    with store._owner() as owner:
        with pytest.raises(AppendOnly):
            owner.write(lambda: rows.delete(owner, [claim]))
        _two(store, _original(store, WITNESS))
        stone = next(iter(store.records(Tombstone)))
        with pytest.raises(AppendOnly):
            owner.write(lambda: rows.delete(owner, [stone]))


_EXPUNGING = """
import os, signal, sys
from pathlib import Path
from ledgerstone.actions.expunging import ask, expunge
from ledgerstone.store import expunging
from ledgerstone.store.engine import Engine
from ledgerstone.store.store import Store
from ledgerstone.store.vault import Vault

def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

case, sha256, step = sys.argv[1:]
before = {"noted": (Engine, "write"), "deleted": (Vault, "remove"), "removed": (Engine, "erase")}
with Store(Path(case)) as store:
    ask(store, [sha256], because="Consent was withdrawn.", by="Tomas Veld")
    setattr(*before[step], die)
    expunge(store, [sha256], because="Consent was withdrawn.", by="Ines Okoro")
"""


@pytest.mark.parametrize("step", ["noted", "deleted", "removed"])
def test_killed_at_any_step_it_is_done_whole_or_not_at_all(store: Store, step: str, database: str) -> None:
    sha256 = _original(store, WITNESS)
    store.close()
    ran = subprocess.run(
        [sys.executable, "-c", _EXPUNGING, str(store.path), sha256, step], env=dict(os.environ), check=False
    )
    assert ran.returncode == -signal.SIGKILL
    verify(store.path)
    with Store(store.path) as again:
        there = bool(again.records(Original, about=sha256))
        assert there is (step == "noted")
        assert again.vault.path(sha256).exists() is there
    assert verify(store.path).originals == (4 if there else 3)
    assert not (store.path / folder.FORGETTING).exists()
    if database == "sqlite" and not there:
        held = b"".join(_bytes(store.path).values())
        assert [word for word in (*WORDS, sha256.encode()) if word in held] == []


def test_a_tombstone_that_names_what_is_not_there_is_found(store: Store) -> None:
    _two(store, _original(store, WITNESS))
    stone = next(iter(store.records(Tombstone).values()))
    assert json.loads(codec.canonical(stone))["commitments"] == list(stone.commitments)
    live = Tombstone(commitments=("ab" * 32,), because=WHY, at=stone.at, by=BY)
    store.append([live], action="expunge", by=BY)
    store.close()
    with pytest.raises(LedgerstoneError, match="tombstone"):
        verify(store.path)
