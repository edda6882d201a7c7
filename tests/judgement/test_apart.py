from __future__ import annotations

from random import Random

import pytest

from beichen.domain.observation import Segment
from beichen.judgement.apart import Counted, standing_apart


def of(dimension: str, **values: Counted) -> dict[str, dict[Segment, Counted]]:
    return {dimension: {((dimension, name),): one for name, one in values.items()}}


def test_segment_that_fell_while_the_others_rose_together_is_named() -> None:
    found = standing_apart(
        of("device", phone=Counted(800, 880), web=Counted(500, 552), tablet=Counted(400, 180), tv=Counted(90, 101))
    )

    assert list(found) == [(("device", "tablet"),)]
    assert found[(("device", "tablet"),)] > 0.99


def test_of_two_segments_the_one_that_moved_is_named() -> None:
    assert list(standing_apart(of("device", phone=Counted(800, 805), web=Counted(500, 250)))) == [(("device", "web"),)]


@pytest.mark.parametrize("growth", [0.6, 1.0, 1.5])
def test_segments_that_moved_together_name_none(growth: float) -> None:
    sizes = {"a": 900, "b": 420, "c": 150, "d": 60}

    assert standing_apart(of("device", **{name: Counted(n, round(n * growth)) for name, n in sizes.items()})) == {}


def test_dimension_of_one_segment_and_small_segments_say_nothing() -> None:
    assert standing_apart(of("device", phone=Counted(800, 200))) == {}
    assert standing_apart(of("device", phone=Counted(800, 790), web=Counted(6, 1))) == {}


def test_rate_is_judged_by_its_events_and_its_tries() -> None:
    # twice the tries, twice the events: nothing moved; the same events of twice the tries did
    found = standing_apart(
        of(
            "device",
            phone=Counted(300, 600, 1000, 2000),
            web=Counted(200, 205, 500, 1000),
            tv=Counted(150, 152, 400, 400),
        )
    )

    assert list(found) == [(("device", "web"),)]


def test_worlds_without_a_cause_are_named_in_at_most_one_of_fifty() -> None:
    named = 0
    for seed in range(300):
        random = Random(seed)
        sizes = [random.choice((30, 120, 500, 2000)) for _ in range(7)]
        drawn = {f"d{i}": Counted(_draw(random, n), _draw(random, 1.1 * n)) for i, n in enumerate(sizes)}
        named += bool(standing_apart(of("device", **drawn)))

    assert named <= 6


def _draw(random: Random, mean: float) -> float:
    return max(0.0, random.gauss(mean, mean**0.5))
