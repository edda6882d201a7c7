"""Segments that do not make up their total: the one that moved otherwise than the others, and chance that names none."""

from __future__ import annotations

import numpy as np

from beichen.domain.observation import Segment
from beichen.judgement.apart import Counted, standing_apart


def country(name: str) -> Segment:
    return (("country", name),)


SMALL = {country(f"c{n}"): Counted(30 + n, 32 + n) for n in range(12)}


def test_large_segment_that_lost_half_is_found_though_all_others_then_differ_from_the_total() -> None:
    found = standing_apart({"country": {**SMALL, country("UK"): Counted(1146, 593)}})

    assert list(found) == [country("UK")]
    assert found[country("UK")] > 0.999


def test_small_segment_that_lost_everything_is_found() -> None:
    found = standing_apart({"country": {**SMALL, country("UK"): Counted(1146, 1180), country("FR"): Counted(36, 0)}})

    assert list(found) == [country("FR")]


def test_rates_are_compared_by_their_own_sizes() -> None:
    same = {country(f"c{n}"): Counted(30, 60, 100, 200) for n in range(8)}
    found = standing_apart({"country": {**same, country("FR"): Counted(300, 300, 1000, 2000)}})

    assert list(found) == [country("FR")]


def test_chance_names_a_segment_in_hardly_one_of_a_hundred_changes() -> None:
    generator = np.random.default_rng(3)
    named = 0
    for _ in range(200):
        rates = generator.lognormal(4, 1, 30)
        draws = zip(generator.poisson(rates), generator.poisson(1.2 * rates), strict=True)
        named += bool(standing_apart({"d": {country(f"c{n}"): Counted(*draw) for n, draw in enumerate(draws)}}))

    assert named <= 6
