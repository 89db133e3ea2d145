import pickle
from pathlib import Path

import pytest

from ledgerstone.errors import MissingResource
from ledgerstone.vocabulary.spelling import Spelling
from ledgerstone.vocabulary.spelling_build import forms, rules

AFFIXES = rules(
    ["SFX D Y 2", "SFX D 0 d e", "SFX D 0 ed [^e]", "SFX S Y 1", "SFX S 0 s [^s]", "PFX U Y 1", "PFX U 0 un ."]
)


def test_words_and_names_are_told_apart() -> None:
    spelling = Spelling()
    assert spelling.is_word("guerrillas")
    assert not spelling.is_name("guerrillas")
    assert spelling.is_word("rose")
    assert spelling.is_name("rose")
    assert not spelling.is_word("salvadoran")
    assert not spelling.is_word("queldara")


def test_every_form_of_an_entry_is_written_out() -> None:
    assert sorted(forms("load/DSU", AFFIXES)) == ["load", "loaded", "loads", "unload", "unloaded", "unloads"]
    assert list(forms("3rd/p", AFFIXES)) == []


def test_a_list_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingResource):
        Spelling(tmp_path / "none.txt").is_word("rose")


def test_it_can_be_pickled() -> None:
    assert pickle.loads(pickle.dumps(Spelling())) == Spelling()  # noqa: S301 (made here)
