"""A team's room is refused where it would not be safe."""

import getpass
import ipaddress
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from ledgerstone.errors import UnsafeRoom
from ledgerstone.web import environment, serving

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


def _compose() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / "docs/web/compose.yaml").read_text(encoding="utf-8"))
    return found


def test_the_compose_file_names_nothing_that_it_does_not_have() -> None:
    compose = _compose()
    services = compose["services"]
    for each in services.values():
        assert set(each.get("secrets", [])) <= set(compose["secrets"])
        assert set(each["networks"]) <= set(compose["networks"])
        named = {str(volume).partition(":")[0] for volume in each.get("volumes", [])}
        assert {volume for volume in named if not volume.startswith(".")} <= set(compose["volumes"])
        assert set(each.get("depends_on", [])) <= set(services)
    room, inside = services["room"], compose["networks"]["inside"]
    assert room["environment"][environment.PROXY] == services["proxy"]["networks"]["inside"]["ipv4_address"]
    network = ipaddress.ip_network(inside["ipam"]["config"][0]["subnet"])
    assert ipaddress.ip_address(room["environment"][environment.PROXY]) in network
    assert inside["internal"] is True
    for name in (environment.SECRET_FILE, "LEDGERSTONE_DATABASE"):
        assert room["environment"][name].rpartition("/run/secrets/")[2] in room["secrets"]
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    assert f"--uid {room['user'].partition(':')[0]} " in dockerfile, "an account with a name"
    assert f"USER {room['user']}" in dockerfile


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="there is no systemd-analyze")
def test_systemd_understands_the_unit(tmp_path: Path) -> None:
    unit = (ROOT / "docs/web/ledgerstone.service").read_text(encoding="utf-8")
    here = unit.replace("/opt/ledgerstone/bin/ledgerstone", "/bin/true").replace("=ledgerstone\n", "=root\n")
    (tmp_path / "ledgerstone.service").write_text(here, encoding="utf-8")
    command = ["systemd-analyze", "verify", str(tmp_path / "ledgerstone.service")]
    ran = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    said = [line for line in ran.stderr.splitlines() if "ledgerstone.service" in line]
    assert (ran.returncode, said) == (0, [])


def test_the_room_of_a_team_wants_no_name_of_the_account_that_runs_it(safe: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """In a container the account has no name: the room opens all the same, since people act in it under their own."""
    safe.setattr(getpass, "getuser", _nobody)
    safe.setattr(serving, "_of_team", lambda _: True)
    safe.setenv(environment.HOSTS, "*")  # so that it stops where the room itself is looked at
    with pytest.raises(UnsafeRoom, match="no single host"):
        serving.serve(tmp_path, by=None, port=0, network=False, worker=False, say=print)


def _nobody() -> str:
    raise KeyError("uid not found: 10001")


def test_the_page_the_unit_and_the_compose_file_name_the_variables_that_there_are() -> None:
    assert set(_compose()["services"]["room"]["environment"]) == VARIABLES
    page = (ROOT / "docs/web/deploying.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `(LEDGERSTONE_\w+)`", page, re.MULTILINE)) == VARIABLES
    unit = (ROOT / "docs/web/ledgerstone.service").read_text(encoding="utf-8")
    assert set(re.findall(r"^Environment=(\w+)=", unit, re.MULTILINE)) < VARIABLES
