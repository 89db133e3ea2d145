"""Hostile and broken input through the real program: a coded word for each, the others go on, nothing taken is lost."""

import json
import os
import pty
import re
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pytest
from case_making import BY
from reading.samples_of_originals import locked_pdf, page, pdf

SENTENCE = "At least 12 people were killed in shelling in Oldenmarsh on 3 March 2026, the regional hospital said.\n"
BIG = 50_000_000
TAGS = 1_000_000
HOSTILE_NAMES = (
    b"line\nbreak.txt",
    "turned\u202etxt.exe".encode(),
    b"colour\x1b[31m\x1b]0;title\x07.txt",
    b"no\xff\xfeutf8.txt",
)
# Controls but for the line's own end, bidirectional overrides and isolates, zero-width characters.
RAW = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060-\u206f\ufeff]")

# What each file is told with; a file that is not here is read without a word.
TOLD = {
    "allnul.txt": ["I03"],
    "archive.txt": ["I03"],
    "big.html": ["I04"],
    "big.txt": ["I04"],
    "cut.pdf": ["I03"],
    "dangling": ["I14"],
    "empty.txt": ["I03"],
    "latin.txt": ["I15"],
    "lines.jsonl": ["I03", "I03", "I03", "I15"],
    "locked.pdf": ["I03"],
    "nested-b.html": ["I03"],
    "nested.html": ["I03"],
    "nul.txt": ["I15"],
    "picture.html": ["I03"],
    "pipe": ["I14"],
    "spaces.html": ["I03"],
    "utf8-cut.txt": ["I15"],
    "year9999.jsonl": ["I15", "I15"],
}


class Said(NamedTuple):
    status: int
    out: str
    err: str


def say(*arguments: str | bytes | Path) -> Said:
    done = subprocess.run(
        [sys.executable, "-m", "ledgerstone", *arguments], capture_output=True, check=False, timeout=120
    )
    return Said(done.returncode, done.stdout.decode(), done.stderr.decode())


def _texts() -> dict[str, bytes]:
    digits = f"At least {'9' * 400} people were killed. Sarah Moor, {'7' * 400}, was injured on {'3' * 400} March."
    turned = "\u2066Three\u2069 \x1b[31mwere injured\x07 in \u202bVarda\u202c, \u2067Abd\u2069 said."
    years = [
        {"text": SENTENCE, "published": "9999-12-31"},
        {"text": f"A {SENTENCE}", "published": "0001-01-01T00:00:00+14:00"},
    ]
    return {
        "digits.txt": digits.encode(),
        "good.txt": SENTENCE.encode(),
        "latin.txt": "Ten people were killed in Sévère on 3 March 2026.".encode("cp1252"),
        "lines.jsonl": b'{"text": "Ten people were killed in Varda."}\n{broken\n[1]\n{"text": null}\n'
        b'{"text": "Five people were injured in Varda.", "published": "yesterday"}\n',
        "nul.txt": SENTENCE.replace("were", "we\0re").encode(),
        "turned.txt": f"\u202e{SENTENCE}{turned}".encode(),
        "utf16.txt": SENTENCE.encode("utf-16"),
        "utf8-cut.txt": f"{SENTENCE} Sévère.".encode() + b"\xc3",
        "year9999.jsonl": "".join(json.dumps(line) + "\n" for line in years).encode(),
        "year9999.txt": b"Ten people were killed on 31 December 9999. The next day and two weeks later 3 more died.",
    }


