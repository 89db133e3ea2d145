"""A whole case as one file: written, checked, and made a case again; what is no such file makes nothing."""

import hashlib
import shutil
import sqlite3
import stat
import threading
import warnings
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from case_making import keep, two_reports

from ledgerstone.errors import (
    BadExport,
    BadSetting,
    ChangedRow,
    ChangedSchema,
    CustodyError,
    DigestMismatch,
    LedgerstoneError,
    MissingOriginal,
    NotACase,
    NotFound,
)
from ledgerstone.records import Claim
from ledgerstone.store import bag, folder
from ledgerstone.store.exporting import export
from ledgerstone.store.importing import import_
from ledgerstone.store.store import Store
from ledgerstone.store.verifying import verify


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return two_reports(tmp_path_factory.mktemp("whole"))


@pytest.fixture
def case(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(whole, tmp_path / "case"))


@pytest.fixture(scope="module")
def exported(whole: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return export(whole, tmp_path_factory.mktemp("exported") / "case.zip").file


def _members(file: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _write(file: Path, members: list[tuple[str | zipfile.ZipInfo, bytes]]) -> Path:
    with warnings.catch_warnings(), zipfile.ZipFile(file, "w") as archive:
        warnings.simplefilter("ignore")  # zipfile warns of a name that comes twice
        for name, data in members:
            archive.writestr(name, data)
    return file


def _sealed_anew(members: dict[str, bytes]) -> dict[str, bytes]:
    """Return the members with manifests that fit them: what somebody would do who wants a change to pass."""
    top, data = bag.TOP, f"{bag.TOP}{bag.PAYLOAD}"
    digests = {n.removeprefix(top): hashlib.sha256(x).hexdigest() for n, x in members.items() if n.startswith(data)}
    members = {**members, f"{top}{bag.MANIFEST}": bag.manifest(digests)}
    tags = {name: hashlib.sha256(members[f"{top}{name}"]).hexdigest() for name in bag.TAGS}
    return {**members, f"{top}{bag.TAG_MANIFEST}": bag.manifest(tags)}


def _refused(file: Path, path: Path, error: type[LedgerstoneError], said: str = ".") -> None:
    """Check that the file is refused, and that nothing was made of it, inside the folder or beside it."""
    before = sorted(path.parent.rglob("*"))
    with pytest.raises(error, match=said):
        import_(file, path)
    assert sorted(path.parent.rglob("*")) == before


def test_a_case_comes_back_whole_and_goes_on(case: Path, tmp_path: Path) -> None:
    before = verify(case)
    made = export(case, tmp_path / "case.zip")
    assert (made.originals, made.head) == (2, before.head)
    assert made.sha256 == hashlib.sha256(made.file.read_bytes()).hexdigest()
    shutil.rmtree(case)
    back = import_(made.file, tmp_path / "elsewhere" / "again")
    assert (back.sha256, back.verified) == (made.sha256, before)
    with Store(back.case) as store:
        keep(store, b"three", tmp_path)
    assert verify(back.case).originals == 3


def test_the_same_case_gives_the_same_file_wherever_it_lies(case: Path, tmp_path: Path) -> None:
    first = export(case, tmp_path / "a.zip")
    case.rename(tmp_path / "moved")
    second = export(tmp_path / "moved", tmp_path / "b.zip")
    back = import_(second.file, tmp_path / "back").case
    assert first.sha256 == second.sha256 == export(back, tmp_path / "c.zip").sha256


def test_exporting_changes_nothing_and_leaves_nothing_beside(case: Path, tmp_path: Path) -> None:
    before = {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in case.rglob("*")}
    (tmp_path / "out").mkdir()
    export(case, tmp_path / "out" / "case.zip")
    assert {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in case.rglob("*")} == before
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["case.zip"]
    assert stat.S_IMODE((tmp_path / "out" / "case.zip").stat().st_mode) == 0o600


def test_a_case_that_may_only_be_read_is_exported(case: Path, tmp_path: Path) -> None:
    for path in (case, *case.rglob("*")):
        path.chmod(0o500 if path.is_dir() else 0o400)
    try:
        assert export(case, tmp_path / "case.zip").originals == 2
    finally:
        for path in (case, *case.rglob("*")):
            path.chmod(0o700)


def test_a_backup_while_somebody_writes_is_of_one_moment(case: Path, tmp_path: Path) -> None:
    stop, done = threading.Event(), []

    def write() -> None:
        with Store(case) as store:
            while not stop.is_set() or not done:
                number = len(done)
                done.append(keep(store, b"more %d" % number, tmp_path).sha256)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        made = [export(case, tmp_path / f"{number}.zip") for number in range(5)]
    finally:
        stop.set()
        writer.join()
    for number, each in enumerate(made):
        back = import_(each.file, tmp_path / f"back-{number}")
        assert back.verified.head == each.head
        assert back.verified.notes == ()
        assert back.verified.originals == each.originals
    assert verify(case).originals == 2 + len(done)


@pytest.mark.parametrize("inside", [True, False])
def test_an_export_overwrites_nothing_and_never_lies_in_the_case(case: Path, tmp_path: Path, *, inside: bool) -> None:
    out = (case if inside else tmp_path) / "x.zip"
    if not inside:
        out.write_bytes(b"mine")
    with pytest.raises(BadSetting):
        export(case, out)
    assert out.exists() is not inside
    with pytest.raises(BadSetting):
        export(case, tmp_path / "no" / "folder.zip")


def test_a_case_with_a_damaged_original_is_not_exported(case: Path, tmp_path: Path) -> None:
    path = next(path for path in sorted((case / folder.VAULT).rglob("*")) if path.is_file())
    path.chmod(0o600)
    path.write_bytes(b"onf")
    with pytest.raises(DigestMismatch, match=path.name):
        export(case, tmp_path / "x.zip")
    path.unlink()
    with pytest.raises(MissingOriginal, match=path.name):
        export(case, tmp_path / "x.zip")
    assert not (tmp_path / "x.zip").exists()
    assert [each.name for each in tmp_path.iterdir()] == ["case"]


def test_the_file_is_a_bag_that_others_can_check(exported: Path, tmp_path: Path) -> None:
    """RFC 8493: the declaration, a manifest of the payload, one of the tag files, and the size as Payload-Oxum."""
    with zipfile.ZipFile(exported) as archive:
        archive.extractall(tmp_path)
    top = tmp_path / "case"
    assert (top / "bagit.txt").read_text() == "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    payload = [path for path in sorted((top / "data").rglob("*")) if path.is_file()]
    for name, listed in (("manifest-sha256.txt", payload), ("tagmanifest-sha256.txt", None)):
        lines = dict(reversed(line.split("  ")) for line in (top / name).read_text().splitlines())
        for path, digest in lines.items():
            assert hashlib.sha256((top / path).read_bytes()).hexdigest() == digest
        assert listed is None or sorted(lines) == [str(path.relative_to(top)) for path in listed]
    size = sum(path.stat().st_size for path in payload)
    assert f"Payload-Oxum: {size}.{len(payload)}\n" in (top / "bag-info.txt").read_text()
    assert verify(top / "data").notes == ()


_BAD_NAMES = [
    "../outside.txt", "/etc/outside", "case/../../outside", "case/data/../../outside", "case/data/vault/../../x",
    "case/data/vault/ab/" + "cd" * 32, "case/data/vault/" + "ab" * 32, "case\\data\\x", "case/data/notes.txt",
    "case/data/case.sqlite3-wal", "case/data/case.toml/", "case/data/vault/", "data/case.toml", "other/bagit.txt",
    "case/data/CASE.TOML", "case/data/case.toml\x00", "case/fetch.txt", "x" * 5000, "case/data/\u202etxt", "", "C:\\x",
]  # fmt: skip


@pytest.mark.parametrize("name", _BAD_NAMES, ids=lambda name: ascii(name)[:40])
def test_a_name_that_no_export_has_is_refused(exported: Path, tmp_path: Path, name: str) -> None:
    members = [*_members(exported).items()]
    info = zipfile.ZipInfo("x")
    info.filename = info.orig_filename = name
    bad = _write(tmp_path / "bad.zip", [*members, (info, b"x")])
    if name == "case/data/case.toml\x00":
        assert name.encode() in bad.read_bytes()
    _refused(bad, tmp_path / "made", BadExport, "which no export does|twice")
    assert not (tmp_path.parent / "outside").exists()


def _drop(wanted: str) -> Callable[[dict[str, bytes]], list[tuple[str | zipfile.ZipInfo, bytes]]]:
    return lambda members: [(name, data) for name, data in members.items() if wanted not in name]


@pytest.mark.parametrize(
    "name", ["bagit.txt", "bag-info.txt", "/manifest-", "tagmanifest", "case.toml", "case.sqlite3", "vault"]
)
def test_a_missing_piece_is_named(exported: Path, tmp_path: Path, name: str) -> None:
    bad = _write(tmp_path / "bad.zip", _drop(name)(_members(exported)))
    _refused(bad, tmp_path / "made", BadExport, "lacks|not in both")


@pytest.mark.parametrize("name", ["bagit.txt", "case.toml", "case.sqlite3", "vault"])
def test_a_missing_piece_is_named_where_the_manifests_hide_it(exported: Path, tmp_path: Path, name: str) -> None:
    members = {n: data for n, data in _members(exported).items() if name not in n}
    if name == "bagit.txt":
        bad = _write(tmp_path / "bad.zip", [*members.items()])
        _refused(bad, tmp_path / "made", BadExport, "lacks")
        return
    bad = _write(tmp_path / "bad.zip", [*_sealed_anew(members).items()])
    _refused(bad, tmp_path / "made", MissingOriginal if name == "vault" else BadExport)


def test_a_name_that_comes_twice_is_refused(exported: Path, tmp_path: Path) -> None:
    members = [*_members(exported).items()]
    for name, data in members:
        bad = _write(tmp_path / "bad.zip", [*members, (name, data)])
        _refused(bad, tmp_path / "made", BadExport, "twice")


@pytest.mark.parametrize("mode", [stat.S_IFLNK, stat.S_IFCHR, stat.S_IFIFO, stat.S_IFDIR])
def test_what_is_no_ordinary_file_is_refused(exported: Path, tmp_path: Path, mode: int) -> None:
    members = _members(exported)
    name = next(name for name in members if "vault" in name)
    info = zipfile.ZipInfo(name)
    info.external_attr = (mode | 0o777) << 16
    del members[name]
    bad = _write(tmp_path / "bad.zip", [*members.items(), (info, b"/etc/passwd")])
    _refused(bad, tmp_path / "made", BadExport, "no ordinary file")


def test_a_bomb_is_refused_before_it_unfolds(exported: Path, tmp_path: Path) -> None:
    members = _members(exported)
    name = next(name for name in members if "vault" in name)
    info = zipfile.ZipInfo(name)
    info.compress_type = zipfile.ZIP_DEFLATED
    members[name] = bytes(50_000_000)
    bad = _write(tmp_path / "bad.zip", [(info if n == name else n, data) for n, data in _sealed_anew(members).items()])
    assert bad.stat().st_size < 1_000_000
    _refused(bad, tmp_path / "made", BadExport, "compressed")


def test_a_file_that_says_it_holds_more_than_it_does_is_refused(exported: Path, tmp_path: Path) -> None:
    """Many members of the zip can point to the same bytes: a bomb that needs no compression."""
    members = _members(exported)
    data = bytearray(exported.read_bytes())
    at = data.rindex(b"case/data/case.sqlite3") - 46  # its entry in the directory at the end of the file
    size = len(members["case/data/case.sqlite3"]) + 10**7
    for offset in (20, 24):
        data[at + offset : at + offset + 4] = size.to_bytes(4, "little")
    (tmp_path / "bad.zip").write_bytes(data)
    _refused(tmp_path / "bad.zip", tmp_path / "made", BadExport, "more than it does|cannot be read")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("bagit.txt", b"BagIt-Version: 9.0\nTag-File-Character-Encoding: UTF-8\n"),
        ("manifest-sha256.txt", b"nothing\n"),
        ("manifest-sha256.txt", b"\xff\xfe"),
        ("manifest-sha256.txt", b"0" * 64 + b"  ../../outside\n"),
        ("manifest-sha256.txt", b""),
        ("tagmanifest-sha256.txt", b""),
        ("tagmanifest-sha256.txt", b"0" * 64 + b"  bagit.txt\n"),
        ("bag-info.txt", b"Payload-Oxum: 1.1\n"),
        ("data/case.toml", b"format = 1\n"),
        ("data/case.sqlite3", b""),
    ],
)
def test_a_lying_manifest_is_refused(exported: Path, tmp_path: Path, name: str, text: bytes) -> None:
    members = {**_members(exported), f"{bag.TOP}{name}": text}
    bad = _write(tmp_path / "bad.zip", [*members.items()])
    _refused(bad, tmp_path / "made", LedgerstoneError)


