"""Sentences of the treebanks: GUM's with trees and names, EWT's with trees, and names where Universal NER has them."""

import re
from collections.abc import Iterator
from pathlib import Path

from ledgerstone.engine.labels import ENTITIES, RELATIONS, TAGS
from training.examples import Example

_BRACKET = re.compile(r"\((?P<opened>\d+)-(?P<type>\w+)[^()]*|(?P<closed>\d+)\)|\)")
_KINDS = {"person": "PER", "organization": "ORG", "place": "LOC"}
_JOINTS = frozenset({"ADP", "DET", "PUNCT", "NUM"})
_TITLES = frozenset(
    "mr. mrs. ms. dr. prof. president minister senator sen. rep. gov. governor king queen prince sir lord judge justice "
    "captain colonel general sheikh ayatollah pope professor chancellor mayor rev. st.".split()
)
Row = list[str]


def gum(folder: Path) -> dict[str, list[Example]]:
    """Return the sentences of each document of GUM, with trees and names."""
    found = {}
    for path in sorted(folder.glob("*.conllu")):
        rows = list(_sentences(path))
        names = _names(rows)
        found[path.stem] = [_example(sentence, names[i]) for i, sentence in enumerate(rows)]
    return found


def ewt(path: Path, names: Path | None = None, *, genres: tuple[str, ...] = ("",)) -> list[Example]:
    """Return the sentences of a part of EWT, with the names of an ``iob2`` file where its sentence has the same words."""
    known: dict[tuple[str, ...], tuple[int, ...]] = {}
    for rows in _sentences(names) if names else ():
        codes = tuple(ENTITIES.index(row[2]) if row[2] in ENTITIES else 0 for row in rows)
        known[tuple(row[1] for row in rows)] = codes
    return [_example(rows, known.get(tuple(row[1] for row in rows))) for rows in _sentences(path, genres)]


def _sentences(path: Path, genres: tuple[str, ...] = ("",)) -> Iterator[list[Row]]:
    rows: list[Row] = []
    wanted = True
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if not line.strip():
            if rows and wanted:
                yield rows
            rows = []
        elif line.startswith("# newdoc id = "):
            wanted = line[14:].startswith(genres)
        elif line[0].isdigit():
            row = line.split("\t")
            if row[0].isdigit():
                rows.append(row)


def _example(rows: list[Row], entities: tuple[int, ...] | None) -> Example:
    return Example(
        words=tuple(row[1] for row in rows),
        tags=tuple(TAGS.index(row[3]) if row[3] in TAGS else TAGS.index("X") for row in rows),
        heads=tuple(int(row[6]) for row in rows),
        relations=tuple(_relation(row[7]) for row in rows),
        entities=entities,
    )


def _relation(name: str) -> int:
    return RELATIONS.index(name if name in RELATIONS else name.split(":", maxsplit=1)[0])


def _names(sentences: list[list[Row]]) -> list[tuple[int, ...]]:
    """Reduce the entities of a document, which are whole noun phrases, to the proper names at their heads."""
    codes = [[0] * len(rows) for rows in sentences]
    for i, rows in enumerate(sentences):
        spans = sorted(_spans(rows), key=lambda span: (span[0] - span[1], span[0]))
        for start, end, kind in spans:
            name = _name(rows, start, end, kind)
            if name is None or any(codes[i][name[0] : name[1]]):
                continue
            for at in range(*name):
                codes[i][at] = ENTITIES.index(f"{'B' if at == name[0] else 'I'}-{kind}")
    return [tuple(each) for each in codes]


def _spans(rows: list[Row]) -> Iterator[tuple[int, int, str]]:
    opened: list[tuple[str, int, str]] = []
    for at, row in enumerate(rows):
        entity = next((part[7:] for part in row[9].split("|") if part.startswith("Entity=")), "")
        for match in _BRACKET.finditer(entity):
            if match["opened"]:
                opened.append((match["opened"], at, match["type"]))
                continue
            which = match["closed"] or (opened[-1][0] if opened else "")
            for j in range(len(opened) - 1, -1, -1):
                if opened[j][0] == which:
                    _, start, kind = opened.pop(j)
                    if kind in _KINDS:
                        yield start, at + 1, _KINDS[kind]
                    break


def _name(rows: list[Row], start: int, end: int, kind: str) -> tuple[int, int] | None:
    """Return the run of proper nouns around the head of a noun phrase, without titles; None where it has none."""
    inside = {str(at + 1) for at in range(start, end)}
    head = next((at for at in range(start, end) if rows[at][6] not in inside), None)
    if head is None or rows[head][3] != "PROPN" or (kind == "PER" and rows[head][4] == "NNPS"):
        return None
    left = right = head
    while left > start and (proper := _next(rows, range(left - 1, max(start, left - 4) - 1, -1))) is not None:
        left = proper
    while right < end - 1 and (proper := _next(rows, range(right + 1, min(end, right + 4)))) is not None:
        right = proper
    titles = [at for at in range(left, right) if rows[at][1].lower() in _TITLES] if kind == "PER" else []
    return (titles[-1] + 1 if titles else left), right + 1


def _next(rows: list[Row], reach: range) -> int | None:
    for at in reach:
        if rows[at][3] == "PROPN" or (rows[at][3] in {"ADJ", "NOUN", "VERB"} and rows[at][1][:1].isupper() and at):
            return at
        if rows[at][3] not in _JOINTS or rows[at][1] in {",", ";", "(", ")", '"', "“", "”"}:
            return None
    return None
