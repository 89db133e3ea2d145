"""A team's room is refused where it would not be safe."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from ledgerstone.errors import UnsafeRoom
from ledgerstone.web import environment

ROOT = Path(__file__).parents[2]
GOOD = "Vq2Zk8Lr0Wn4Xs6Yt1Bu3Cv5Dw7Ex9Fy2Gz4Ha6Ib8Jc0Kd1Le3"
VARIABLES = {"LEDGERSTONE_DATABASE", environment.HOSTS, environment.SECRET_FILE, environment.LISTEN, environment.PROXY}


@pytest.fixture
def safe(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    """Set up what is safe, to be made worse."""
    for name in (*VARIABLES, "LEDGERSTONE_DATABASE_OWNER"):
        monkeypatch.delenv(name, raising=False)
    _write(tmp_path / "room", GOOD)
    monkeypatch.setenv(environment.HOSTS, "room.example.org, other.example.org")
    monkeypatch.setenv(environment.SECRET_FILE, str(tmp_path / "room"))
    return monkeypatch


def _write(path: Path, text: str, mode: int = 0o400) -> Path:
    path.unlink(missing_ok=True)
    path.write_text(text + "\n", encoding="ascii")
    path.chmod(mode)
    return path


@pytest.mark.usefixtures("safe")
def test_what_is_safe_is_taken() -> None:
    room = environment.team_room()
    assert (room.hosts, room.listen, room.proxy) == (
        ("room.example.org", "other.example.org"),
        "127.0.0.1",
        "127.0.0.1",
    )
    assert room.secret == GOOD


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        (environment.HOSTS, "", "is not set"),
        (environment.HOSTS, "*", "no single host"),
        (environment.HOSTS, ".example.org", "no single host"),
        (environment.HOSTS, "room.example.org/path", "no single host"),
        (environment.SECRET_FILE, "", "is not set"),
        (environment.SECRET_FILE, "/nowhere/at/all", "cannot be read"),
        (environment.LISTEN, "everywhere", "no IP address"),
        (environment.LISTEN, "0.0.0.0", "does not say who may speak"),  # noqa: S104 (refused)
        (environment.PROXY, "*", "no IP address"),
        ("LEDGERSTONE_DATABASE_OWNER", "user=ledgerstone_owner", "could then change records"),
    ],
)
def test_what_is_not_safe_is_refused(safe: pytest.MonkeyPatch, name: str, value: str, said: str) -> None:
    safe.setenv(name, value)
    with pytest.raises(UnsafeRoom, match=said):
        environment.team_room()


@pytest.mark.parametrize(
    ("text", "mode", "said"), [("short", 0o400, "too easy"), ("ab" * 40, 0o400, "too easy"), (GOOD, 0o444, "Others")]
)
def test_a_secret_that_is_none_is_refused(
    safe: pytest.MonkeyPatch, tmp_path: Path, text: str, mode: int, said: str
) -> None:
    safe.setenv(environment.SECRET_FILE, str(_write(tmp_path / "other", text, mode)))
    with pytest.raises(UnsafeRoom, match=said):
        environment.team_room()


def test_a_container_says_where_its_proxy_is(safe: pytest.MonkeyPatch) -> None:
    safe.setenv(environment.LISTEN, "0.0.0.0")  # noqa: S104 (with a proxy)
    safe.setenv(environment.PROXY, "172.31.7.2")
    assert environment.team_room().proxy == "172.31.7.2"


@pytest.mark.usefixtures("safe")
def test_the_check_of_deployments_leaves_nothing() -> None:
    script = (
        "from ledgerstone.web import environment\n"
        "from ledgerstone.web.project import Profile\n"
        "from ledgerstone.web.serving import set_up\n"
        "set_up(Profile(secret=environment.secret(), hosts=environment.hosts(), of_team=True))\n"
        "from ledgerstone.web.team import check\n"
        "check(say=print)\n"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "leaves nothing" in ran.stdout


def test_the_page_the_unit_and_the_compose_file_name_the_variables_that_there_are() -> None:
    compose: dict[str, Any] = yaml.safe_load((ROOT / "docs/web/compose.yaml").read_text(encoding="utf-8"))
    assert set(compose["services"]["room"]["environment"]) == VARIABLES
    page = (ROOT / "docs/web/deploying.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `(LEDGERSTONE_\w+)`", page, re.MULTILINE)) == VARIABLES
    unit = (ROOT / "docs/web/ledgerstone.service").read_text(encoding="utf-8")
    assert set(re.findall(r"^Environment=(\w+)=", unit, re.MULTILINE)) < VARIABLES
