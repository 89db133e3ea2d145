"""What each estimator's first call on a machine costs: a process of its own, with nothing compiled before.

python -m benchmarks.estimating.first_calls [dga|sparse|lcmcr]
"""

import os
import subprocess
import sys
import tempfile
import time

from benchmarks.estimating.tables import table
from ledgerstone.estimating import dga, lcmcr, sparse

CALLS = {
    "dga": lambda: dga(table("hare")),
    "sparse": lambda: sparse(table("hare"), bootstrap=20),
    "lcmcr": lambda: lcmcr(table("hare"), effective=1.0, iterations=4000),
}


def first_calls() -> dict[str, float]:
    """Processor seconds of the first call of each, compiling included, imports left out."""
    seconds = {}
    for name in CALLS:
        with tempfile.TemporaryDirectory() as cache:
            done = subprocess.run(  # noqa: S603 (ourselves, with words from here)
                [sys.executable, "-m", __spec__.name, name],
                env={**os.environ, "NUMBA_CACHE_DIR": cache},
                stdout=subprocess.PIPE,
                check=True,
                text=True,
            )
        seconds[name] = float(done.stdout)
    return seconds


def main(words: list[str]) -> None:
    """Time what is named in this process, or each in its own."""
    if not words:
        print(first_calls())
    for word in words:
        began = time.process_time()
        CALLS[word]()
        print(round(time.process_time() - began, 2))


if __name__ == "__main__":
    main(sys.argv[1:])
