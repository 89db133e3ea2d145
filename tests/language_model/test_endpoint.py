"""The adapter against a real server on loopback that does what such servers do."""

import time

import chat_server as server
import pytest

from ledgerstone.errors import BadSetting, BudgetSpent, ModelFailed
from ledgerstone.language_model import Endpoint, from_environment


def endpoint(url: str, *, budget: int = 10_000, seconds: float = 5.0) -> Endpoint:
    return Endpoint(
        url=url, model="invented-1", key="k3y", budget=budget, per_minute=60_000, seconds=seconds, pause=0.01
    )


def test_a_question_is_answered_and_its_tokens_are_counted() -> None:
    with server.serving(server.answers("Yes.", tokens=42)) as (url, seen):
        ask = endpoint(url)
        assert ask("Is it so?") == "Yes."
    assert ask.spent == 42
    assert seen[0]["path"] == "/v1/chat/completions"
    assert seen[0]["headers"]["Authorization"] == "Bearer k3y"
    assert seen[0]["body"]["model"] == "invented-1"
    assert seen[0]["body"]["messages"] == [{"role": "user", "content": "Is it so?"}]


def test_tokens_that_the_server_does_not_tell_are_counted_cautiously() -> None:
    with server.serving(server.answers("y" * 30, tokens=None)) as (url, _):
        ask = endpoint(url)
        ask("x" * 60)
    assert ask.spent == 30


@pytest.mark.parametrize("trouble", [server.fails(500), server.fails(503), server.hangs_up, server.cuts_off])
def test_passing_trouble_is_tried_again(trouble: server.Behave) -> None:
    with server.serving(trouble, server.answers("There.")) as (url, seen):
        assert endpoint(url)("?") == "There."
    assert len(seen) == 2


def test_a_server_that_asks_for_patience_is_left_alone_for_as_long() -> None:
    with server.serving(server.fails(429, {"Retry-After": "1"}), server.answers("There.")) as (url, _):
        began = time.monotonic()
        assert endpoint(url)("?") == "There."
    assert time.monotonic() - began >= 1


@pytest.mark.parametrize("status", [401, 403, 404])
def test_a_refusal_is_not_tried_again(status: int) -> None:
    with server.serving(server.fails(status)) as (url, seen), pytest.raises(ModelFailed, match=f"answered {status}"):
        endpoint(url)("?")
    assert len(seen) == 1


def test_trouble_that_does_not_pass_is_an_error() -> None:
    with server.serving(server.fails(500)) as (url, seen), pytest.raises(ModelFailed, match="answered 500"):
        endpoint(url)("?")
    assert len(seen) == 4


def test_a_redirect_is_never_followed() -> None:
    with (
        server.serving(server.answers("Stolen.")) as (other, stolen),
        server.serving(server.fails(307, {"Location": f"{other}/chat/completions"})) as (url, _),
        pytest.raises(ModelFailed, match="answered 307"),
    ):
        endpoint(url)("A name that nobody else may see.")
    assert stolen == []


def test_a_server_that_drips_is_given_up() -> None:
    began = time.monotonic()
    with server.serving(server.drips) as (url, _), pytest.raises(ModelFailed, match="not complete after"):
        endpoint(url, seconds=0.5)("?")
    assert time.monotonic() - began < 5


def test_an_answer_that_never_ends_is_given_up() -> None:
    with server.serving(server.says(b" " * (3 << 20))) as (url, _), pytest.raises(ModelFailed, match="is over"):
        endpoint(url)("?")


@pytest.mark.parametrize(
    "data", [b"<html>", b"[]", b"{}", b'{"choices": []}', b'{"choices": [{"message": {"content": 7}}]}', b"[" * 100_000]
)
def test_an_answer_in_another_form_is_refused(data: bytes) -> None:
    with server.serving(server.says(data)) as (url, _), pytest.raises(ModelFailed):
        endpoint(url)("?")


def test_the_budget_is_kept_before_anything_is_sent() -> None:
    with server.serving(server.answers("Yes.", tokens=90)) as (url, seen):
        ask = endpoint(url, budget=100)
        ask("?")
        with pytest.raises(BudgetSpent, match="90 of 100 tokens are spent"):
            ask("x" * 60)
    assert len(seen) == 1


def test_nobody_at_the_address_is_an_error() -> None:
    with server.serving(server.answers("")) as (url, _):
        pass
    with pytest.raises(ModelFailed):
        endpoint(url)("?")


@pytest.mark.parametrize(
    ("environment", "what"),
    [
        ({}, "No model is named"),
        ({"LEDGERSTONE_MODEL_URL": "http://models.invalid/v1", "LEDGERSTONE_MODEL_NAME": "m"}, "no https address"),
        ({"LEDGERSTONE_MODEL_URL": "ftp://x", "LEDGERSTONE_MODEL_NAME": "m"}, "no https address"),
        ({"LEDGERSTONE_MODEL_URL": "https://[", "LEDGERSTONE_MODEL_NAME": "m"}, "no https address"),
        (
            {
                "LEDGERSTONE_MODEL_URL": "https://x.invalid",
                "LEDGERSTONE_MODEL_NAME": "m",
                "LEDGERSTONE_MODEL_BUDGET": "0",
            },
            "no number above 0",
        ),
    ],
)
def test_a_setting_that_cannot_be_is_refused(environment: dict[str, str], what: str) -> None:
    with pytest.raises(BadSetting, match=what):
        from_environment(environment)
