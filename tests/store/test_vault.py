import hashlib
import io
import os
import stat
from pathlib import Path

import pytest

from ledgerstone.errors import DigestMismatch, MissingOriginal, StoreError
from ledgerstone.store.vault import Vault

DATA = b"a page" * 1000


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    (tmp_path / "vault").mkdir()
    return Vault(tmp_path / "vault")


def test_bytes_are_kept_under_their_hash(vault: Vault) -> None:
    kept = vault.keep(io.BytesIO(DATA))
    assert kept.sha256 == hashlib.sha256(DATA).hexdigest()
    assert (kept.size, kept.new, kept.beginning) == (len(DATA), True, DATA)
    assert vault.path(kept.sha256) == vault.folder / kept.sha256[:2] / kept.sha256
    assert vault.read(kept.sha256) == DATA
    assert vault.check(kept.sha256) == len(DATA)


def test_an_original_is_read_only_and_alone(vault: Vault) -> None:
    path = vault.path(vault.keep(io.BytesIO(DATA)).sha256)
    assert stat.S_IMODE(path.stat().st_mode) == 0o444
    assert list(vault.paths()) == [path]


def test_the_same_bytes_again_are_not_new(vault: Vault) -> None:
    first = vault.keep(io.BytesIO(DATA))
    before = vault.path(first.sha256).stat()
    assert not vault.keep(io.BytesIO(DATA)).new
    assert vault.path(first.sha256).stat().st_ino == before.st_ino


def test_a_large_stream_is_copied_in_pieces(vault: Vault) -> None:
    class Zeros:
        left = 5_000_000
        largest = 0

        def read(self, size: int, /) -> bytes:
            given = min(size, self.left)
            self.left -= given
            self.largest = max(self.largest, given)
            return bytes(given)

    source = Zeros()
    kept = vault.keep(source)
    assert kept.size == 5_000_000
    assert source.largest < 2_000_000
    assert kept.sha256 == hashlib.sha256(bytes(5_000_000)).hexdigest()


def test_a_flipped_bit_is_found_at_the_next_reading(vault: Vault) -> None:
    kept = vault.keep(io.BytesIO(DATA))
    path = vault.path(kept.sha256)
    path.chmod(0o644)
    path.write_bytes(bytes([DATA[0] ^ 1]) + DATA[1:])
    for ask in (vault.read, vault.check):
        with pytest.raises(DigestMismatch, match=kept.sha256):
            ask(kept.sha256)
    with pytest.raises(DigestMismatch):
        vault.keep(io.BytesIO(DATA))


def test_a_missing_original_is_named(vault: Vault) -> None:
    for ask in (vault.read, vault.check):
        with pytest.raises(MissingOriginal, match="ab" * 32):
            ask("ab" * 32)


def test_a_source_that_breaks_leaves_nothing(vault: Vault) -> None:
    class Breaking:
        given = False

        def read(self, _size: int, /) -> bytes:
            if self.given:
                raise RuntimeError("the cable was pulled")
            self.given = True
            return DATA

    with pytest.raises(RuntimeError, match="cable"):
        vault.keep(Breaking())
    assert list(vault.paths()) == []


def test_a_disk_that_says_no_is_a_coded_error(vault: Vault) -> None:
    vault.folder.rmdir()
    with pytest.raises(StoreError, match="took nothing in"):
        vault.keep(io.BytesIO(DATA))


def test_links_in_the_vault_are_seen(vault: Vault, tmp_path: Path) -> None:
    (vault.folder / "ab").symlink_to(tmp_path)
    os.mkfifo(vault.folder / "pipe")
    assert {path.name for path in vault.paths()} == {"ab", "pipe"}
