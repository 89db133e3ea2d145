import subprocess
from pathlib import Path

import pytest

from ledgerstone.errors import BadToken
from ledgerstone.proving.calendars import detached, digest

# A promise as calendars give it: append a nonce, hash, then "pending" with the calendar's address (tag and length).
PENDING = bytes.fromhex("83dfe30d2ef90c8e")
URI = b"https://calendar.example"
ANSWER = b"\xf0\x04\x01\x02\x03\x04\x08\x00" + PENDING + bytes([len(URI) + 1, len(URI)]) + URI

PYTHON = Path(__file__).parents[2] / ".reference" / "bin" / "python"


def test_a_promise_becomes_a_file_over_the_digest_of_what_it_stands_beside() -> None:
    made = detached(b"Rain fell.", ANSWER)
    assert made.startswith(b"\x00OpenTimestamps\x00\x00Proof\x00")
    assert made[32:33] == b"\x08"
    assert made[33:65] == digest(b"Rain fell.")
    assert made.endswith(ANSWER)


@pytest.mark.parametrize("answer", [b"", b"\x00", b"<html>", b"\xf0" * 20_000])
def test_what_is_no_promise_is_told(answer: bytes) -> None:
    with pytest.raises(BadToken):
        detached(b"Rain fell.", answer)


@pytest.mark.slow
@pytest.mark.skipif(not PYTHON.exists(), reason="the reference tools are not there: make reference")
def test_the_reference_library_reads_it(tmp_path: Path) -> None:
    (tmp_path / "head.txt.ots").write_bytes(detached(b"Rain fell.", ANSWER))
    script = """
import io, sys
from opentimestamps.core.serialize import StreamDeserializationContext
from opentimestamps.core.timestamp import DetachedTimestampFile
found = DetachedTimestampFile.deserialize(StreamDeserializationContext(io.BytesIO(open(sys.argv[1], "rb").read())))
print(found.file_digest.hex(), [attestation.uri for _, attestation in found.timestamp.all_attestations()])
"""
    command = [PYTHON, "-c", script, tmp_path / "head.txt.ots"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert said.split(maxsplit=1) == [digest(b"Rain fell.").hex(), f"['{URI.decode()}']\n"]
