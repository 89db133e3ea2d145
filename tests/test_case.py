import asyncio
import subprocess
import sys
from pathlib import Path

import pytest
from case_making import BY

from ledgerstone.actions.adding import Added
from ledgerstone.case import Case
from ledgerstone.errors import CustodyError, StoreBusy
from ledgerstone.records import Problem

TEXT = "At least 12 people were killed in shelling in Oldenmarsh on 3 March 2026, the regional hospital said.\n"


def _use(top: Path) -> int:
    (top / "a.txt").write_text(TEXT)
    with Case.create(top / "case", by=BY) as case:
        (added,) = case.add(top / "a.txt")
        assert isinstance(added, Added)
        assert case.run().problems == ()
        (first, *_) = case.assessments()
        case.review(next(iter(first.claims)), "accept", because="It is there.")
        assert case.queue() == ()
        assert "<html" in case.dossier()
        case.release(top / "out", shapes=["claims"])
        found = case.verify()
        assert found.originals == 1
        return len(case.assessments())


def test_a_case_from_bytes_to_release(tmp_path: Path) -> None:
    assert _use(tmp_path) == 1


def test_a_case_works_in_a_notebook(tmp_path: Path) -> None:
    async def cell() -> int:
        await asyncio.sleep(0)
        return _use(tmp_path)

    assert asyncio.run(cell()) == 1


def test_two_cases_side_by_side(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    with Case.create(tmp_path / "one", by=BY) as one, Case.create(tmp_path / "two", by=BY) as two:
        one.add(tmp_path / "a.txt")
        one.run()
        two.run()
        assert len(one.assessments()) == 1
        assert two.assessments() == ()


def test_a_case_open_elsewhere_is_not_verified(tmp_path: Path) -> None:
    with Case.create(tmp_path / "case", by=BY) as one, Case(tmp_path / "case", by=BY, patience=0.1) as two:
        with pytest.raises(StoreBusy):
            two.verify()
        assert two.assessments() == ()
        one.run()


def test_a_damaged_case_stays_closed(tmp_path: Path) -> None:
    with Case.create(tmp_path / "case", by=BY) as case:
        (tmp_path / "case" / "strange").write_text("x")
        with pytest.raises(CustodyError):
            case.verify()
        assert (tmp_path / "case" / "case.sqlite3").exists()


def test_stages_load_no_django_and_a_case_does() -> None:
    code = (
        "import sys; from ledgerstone import assess, extract, read; print('django' in sys.modules)\n"
        "from ledgerstone import Case; print('django' in sys.modules)\n"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.split() == ["False", "True"]


def test_a_case_is_exported_and_an_original_of_it_forgotten(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    with Case.create(tmp_path / "case", by=BY) as case:
        (taken,) = case.add(tmp_path / "a.txt")
        assert isinstance(taken, Added)
        case.run()
        assert case.export(tmp_path / "case.zip").originals == 1
        assert case.plan_expunging(taken.sha256).originals == (taken.sha256,)
        case.ask_to_expunge(taken.sha256, because="Consent was withdrawn.")
        assert case.expunge(taken.sha256, because="Consent was withdrawn.").erased
        assert case.assessments() == ()
        assert case.verify().expunged > 3


def test_an_address_that_may_not_be_reached_is_a_problem(tmp_path: Path) -> None:
    with Case.create(tmp_path / "case", by=BY) as case:
        found = case.add_pages("http://127.0.0.1:9/", "no address")
        assert [type(each) for each in found] == [Problem, Problem]
        assert case.run().problems
