"""The head of a chain outside the case, signed by the tools that people have."""

import shutil
import subprocess
from pathlib import Path

import pytest

from ledgerstone.errors import BadSetting, BrokenChain
from ledgerstone.proving.heads import Head, check_head

HEADS = ("01" * 32, "02" * 32, "03" * 32)
HEAD = Head(entry=2, at="2031-05-06T07:08:09+00:00", head=HEADS[1])


def test_an_exported_head_is_found_again_in_the_chain_that_grew() -> None:
    assert check_head(HEAD.text(), heads=HEADS) == 2
    assert check_head(HEAD.text().replace("\n", "\r\n"), heads=HEADS) == 2


@pytest.mark.parametrize("heads", [(), HEADS[:1], (HEADS[0], HEADS[2]), (HEADS[1], HEADS[0])])
def test_a_head_that_is_not_in_the_chain_is_told(heads: tuple[str, ...]) -> None:
    with pytest.raises(BrokenChain, match="entry 2 is not in this chain"):
        check_head(HEAD.text(), heads=heads)


@pytest.mark.parametrize(
    "text",
    ["", "no head", f"head: {HEADS[0]}", HEAD.text() * 2, HEAD.text().replace("entry: 2", "entry: 0")],
)
def test_what_holds_no_head_is_told(text: str) -> None:
    with pytest.raises(BadSetting):
        check_head(text, heads=HEADS)


@pytest.mark.skipif(shutil.which("minisign") is None, reason="minisign is not installed")
def test_minisign_signs_it_and_finds_a_change(tmp_path: Path) -> None:
    (tmp_path / "head.txt").write_text(HEAD.text())
    _run("minisign -G -W -p key.pub -s key.sec", at=tmp_path)
    _run("minisign -S -s key.sec -m head.txt", at=tmp_path)
    assert "verified" in _run("minisign -V -p key.pub -m head.txt", at=tmp_path)
    (tmp_path / "head.txt").write_text(HEAD.text().replace("02", "04"))
    with pytest.raises(subprocess.CalledProcessError):
        _run("minisign -V -p key.pub -m head.txt", at=tmp_path)


@pytest.mark.skipif(shutil.which("gpg") is None, reason="gpg is not installed")
def test_gpg_signs_it_and_the_signed_text_is_read_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir(mode=0o700)
    (tmp_path / "head.txt").write_text(HEAD.text())
    gpg = "gpg --homedir home --batch --yes --pinentry-mode loopback --passphrase= "
    _run(gpg + "--quick-generate-key nobody@archive.example ed25519 sign never", at=tmp_path)
    _run(gpg + "--armor --output head.sig --detach-sign head.txt", at=tmp_path)
    assert "Good signature" in _run(gpg + "--verify head.sig head.txt", at=tmp_path)
    _run(gpg + "--clearsign head.txt", at=tmp_path)
    assert check_head((tmp_path / "head.txt.asc").read_text(), heads=HEADS) == 2
    (tmp_path / "head.txt").write_text(HEAD.text().replace("02", "04"))
    with pytest.raises(subprocess.CalledProcessError, match=r"exit status 1\."):
        _run(gpg + "--verify head.sig head.txt", at=tmp_path)
    subprocess.run(["gpgconf", "--homedir", "home", "--kill", "all"], cwd=tmp_path, check=False)


def _run(command: str, *, at: Path) -> str:
    done = subprocess.run(command.split(), cwd=at, check=True, capture_output=True, text=True)
    return done.stdout + done.stderr
