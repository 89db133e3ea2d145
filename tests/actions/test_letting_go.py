import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from case_making import BY, keep, new_case

from ledgerstone import current, pipeline
from ledgerstone.actions.deciding import review
from ledgerstone.actions.letting_go import release, working_dossier
from ledgerstone.errors import BadSetting, ReadOnlyCase, StoreError
from ledgerstone.records import Release, Toll
from ledgerstone.store import folder
from ledgerstone.store.store import Store
from ledgerstone.store.verifying import verify

TEXTS = (
    b"At least 12 people were killed in shelling in Oldenmarsh on 3 March 2026, the regional hospital said.\n",
    b"Shelling killed 40 people in Oldenmarsh on 3 March 2026, the army said. A secret sentence stands here.\n",
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with new_case(tmp_path / "case") as made:
        for text in TEXTS:
            keep(made, text, tmp_path)
        pipeline.run(made, by=BY)
        yield made
    assert verify(tmp_path / "case").notes == ()


def _claim_with(store: Store, wording: str) -> str:
    claims = current.read_current(store).reviewed.claims
    return next(id_ for id_, claim in claims.items() if claim.count and claim.count.wording.startswith(wording))


def test_the_working_copy_holds_full_texts_and_says_that_it_is_internal(store: Store) -> None:
    page = working_dossier(store)
    assert "A secret sentence stands here." in page
    assert "internal" in page.lower()


def test_nothing_leaves_that_nobody_reviewed(store: Store, tmp_path: Path) -> None:
    made = release(store, tmp_path / "out", by=BY)
    for name in made.files:
        text = (tmp_path / "out" / name).read_text()
        assert "At least 12" not in text
        assert "40 people" not in text
    assert made.record.records == ()
    assert {each.reason for each in made.record.withheld} >= {"nobody has reviewed it"}


def test_what_passed_review_leaves_and_figures_rest_on_it_alone(store: Store, tmp_path: Path) -> None:
    accepted = _claim_with(store, "At least 12")
    review(store, accepted, "accept", because="It is there.", by=BY)
    rejected = _claim_with(store, "40")
    review(store, rejected, "reject", because="A rumour.", by=BY)
    made = release(store, tmp_path / "out", title="Oldenmarsh", by=BY)
    page = (tmp_path / "out" / "dossier.html").read_text()
    assert "Oldenmarsh" in page
    assert "At least 12 people were killed" in re.sub("<[^>]*>", "", page)
    assert "secret sentence" not in page
    lines = [json.loads(line) for line in (tmp_path / "out" / "claims.jsonl").read_text().splitlines()]
    assert [line["id"] for line in lines] == [accepted]
    assert accepted in made.record.records
    assert (rejected, "a reviewer rejected it") in {(each.record, each.reason) for each in made.record.withheld}
    released = [store.get([id_])[id_] for id_ in made.record.records]
    tolls = [each for each in released if isinstance(each, Toll)]
    assert {(toll.low, toll.high) for toll in tolls if toll.harm == "killed"} == {(12, None)}


def test_a_release_is_recorded_with_the_digest_of_each_file(store: Store, tmp_path: Path) -> None:
    made = release(store, tmp_path / "out", by=BY)
    assert list(store.records(Release).values()) == [made.record]
    assert made.record.version == "1"
    assert store.entries()[-1].action == "release"
    lines = dict(reversed(line.split("  ")) for line in made.record.manifest)
    assert sorted([*lines, "MANIFEST.sha256"]) == sorted(path.name for path in (tmp_path / "out").iterdir())
    for name, digest in lines.items():
        assert hashlib.sha256((tmp_path / "out" / name).read_bytes()).hexdigest() == digest
    assert release(store, tmp_path / "second", by=BY).record.version == "2"


def test_only_the_shapes_that_are_asked_for_are_written(store: Store, tmp_path: Path) -> None:
    made = release(store, tmp_path / "out", shapes=["claims"], by=BY)
    assert made.files == ("MANIFEST.sha256", "claims.csv", "claims.jsonl", "codebook.md")
    with pytest.raises(BadSetting, match="painting"):
        release(store, tmp_path / "other", shapes=["painting"], by=BY)
    assert not (tmp_path / "other").exists()


def test_a_release_overwrites_nothing(store: Store, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine").write_text("x")
    for out in (tmp_path / "out", tmp_path / "out" / "mine"):
        with pytest.raises(BadSetting):
            release(store, out, by=BY)
    with pytest.raises(StoreError):
        release(store, tmp_path / "out" / "mine" / "below", by=BY)
    assert store.records(Release) == {}


def test_a_release_that_cannot_be_recorded_is_none(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.close()
    monkeypatch.setattr(folder, "writable", lambda _: False)
    with Store(store.path) as reading, pytest.raises(ReadOnlyCase):
        release(reading, tmp_path / "out", by=BY)
    assert not (tmp_path / "out").exists()


def test_a_rejected_claim_stands_set_aside_with_the_reviewers_reason(tmp_path: Path) -> None:
    with new_case(tmp_path / "case") as store:
        keep(store, TEXTS[0].strip() + b" The army said that 40 people were killed.\n", tmp_path)
        pipeline.run(store, by=BY)
        rejected = _claim_with(store, "40")
        review(store, rejected, "reject", because="A rumour.", by=BY)
        for _ in range(2):  # before and after the case is linked anew
            (toll,) = (toll for each in current.assessments(store) for toll in each.tolls if toll.harm == "killed")
            assert (toll.low, toll.high) == (12, None)
            aside = {reason.reason for reason in toll.set_aside if reason.claim == rejected}
            assert aside == {"a reviewer rejected it: A rumour."}
            pipeline.run(store, by=BY)
