"""Checks the folder of a Ledgerstone case without Ledgerstone: python3 check_case.py CASE, with Python 3.11 alone.

It recomputes every digest from the bytes in the folder, as docs/check-us.md describes. It writes nothing. Exit status 0
if all is whole; otherwise it says what is wrong.
"""

import hashlib
import json
import re
import sqlite3
import sys
from pathlib import Path

case = Path(sys.argv[1])
toml, file = (case / "case.toml").read_text(encoding="utf-8"), case / "case.sqlite3"
database = sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro&immutable=1", uri=True)


def need(right: object, what: str) -> None:
    """Stop at the first thing that is wrong."""
    if not right:
        sys.exit(f"WRONG: {what}")


def sha(text: str, before: bytes = b"") -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(before + text.encode()).hexdigest()


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


# 1. The file of the database is the one that was closed.
at_rest = re.findall(r'^at_rest = "(\w*)"$', toml, re.MULTILINE)
need(at_rest == [digest(file)], "case.sqlite3 is not the file that was closed")
# 2. Each record has the text that its id names, and its commitment commits to both with its salt.
records, originals, named, forgotten = {}, {}, set(), set()
for id_, kind, text, salt, value, entry, place in database.execute(
    'SELECT id, kind, text, salt, "commitment", entry, place FROM record'
):
    tree, records[entry, place] = json.loads(text), value
    need(id_ == sha(f"{kind}\n{text}"), f"record {id_} is not the text that its id names")
    need(value == sha(id_ + text, bytes.fromhex(salt)), f"record {id_} is not what its commitment commits to")
    need(bytes.fromhex(salt).hex() == salt, f"the salt of record {id_} is written otherwise")
    originals |= {tree["sha256"]: tree["size"]} if kind == "original" else {}
    named |= {tree["original"]} if kind in {"report", "capture"} else set()
    forgotten |= set(tree["commitments"]) if kind == "tombstone" else set()
# 3. Each commitment has its record, or a tombstone in its place; each record has its commitment.
commitments = {(e, p): v for v, e, p in database.execute("SELECT value, entry, place FROM commitment")}
need({k: v for k, v in commitments.items() if v not in forgotten} == records, "a record was taken out or put in")
need(forgotten <= set(commitments.values()), "a tombstone names what was never there")
# 4. Each entry of the chain names the one before, and all its commitments in their order.
head, number, settings = "0" * 64, 0, ""
for row in database.execute(
    "SELECT seq, at, by, action, settings, commitments, previous, head FROM entry ORDER BY seq"
):
    *fields, stated = row
    keys = ("seq", "at", "by", "action", "settings", "commitments", "previous")
    tree, number = dict(zip(keys, fields, strict=True)), number + 1
    there = sorted((place, value) for (entry, place), value in commitments.items() if entry == number)
    need([p for p, _ in there] == list(range(len(there))), f"entry {number} lacks a commitment")
    need(tree["commitments"] == sha("".join(f"{v}\n" for _, v in there)), f"entry {number}: its commitments changed")
    need((tree["seq"], tree["previous"]) == (number, head), f"entry {number} does not follow the one before")
    head, settings = sha(json.dumps(tree, ensure_ascii=False, sort_keys=True, separators=(",", ":"))), tree["settings"]
    need(head == stated, f"entry {number} was changed")
need(max((entry for entry, _ in commitments), default=0) <= number > 0, "a commitment names an entry that is not there")
# 5. The settings are those that the newest entry names.
lines = [line for line in toml.splitlines(keepends=True) if not line.startswith(("#", "at_rest"))]
need(settings == sha("".join(lines)), "case.toml does not hold the settings that the chain names")
# 6. Each original has the bytes that its name promises; there is no other, and each that a record names is there.
vault = {path.name: (digest(path), path.stat().st_size) for path in (case / "vault").rglob("*") if path.is_file()}
need(all(name == found for name, (found, _) in vault.items()), "an original was changed")
need({name: size for name, (_, size) in vault.items() if name in originals} == originals, "an original is gone")
need(named <= originals.keys(), "a record names an original that is not there")
print(f"Whole: {len(originals)} originals, {len(records)} records, {number} entries, {len(forgotten)} forgotten.")
print(f"Head of the chain: {head}")
