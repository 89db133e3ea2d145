"""Nothing leaves the machine unasked: the library that runs the network reports its use, unless it is told not to."""

import ast
import os
import subprocess
import sys
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src/ledgerstone"
READ = """
import ledgerstone as ls
report = ls.Report.from_text("At least four people were killed in Drovath.", title=None, published=None, publisher=None)
print(len(ls.extract(report)))
"""


def test_what_runs_the_network_leaves_no_mark_of_its_use(tmp_path: Path) -> None:
    """With its reporting on it makes an id of the device and a queue of reports, in the folder of its user's caches."""
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "LANG"}}  # CI turns it off, too
    ran = subprocess.run(
        [sys.executable, "-c", READ],
        env=kept | {"HOME": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert int(ran.stdout) > 0, "the network was run"
    assert list(tmp_path.rglob("*nnx*")) == []


def test_nothing_else_loads_the_library() -> None:
    """The variable is set in ``engine/__init__.py``; who loads the library past it would have it report."""
    loads = {
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([each.name for each in node.names] if isinstance(node, ast.Import) else [node.module or ""])
        if name.partition(".")[0] == "onnxruntime"
    }
    assert loads == {"engine/engine.py"}
