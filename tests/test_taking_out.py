import hashlib
from pathlib import Path

from benchmarks.hostile import originals as made
from ledgerstone.case import Case
from ledgerstone.records import Capture, Original, Report


def test_what_a_mail_holds_becomes_originals_with_custody_of_their_own(tmp_path: Path) -> None:
    inner = made.packed({"notes.txt": "Two people were killed in Sella on 6 May 2031, a doctor said."})
    mail = made.mail(("notes.zip", "application/zip", inner), ("list.docx", "application/octet-stream", made.docx()))
    (tmp_path / "a.eml").write_bytes(mail)
    with Case.create(tmp_path / "case", by="Mira") as case:
        case.add(tmp_path / "a.eml")
        ran = case.run()
        captures = {each.name: each for each in case.store.records(Capture).values()}
        assert captures["notes.zip"].within == hashlib.sha256(mail).hexdigest()
        assert captures["notes.txt"].within == hashlib.sha256(inner).hexdigest()
        assert captures["notes.txt"].how == "attachment"
        assert captures["notes.txt"].by == "Mira"
        assert len(case.store.records(Original)) == 4
        assert {each.reader for each in case.store.records(Report).values()} == {"mail.1", "text.1", "word.1"}
        assert not ran.problems
        assert case.run().added == 0
        assert case.verify().originals == 4


def test_a_web_archive_gives_the_page_its_address_and_encoding(tmp_path: Path) -> None:
    body = made.page("Twelve people were killed in Old Tarna, said the mayor’s office – on Tuesday.").decode()
    archive = made.warc(("https://courier.example/a", "text/html; charset=windows-1252", body.encode("cp1252")))
    (tmp_path / "a.wacz").write_bytes(made.wacz(archive, pages=["https://courier.example/a"]))
    with Case.create(tmp_path / "case") as case:
        case.add(tmp_path / "a.wacz")
        case.run()
        (report,) = case.store.records(Report).values()
        assert report.url == "https://courier.example/a"
        assert "mayor’s office – on" in report.text
        (capture,) = case.store.records(Capture, about=report.original).values()
        assert (capture.how, capture.url) == ("archive", "https://courier.example/a")


def test_more_time_reads_again_what_took_too_long(tmp_path: Path) -> None:
    text = "\n\n".join(f"{n} people died in Tarna." for n in range(400_000))
    (tmp_path / "long.txt").write_text(text)
    with Case.create(tmp_path / "case") as case:
        case.add(tmp_path / "long.txt")
        assert [problem.code for problem in case.run(seconds=1).problems] == ["I17"]
        assert case.run().worked["reading"] == 0
        ran = case.run(seconds=1.1)
        assert ran.worked["reading"] == 1
        assert [problem.code for problem in ran.problems] == ["I17"]
