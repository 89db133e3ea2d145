"""How good the engine is on sentences that it did not learn from: tags, trees (by gold words), names (whole spans)."""

from collections import Counter
from collections.abc import Sequence

import torch

from ledgerstone.engine.labels import ENTITIES
from ledgerstone.engine.pieces import Pieces
from training.batches import UNKNOWN, batches
from training.examples import Example
from training.network import Engine


def measure(engine: Engine, examples: Sequence[Example], pieces: Pieces) -> dict[str, float]:
    """Return the share of right tags, heads, heads with relation, and precision, recall and F1 of names, in percent."""
    engine.eval()
    tally: Counter[str] = Counter()
    for batch in batches(examples, pieces, size=4_000):
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            scores = engine(batch.pieces, batch.shapes, batch.firsts)
            heads = scores.arcs.argmax(-1)
            relations = engine.relations(scores, heads).argmax(-1)
        known = batch.heads != UNKNOWN
        tally["words"] += int(known.sum())
        tally["tags"] += int((scores.tags.argmax(-1) == batch.tags)[known].sum())
        tally["heads"] += int((heads == batch.heads)[known].sum())
        tally["both"] += int(((heads == batch.heads) & (relations == batch.relations))[known].sum())
        for found, gold in zip(scores.entities.argmax(-1).tolist(), batch.entities.tolist(), strict=True):
            wanted = spans(gold)
            if gold[1:2] == [UNKNOWN]:
                continue
            given = spans([code if real != UNKNOWN else 0 for code, real in zip(found, gold, strict=True)])
            tally.update(right=len(wanted & given), wanted=len(wanted), given=len(given))
    each = {"tags": tally["tags"], "heads": tally["heads"], "heads and relations": tally["both"]}
    figures = {name: 100 * value / max(1, tally["words"]) for name, value in each.items()}
    names = {"precision": tally["given"], "recall": tally["wanted"], "f1": (tally["given"] + tally["wanted"]) / 2}
    return figures | {f"names {name}": 100 * tally["right"] / max(1, value) for name, value in names.items()}


def spans(codes: Sequence[int]) -> set[tuple[int, int, str]]:
    """Return the names of a row of codes: (first word, behind the last, kind)."""
    found, opened = set(), None
    for at, code in enumerate([*codes, 0]):
        name = ENTITIES[code] if code > 0 else "O"
        if opened and name != f"I-{opened[1]}":
            found.add((opened[0], at, opened[1]))
            opened = None
        if name != "O" and opened is None:
            opened = (at, name[2:])
    return found
