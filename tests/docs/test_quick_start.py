"""Every command of the quick start works as it is shown there, one after the other."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "quick-start.md").read_text(encoding="utf-8")
_ID = re.compile(r"\b[0-9a-f]{12}\b")
_MAY_CHANGE = (
    "ledgerstone assess",
    "ledgerstone show my-case\n",
)  # what the rules find may change


def _commands() -> list[tuple[str, list[str]]]:
    """Return each command with the lines that are shown of its output."""
    found: list[tuple[str, list[str]]] = []
    for block in re.findall(r"^```\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL):
        for line in block.splitlines():
            if line.startswith("$ "):
                found.append((line.removeprefix("$ "), []))
            elif found and line != "…" and block.startswith("$ "):
                found[-1][1].append(line)
    return found


def _shape(line: str) -> str:
    return re.sub(r"\d+", "0", re.sub(r"\b[0-9a-f]{12,64}\b", "#", line))


@pytest.mark.slow
def test_every_command_does_what_is_shown(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    scripts = str(Path(sys.executable).parent)
    environment = os.environ | {"PATH": os.pathsep.join([scripts, os.environ["PATH"]]), "PYTHONUTF8": "1"}
    ids: dict[str, str] = {}  # as the page shows them -> as they are now
    for command, shown in _commands():
        now = command
        for of_page, of_now in ids.items():
            now = now.replace(of_page, of_now)
        ran = subprocess.run(
            ["bash", "-c", now], cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", check=False
        )
        assert ran.returncode == 0, f"{now}\n{ran.stderr}"
        if f"{command}\n".startswith(_MAY_CHANGE):
            continue
        printed = {_shape(line): line for line in ran.stdout.splitlines()}
        for line in shown:
            assert _shape(line) in printed, f"{now}\nshows {line!r}, and prints:\n{ran.stdout}"
            ids |= dict(zip(_ID.findall(line), _ID.findall(printed[_shape(line)]), strict=True))
    assert (tmp_path / "released" / "dossier.html").is_file()


def test_the_page_shows_commands() -> None:
    assert {command.split()[1] for command, _ in _commands()} >= {
        "assess", "init", "add", "run", "show", "review", "handle", "release", "verify",
    }  # fmt: skip
