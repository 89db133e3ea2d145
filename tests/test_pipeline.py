import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from case_making import BY, keep, new_case

from ledgerstone import current, extraction, pipeline
from ledgerstone.actions.adding import add, init
from ledgerstone.errors import DigestMismatch, StageFailed, UnknownPolicy
from ledgerstone.records import Claim, Incident, Report, Run, Toll
from ledgerstone.store.store import Store
from ledgerstone.store.verifying import verify

pytestmark = pytest.mark.usefixtures("database")
TEXTS = (
    "At least 12 people were killed in shelling in Oldenmarsh on 3 March 2026, the regional hospital said.\n",
    "Shelling killed between 15 and 20 people in Oldenmarsh on 3 March 2026, residents said. Four were injured.\n",
    "The council met on Tuesday and spoke about the price of bread.\n",
)


def _case(path: Path, *texts: str | bytes) -> Store:
    store = new_case(path)
    for number, text in enumerate(texts):
        keep(store, text.encode() if isinstance(text, str) else text, path.parent)
        assert number < 10
    return store


def _run(store: Store, **options: Any) -> pipeline.Ran:
    return pipeline.run(store, by=BY, **options)


def _findings(store: Store) -> dict[str, set[str]]:
    return {type_.__name__: set(store.records(type_)) for type_ in (Report, Claim, Incident, Toll)}


def test_originals_become_reports_claims_incidents_and_tolls(tmp_path: Path) -> None:
    with _case(tmp_path / "case", *TEXTS) as store:
        ran = _run(store)
        assert ran.worked == {"reading": 3, "extraction": 3, "linking": 3, "reconciling": 1}
        assert ran.changed == tuple(store.records(Incident))
        assert ran.problems == ()
        assert len(store.records(Report)) == 3
        killed = [claim for claim in store.records(Claim).values() if claim.harm == "killed"]
        assert {(claim.count.low, claim.count.high) for claim in killed if claim.count} == {(12, None), (15, 20)}
        assert store.records(Incident)
        assert any(toll.harm == "killed" for toll in store.records(Toll).values())
    assert verify(tmp_path / "case").notes == ()


def test_each_step_leaves_a_run_with_its_input_version_and_what_it_made(tmp_path: Path) -> None:
    with _case(tmp_path / "case", TEXTS[0]) as store:
        _run(store)
        by_stage = {run.stage: run for run in store.records(Run).values()}
        (report,) = store.records(Report)
        assert by_stage["reading"].made == (report,)
        assert by_stage["extraction"].about == report
        assert set(by_stage["extraction"].made) == set(store.records(Claim))
        assert by_stage["extraction"].version.startswith(extraction.VERSION)
        assert set(by_stage["linking"].made) >= set(store.records(Incident))
        assert set(by_stage["reconciling"].made) >= set(store.records(Toll))
        assert [entry.action for entry in store.entries()] == [
            "init",
            "add",
            "reading",
            "extraction",
            "linking",
            "reconciling",
        ]


def test_running_again_adds_nothing(tmp_path: Path, database: str) -> None:
    with _case(tmp_path / "case", *TEXTS) as store:
        _run(store)
        before = store.entries(), store.counts()
        again = _run(store)
        assert (again.added, set(again.worked.values())) == (0, {0})
        assert (store.entries(), store.counts()) == before
    if database == "postgresql":
        return
    sealed = (tmp_path / "case" / "case.sqlite3").read_bytes()
    with Store(tmp_path / "case") as store:
        _run(store)
    assert (tmp_path / "case" / "case.sqlite3").read_bytes() == sealed


def test_a_new_original_is_all_that_is_read_and_searched(tmp_path: Path) -> None:
    with _case(tmp_path / "case", TEXTS[0]) as store:
        _run(store)
        keep(store, TEXTS[1].encode(), tmp_path)
        assert _run(store).worked == {"reading": 1, "extraction": 1, "linking": 1, "reconciling": 1}


def test_a_bad_original_is_a_problem_and_the_others_go_on(tmp_path: Path) -> None:
    with _case(tmp_path / "case", b"", bytes(range(256)) * 10, TEXTS[0]) as store:
        ran = _run(store)
        assert len(ran.problems) == 2
        assert {problem.code for problem in ran.problems} == {"I03"}
        assert {problem.record for problem in ran.problems} <= set(current.to_read(store))
        assert len(store.records(Report)) == 1
        assert _run(store).problems == ran.problems
    assert verify(tmp_path / "case").originals == 3


def test_ready_texts_are_one_original_with_many_reports(tmp_path: Path) -> None:
    lines = b'{"text": "Six people were killed in Oldenmarsh."}\n{"no": "text"}\n{"text": "Two people were injured."}\n'
    with _case(tmp_path / "case", lines) as store:
        ran = _run(store)
        assert [report.part for report in store.records(Report).values()] == ["line 1", "line 3"]
        assert len(ran.problems) == 1
        assert ran.problems[0].text.startswith("Line 2:")


