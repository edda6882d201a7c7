from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from beichen.domain.metric import Good
from beichen.domain.text import Text
from beichen.judgement.health.benchmark import distance, judge_benchmark
from beichen.judgement.health.facts import Compared
from beichen.judgement.health.watching import Status

from .worlds import facts


def compared(
    value: float | None, *, good: Good = Good.UP, dated: date | None = date(2025, 6, 1), metric: str = "listeners"
):
    return Compared(metric, Text.same(metric), value, 0.25, "Report 2025", dated, good, "share")


@pytest.mark.parametrize(
    ("value", "good", "expected"), [(0.30, Good.UP, 0.2), (0.20, Good.UP, -0.2), (0.20, Good.DOWN, 0.2)]
)
def test_distance_is_towards_the_good_side(value, good, expected):
    assert distance(compared(value, good=good)) == pytest.approx(expected)


def test_north_star_ahead_of_its_benchmark_is_fine():
    check = judge_benchmark(replace(facts(), compared=(compared(0.30),)))

    assert check.status is Status.OK
    assert "30% of" not in check.reason.en
    assert "20% ahead of 25.0% (Report 2025)" in check.reason.en


def test_north_star_well_behind_is_watched():
    assert judge_benchmark(replace(facts(), compared=(compared(0.20),))).status is Status.WATCH


@pytest.mark.parametrize("dated", [None, date(2023, 1, 1)])
def test_figure_that_is_old_or_undated_is_flagged(dated):
    check = judge_benchmark(replace(facts(), compared=(compared(0.30, dated=dated),)))

    assert check.status is Status.WATCH
    assert "old or undated: listeners" in check.reason.en


def test_where_the_north_star_has_none_the_worst_of_the_others_is_told():
    check = judge_benchmark(replace(facts(), compared=(compared(0.30, metric="a"), compared(0.20, metric="b"))))

    assert check.reason.en.startswith("b is")


def test_without_a_benchmark_nothing_is_told():
    assert judge_benchmark(facts()).status is Status.UNDETERMINED
    assert judge_benchmark(replace(facts(), compared=(compared(None),))).status is Status.UNDETERMINED
