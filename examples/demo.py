"""The main job on the examples: a case is made, filled, run and shown, and a dossier written. ``make demo`` runs it."""

import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
OUT = HERE.parent / "out"
CASE = OUT / "demo"
DOSSIER = OUT / "dossier.html"


def ledgerstone(*arguments: str | Path) -> None:
    """Show a command and run it."""
    words = [word.relative_to(Path.cwd()) if isinstance(word, Path) and _is_here(word) else word for word in arguments]
    sys.stdout.write(f"\n$ ledgerstone {' '.join(map(str, words))}\n")
    sys.stdout.flush()
    subprocess.run([sys.executable, "-m", "ledgerstone", *map(str, words)], check=True)  # noqa: S603 (our own program)


def _is_here(word: Path) -> bool:
    return word.is_relative_to(Path.cwd())


def main() -> int:
    """Run the commands that a user would type."""
    shutil.rmtree(CASE, ignore_errors=True)
    OUT.mkdir(exist_ok=True)
    gazetteer = HERE / "gazetteer.csv"
    ledgerstone("init", CASE, "--gazetteer", gazetteer, "--by", "demo")
    ledgerstone("add", CASE, HERE / "reports", "--by", "demo")
    ledgerstone("run", CASE, "--by", "demo")
    ledgerstone("show", CASE, "--dossier", DOSSIER)
    ledgerstone("verify", CASE)
    sys.stdout.write(
        f"\nOpen {DOSSIER.relative_to(HERE.parent)} in a browser: the dossier of three invented incidents.\n"
        "Open its review room, where people decide on what the program found:\n"
        f"  .venv/bin/ledgerstone serve {CASE.relative_to(HERE.parent)}\n"
        "Read one file without a case:\n"
        "  .venv/bin/ledgerstone assess examples/reports/07-qadrel-live-post.txt --gazetteer examples/gazetteer.csv\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
