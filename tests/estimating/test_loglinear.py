import numpy as np
import pytest
from estimating.published import ARTIFICIAL, HEPATITIS_A, KOSOVO, UK5
from estimating.shared_tables import needs_tables, reference, remarks, shared_table

from ledgerstone.errors import BadSetting
from ledgerstone.estimating import CaptureTable, Model, loglinear, loglinear_search
from ledgerstone.estimating.existence import exists, full_design
from ledgerstone.estimating.loglinear import fit_model, pairwise
from ledgerstone.estimating.poisson import ABSENT, FITTED
from ledgerstone.estimating.profile import profile
from ledgerstone.records import Estimate, Refusal

HETEROGENEITY = {"Chao (LB)": "chao", "Poisson2": "poisson2", "Darroch": "darroch", "Gamma3.5": "gamma3.5"}
# R stops its iterations at a relative change of 1e-8 and takes the error from the step before; at these it shows.
R_STOPS_EARLY = {("western_us", "Mh Darroch"), ("uk", "Mh Poisson2"), ("netherlands", "Mh Poisson2")}
# No estimate exists; R stops on the way to infinity and calls it a number. Refused here.
NO_ESTIMATE = {
    ("artificial3", "Mh Gamma3.5"), ("artificial3", "Mth Gamma3.5"),
    ("neworleans", "Mh Chao (LB)"), ("neworleans", "Mth Chao (LB)"), ("neworleans", "Mth-Chao(LB) profile"),
    ("ph_manila_police", "Mt2 profile-multinomial"),
}  # fmt: skip


def test_kosovo_as_in_r() -> None:  # Rcapture 1.4-4
    fitted = fit_model(Model(), KOSOVO)
    assert fitted.number == pytest.approx(7394.59, rel=1e-6)
    assert fitted.standard_error == pytest.approx(129.6254, rel=1e-5)
    assert fitted.deviance == pytest.approx(245.9387, rel=1e-6)
    assert fitted.aic == pytest.approx(357.3627, rel=1e-6)
    assert fitted.bic == pytest.approx(389.3095, rel=1e-6)
    found = loglinear(KOSOVO)
    assert isinstance(found, Estimate)
    assert found.high is not None
    assert (found.point, found.low, found.high) == pytest.approx((14385.6, 12523.3, 16667.9), rel=1e-5)


@needs_tables
def test_every_reference_row_of_the_families() -> None:
    checked = 0
    for row in reference("Rcapture.closedp.t"):
        if row["settings"] in {"Mb", "Mbh"} or remarks(row)["info"] != "0":
            continue  # Mb and Mbh need lists in an order of time, which lists of the dead have not
        family, _, kind = row["settings"].partition(" ")
        model = Model(by_list=family in {"Mt", "Mth"}, heterogeneity=HETEROGENEITY.get(kind, "none"))
        fitted = fit_model(model, shared_table(row["dataset"]))
        case = (row["dataset"], row["settings"])
        if case in NO_ESTIMATE:
            assert fitted.status == ABSENT, case
            continue
        told = remarks(row)
        assert fitted.number == pytest.approx(float(row["N_hat"]), rel=1e-4), case
        error = 5e-4 if case in R_STOPS_EARLY else 1e-4
        assert fitted.standard_error == pytest.approx(float(told["se"]), rel=error, abs=1e-4), case
        for value, name in ((fitted.deviance, "dev"), (fitted.aic, "AIC"), (fitted.bic, "BIC")):
            assert value == pytest.approx(float(told[name]), rel=1e-4, abs=1e-3), case
        checked += 1
    assert checked >= 150


@needs_tables
def test_every_reference_row_of_the_profiles() -> None:
    checked = 0
    for row in reference("Rcapture.closedpCI.t"):
        case = (row["dataset"], row["settings"])
        if row["remarks"] != "info 0" or case in NO_ESTIMATE:
            continue
        table = shared_table(row["dataset"])
        pairs = pairwise(len(table.lists)) if row["settings"].startswith("Mt2") else ()
        kind = "chao" if row["settings"].startswith("Mth") else "none"
        fitted = fit_model(Model(interactions=pairs, heterogeneity=kind), table)
        found = profile(fitted, table.cells[1:][fitted.cells].astype(float), level=0.95)
        # R draws ph_quezon_police's profile through fewer points than its curve needs at n = 337
        rel = 2e-4 if row["dataset"] == "ph_quezon_police" else 1e-4
        assert (found.point, found.low) == pytest.approx((float(row["N_hat"]), float(row["lo"])), rel=rel), case
        if row["hi"].startswith(">"):
            assert found.high is None, case
        else:
            assert found.high == pytest.approx(float(row["hi"]), rel=rel), case
        checked += 1
    assert checked >= 40