def test_a_changed_record_is_found_though_every_manifest_fits(exported: Path, tmp_path: Path) -> None:
    back = import_(exported, tmp_path / "back").case
    with closing(sqlite3.connect(back / folder.DATABASE)) as raw:
        sql = raw.execute("SELECT sql FROM sqlite_master WHERE name = 'record_no_update'").fetchone()[0]
        raw.execute("DROP TRIGGER record_no_update")
        raw.execute("UPDATE record SET text = replace(text, '12', '13') WHERE kind = 'claim'")
        raw.execute(sql)
        raw.commit()
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = folder.read_case_file(back)
    seal = folder.digest_of_file(back / folder.DATABASE)
    folder.write_case_file(back, folder.CaseFile(settings=content.settings, at_rest=seal))
    changed = export(back, tmp_path / "changed.zip").file
    _refused(changed, tmp_path / "made", ChangedRow)


def test_tables_that_compute_are_refused_before_they_do(exported: Path, tmp_path: Path) -> None:
    """SQLite's own check of itself evaluates the CHECKs of a table: one could fill the memory."""
    members = _members(exported)
    file = tmp_path / "case.sqlite3"
    file.write_bytes(members["case/data/case.sqlite3"])
    with closing(sqlite3.connect(file)) as raw:
        raw.execute("CREATE TABLE bomb (x CHECK (length(zeroblob(2000000000) || randomblob(2000000000)) > 0))")
        raw.execute("PRAGMA ignore_check_constraints=ON")
        raw.execute("INSERT INTO bomb VALUES (1)")
        raw.commit()
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    members["case/data/case.sqlite3"] = file.read_bytes()
    seal = hashlib.sha256(members["case/data/case.sqlite3"]).hexdigest()
    text = members["case/data/case.toml"].decode()
    members["case/data/case.toml"] = (text.rpartition("at_rest")[0] + f'at_rest = "{seal}"\n').encode()
    bad = _write(tmp_path / "bad.zip", [*_sealed_anew(members).items()])
    file.unlink()
    _refused(bad, tmp_path / "made", ChangedSchema, "bomb")


