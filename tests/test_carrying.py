"""What somebody closed stays in, by whichever name it goes now."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from ledgerstone import current
from ledgerstone.case import Case
from ledgerstone.records import Original

TEXT = "At least 12 people were killed in shelling in Oldenmarsh on 3 March 2026, the regional hospital said.\n"
NINE = {"count": {"low": 9, "high": 9, "about": False, "wording": "At least 12"}}


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    """A case of one archive with a report in it, every claim of which was accepted."""
    with zipfile.ZipFile(tmp_path / "bundle.zip", "w") as bundle:
        bundle.writestr("note.txt", TEXT)
    with Case.create(tmp_path / "case", by="Ines Okoro") as made:
        made.add(tmp_path / "bundle.zip")
        made.run()
        for id_ in current.read_current(made.store).reviewed.claims:
            made.review(id_, "accept", because="It is there.")
        yield made


def _released(case: Case, to: Path) -> str:
    case.release(to)
    return "".join(path.read_text(encoding="utf-8") for path in sorted(to.rglob("*")) if path.is_file())


def _counted(case: Case) -> str:
    claims = current.read_current(case.store).reviewed.claims
    return next(id_ for id_, each in claims.items() if each.count)


def test_an_open_claim_leaves(case: Case, tmp_path: Path) -> None:
    assert "At least 12" in _released(case, tmp_path / "out")


def test_a_closed_claim_stays_closed_when_it_is_corrected(case: Case, tmp_path: Path) -> None:
    found = _counted(case)
    case.handle(found, "sealed", because="A source asked.")
    case.review(found, "correct", because="It says nine below.", replace=NINE)
    corrected = _counted(case)
    assert corrected != found
    case.review(corrected, "accept", because="It is there.")
    assert "At least 12" not in _released(case, tmp_path / "out")


def test_what_was_taken_out_of_a_closed_original_stays_closed(case: Case, tmp_path: Path) -> None:
    outer = next(id_ for id_, each in case.store.records(Original).items() if each.media_type == "application/zip")
    case.handle(outer, "restricted", because="Lent, not given.")
    assert "At least 12" not in _released(case, tmp_path / "out")
    case.handle(outer, "open", because="Given now.")
    assert "At least 12" in _released(case, tmp_path / "again")


def test_a_member_cannot_be_opened_out_of_a_closed_original(case: Case, tmp_path: Path) -> None:
    for id_, each in case.store.records(Original).items():
        closed = each.media_type == "application/zip"
        case.handle(id_, "sealed" if closed else "open", because="Lent, not given.")
    assert "At least 12" not in _released(case, tmp_path / "out")