def _others() -> dict[str, bytes]:
    return {
        "allnul.txt": bytes(5_000),
        "archive.txt": b"PK\x03\x04" + bytes(2_000),
        "big.html": b"<html><body><p>" + b"x " * (BIG // 2),
        "big.txt": (SENTENCE.encode() * (BIG // len(SENTENCE) + 1))[:BIG],
        "cut.pdf": pdf([(50, 780, SENTENCE.strip())])[:200],
        "empty.txt": b"",
        "locked.pdf": locked_pdf(),
        "nested-b.html": b"<b>" * TAGS + SENTENCE.encode(),
        "nested.html": b"<html><body>" + b"<div>" * TAGS + SENTENCE.encode(),
        "page.pdf": page(),
        "pdf.txt": pdf([(50, 780, SENTENCE.strip())]),
        "picture.html": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8,
        "spaces.html": b" \n\t ",
    }


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("hostile") / "files"
    made.mkdir()
    for name, data in {**_texts(), **_others()}.items():
        (made / name).write_bytes(data)
    for number, name in enumerate(HOSTILE_NAMES):
        (Path(os.fsdecode(os.fsencode(made) + b"/" + name))).write_text(f"{SENTENCE} {number}.")
    os.mkfifo(made / "pipe")
    (made / "dangling").symlink_to("nowhere")
    return made


def _codes(err: str, key: str) -> dict[str, list[str]]:
    told: dict[str, list[str]] = {}
    for line in err.splitlines():
        problem = json.loads(line)
        told.setdefault(problem[key] or problem["record"], []).append(problem["code"])
    return {name: sorted(codes) for name, codes in told.items()}


def _reports(lines: Iterable[str]) -> Counter[str]:
    return Counter({report["original"]: 1 for line in lines for report in json.loads(line)["reports"]})


def test_assess_tells_of_each_and_reads_the_rest(folder: Path) -> None:
    said = say("assess", folder, "--json")
    assert said.status == 0
    assert _codes(said.err, "record") == TOLD
    unread = {name for name, codes in TOLD.items() if set(codes) <= {"I03", "I04", "I14"}} - {"lines.jsonl"}
    assert len(_reports(said.out.splitlines())) == len(list(folder.iterdir())) - len(unread)


def test_a_case_takes_each_and_loses_none(folder: Path, tmp_path: Path) -> None:
    case = tmp_path / "case"
    assert say("init", case, "--by", BY).status == 0
    added = say("add", case, folder, folder / "missing", folder / "good.txt", "--json", "--by", BY)
    assert added.status == 0
    missing = str(folder / "missing")
    assert _codes(added.err, "record") == {"dangling": ["I14"], missing: ["I13"], "pipe": ["I14"]}
    taken = [json.loads(line) for line in added.out.splitlines()]
    assert len(taken) == len(list(folder.iterdir())) - 2 + 1
    ran = say("run", case, "--json", "--by", BY)
    assert ran.status == 0
    assert _codes(ran.err, "name") == {name: codes for name, codes in TOLD.items() if codes != ["I14"]}
    assert json.loads(ran.out)["problems"] == len(ran.err.splitlines())
    verified = say("verify", case, "--json")
    assert verified.status == 0
    assert json.loads(verified.out)["originals"] == len({each["original"] for each in taken})
    again = say("run", case, "--json")
    assert (again.status, json.loads(again.out)["added"]) == (0, 0)


def _in_a_terminal(*arguments: str | Path) -> str:
    """Return all that a terminal is sent; click takes colours out for anything else."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "ledgerstone", *arguments], stdout=theirs, stderr=theirs, stdin=theirs
    ) as running:
        os.close(theirs)
        data = b""
        while True:
            try:
                data += (more := os.read(ours, 65_536))
            except OSError:  # how Linux says that the other side has closed
                break
            if not more:
                break
        running.wait(timeout=60)
    os.close(ours)
    return data.decode()


def test_no_name_and_no_text_steers_a_terminal(folder: Path, tmp_path: Path) -> None:
    named = [Path(os.fsdecode(os.fsencode(folder) + b"/" + name)) for name in HOSTILE_NAMES]
    case = tmp_path / "case\u202e\x1b[31m"
    made = _in_a_terminal("init", case, "--by", BY)
    added = _in_a_terminal("add", case, *named, folder / "turned.txt", f"{named[1]}.none")
    assert added.count("taken  ") == added.count("\n") - 1 == len(named) + 1
    nothing = _in_a_terminal("show", f"{case}.none")
    assert "[I08]" in nothing
    claims = _in_a_terminal("assess", folder / "turned.txt", *named, tmp_path / "\x1b]0;x\x07", "--why")
    styled = re.sub(r"\x1b\[[0-9;]*m", "", claims)  # rich sets headings in bold
    for shown in (made, added, nothing, styled):
        assert RAW.findall(shown) == []


def test_a_single_pipe_does_not_hold_the_program_up(folder: Path) -> None:
    said = say("assess", folder / "pipe")
    assert said.status == 3
    assert "pipe: [I14]" in said.err


def test_a_case_of_a_newer_version_is_left_as_it_is(tmp_path: Path) -> None:
    case = tmp_path / "case"
    say("init", case)
    database = sqlite3.connect(case / "case.sqlite3")
    database.execute("PRAGMA user_version = 99")
    database.close()
    settings = case / "case.toml"
    settings.write_text(re.sub(r"format = \d+", "format = 99", settings.read_text()))
    (tmp_path / "a.txt").write_text(SENTENCE)
    before = {path: path.read_bytes() for path in case.rglob("*") if path.is_file()}
    for arguments in (["run", case], ["add", case, tmp_path / "a.txt"], ["show", case], ["verify", case]):
        said = say(*arguments)
        assert (said.status, said.out) == (2, "")
        assert said.err.startswith("[I09] ")
    assert {path: path.read_bytes() for path in case.rglob("*") if path.is_file()} == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_may_not_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "in" / "shut").mkdir(parents=True)
    (tmp_path / "in" / "good.txt").write_text(SENTENCE)
    (tmp_path / "in" / "shut").chmod(0)
    said = say("assess", tmp_path / "in", "--json")
    assert said.status == 0
    assert _codes(said.err, "record") == {"shut": ["I14"]}


def test_a_single_report_of_words_is_assessed_within_two_seconds(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SENTENCE + "The mayor of the town said that the market would stay closed.\n" * 33)
    said = subprocess.run(
        [sys.executable, "-c", _TIMED, str(tmp_path / "a.txt")], capture_output=True, check=True, text=True
    )
    assert float(said.stdout.splitlines()[-1]) < 2.0


# Processor time, not the clock's: what a cold start costs, however busy the machine is.
_TIMED = """
import os, sys, subprocess
subprocess.run([sys.executable, "-m", "ledgerstone", "assess", sys.argv[1], "--json"], check=True, capture_output=True)
spent = os.times()
print(spent.children_user + spent.children_system)
"""