def _cut(data: bytes) -> Iterator[bytes]:
    yield from (data[: len(data) * tenth // 10] for tenth in range(10))


def test_a_file_that_was_cut_off_is_refused(exported: Path, tmp_path: Path) -> None:
    for part in _cut(exported.read_bytes()):
        (tmp_path / "bad.zip").write_bytes(part)
        _refused(tmp_path / "bad.zip", tmp_path / "made", BadExport)


def test_no_flipped_bit_gives_another_case(exported: Path, tmp_path: Path) -> None:
    """Some bits say nothing, such as the time of a member; whatever is imported is the case that was exported."""
    data, wanted = exported.read_bytes(), verify(import_(exported, tmp_path / "first").case)
    refused = 0
    for n, bit in enumerate(range(0, len(data) * 8, len(data) * 8 // 150)):
        changed = bytearray(data)
        changed[bit // 8] ^= 1 << bit % 8
        (tmp_path / "bad.zip").write_bytes(changed)
        try:
            assert import_(tmp_path / "bad.zip", tmp_path / str(n)).verified == wanted
        except (BadExport, CustodyError):
            refused += 1
    assert refused > 140


def test_importing_overwrites_nothing(exported: Path, case: Path, tmp_path: Path) -> None:
    with pytest.raises(NotACase):
        import_(exported, case)
    with pytest.raises(NotFound):
        import_(tmp_path / "none.zip", tmp_path / "made")
    with pytest.raises(NotFound):
        import_(tmp_path, tmp_path / "made")
    assert {path.name for path in tmp_path.iterdir()} == {"case"}


def test_a_case_of_a_crash_is_backed_up_whole(case: Path, tmp_path: Path) -> None:
    """What a hard stop leaves beside the database is in the backup."""
    with Store(case) as store:
        keep(store, b"late", tmp_path)
        for path in [*case.iterdir()]:
            if path.is_file():
                (tmp_path / "crashed").mkdir(exist_ok=True)
                shutil.copy(path, tmp_path / "crashed")
        shutil.copytree(case / folder.VAULT, tmp_path / "crashed" / folder.VAULT)
        wanted = store.entries()[-1].head
    made = export(tmp_path / "crashed", tmp_path / "case.zip")
    assert import_(made.file, tmp_path / "back").verified.head == wanted


def test_claims_of_an_imported_case_are_the_same(exported: Path, whole: Path, tmp_path: Path) -> None:
    back = import_(exported, tmp_path / "back").case
    with Store(back) as one, Store(whole) as two:
        assert one.records(Claim) == two.records(Claim)
