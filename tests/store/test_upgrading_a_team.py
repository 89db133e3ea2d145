"""A case in PostgreSQL of an older format is brought up to date by whoever may change its tables."""

import os
from collections.abc import Iterator
from functools import partialmethod
from pathlib import Path

import pytest
from case_making import BY, keep, report
from conftest import WHY
from team_database import APP, OWNER, schemas

from ledgerstone import current, settings
from ledgerstone.actions.setting_standards import appraise
from ledgerstone.errors import BadSetting
from ledgerstone.records import Report
from ledgerstone.store import folder
from ledgerstone.store.engine import Engine
from ledgerstone.store.folder import Settings
from ledgerstone.store.postgresql import making
from ledgerstone.store.store import Store
from ledgerstone.store.verifying import verify

pytestmark = pytest.mark.skipif(APP not in os.environ, reason=WHY)


@pytest.fixture(autouse=True, scope="module")
def _team() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch, schemas():
        patch.setenv(settings.DATABASE, os.environ[APP])
        patch.setenv(settings.OWNER, os.environ[OWNER])
        yield


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A case as format 2 had it: with its migrations alone, and without the decisions that came with the third."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(folder, "FORMAT", 2)
        patch.setattr(making, "GRANT_OF_AID", "SELECT 1")  # there was no finding aid yet
        patch.setattr(Engine, "migrate", partialmethod(Engine.migrate, to=2))
        first = Settings(format=2, made_by="tests", created="2026-03-01")
        with Store.create(tmp_path / "case", by=BY, bring=lambda _: (first, ())) as store:
            kept = keep(store, b"text", tmp_path)
            store.append([report(kept.sha256)], action="reading", by=BY)
    return tmp_path / "case"


def test_it_is_brought_up_to_date_and_loses_nothing(old: Path) -> None:
    assert folder.read_case_file(old).settings.format == 2
    with Store(old) as store:
        assert [each.action for each in store.entries()][-1] == "upgrade"
        assert len(store.records(Report)) == 1
        appraise(store, "residents", "not_credible", because="A test.", by=BY)
        assert current.standards(store).version.startswith("1@")
    assert folder.read_case_file(old).settings.format == folder.FORMAT
    assert verify(old).notes == ()


def test_without_the_owner_of_the_tables_it_stays_as_it_is(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(settings.OWNER)
    with pytest.raises(BadSetting, match="owner of the tables"):
        Store(old)
    assert folder.read_case_file(old).settings.format == 2
