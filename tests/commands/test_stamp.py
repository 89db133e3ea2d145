"""Proofs of time through the real program, with a real authority on loopback."""

import json
from pathlib import Path

import pytest
from case_making import new_case
from proving.our_authority import answering, make_authority, needs_openssl

from ledgerstone import codec
from ledgerstone.cli import main
from ledgerstone.records import Original


@pytest.fixture
def case(tmp_path: Path) -> str:
    new_case(tmp_path / "case").close()
    return str(tmp_path / "case")


def say(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main([*arguments])
    told = capsys.readouterr()
    return (ended.value.code if isinstance(ended.value.code, int) else 0, told.out, told.err)


@needs_openssl
def test_a_case_is_stamped_and_verify_says_what_that_shows(
    case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    openssl = make_authority(tmp_path / "tsa")
    (tmp_path / "note.txt").write_text("Rain fell.")
    (tmp_path / "out").mkdir()
    with answering(openssl) as server:
        named = ["--authority", server.at(), "--trust", str(openssl.root), "--allow", "127.0.0.1"]
        assert say(capsys, "add", case, str(tmp_path / "note.txt"), *named)[0] == 0
        status, out, _ = say(capsys, "stamp", case, *named)
        assert (status, out.startswith("stamped  ")) == (0, True)
        assert json.loads(say(capsys, "stamp", case, *named, "--originals", "--json")[1])["signer"]
        (tmp_path / "later.txt").write_text("Snow fell.")
        later = json.loads(say(capsys, "add", case, str(tmp_path / "later.txt"), "--json")[1])["original"]
        assert say(capsys, "stamp", case, *named, "--originals")[1].count("stamped") == 2
    original = codec.identify(Original(sha256=later, size=10, media_type="text/plain"))
    acts = json.loads(say(capsys, "show", case, original)[1])["acts"]
    assert [each["kind"] for each in acts] == ["capture", "stamp"]
    status, out, _ = say(capsys, "verify", case, "--trust", str(openssl.root), "--tokens", str(tmp_path / "out"))
    assert status == 0
    assert "The original " in out
    assert "Entry 2 of the chain, and every record before it, existed at" in out
    assert "What the tokens show:" in out
    assert "What they cannot show:" in out
    for path in (tmp_path / "out").iterdir():
        about = path.name.partition("-")[0]
        said = openssl.openssl(f"ts -verify -digest {about} -in {path} -CAfile {openssl.root}")
        assert "Verification: OK" in said
    out = say(capsys, "verify", case)[1]
    assert "shows nothing: no certificate that you trust" in out
    tree = json.loads(say(capsys, "verify", case, "--trust", str(openssl.root), "--json")[1])
    assert [each["refused"] for each in tree["tokens"]] == [None] * 5


def test_an_exported_head_is_found_again_and_not_in_another_case(
    case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "head.txt"
    assert say(capsys, "head", case, str(out))[0] == 0
    (tmp_path / "note.txt").write_text("Rain fell.")
    say(capsys, "add", case, str(tmp_path / "note.txt"))
    status, said, _ = say(capsys, "verify", case, "--head", str(out))
    assert status == 0
    assert "The exported head is that of entry 1" in said
    new_case(tmp_path / "other").close()
    status, _, said = say(capsys, "verify", str(tmp_path / "other"), "--head", str(out))
    assert status == 4
    assert "[C03]" in said


def test_a_token_that_nobody_could_check_is_not_asked_for(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, _, said = say(capsys, "stamp", case, "--authority", "https://tsa.example/")
    assert status == 2
    assert "[I12]" in said
    assert say(capsys, "verify", case, "--head", "no-such-file")[0] == 2
    assert say(capsys, "head", case, "no-such-folder/head.txt")[0] == 2
