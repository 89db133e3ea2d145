import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from spreading_work import square

from ledgerstone.errors import StoreBusy
from ledgerstone.spreading import Killed, Workers, sensible, worth


def test_one_worker_works_in_this_process() -> None:
    with Workers(square, number=1) as workers:
        assert list(workers.map(range(4))) == [(0, 0), (1, 1), (2, 4), (3, 9)]


def test_results_come_in_the_order_of_the_inputs_and_few_are_taken_ahead() -> None:
    taken = 0

    def inputs() -> Iterator[int]:
        nonlocal taken
        for number in range(40):
            taken += 1
            yield number

    with Workers(square, number=2) as workers:
        for number, found in workers.map(inputs()):
            assert found == number * number
            assert taken - number <= 9
    assert taken == 40


def test_an_error_of_ours_comes_whole_out_of_a_worker() -> None:
    with Workers(square, number=2) as workers, pytest.raises(StoreBusy) as caught:
        list(workers.map([3, -3, 3]))
    assert str(caught.value) == "[S02] Held. Wait."


def test_an_input_that_kills_its_worker_is_told_apart_and_the_others_go_on() -> None:
    with Workers(partial(square, bad=5), number=2) as workers:
        found = dict(workers.map(range(12)))
    assert isinstance(found.pop(5), Killed)
    assert found == {number: number * number for number in range(12) if number != 5}


def test_the_number_suits_the_machine_and_the_work() -> None:
    assert 1 <= sensible() <= 8
    assert worth(4, inputs=3) == 1
    assert worth(4, inputs=300) == 4


_KILLED = """
import sys
from ledgerstone.spreading import Workers
sys.path.insert(0, sys.argv[1])
from test_spreading_work import tell
if __name__ == "__main__":
    with Workers(tell, number=2) as workers:
        for _, pid in workers.map(range(100000)):
            print(pid, flush=True)
"""


def test_workers_end_with_the_process_that_started_them(tmp_path: Path) -> None:
    (tmp_path / "test_spreading_work.py").write_text(
        "import os, time\ndef tell(_):\n    time.sleep(0.01)\n    return os.getpid()\n"
    )
    (tmp_path / "main.py").write_text(_KILLED)
    with subprocess.Popen(
        [sys.executable, str(tmp_path / "main.py"), str(tmp_path)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        pids = {int(process.stdout.readline()) for _ in range(20)}
        process.kill()
    end = time.monotonic() + 10
    while any(Path(f"/proc/{pid}").exists() for pid in pids):
        assert time.monotonic() < end
        time.sleep(0.02)
