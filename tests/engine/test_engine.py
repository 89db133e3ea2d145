import pickle
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledgerstone.engine.encoding import CAPITAL, DIGITS, LOWER, MIXED, OTHER, UPPER, encode, shape_of
from ledgerstone.engine.engine import Engine, open_engine
from ledgerstone.engine.parses import Parse
from ledgerstone.engine.pieces import Pieces
from ledgerstone.engine.words import words_of_sentence
from ledgerstone.errors import MissingResource


@pytest.fixture(scope="module")
def engine() -> Engine:
    return open_engine()


def read(engine: Engine, text: str) -> Parse:
    (parse,) = engine.read(text, [(0, len(text))])
    return parse


def test_words_are_cut_as_the_treebanks_cut_them() -> None:
    text = "Mr. Oreld J. Tavin can't leave the U.S. army's 5,000 al-Sella men at 9:30."
    assert [text[start:end] for start, end in words_of_sentence(text)] == [
        "Mr.", "Oreld", "J.", "Tavin", "ca", "n't", "leave", "the", "U.S.", "army", "'s", "5,000", "al", "-", "Sella",
        "men", "at", "9:30", ".",
    ]  # fmt: skip


def test_pieces_are_the_longest_known_beginnings() -> None:
    pieces = Pieces({"[UNK]": 0, "kal": 1, "##ve": 2, "##ssa": 3, "-": 4, "sella": 5, "##s": 6})
    assert pieces.of("Kalvéssa") == (1, 2, 3)
    assert pieces.of("Sella-Kal") == (5, 4, 1)
    assert pieces.of("Sellax") == (0,)
    assert pieces.of("\u200b") == ()


@pytest.mark.parametrize(
    ("word", "shape"),
    [
        ("men", LOWER),
        ("Sella", CAPITAL),
        ("SELLA", UPPER),
        ("mcTavin", MIXED),
        ("12", DIGITS),
        ("!", OTHER),
        ("A", CAPITAL),
    ],
)
def test_a_words_shape_is_how_it_is_written(word: str, shape: int) -> None:
    assert shape_of(word) == shape


def test_rows_are_filled_up_and_words_keep_their_place() -> None:
    batch = encode([["\u200b", "kal"], ["kal"]], Pieces({"[UNK]": 0, "kal": 7}))
    assert batch.pieces.tolist() == [[101, 7, 102], [101, 7, 102]]
    assert batch.firsts.tolist() == [[0, 1, 1], [0, 1, 0]]


def test_a_sentence_has_a_tree_and_names(engine: Engine) -> None:
    text = "Shells hit a market in Sella on Monday, and Tavin Oreld, a teacher, was killed."
    parse = read(engine, text)
    hit, sella = parse.word_at(text.index("hit")), parse.word_at(text.index("Sella"))
    assert sella is not None
    assert hit in parse.up(sella)
    assert parse.tags[parse.words.index("market")] == "NOUN"
    names = {(text[name.start : name.end], name.kind) for name in parse.names}
    assert {("Sella", "LOC"), ("Tavin Oreld", "PER")} <= names
    assert all(0 < name.score <= 1 for name in parse.names)


def test_sentences_read_together_are_read_as_alone(engine: Engine) -> None:
    texts = ["Two men died in Tessim.", "Nobody was hurt.", "The Drovath army denied that it had shelled the town."]
    whole = " ".join(texts)
    starts = [whole.index(text) for text in texts]
    together = engine.read(whole, [(at, at + len(text)) for at, text in zip(starts, texts, strict=True)])
    for text, parse in zip(texts, together, strict=True):
        alone = read(engine, text)
        assert (parse.words, parse.heads, parse.tags) == (alone.words, alone.heads, alone.tags)


def test_it_is_pickled_by_its_path_and_known_by_its_weights(engine: Engine) -> None:
    again = pickle.loads(pickle.dumps(engine))  # noqa: S301  our own
    assert again.digest == engine.digest
    assert read(again, "Two died.").words == ("Two", "died", ".")


def test_weights_that_are_not_there_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(MissingResource):
        open_engine(tmp_path / "weights.onnx")


@settings(max_examples=40, deadline=None)
@given(text=st.text(min_size=1, max_size=120))
def test_any_text_gives_words_with_heads_among_them(text: str) -> None:
    for parse in open_engine().read(text, [(0, len(text))]):
        assert all(-1 <= head < len(parse.words) for head in parse.heads)
        assert parse.words == tuple(text[start:end] for start, end in zip(parse.starts, parse.ends, strict=True))
        assert all(name.start < name.end for name in parse.names)


@pytest.mark.parametrize("unit", ["Sella ", "a\u200b", "((", "1,2 ", "é-"])
def test_what_is_longer_than_it_reads_is_left_out(unit: str, engine: Engine) -> None:
    parse = read(engine, unit * 400)
    assert len(parse.words) <= 254 * len(unit)
