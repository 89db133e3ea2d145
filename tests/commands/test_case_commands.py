"""The commands on a case, as a person runs them: what they print, where, and with which exit status."""

import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from case_making import BY

from ledgerstone import assessing, cli
from ledgerstone.commands import options

TEXT = "At least 12 people were killed in shelling in Oldenmarsh on 3 March 2026, the regional hospital said.\n"


class Said(NamedTuple):
    status: int
    out: str
    err: str


Say = Callable[..., Said]


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Say:
    def run(*arguments: str | Path) -> Said:
        with pytest.raises(SystemExit) as ended:
            cli.main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Said(int(ended.value.code or 0), captured.out, captured.err)

    return run


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    top = tmp_path_factory.mktemp("made")
    (top / "a.txt").write_text(TEXT)
    for arguments in (["init", "case"], ["add", "case", "a.txt"], ["run", "case"]):
        with pytest.raises(SystemExit) as ended:
            cli.main([arguments[0], str(top / "case"), *(str(top / name) for name in arguments[2:]), "--by", BY])
        assert not ended.value.code
    return top / "case"


@pytest.fixture
def case(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "case"))


def test_from_an_empty_folder_to_a_release(say: Say, tmp_path: Path) -> None:
    case, out = tmp_path / "case", tmp_path / "out"
    (tmp_path / "a.txt").write_text(TEXT)
    assert say("init", case).status == 0
    assert say("add", case, tmp_path / "a.txt").out.startswith("taken ")
    assert "1 originals read, 1 reports searched" in say("run", case).out
    claims = [json.loads(line) for line in say("show", case, "--claims", "--json").out.splitlines()]
    killed = next(each for each in claims if each["claim"].get("harm") == "killed")
    assert say("review", case, killed["id"][:12], "accept", "--because", "It is there.", "--by", BY).status == 0
    assert say("show", case, "--dossier", tmp_path / "d.html").status == 0
    assert "12" in (tmp_path / "d.html").read_text()
    assert "Release 1" in say("release", case, out, "--shape", "dossier,claims").out
    assert sorted(path.name for path in out.iterdir()) == [
        "MANIFEST.sha256",
        "claims.csv",
        "claims.jsonl",
        "codebook.md",
        "dossier.html",
    ]
    verified = say("verify", case)
    assert verified.status == 0
    assert "It does not prove that nobody rewrote the whole case" in verified.out
    assert sorted(path.name for path in case.iterdir()) == ["case.sqlite3", "case.toml", "vault"]


def test_add_says_what_is_new_and_what_is_known(say: Say, case: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").write_text("Other.")
    lines = say("add", case, tmp_path / "a.txt", tmp_path / "b.txt", "--json").out.splitlines()
    assert [json.loads(line)["new"] for line in lines] == [False, True]


def test_add_with_nothing_taken_is_status_3(say: Say, case: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    said = say("add", case, tmp_path / "pipe")
    assert (said.status, said.out) == (3, "")
    assert said.err == "pipe: [I14] pipe is no regular file.\n"
    assert json.loads(say("add", case, tmp_path / "pipe", "--json").err)["code"] == "I14"


def test_add_takes_standard_input(say: Say, case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b'{"text": "Three people were injured."}\n')))
    assert "standard input" in say("add", case, "-").out
    assert "1 originals read, 1 reports searched" in say("run", case).out


