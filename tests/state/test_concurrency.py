from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from time import sleep

from beichen.state.definitions import Definition
from beichen.state.open import State, open_state

from .build import REVENUE, WAU, define
from .saver import read_batch, save_batch

ROOT = Path(__file__).parents[2]


def test_readers_see_one_batch_or_another_but_never_a_mixture(address: str) -> None:
    with open_state(address) as writer, open_state(address) as reader, ThreadPoolExecutor(1) as thread:
        define(writer, WAU)
        save_batch(writer, 0)
        writing = thread.submit(lambda: [save_batch(writer, number) for number in range(1, 31)])
        seen = [read_batch(reader)]
        while not writing.done():
            seen.append(read_batch(reader))
        writing.result()

        assert {len(values) for values in seen} == {1}
        assert read_batch(reader) == {30}


def test_two_writers_of_the_same_slices_take_turns(address: str) -> None:
    with open_state(address) as first, open_state(address) as second, ThreadPoolExecutor(2) as threads:
        define(first, WAU)
        jobs = [
            threads.submit(lambda s=s, n=n: [save_batch(s, n) for _ in range(15)]) for n, s in ((1, first), (2, second))
        ]
        for job in jobs:
            job.result()

        assert read_batch(first) in ({1}, {2})


def test_two_writers_that_read_before_they_write_take_turns(address: str) -> None:
    with open_state(address) as first, open_state(address) as second, ThreadPoolExecutor(2) as threads:

        def save(state: State, text: str) -> None:
            for n in range(30):
                state.definitions.save_definitions([Definition("active", f"{text}{n}", text)])

        for job in [threads.submit(save, first, "a"), threads.submit(save, second, "b")]:
            job.result()

        assert len(first.definitions.history("active")) == 60


def test_killed_writer_loses_nothing_that_it_acknowledged_and_leaves_no_half(address: str) -> None:
    random = Random(1)
    acknowledged = 0
    for _ in range(3):
        acknowledged = _save_until_killed(address, acknowledged + 1, random)

        with open_state(address) as state:
            [batch] = read_batch(state)
            [revenue] = state.observations.read_slice(REVENUE) or []
        # The number after the acknowledged one may have been saved whole before it could be told.
        assert (batch, revenue.value) in [(acknowledged + a, acknowledged + b) for a, b in [(0, 0), (1, 0), (1, 1)]]


def _save_until_killed(address: str, begin: int, random: Random) -> int:
    """Save in another process, kill it at some moment, and return the last number that it acknowledged."""
    program = [sys.executable, "-m", "tests.state.saver", address, str(begin)]
    with subprocess.Popen(program, stdout=subprocess.PIPE, text=True, cwd=ROOT) as saver:
        assert saver.stdout is not None
        told = [saver.stdout.readline() for _ in range(random.randrange(1, 40))]
        sleep(random.uniform(0, 0.02))
        saver.kill()
        told += saver.stdout.readlines()
    return int(told[-1])
