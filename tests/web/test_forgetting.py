"""What was expunged is in no row and by no word of the index."""

import io
import shutil
from pathlib import Path

from pages_of_the_room import pages
from review_room import Room

from ledgerstone import Case, indexing
from ledgerstone.actions import bringing, expunging, releasing_in_room
from ledgerstone.records import Release, Report
from ledgerstone.store import sight
from ledgerstone.store.index import models, selecting
from ledgerstone.store.index.filtering import Filter
from ledgerstone.store.index.folding import folded
from ledgerstone.store.room import holding, releases, work
from ledgerstone.store.verifying import verify
from ledgerstone.web.desk import serve_case


def _bytes_of_the_room(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.glob("room.sqlite3*"))).lower()


def test_what_was_expunged_leaves_the_index(filled: Path, tmp_path: Path) -> None:
    folder = tmp_path / "case"
    shutil.copytree(filled, folder)
    with serve_case(folder) as served:
        indexing.follow(served.store)
        gone = models.Report.objects.exclude(title="").order_by("record")[0]
        claims = set(models.Claim.objects.filter(report=gone.record).values_list("record", flat=True))
        word = folded(gone.title).split()[-1]
        assert word.encode() in _bytes_of_the_room(folder)
        assert selecting.reports(Filter(text=word), sight=sight.OF_ALL).filter(record=gone.record).exists()
    with Case(folder, by="Ines Okoro") as case:
        expunging.expunge(case.store, [gone.original], because="Consent withdrawn.", by="Ines Okoro")
        assert _bytes_of_the_room(folder).count(word.encode()) == 0
        case.run()
    with serve_case(folder) as served:
        indexing.follow(served.store)
        assert not models.Report.objects.filter(record=gone.record).exists()
        assert not models.Claim.objects.filter(record__in=claims).exists()
        assert not models.Found.objects.filter(claim__in=claims).exists()
        followed = set(models.Incident.objects.values_list("record", "label", "claims"))
        indexing.rebuild(served.store)
        assert set(models.Incident.objects.values_list("record", "label", "claims")) == followed


def test_notes_on_what_was_expunged_go_when_the_room_opens(filled: Path, tmp_path: Path) -> None:
    folder = tmp_path / "case"
    shutil.copytree(filled, folder)
    with serve_case(folder) as served:
        (gone, report), (kept, _) = list(served.store.records(Report).items())[:2]
        for id_ in (gone, kept):
            work.write_note(id_, by="Ines Okoro", text="She asked not to be named.")
    with Case(folder, by="Ines Okoro") as case:
        expunging.expunge(case.store, [report.original], because="Consent withdrawn.", by="Ines Okoro")
    with serve_case(folder):
        assert work.reports_worked_on() == {kept}


def test_the_same_bytes_that_wait_in_the_room_are_forgotten_with_an_original(filled: Path, tmp_path: Path) -> None:
    folder = tmp_path / "case"
    shutil.copytree(filled, folder)
    with serve_case(folder) as served:
        report = next(iter(served.store.records(Report).values()))
        for name, data in (("again.txt", served.store.vault.read(report.original)), ("other.txt", b"Other words.")):
            bringing.bring_upload(served.store, io.BytesIO(data), name=name, by="Ines Okoro")
    with Case(folder, by="Ines Okoro") as case:
        expunging.expunge(case.store, [report.original], because="Consent withdrawn.", by="Ines Okoro")
        (left,) = (folder / "room.held").iterdir()
        assert left.read_bytes() == b"Other words."
    with serve_case(folder):
        assert [each.name for each in holding.held()] == ["other.txt"]
    verify(folder)


def test_files_of_releases_go_when_anything_is_expunged(filled: Path, tmp_path: Path) -> None:
    folder = tmp_path / "case"
    shutil.copytree(filled, folder)
    with serve_case(folder) as served:
        pages(Room(served=served))  # lets one release out and prepares another
        releasing_in_room.list_made(served.store)
        assert [each.kept for each in releases.made()] == [True]
        gone = next(iter(served.store.records(Report).values())).original
    with Case(folder, by="Ines Okoro") as case:
        expunging.expunge(case.store, [gone], because="Consent withdrawn.", by="Ines Okoro")
        left = len(case.store.records(Release))
    with serve_case(folder) as served:
        assert releases.waiting() == []
        releasing_in_room.list_made(served.store)
        assert [each.kept for each in releases.made()] == [False] * left
