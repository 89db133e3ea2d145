"""Checks a Ledgerstone case without Ledgerstone: python3 check_case.py CASE. See docs/check-us.md."""

import hashlib
import io
import json
import re
import sqlite3
import sys
from pathlib import Path

case = Path(sys.argv[1])
toml, file = (case / "case.toml").read_text(encoding="utf-8"), case / "case.sqlite3"
ask = sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro&immutable=1", uri=True).execute
records, originals, named, forgotten, head, number, settings = {}, {}, set(), set(), "0" * 64, 0, ""


def _need(right: object, what: str) -> None:
    right or sys.exit(f"WRONG: {what}")


def _sha(what: bytes | Path) -> str:
    with io.BytesIO(what) if isinstance(what, bytes) else what.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


# 1. The file of the database is the one that was closed.
_need(re.findall(r'^at_rest = "(\w*)"$', toml, re.MULTILINE) == [_sha(file)], "case.sqlite3 is not what was closed")
# 2. Each record has the text that its id names, and its commitment commits to both with its salt.
for id_, kind, text, salt, value, *place in ask('SELECT id, kind, text, salt, "commitment", entry, place FROM record'):
    tree, records[tuple(place)] = json.loads(text), value
    _need(id_ == _sha(f"{kind}\n{text}".encode()), f"record {id_} is not the text that its id names")
    _need(value == _sha(bytes.fromhex(salt) + f"{id_}{text}".encode()), f"record {id_} is not what was committed to")
    _need(bytes.fromhex(salt).hex() == salt, f"the salt of record {id_} is written otherwise")
    originals |= {tree["sha256"]: tree["size"]} if kind == "original" else {}
    named |= {tree["original"]} if kind in {"report", "capture"} else set()
    forgotten |= set(tree["commitments"]) if kind == "tombstone" else set()
# 3. Each commitment has its record, or a tombstone in its place; each record has its commitment.
commitments = {(entry, place): value for value, entry, place in ask("SELECT value, entry, place FROM commitment")}
_need({k: v for k, v in commitments.items() if v not in forgotten} == records, "a record was taken out or put in")
_need(forgotten <= {*commitments.values()}, "a tombstone names what was never there")
# 4. Each entry of the chain names the one before, and all its commitments in their order.
keys = ("seq", "at", "by", "action", "settings", "commitments", "previous")
for *fields, stated in ask(f"SELECT {', '.join(keys)}, head FROM entry ORDER BY seq"):  # noqa: S608 (the names above)
    tree, number = dict(zip(keys, fields, strict=True)), number + 1
    there = sorted((place, value) for (entry, place), value in commitments.items() if entry == number)
    _need([place for place, _ in there] == [*range(len(there))], f"entry {number} lacks a commitment")
    _need(tree["commitments"] == _sha("".join(f"{v}\n" for _, v in there).encode()), f"entry {number}: commitments")
    _need((tree["seq"], tree["previous"]) == (number, head), f"entry {number} does not follow the one before")
    text = json.dumps(tree, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    head, settings = _sha(text.encode()), tree["settings"]
    _need(head == stated, f"entry {number} was changed")
_need(
    max((entry for entry, _ in commitments), default=0) <= number > 0, "a commitment names an entry that is not there"
)
# 5. The settings are those that the newest entry names.
lines = [line for line in toml.splitlines(keepends=True) if not line.startswith(("#", "at_rest"))]
_need(settings == _sha("".join(lines).encode()), "case.toml does not hold the settings that the chain names")
# 6. Each original has the bytes that its name promises; there is no other, and each that a record names is there.
vault = {path.name: path for path in (case / "vault").rglob("*") if path.is_file()}
_need(all(name == _sha(path) for name, path in vault.items()), "an original was changed")
sizes = {name: path.stat().st_size for name, path in vault.items() if name in originals}
_need(sizes == originals and named <= {*originals}, "an original is gone, or one that a record names")
print(f"Whole: {len(originals)} originals, {len(records)} records, {number} entries, {len(forgotten)} forgotten.")
print(f"Head of the chain: {head}")
