"""Write trained weights as the package carries them: ONNX, 8-bit by channel, and compare it with the network at full width.

``python -m training.export --trained FILE --weights FOLDER --treebank FOLDER --out FOLDER``
"""

import argparse
import shutil
import tempfile
from pathlib import Path

import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.batches import batches, read_pieces
from training.network import Engine
from training.treebank import ewt

_NAMES = ["tags", "entities", "heads", "relations"]


class Answers(nn.Module):
    """The network with its choices: the best tag, head and relation of each word, and the logits of names."""

    def __init__(self, engine: Engine) -> None:
        super().__init__()
        self.engine = engine

    def forward(self, pieces: Tensor, shapes: Tensor, firsts: Tensor) -> tuple[Tensor, ...]:
        """Return one answer of each kind a word."""
        scores = self.engine(pieces, shapes, firsts)
        heads = scores.arcs.argmax(-1)
        return scores.tags.argmax(-1), scores.entities, heads, self.engine.relations(scores, heads).argmax(-1)


def main() -> None:
    """Export, and print how often both agree on EWT's test sentences."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("trained", "weights", "treebank", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    options = parser.parse_args()
    engine = Engine()
    engine.load_state_dict(torch.load(options.trained, weights_only=True))
    engine.eval()
    options.out.mkdir(parents=True, exist_ok=True)
    target = options.out / "weights.onnx"
    shutil.copy(options.weights / "vocab.txt", options.out / "pieces.txt")
    with tempfile.TemporaryDirectory() as folder:
        wide = Path(folder) / "wide.onnx"
        export(engine, wide)
        quantize_dynamic(wide, target, per_channel=True, weight_type=QuantType.QInt8)
    compare(engine, target, options)
    print(f"{target}: {target.stat().st_size / 1e6:.1f} MB")


def export(engine: Engine, path: Path) -> None:
    """Write the network with its choices as ONNX."""
    example = (
        torch.ones(2, 8, dtype=torch.long),
        torch.zeros(2, 8, dtype=torch.long),
        torch.ones(2, 5, dtype=torch.long),
    )
    axes = {
        "pieces": {0: "sentence", 1: "piece"},
        "shapes": {0: "sentence", 1: "piece"},
        "firsts": {0: "sentence", 1: "word"},
    }
    torch.onnx.export(
        Answers(engine).eval(), example, str(path), input_names=list(axes), output_names=_NAMES,
        dynamic_axes=axes | {name: {0: "sentence", 1: "word"} for name in _NAMES}, opset_version=17, dynamo=False,
    )  # fmt: skip


def compare(engine: Engine, path: Path, options: argparse.Namespace) -> None:
    """Print the share of words for which the exported network chooses as the trained one does."""
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    same, words = [0] * len(_NAMES), 0
    test = ewt(options.treebank / "ewt" / "test.conllu")[:600]
    for batch in batches(test, read_pieces(options.weights), size=2_000):
        with torch.no_grad():
            wide = Answers(engine).eval()(batch.pieces, batch.shapes, batch.firsts)
        given = {"pieces": batch.pieces.numpy(), "shapes": batch.shapes.numpy(), "firsts": batch.firsts.numpy()}
        small = [torch.from_numpy(each) for each in session.run(None, given)]
        known = batch.firsts > 0
        words += int(known.sum())
        for i, (a, b) in enumerate(zip(wide, small, strict=True)):
            chosen = (a.argmax(-1) == b.argmax(-1)) if a.dim() > known.dim() else a == b
            same[i] += int(chosen[known].sum())
    print(
        ", ".join(f"{name} {100 * count / words:.2f} %" for name, count in zip(_NAMES, same, strict=True)), "the same"
    )


if __name__ == "__main__":
    main()
