from __future__ import annotations

import math
from dataclasses import replace

from beichen.domain.text import Text
from beichen.judgement.health.concentration import judge_concentration
from beichen.judgement.health.facts import Split
from beichen.judgement.health.watching import Status

from .worlds import WEEKS, facts, line, ripple

TAKES_OVER = [0.04, 0.09, 0.15, 0.2, 0.26, 0.32, 0.38, 0.45]


def split(android: list[float]) -> Split:
    """Android and the rest, of 1,000 listeners."""
    return Split(
        "device",
        Text("Device", "设备"),
        (line("android", [1000 * share for share in android]), line("ios", [1000 * (1 - share) for share in android])),
    )


def steady(level: float = 0.5) -> list[float]:
    return [level + ripple(week, 3, 0.01) for week in range(WEEKS)]


def test_segment_that_takes_over_is_found():
    shares = steady()
    taken = [*shares[:-8], *(share + more for share, more in zip(shares[-8:], TAKES_OVER, strict=True))]

    check = judge_concentration(replace(facts(), splits=(split(taken),)))

    assert check.status is Status.FAILED
    assert "android (Device) carries 84% of it" in check.reason.en


def test_steady_split_is_as_spread_as_its_equal_segments():
    check = judge_concentration(replace(facts(), splits=(split(steady()),)))

    assert check.status is Status.OK
    assert "as spread as 2.0 equal segments" in check.reason.en


def test_segment_that_has_always_carried_most_is_no_alarm():
    assert judge_concentration(replace(facts(), splits=(split(steady(0.9)),))).status is Status.OK


def test_growth_that_is_sure_but_small_is_no_alarm():
    small = [share + 0.02 * (week >= WEEKS - 8) for week, share in enumerate(steady())]

    assert judge_concentration(replace(facts(), splits=(split(small),))).status is Status.OK


def test_of_several_dimensions_the_one_that_concentrates_is_told():
    shares = steady()
    taken = [*shares[:-8], *(share + more for share, more in zip(shares[-8:], TAKES_OVER, strict=True))]
    other = Split(
        "city",
        Text("City", "城市"),
        tuple(line(name, [100 + 5 * math.sin(week) for week in range(WEEKS)]) for name in "ab"),
    )

    assert "(Device)" in judge_concentration(replace(facts(), splits=(other, split(taken)))).reason.en


def test_without_a_dimension_that_adds_up_nothing_is_told():
    assert judge_concentration(facts()).status is Status.UNDETERMINED
