"""Cases made by hand, for the tests of what works on a case."""

from datetime import UTC, datetime
from pathlib import Path

from ledgerstone import codec
from ledgerstone.records import Capture, Claim, Count, Original, Passage, Report
from ledgerstone.store.folder import Settings
from ledgerstone.store.store import Store
from ledgerstone.store.vault import Kept, Vault

AT = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
BY = "Ines Okoro"
SENTENCE = "At least 12 people were killed in Varda."


def new_case(path: Path, *, patience: float = 1.0) -> Store:
    def bring(vault: Vault) -> tuple[Settings, tuple[()]]:
        assert vault.folder.is_dir()
        return Settings(made_by="tests", created="2026-03-01"), ()

    return Store.create(path, by=BY, bring=bring, patience=patience)


def two_reports(folder: Path) -> Path:
    """Return a case in a folder, at rest, with two originals, a report and a claim of each."""
    with new_case(folder / "case") as store:
        for text in (b"one", b"two"):
            kept = keep(store, text, folder)
            read = report(kept.sha256)
            store.append([read], action="reading", by=BY)
            store.append([claim(codec.identify(read))], action="extraction", by=BY)
    return folder / "case"


def keep(store: Store, data: bytes, folder: Path) -> Kept:
    """Put an original into a case, with its capture, as `add` does."""
    source = folder / "source"
    source.write_bytes(data)
    with source.open("rb") as file:
        kept = store.keep(file)
    original = Original(sha256=kept.sha256, size=kept.size, media_type="text/plain")
    store.append([original, capture(kept.sha256)], action="add", by=BY)
    return kept


def capture(sha256: str, *, at: datetime = AT) -> Capture:
    return Capture(original=sha256, at=at, by=BY, how="file", name="source")


def report(original: str, text: str = SENTENCE) -> Report:
    return Report(original=original, text=text, reader="tests.1", language="en")


def claim(report_id: str, *, low: int = 12, extractor: str = "tests.1", exact: str = SENTENCE) -> Claim:
    return Claim(
        report=report_id,
        passage=Passage(start=0, end=len(exact), exact=exact),
        kind="harm",
        harm="killed",
        count=Count(low=low, high=None, wording="At least 12"),
        extractor=extractor,
    )
