"""Saves rising numbers for ever and prints each when all of it is saved: `python -m tests.state.saver ADDRESS BEGIN`."""

from __future__ import annotations

import sys
from itertools import count

from beichen.state.open import State, open_state

from .build import MONDAY, REVENUE, WAU, WAU_BY_CITY, computed, define, observe


def save_batch(state: State, number: int) -> None:
    """One batch of two slices in which all 201 values, the names of cities and the version of the data are `number`."""
    cities = [(("city", f"城市{n} {number}"),) for n in range(200)]
    state.observations.save_slices(
        [
            (computed(WAU, str(number)), [observe(WAU, MONDAY, number)]),
            (computed(WAU_BY_CITY, str(number)), [observe(WAU_BY_CITY, MONDAY, number, city) for city in cities]),
        ]
    )


def read_batch(state: State) -> set[int]:
    """The numbers in what `save_batch` saved: a single one, unless half of a batch was seen."""
    read = state.observations.read_slices([WAU, WAU_BY_CITY])
    assert [len(observations) for observations in read.values()] == [1, 200]
    values = {int(str(o.value)) for observations in read.values() for o in observations}
    return values | {int(str(city).split()[1]) for o in read[WAU_BY_CITY] for _, city in o.segment}


def main(address: str, begin: int) -> None:
    state = open_state(address)
    define(state, WAU, REVENUE)
    for number in count(begin):
        save_batch(state, number)
        state.observations.save_slice(computed(REVENUE), [observe(REVENUE, MONDAY, number)])
        print(number, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