def test_run_lists_problems_and_ends_with_status_0(say: Say, case: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    say("add", case, tmp_path / "empty.txt")
    said = say("run", case)
    assert said.status == 0
    assert said.err.startswith("empty.txt: [I03] ")
    assert "1 problem," in said.out
    again = say("run", case, "--json")
    assert json.loads(again.err)["name"] == "empty.txt"
    assert json.loads(again.out)["added"] == 0


def test_show_prints_the_contract_as_json(say: Say, case: Path) -> None:
    (line,) = say("show", case, "--json").out.splitlines()
    assert {"incident", "tolls", "claims", "reports"} <= json.loads(line).keys()
    words = say("show", case).out
    assert "1 incident in 1 report" in words
    assert "0 of them reviewed" in words


def test_show_of_one_record_tells_what_was_done_to_it(say: Say, case: Path) -> None:
    claims = [json.loads(line) for line in say("show", case, "--claims", "--json").out.splitlines()]
    say("review", case, claims[0]["id"], "withhold", "--because", "dangerous", "--by", BY)
    shown = json.loads(say("show", case, claims[0]["id"][:10]).out)
    assert shown["record"] == claims[0]["claim"]
    assert [(act["kind"], act["because"]) for act in shown["acts"]] == [("review", "dangerous")]
    assert "withhold" in say("show", case, "--claims").out


def test_show_queues_what_wants_another_look(say: Say, case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    claims = [json.loads(line) for line in say("show", case, "--claims", "--json").out.splitlines()]
    say("review", case, claims[0]["id"], "accept", "--because", "It is there.")
    monkeypatch.setattr("ledgerstone.extraction.VERSION", "extraction.9")
    monkeypatch.setattr("ledgerstone.extraction.extract", lambda _report, **_options: ())
    assert say("run", case).status == 0
    shown = say("show", case).out
    assert f"Look again: {claims[0]['id'][:12]} (nothing is found there any more)." in shown
    assert "1 claims, 1 of them reviewed" in shown


def test_handle_seals_a_claim_against_release(say: Say, case: Path, tmp_path: Path) -> None:
    for claim in [json.loads(line) for line in say("show", case, "--claims", "--json").out.splitlines()]:
        say("review", case, claim["id"], "accept", "--because", "It is there.")
        say("handle", case, claim["id"], "sealed", "--because", "threats")
    say("release", case, tmp_path / "out", "--shape", "claims")
    assert (tmp_path / "out" / "claims.jsonl").read_text() == ""


def test_errors_are_one_line_with_their_exit_status(say: Say, case: Path, tmp_path: Path) -> None:
    for status, code, arguments in (
        (2, "I08", ["verify", tmp_path]),
        (2, "I08", ["init", case]),
        (2, "I10", ["review", case, "0" * 64, "accept", "--because", "x"]),
        (2, "I11", ["review", case, "0" * 64, "accept", "--because", ""]),
        (2, "I12", ["release", case, tmp_path / "out", "--shape", "painting"]),
        (2, "I13", ["init", tmp_path / "new", "--gazetteer", tmp_path / "nothing"]),
        (2, "I06", ["run", case, "--policy", "none.v9"]),
        (2, "I06", ["show", case, "--policy", "none.v9"]),
        (2, "I13", ["show", case, "--dossier", tmp_path / "no" / "folder.html"]),
    ):
        said = say(*arguments)
        assert (said.status, said.out) == (status, ""), arguments
        assert said.err.startswith(f"[{code}] "), arguments
        assert said.err.count("\n") == 1


def test_damage_ends_with_status_4_and_names_it(say: Say, case: Path) -> None:
    original = next(path for path in (case / "vault").rglob("*") if path.is_file())
    original.chmod(0o644)
    original.write_bytes(original.read_bytes().replace(b"12", b"13"))
    said = say("verify", case)
    assert (said.status, said.out) == (4, "")
    assert said.err.startswith("[C01] ")
    assert original.name in said.err


def test_the_policy_by_default_is_the_one_of_assess() -> None:
    assert options.DEFAULT_POLICY == assessing.POLICY


def _start(*arguments: str | Path) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "ledgerstone.cli", *map(str, arguments)]
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may have told its jobs to ignore Ctrl-C
    try:
        return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    finally:
        signal.signal(signal.SIGINT, before)


@pytest.mark.slow
def test_ctrl_c_keeps_what_was_done_and_run_goes_on(say: Say, tmp_path: Path) -> None:
    (tmp_path / "many.jsonl").write_text("".join(json.dumps({"text": f"{TEXT} {n}"}) + "\n" for n in range(400)))
    case = tmp_path / "case"
    say("init", case)
    say("add", case, tmp_path / "many.jsonl")
    with _start("run", case) as running:
        _wait_for_work(case)
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=30)
    assert (running.returncode, out) == (130, "")
    assert "run it again to go on" in err
    assert say("verify", case).status == 0
    done = json.loads(say("run", case, "--json").out)["worked"]
    assert done["reading"] == 0
    assert 0 < done["extraction"] < 400
    assert json.loads(say("run", case, "--json").out)["added"] == 0


