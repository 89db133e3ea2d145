from xml.etree import ElementTree as ET

import numpy as np
import pytest
from estimating.published import KOSOVO, UK

from ledgerstone.estimating import Row, diagnose, pictures
from ledgerstone.estimating.exploration import Exploration
from ledgerstone.records import Estimate, Refusal

DRAWS = np.random.default_rng(0).lognormal(9.0, 0.2, (500, 4))
FOUND = Exploration(draws=DRAWS, r_hat=1.001, effective=1800.0, converged=True, iterations=5000, tempered=False)
ROWS = [
    Row(what="dga", answer=Estimate(point=12_000, low=9_000, high=16_000, method="dga.1", draws=tuple(DRAWS[:, 0]))),
    Row(what="lcmcr", answer=Estimate(point=12_000, low=9_000, high=None, method="x.1", draws=tuple(DRAWS[:, 1]))),
    Row(what="without EXH", answer=Refusal(reason="No.", needed="Lists.")),
]
PICTURES = {
    "overlap": lambda: pictures.overlap(KOSOVO),
    "overlap of many": lambda: pictures.overlap(UK),
    "pairs": lambda: pictures.dependence(diagnose(UK)),
    "posterior": lambda: pictures.posterior(ROWS, people=4400),
    "sensitivity": lambda: pictures.sensitivity(ROWS, people=4400),
    "trace": lambda: pictures.trace(FOUND, people=4400),
}


@pytest.mark.parametrize("name", list(PICTURES))
def test_each_picture_is_svg_and_the_same_each_time(name: str) -> None:
    svg = PICTURES[name]()
    assert ET.fromstring(svg).tag == "{http://www.w3.org/2000/svg}svg"  # noqa: S314 (our own)
    assert svg == PICTURES[name]()
    assert "<script" not in svg
    assert 'href="http' not in svg


def test_names_of_lists_stay_text() -> None:
    svg = pictures.overlap(KOSOVO)
    for name in KOSOVO.lists:
        assert f">{name}</text>" in svg.replace("&quot;", '"')
    assert ">1,131<" in svg
    assert "no number" in pictures.sensitivity(ROWS, people=4400)
