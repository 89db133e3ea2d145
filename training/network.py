"""The network: a small encoder (MiniLM-L6's weights to begin with) and three heads: tags, trees, names."""

import math
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from ledgerstone.engine.labels import ENTITIES, RELATIONS, TAGS

LAYERS, WIDTH, HEADS, INNER = 6, 384, 12, 1536
SHAPES = 6  # lower, Capital, UPPER, miXed, digits, other: the encoder's vocabulary has no case
_ARC, _LABEL = 192, 96


class Layer(nn.Module):
    """One layer of the encoder, as BERT has it."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.inner, self.outer = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm_1, self.norm_2 = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Return the layer's output; ``mask`` is added to the weights of attention."""
        batch, length, _ = x.shape
        q, k, v = (f(x).view(batch, length, HEADS, -1).transpose(1, 2) for f in (self.query, self.key, self.value))
        weights = torch.softmax(q @ k.transpose(2, 3) / math.sqrt(WIDTH // HEADS) + mask, dim=-1)
        mixed = (self.drop(weights) @ v).transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.norm_1(x + self.drop(self.out(mixed)))
        return self.norm_2(x + self.drop(self.outer(nn.functional.gelu(self.inner(x)))))


@dataclass
class Scores:
    """What the heads say of each word: logits. ``arcs[b, w, h]`` for head ``h``, 0 being the root."""

    tags: Tensor
    entities: Tensor
    arcs: Tensor
    dependents: Tensor
    governors: Tensor


class Engine(nn.Module):
    """Encoder and heads. Words are read at their first piece; position 0 stands for the root."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces = nn.Embedding(30522, WIDTH)
        self.positions = nn.Embedding(512, WIDTH)
        self.shapes = nn.Embedding(SHAPES, WIDTH)
        nn.init.zeros_(self.shapes.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.drop = nn.Dropout(0.15)
        self.tag, self.entity = nn.Linear(WIDTH, len(TAGS)), nn.Linear(WIDTH, len(ENTITIES))
        self.arc_from, self.arc_to = nn.Linear(WIDTH, _ARC), nn.Linear(WIDTH, _ARC + 1)
        self.label_from, self.label_to = nn.Linear(WIDTH, _LABEL), nn.Linear(WIDTH, _LABEL)
        self.label = nn.Parameter(torch.zeros(len(RELATIONS), _LABEL, _LABEL))
        self.label_bias = nn.Linear(2 * _LABEL, len(RELATIONS))
        nn.init.xavier_uniform_(self.label)

    def forward(self, pieces: Tensor, shapes: Tensor, firsts: Tensor) -> Scores:
        """Score a batch: ids and shapes of pieces (0 = padding), and where each word begins (0 = the root, padding)."""
        mask = (pieces == 0)[:, None, None, :].float() * -1e4
        positions = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.norm(self.pieces(pieces) + self.positions(positions) + self.shapes(shapes))
        for layer in self.layers:
            x = layer(x, mask)
        words = torch.gather(x, 1, firsts[:, :, None].expand(-1, -1, WIDTH))
        words = self.drop(words)
        to = nn.functional.leaky_relu(self.arc_to(words), 0.1)
        arcs = nn.functional.leaky_relu(self.arc_from(words), 0.1) @ to[:, :, :-1].transpose(1, 2) / math.sqrt(_ARC)
        arcs = arcs + to[:, None, :, -1]
        beyond = (firsts == 0) & (torch.arange(firsts.shape[1], device=firsts.device) > 0)
        arcs = arcs - beyond[:, None, :].float() * 1e4
        return Scores(
            tags=self.tag(words), entities=self.entity(words), arcs=arcs,
            dependents=nn.functional.leaky_relu(self.label_from(words), 0.1),
            governors=nn.functional.leaky_relu(self.label_to(words), 0.1),
        )  # fmt: skip

    def relations(self, scores: Scores, heads: Tensor) -> Tensor:
        """Score the relations of each word to the head given."""
        governors = torch.gather(scores.governors, 1, heads[:, :, None].expand(-1, -1, _LABEL))
        batch, length, _ = governors.shape
        mixed = torch.einsum("bwi,rij->bwrj", scores.dependents, self.label)
        bilinear = (mixed @ governors[:, :, :, None]).view(batch, length, -1)
        return bilinear / math.sqrt(_LABEL) + self.label_bias(torch.cat([scores.dependents, governors], dim=-1))


def begin(weights: Path) -> Engine:
    """Return a new network with the encoder's published weights; its embeddings of pieces stay as they are."""
    engine, given = Engine(), load_file(weights)
    given = {name.removeprefix("bert."): value for name, value in given.items()}
    state = engine.state_dict()
    state["pieces.weight"] = given["embeddings.word_embeddings.weight"]
    state["positions.weight"] = given["embeddings.position_embeddings.weight"]
    state["norm.weight"], state["norm.bias"] = given["embeddings.LayerNorm.weight"], given["embeddings.LayerNorm.bias"]
    state["shapes.weight"] += given["embeddings.token_type_embeddings.weight"][0]
    theirs = {
        "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
        "out": "attention.output.dense", "norm_1": "attention.output.LayerNorm", "inner": "intermediate.dense",
        "outer": "output.dense", "norm_2": "output.LayerNorm",
    }  # fmt: skip
    for i in range(LAYERS):
        for ours, name in theirs.items():
            for part in ("weight", "bias"):
                state[f"layers.{i}.{ours}.{part}"] = given[f"encoder.layer.{i}.{name}.{part}"]
    engine.load_state_dict(state)
    engine.pieces.weight.requires_grad_(requires_grad=False)
    return engine
