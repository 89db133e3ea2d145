"""What the stages say of records can be said in another language: every sentence of theirs fits one that is known."""

import ast
import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from django.utils import translation

import ledgerstone as ls
from ledgerstone.actions.permissions import WORDS, Deed, require
from ledgerstone.errors import NotAllowed
from ledgerstone.reconciling.policies import POLICIES
from ledgerstone.web.saying import for_translators, said, said_day, said_error, said_label, speaking
from ledgerstone.web.saying.sentences import SENTENCES

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src/ledgerstone"
SAYING = (
    *(SOURCE / "reconciling/policies").glob("*.py"),
    *(SOURCE / f"reconciling/{name}.py" for name in ("checking", "including")),
    *(SOURCE / f"linking/{name}.py" for name in ("scoring", "nesting", "wholes")),
    SOURCE / "reviewing.py",
)
"""The modules whose sentences a person reads in the room."""

_HOLE = re.compile(r"%\(\w+\)s")
# What is put together out of more than one literal, or is no sentence: word lists, patterns, and keys.
_NO_SENTENCE = re.compile(r"^[\w ]*\\|^(?:\w+ ){8,}\w+$|^(?:across|sets the |, leaves |here: |the report$)")


@pytest.fixture(autouse=True)
def _in_another_language(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(speaking, "gettext", lambda text: f"«{text}»")
    with translation.override("de"):
        yield


def _literals(path: Path) -> Iterator[str]:
    """Yield the texts of a module that are no docstrings and no part of an error, holes as an underscore."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    left_out = {id(part) for node in ast.walk(tree) if isinstance(node, ast.Raise) for part in ast.walk(node)}
    left_out |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if id(node) in left_out:
            continue
        if isinstance(node, ast.JoinedStr):
            left_out |= {id(part) for part in node.values}
            yield "_".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def test_every_sentence_of_the_stages_is_known() -> None:
    """A new reason needs its line in ``saying/sentences.py``."""
    known = [_HOLE.sub("_", each) for each in SENTENCES]
    missing = [
        f"{path.name}: {text}"
        for path in SAYING
        for text in _literals(path)
        if " " in text.strip(" _,:;.()") and not _NO_SENTENCE.search(text)
        if not any(all(piece in each for piece in text.split("_") if piece.strip()) for each in known)
    ]
    assert not missing, "\n".join(missing)


def test_what_is_said_of_the_examples_is_said_whole() -> None:
    texts = (ROOT / "examples/reports").iterdir()
    reports = [ls.read(path.read_bytes(), name=path.name) for path in sorted(texts) if path.suffix != ".jsonl"]
    left = set()
    for policy in POLICIES:
        for each in ls.assess(reports, policy=policy):
            reasons = {one.reason for toll in each.tolls for one in (*toll.used, *toll.set_aside)}
            reasons |= {check.text for check in each.checks} | {grade.because for grade in each.grades}
            left |= {text for text in reasons if said(text) == text}
            assert said_label(each.label) != each.label
    assert left == set()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("at least 1,200", "«at least 1.200»"),
        ("12 to 14: sets the low and high", "««12 to 14»: «sets the low and high»»"),
        ("killed: child", "««killed»: «child»»"),
        ("are named, and the total leaves 3", "««are named», and the total leaves 3»"),
    ],
)
def test_a_sentence_is_taken_apart(text: str, words: str) -> None:
    assert said(text) == words


def test_holes_are_filled_with_what_is_said_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    german = {
        "%(range)s: %(said)s": "%(said)s mit %(range)s",
        "at least %(n)s": "mindestens %(n)s",
        "sets the low": "bestimmt die Untergrenze",
        "%(codes)s (here: %(name)s says so)": "-",
        "Killing of %(whom)s": "Tötung von %(whom)s",
        "people": "Menschen",
        "%(what)s in %(place)s, %(days)s": "%(what)s in %(place)s am %(days)s",
    }
    monkeypatch.setattr(speaking, "gettext", lambda text: german.get(text, text))
    assert said("at least 1200: sets the low") == "bestimmt die Untergrenze mit mindestens 1.200"
    label = said_label("Killing of people in Drovath, 11 March 2031")
    assert label == "Tötung von Menschen in Drovath am 11. März 2031"
    assert said_day(datetime(2031, 3, 11, 22, 39)) == "11. März 2031 22:39 UTC"  # noqa: DTZ001 (as a record tells it)
    assert said_day(date(2031, 3, 11)) == "11. März 2031"


def test_a_refusal_is_said_with_the_deed_and_the_roles() -> None:
    for deed in Deed:
        with pytest.raises(NotAllowed) as refused:
            require([], deed)
        assert said_error(refused.value.what) == f"«Your role does not let you «{WORDS[deed]}».»"
        assert said_error(refused.value.do).startswith("«Ask a «")
    assert said_error("There is no such account.") == "«There is no such account.»"


def test_what_a_source_says_stays_as_it_is() -> None:
    assert said("They are liars") == "They are liars"
    assert "Lantern Brigade" in said_label("Killing of people in Lantern Brigade Square, 11 March 2031")
    assert said("x" * 10_000) == "x" * 10_000


def test_in_english_nothing_is_done() -> None:
    with translation.override("en"):
        assert said("at least 1200") == "at least 1200"


def test_what_stands_in_data_is_listed_for_translators(capsys: pytest.CaptureFixture[str]) -> None:
    for_translators.main()
    made = capsys.readouterr().out
    compile(made, "listed", "exec")
    assert "gettext_noop('killed or injured')" in made
    assert "gettext_noop('There is no such decision.')" in made, "an error's words, too"