def _wait_for_work(case: Path) -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end:
        write_ahead = case / "case.sqlite3-wal"
        if write_ahead.exists() and write_ahead.stat().st_size > 900_000:
            return
        time.sleep(0.01)
    raise AssertionError("the run did not start")


@pytest.mark.slow
def test_killed_in_the_middle_of_a_run_nothing_is_lost_and_run_goes_on(say: Say, tmp_path: Path) -> None:
    (tmp_path / "many.jsonl").write_text("".join(json.dumps({"text": f"{TEXT} {n}"}) + "\n" for n in range(200)))
    case = tmp_path / "case"
    say("init", case)
    say("add", case, tmp_path / "many.jsonl")
    with _start("run", case) as running:
        _wait_for_work(case)
        running.kill()
        running.communicate(timeout=30)
    verified = say("verify", case)
    assert verified.status == 0
    assert "was not closed" in verified.out
    done = json.loads(say("run", case, "--json").out)["worked"]
    assert done["reading"] == 0
    assert done["extraction"] < 200
    assert "was not closed" not in say("verify", case).out
    assert json.loads(say("run", case, "--json").out)["added"] == 0


def test_a_case_goes_into_one_file_and_comes_back(say: Say, case: Path, tmp_path: Path) -> None:
    file = tmp_path / "case.zip"
    told = say("export", case, file)
    assert told.status == 0
    assert "not encrypted" in told.out
    back = say("import", file, tmp_path / "back")
    assert back.status == 0
    for line in ("SHA-256 of the file: ", "Head of the chain: "):
        assert line + told.out.partition(line)[2].partition("\n")[0] in back.out
    assert say("show", tmp_path / "back").out.replace("back", "case") == say("show", case).out
    assert json.loads(say("export", case, tmp_path / "b.zip", "--json").out)["originals"] == 1
    assert json.loads(say("import", file, tmp_path / "c", "--json").out)["entries"] > 1
    file.write_bytes(file.read_bytes()[:1000])
    refused = say("import", file, tmp_path / "d")
    assert (refused.status, refused.err[:5], (tmp_path / "d").exists()) == (2, "[I18]", False)


def test_an_original_is_forgotten_and_the_case_still_verifies(say: Say, case: Path) -> None:
    (line,) = say("expunge", case, "--words", "regional HOSPITAL").out.splitlines()
    sha256 = json.loads(say("expunge", case, "--words", "hospital", "--json").out)["original"]
    assert line.startswith(sha256[:12])
    assert "Nothing was changed." in say("expunge", case, sha256[:12], "--plan").out
    assert json.loads(say("expunge", case, sha256, "--plan", "--json").out)["originals"] == [sha256]
    assert say("expunge", case).status == 2
    assert say("expunge", case, sha256).err.startswith("[I11]")
    assert say("expunge", case, sha256, "--ask", "--because", "Withdrawn.", "--by", "Tomas Veld").status == 0
    done = say("expunge", case, sha256[:12], "--because", "Withdrawn.", "--by", BY)
    assert done.status == 0
    assert "Gone: 1 original, 1 capture, 1 report" in done.out
    assert "Not reached: backups" in done.out
    assert "Nothing to do" in say("run", case).out
    verified = say("verify", case)
    assert "Expunged: " in verified.out
    assert json.loads(say("verify", case, "--json").out)["expunged"] > 3
    assert say("show", case).out.startswith("No incident") or "0 claims" in say("show", case).out
