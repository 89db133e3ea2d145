import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from spreading_work import backtrack, eat, process, sleep_for, square

from ledgerstone.errors import StoreBusy
from ledgerstone.spreading import Bounds, Killed, OutOfMemory, TookTooLong, Workers, sensible, worth


def test_one_worker_works_on_what_is_small_in_this_process() -> None:
    with Workers(process, number=1, small=lambda number: number < 2) as workers:
        found = dict(workers.map(range(4)))
    assert found[0] == found[1] == os.getpid()
    assert found[2] == found[3] != os.getpid()


@pytest.mark.parametrize("number", [1, 2])
def test_what_takes_too_long_is_ended_and_the_others_go_on(number: int) -> None:
    with Workers(sleep_for, number=number, bounds=Bounds(seconds=0.3)) as workers:
        found = dict(workers.map([0.0, 60.0, 0.01]))
    assert isinstance(found.pop(60.0), TookTooLong)
    assert found == {0.0: 0.0, 0.01: 0.01}


def test_the_clock_ends_a_pattern_that_never_ends_in_this_process() -> None:
    with Workers(backtrack, number=1, bounds=Bounds(seconds=0.2), small=lambda _: True) as workers:
        (slow, quick) = [found for _, found in workers.map([40, 3])]
    assert isinstance(slow, TookTooLong)
    assert quick is False
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_what_needs_too_much_memory_is_told_apart_and_the_others_go_on() -> None:
    with Workers(eat, number=1, bounds=Bounds(memory=200 << 20)) as workers:
        found = dict(workers.map([10, 400, 20]))
    assert isinstance(found.pop(400), OutOfMemory)
    assert found == {10: 10, 20: 20}


def test_leaving_ends_what_is_under_way() -> None:
    start = time.monotonic()
    with Workers(sleep_for, number=2) as workers:
        assert next(workers.map([0.0, 50.0, 50.0, 50.0, 50.0, 50.0, 50.0, 50.0])) == (0.0, 0.0)
    assert time.monotonic() - start < 40


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


_UNGUARDED = """
from ledgerstone.spreading import Workers
print("begun")
with Workers(abs, number=1) as workers:
    print([found for _, found in workers.map([-1, 2])])
"""


def test_a_script_that_guards_nothing_is_not_run_once_more(tmp_path: Path) -> None:
    (tmp_path / "main.py").write_text(_UNGUARDED)
    done = subprocess.run([sys.executable, str(tmp_path / "main.py")], capture_output=True, text=True, check=True)
    assert done.stdout == "begun\n[1, 2]\n"
