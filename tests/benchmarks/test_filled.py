"""The filled case holds what a run leaves, so that the figures of the room are those of a case that was run."""

from collections import Counter
from pathlib import Path

from benchmarks.filled import fill
from ledgerstone import codec, current
from ledgerstone.current import EXTRACTION, LINKING, READING, RECONCILING
from ledgerstone.records import Review, Run


def test_each_report_has_its_runs_and_each_incident_its_own(tmp_path: Path) -> None:
    with fill(tmp_path / "case", incidents=4) as store:
        runs = store.records(Run).values()
        made = Counter((run.stage, run.about) for run in runs)
        now = current.read_current(store)
        reports = {*now.reports}
        assert set(made.values()) == {1}
        assert {about for stage, about in made if stage == EXTRACTION} == reports
        assert {about for stage, about in made if stage == READING} == {each.original for each in now.reports.values()}
        assert {about for stage, about in made if stage == LINKING} >= reports
        assert {about for stage, about in made if stage == RECONCILING} == now.incidents.keys()


def test_the_figures_of_an_incident_are_those_that_its_claims_make(tmp_path: Path) -> None:
    with fill(tmp_path / "case", incidents=4) as store:
        runs = {run.about: run for run in store.records(Run).values() if run.stage == RECONCILING}
        changed = {each.about for each in store.records(Review).values() if each.verdict != "accept"}
        same = [each for each in current.assessments(store) if not changed & each.claims.keys()]
        assert same  # of the others a run after the decision makes other figures
        for each in same:
            assert {codec.identify(toll) for toll in each.tolls} == set(runs[each.incident or ""].made)