@needs_tables
@pytest.mark.parametrize("criterion", ["bic", "aic"])
def test_every_reference_row_of_the_search(criterion: str) -> None:
    for row in reference("Rcapture.closedpMS.t"):
        if f"best-{criterion.upper()}" not in row["settings"] or row["dataset"] == "artificial3":
            continue
        found = loglinear_search(shared_table(row["dataset"]), criterion=criterion)
        assert isinstance(found, Estimate)
        told = {d.name: d.value for d in found.diagnostics}
        assert told["poisson estimate"] == pytest.approx(float(row["N_hat"]), rel=1e-4), row["dataset"]
        assert found.low == pytest.approx(float(row["lo"]), rel=1e-4), row["dataset"]
        assert (found.high or 0) == pytest.approx(float(row["hi"]), rel=1e-4), row["dataset"]


def test_the_saturated_model_of_three_lists_has_a_closed_form() -> None:
    fitted = fit_model(Model(interactions=pairwise(3)), HEPATITIS_A)
    cells = HEPATITIS_A.cells
    unseen = cells[1] * cells[2] * cells[4] * cells[7] / (cells[3] * cells[5] * cells[6])
    assert fitted.number == pytest.approx(271 + unseen, rel=1e-8)


def test_a_model_without_estimate_is_refused() -> None:
    assert isinstance(loglinear(ARTIFICIAL, override=True), Refusal)
    fitted = fit_model(Model(heterogeneity="darroch"), ARTIFICIAL)
    assert fitted.status == ABSENT


def test_pairs_that_share_nobody_leave_with_their_cells() -> None:
    fitted = fit_model(Model(interactions=pairwise(5)), UK5)
    assert fitted.status == FITTED
    assert not fitted.cells.all()
    found = loglinear(UK5)
    assert isinstance(found, Estimate)
    assert (found.point, found.low, found.high) == pytest.approx((11052, 6155, 20761), rel=1e-4)


def test_existence_by_the_linear_program_agrees_with_a_separating_direction() -> None:
    design = full_design(3, ((0, 1),))
    support = np.ones(7, dtype=np.bool_)
    assert exists(design, support)
    support[[2, 6]] = False  # nobody on A and B, with or without C: the pair's parameter runs to minus infinity
    assert not exists(design, support)


def test_the_interval_kinds_and_bad_options() -> None:
    wide = loglinear(KOSOVO, model=Model(), interval="normal")
    assert isinstance(wide, Estimate)
    assert (wide.low, wide.high) == pytest.approx((7140.52, 7648.65), rel=1e-5)
    with pytest.raises(BadSetting):
        loglinear(KOSOVO, interval="guess")
    with pytest.raises(BadSetting):
        Model(heterogeneity="guess")
    with pytest.raises(BadSetting):
        loglinear_search(KOSOVO, criterion="guess")


def test_the_search_tells_of_models_nearly_as_good() -> None:
    found = loglinear_search(UK5)
    assert isinstance(found, Estimate)
    told = {d.name: d.value or 0.0 for d in found.diagnostics}
    assert told["models tried"] == 1024
    assert told["lowest of these"] < 12_000
    assert told["highest of these"] > 22_000
    assert any("ignores the choice among 1024 models" in caveat for caveat in found.caveats)


def test_lists_of_a_simulated_world_are_recovered() -> None:
    rng = np.random.default_rng(5)
    people = rng.random((20_000, 3)) < np.array([0.3, 0.4, 0.2])
    table = CaptureTable.from_people(people[people.any(axis=1)].astype(int).tolist(), lists="abc")
    found = loglinear(table, model=Model())
    assert isinstance(found, Estimate)
    assert found.high is not None
    assert found.low < 20_000 < found.high