def test_a_run_that_is_stopped_goes_on_where_it_was(tmp_path: Path) -> None:
    with _case(tmp_path / "whole", *TEXTS) as whole:
        _run(whole)
        wanted = _findings(whole)

    for number in (1, 4, 6, 8):
        calls = iter(range(number))

        def stops(_stage: str, _done: int, _total: int, calls: Any = calls) -> None:
            if next(calls, None) is None:
                raise KeyboardInterrupt

        with _case(tmp_path / f"stopped-{number}", *TEXTS) as store:
            with pytest.raises(KeyboardInterrupt):
                _run(store, progress=stops)
            before = set(store.records(Run))
            _run(store)
            assert _findings(store) == wanted
            assert before <= set(store.records(Run))
            assert len(store.records(Run)) == 9


def test_a_stage_that_breaks_on_one_report_leaves_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = extraction.extract

    def breaks(report: Report, **options: Any) -> tuple[Claim, ...]:
        if "bread" in report.text:
            raise ZeroDivisionError("a fault")
        return real(report, **options)

    monkeypatch.setattr(extraction, "extract", breaks)
    with _case(tmp_path / "case", *TEXTS) as store:
        ran = _run(store)
        (problem,) = ran.problems
        assert problem.code == StageFailed.code
        assert "ZeroDivisionError: a fault" in problem.text
        assert len(store.records(Claim)) > 1


def test_a_damaged_original_stops_everything(tmp_path: Path) -> None:
    with _case(tmp_path / "case", *TEXTS) as store:
        path = store.vault.path(next(iter(current.to_read(store))))
        path.chmod(0o644)
        path.write_bytes(b"something else")
        with pytest.raises(DigestMismatch):
            _run(store)
        assert store.records(Report) == {}


def test_an_unknown_policy_is_refused_before_any_work(tmp_path: Path) -> None:
    with _case(tmp_path / "case", TEXTS[0]) as store:
        with pytest.raises(UnknownPolicy):
            _run(store, policy="best-guess.v9")
        assert store.records(Run) == {}


def test_an_upgrade_counts_no_claim_twice_and_keeps_the_incidents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = extraction.extract

    def better(report: Report, **options: Any) -> tuple[Claim, ...]:
        return tuple(replace(claim, extractor="extraction.9") for claim in real(report, **options) if claim.of is None)

    with _case(tmp_path / "case", *TEXTS[:2]) as store:
        _run(store)
        before = current.assessments(store)
        old = set(current.read_current(store).reviewed.claims)
        monkeypatch.setattr(extraction, "extract", better)
        monkeypatch.setattr(extraction, "VERSION", "extraction.9")
        _run(store)
        after = current.assessments(store)
        new = current.read_current(store).reviewed.claims
        assert {claim.extractor for claim in new.values()} == {"extraction.9"}
        assert old.isdisjoint(new)
        assert old <= set(store.records(Claim))
        assert [each.incident for each in after] == [each.incident for each in before]
        assert [(t.harm, t.low, t.best, t.high) for a in after for t in a.tolls] == [
            (t.harm, t.low, t.best, t.high) for a in before for t in a.tolls
        ]


def test_the_gazetteer_of_a_case_lies_in_its_vault_and_is_no_report(tmp_path: Path) -> None:
    gazetteer = Path(__file__).parents[1] / "examples" / "gazetteer.csv"
    (tmp_path / "text.txt").write_text("Nine people were killed in Drovath on 3 March 2031, police said.\n")
    with init(tmp_path / "case", gazetteers=[gazetteer], by=BY) as store:
        list(add(store, [tmp_path / "text.txt"], by=BY))
        _run(store)
        assert len(store.records(Report)) == 1
        places = {
            place.name for claim in store.records(Claim).values() for place in claim.where if place.lat is not None
        }
        assert "Drovath" in places
    assert verify(tmp_path / "case").originals == 2


@pytest.mark.slow
def test_the_number_of_workers_changes_nothing(tmp_path: Path) -> None:
    texts = [
        f"At least {low} people were killed in shelling in Oldenmarsh on {day} March 2026, the hospital said.\n"
        for low, day in zip(range(3, 23), range(1, 21), strict=True)
    ]
    found = []
    for number in (1, 3):
        with new_case(tmp_path / f"case-{number}") as store:
            for text in texts:
                keep(store, text.encode(), tmp_path)
            ran = _run(store, workers=number)
            runs = [(run.stage, run.version, run.about, run.made) for run in store.records(Run).values()]
            found.append((_findings(store), runs, ran.worked, ran.problems, ran.added))
    assert found[0] == found[1]


@pytest.mark.slow
def test_two_runs_at_once_do_the_work_once(tmp_path: Path) -> None:
    _case(tmp_path / "case", *TEXTS).close()
    code = (
        "import sys; from pathlib import Path; from ledgerstone import pipeline\n"
        "from ledgerstone.store.store import Store\n"
        "with Store(Path(sys.argv[1]), patience=30) as store: pipeline.run(store, by='two')\n"
    )
    both = [
        subprocess.Popen([sys.executable, "-c", code, str(tmp_path / "case")], env={**os.environ}) for _ in range(2)
    ]
    assert [process.wait(timeout=60) for process in both] == [0, 0]
    with Store(tmp_path / "case") as store:
        runs = [(run.stage, run.about) for run in store.records(Run).values()]
        assert len(runs) == len(set(runs)) == 9
    assert verify(tmp_path / "case").notes == ()
