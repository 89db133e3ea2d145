"""The program itself serves a case, and leaves it at rest."""

import http.client
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from case_making import two_reports

from ledgerstone.store import folder
from ledgerstone.store.verifying import verify
from ledgerstone.web import environment

GOOD = "Vq2Zk8Lr0Wn4Xs6Yt1Bu3Cv5Dw7Ex9Fy2Gz4Ha6Ib8Jc0Kd1Le3"
KEEPER = "LEDGERSTONE_DATABASE_OWNER"
pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("database")]


@contextmanager
def _serving(case: Path, *options: str, env: dict[str, str] | None = None) -> Iterator[tuple[Any, str]]:
    """Run ``ledgerstone serve`` in a process, and yield it with what it says first."""
    words = [sys.executable, "-u", "-m", "ledgerstone", "serve", str(case), "--port", "0", *options]
    process = subprocess.Popen(
        words,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env=_outside(env),
    )
    assert process.stdout
    said = ""
    try:
        while not re.search(r"https?://\S+\n", said) and (line := process.stdout.readline()):
            said += line
        yield process, said
        assert process.poll() is None, said
    finally:
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=60)
        assert errors == ""
        assert process.returncode == 0


def _ask(port: int, path: str, **headers: str) -> tuple[int, dict[str, str]]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status, dict(answer.getheaders())


@pytest.mark.sqlite
def test_one_person_serves_a_case_enters_once_and_leaves_it_at_rest(database: str, tmp_path: Path) -> None:
    assert database == "sqlite"
    case = two_reports(tmp_path)
    with _serving(case, "--by", "Ines Okoro") as (_, said):
        found = re.search(r"http://127\.0\.0\.1:(\d+)(/enter/\S+/)", said)
        assert found, said
        port, link = int(found[1]), found[2]
        assert _ask(port, "/")[0] == 302
        status, headers = _ask(port, link)
        assert (status, headers["Location"]) == (302, "/")
        cookie = re.search(r"room-[0-9a-f]{8}=\w+", str(headers))
        assert cookie
        status, headers = _ask(port, "/", Cookie=cookie[0])
        assert status == 200
        assert "'unsafe" not in headers["Content-Security-Policy"]
        assert _ask(port, link)[0] == 403
        assert _ask(port, "/", Host="elsewhere.example")[0] == 400, "a name that leads here by a trick is none of ours"
        assert "cannot be used" in _run(case, "--port", str(port)).stderr
    for name in (folder.ROOM, folder.SECRET):
        assert (case / name).stat().st_mode & 0o077 == 0
    assert folder.read_case_file(case).at_rest
    assert verify(case).originals == 2


def test_a_team_is_invited_from_the_terminal_and_served_behind_a_proxy(database: str, tmp_path: Path) -> None:
    if database == "sqlite":
        case = two_reports(tmp_path)
        ran = _run(case, "--invite", "keeper")
        assert (ran.returncode, "for one person" in ran.stderr) == (2, True)
        return
    case = two_reports(tmp_path)
    secret = tmp_path / "room"
    secret.write_text(GOOD, encoding="ascii")
    secret.chmod(0o400)
    env = os.environ | {environment.HOSTS: "room.example.org", environment.SECRET_FILE: str(secret)}
    owner = env.pop(KEEPER)
    ran = _run(case, "--invite", "keeper", env=env)
    assert (ran.returncode, KEEPER in ran.stderr) == (2, True), "the owner makes the tables of the room"
    ran = _run(case, "--invite", "keeper", "--invite", "reviewer", "--by", "Ines Okoro", env=env | {KEEPER: owner})
    found = re.search(r"https://room\.example\.org(/invitation/\S+/)", ran.stdout)
    assert found, ran
    assert _run(case, env=env | {KEEPER: owner}).returncode == 2, "and never serves"
    assert _run(case, "--check", env=env).returncode == 0
    with _serving(case, env=env) as (_, said):
        port = int(re.findall(r"127\.0\.0\.1:(\d+)", said)[0])
        by_proxy = {"Host": "room.example.org", "X_Forwarded_Proto": "https", "X_Forwarded_For": "203.0.113.7"}
        status, headers = _ask(port, found[1], **by_proxy)
        assert (status, "max-age" in headers["Strict-Transport-Security"]) == (200, True)
        assert _ask(port, "/", **by_proxy)[1]["Location"] == "/account/login/?next=/"
        assert _ask(port, "/", Host="room.example.org")[1]["Location"] == "https://room.example.org/"
        assert _ask(port, "/", **by_proxy | {"Host": "elsewhere.example"})[0] == 400
    assert verify(case).originals == 2
    shutil.rmtree(case)


def _run(case: Path, *options: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-m", "ledgerstone", "serve", str(case), "--port", "0", *options]
    return subprocess.run(words, capture_output=True, encoding="utf-8", env=_outside(env), check=False, timeout=60)


def _outside(env: dict[str, str] | None) -> dict[str, str]:
    """Return the environment without what a story in a browser, told before by this process, has set."""
    given = {**(os.environ if env is None else env)}
    given.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)
    return given
