"""The command line: what it loads, how it ends, what it shows of hostile text."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from ledgerstone import cli
from ledgerstone.errors import BrokenChain, MissingResource, UnknownPolicy

HELP_LOADS_NONE = """
import sys
from ledgerstone import cli
try:
    cli.main(["--help"])
except SystemExit:
    pass
heavy = ("rich", "django", "trafilatura", "lxml", "rapidfuzz", "yaml", "numpy", "jinja2", "ledgerstone.commands")
sys.exit(" ".join(sorted(name for name in sys.modules if name in heavy)) or 0)
"""


def run(*arguments: str, input_: bytes | None = None) -> tuple[int, str, str]:
    result = CliRunner().invoke(cli.program, list(arguments), input=input_)
    return result.exit_code, result.stdout, result.stderr


def test_help_names_every_command_and_loads_none() -> None:
    done = subprocess.run([sys.executable, "-c", HELP_LOADS_NONE], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert [name for name in cli.COMMANDS if f"  {name} " not in done.stdout] == []


def test_version() -> None:
    assert run("--version")[1].startswith("ledgerstone, version ")


def test_an_unknown_command_is_refused() -> None:
    status, _, said = run("asess")
    assert status == 2
    assert "asess" in said


@pytest.mark.parametrize(
    ("error", "status"), [(UnknownPolicy("x"), 2), (BrokenChain("x"), 4), (MissingResource("x"), 1)]
)
def test_an_error_ends_the_program_with_its_status(error: Exception, status: int) -> None:
    assert cli.exit_status(error) == status  # type: ignore[arg-type]


def test_an_error_is_one_line_with_its_code(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Ten people were killed in Drovath on 11 March 2031.")
    with pytest.raises(SystemExit) as ended:
        cli.main(["assess", str(file), "--policy", "majority.v9"])
    said = capsys.readouterr().err
    assert ended.value.code == 2
    assert said.startswith("[I06] ")
    assert said.count("\n") == 1


def test_nothing_read_is_status_3_and_the_rest_goes_on(tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    status, out, said = run("assess", str(empty), str(tmp_path / "missing.txt"))
    assert (status, out) == (3, "")
    assert "[I03]" in said
    assert "[I13]" in said
    good = tmp_path / "good.txt"
    good.write_text("Ten people were killed in Drovath on 11 March 2031.")
    status, out, said = run("assess", str(empty), str(good), "--json")
    assert status == 0
    assert [json.loads(line)["reports"] for line in out.splitlines()]
    assert {json.loads(line)["code"] for line in said.splitlines()} == {"I03"}


def test_a_text_from_standard_input() -> None:
    status, out, _ = run("assess", "-", "--json", input_=b"Ten people were killed in Drovath on 11 March 2031.")
    assert status == 0
    assert json.loads(out.splitlines()[0])["reports"]


def test_hostile_text_is_shown_as_its_codes(tmp_path: Path) -> None:
    file = tmp_path / "hostile\u202e.txt"
    file.write_text(
        "Ten people were killed in Drovath\u202e [bold]\x1b[31m on 11 March 2031, the \u2066police\u2069 said."
    )
    _, out, said = run("assess", str(file), "--why")
    shown = out + said
    assert not any(character in shown for character in "\u202e\u2066\u2069\x1b")


def test_json_does_not_depend_on_the_order_of_the_files(tmp_path: Path) -> None:
    files = []
    for name, text in {
        "a": "Ten people were killed in an air strike on Velkarra on 11 March 2031, police said.",
        "b": "At least 12 people were killed in an air strike on Velkarra on 11 March 2031, a hospital said.",
        "c": "A bomb killed three people in Sarvek on 3 April 2031.",
    }.items():
        (tmp_path / f"{name}.txt").write_text(text)
        files.append(str(tmp_path / f"{name}.txt"))
    forward, backward = run("assess", *files, "--json"), run("assess", *reversed(files), "--json")
    assert forward[0] == 0
    assert forward[1] == backward[1]
    assert forward[1] == run("assess", str(tmp_path), "--json")[1]


def test_no_incident_is_one_line_with_null(tmp_path: Path) -> None:
    file = tmp_path / "calm.txt"
    file.write_text(
        "The market opened at nine. The weather was fine and everybody went home with what they had bought."
    )
    status, out, _ = run("assess", str(file), "--json")
    assert status == 0
    [line] = [json.loads(line) for line in out.splitlines()]
    assert line["incident"] is None
    assert line["reports"]
