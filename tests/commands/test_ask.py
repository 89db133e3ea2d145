"""Asking a model about a case: nothing leaves unless a person agrees, and what came back is kept."""

import json
from pathlib import Path

import chat_server as server
import pytest
from case_making import BY

from ledgerstone import cli

TEXT = "The mayor of Sella said that the shelling cost twelve lives.\n"
GOOD = {"quote": "the shelling cost twelve lives", "wording": "twelve lives", "harm": "killed", "low": 12, "high": 12}
BAD = {**GOOD, "low": 40, "high": 40}


def say(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        cli.main([str(argument) for argument in arguments])
    captured = capsys.readouterr()
    return int(ended.value.code or 0), captured.out, captured.err


@pytest.fixture
def case(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").write_text(TEXT.replace("Sella", "Tarn"))
    path = tmp_path / "case"
    for arguments in (["init", path], ["add", path, tmp_path / "a.txt", tmp_path / "b.txt"], ["run", path]):
        assert say(capsys, *arguments, "--by", BY)[0] == 0
    return path


def ask(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    url: str,
    *arguments: str | Path,
    budget: int = 9999,
) -> tuple[int, str, str]:
    for name, value in {"URL": url, "NAME": "invented-1", "BUDGET": str(budget), "PER_MINUTE": "60000"}.items():
        monkeypatch.setenv(f"LEDGERSTONE_MODEL_{name}", value)
    return say(capsys, "ask", *arguments, "--by", BY)


def test_without_agreement_nothing_is_sent_and_it_says_what_would_be(
    case: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with server.serving(server.answers({"claims": []})) as (url, seen):
        status, out, _ = ask(capsys, monkeypatch, url, case)
    assert (status, seen) == (2, [])
    assert "whole texts of 2 reports" in out
    assert url in out
    assert "Nothing was sent" in out


def test_what_holds_is_kept_what_does_not_is_listed_and_asking_again_asks_nothing(
    case: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with server.serving(server.answers({"claims": [GOOD, BAD]})) as (url, seen):
        status, out, err = ask(capsys, monkeypatch, url, case, "--agree", "--json")
        assert status == 0
        assert json.loads(out) == {"reports": 2, "claims": 2, "refused": 2, "tokens": 20, "ended": None}
        assert "our parser does not read 40 to 40" in err
        assert ask(capsys, monkeypatch, url, case, "--agree")[1].startswith("Nothing to ask")
    assert len(seen) == 2
    assert say(capsys, "run", case)[0] == 0
    claims = [json.loads(line)["claim"] for line in say(capsys, "show", case, "--claims", "--json")[1].splitlines()]
    assert sum(claim["extractor"] == "quotes.1 invented-1" for claim in claims) == 2
    assert say(capsys, "run", case)[1].startswith("Nothing to do")
    assert say(capsys, "verify", case)[0] == 0


def test_a_spent_budget_keeps_what_was_found_and_the_next_run_goes_on_there(
    case: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with server.serving(server.answers({"claims": [GOOD]}, tokens=5000)) as (url, seen):
        status, out, err = ask(capsys, monkeypatch, url, case, "--agree", budget=5100)
        assert (status, "1 of 2 reports" in out, "5,000 of 5,100 tokens" in err) == (1, True, True)
        assert "1 of 1 reports" in ask(capsys, monkeypatch, url, case, "--agree")[1]
    assert len(seen) == 2


def test_without_a_model_named_nothing_is_asked(
    case: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LEDGERSTONE_MODEL_URL", raising=False)
    status, _, err = say(capsys, "ask", case, "--agree")
    assert status == 2
    assert "No model is named" in err
