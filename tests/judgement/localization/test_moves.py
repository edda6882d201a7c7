"""Changes between two periods in which everything may have moved together; worlds drawn by a seed."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import pytest
from arro3.core import Array, DataType, Table

from beichen.domain.observation import Reason
from beichen.judgement.localization.moves import localize_change

DIMENSIONS = {"channel": 5, "device": 4, "region": 6}
LEAVES = list(product(*(range(size) for size in DIMENSIONS.values())))
ORGANIC_PHONE = {"channel": "c1", "device": "d2"}


def _inside(where: dict[str, str]) -> Any:
    names = list(DIMENSIONS)
    return np.array([all(f"{n[0]}{leaf[names.index(n)]}" == value for n, value in where.items()) for leaf in LEAVES])


def _table(**columns: Any) -> Table:
    named = {
        name: Array([f"{name[0]}{leaf[i]}" for leaf in LEAVES], DataType.string()) for i, name in enumerate(DIMENSIONS)
    }
    return Table.from_pydict(
        named | {name: Array(column.tolist(), DataType.float64()) for name, column in columns.items()}
    )


def _counts(seed: int, growth: float, where: dict[str, str] | None = None, factor: float = 1.0) -> Table:
    rng = np.random.default_rng(seed)
    rates = rng.lognormal(4.5, 0.5, len(LEAVES))
    moved = np.where(_inside(where), factor, 1.0) if where else np.ones(len(LEAVES))
    return _table(before=rng.poisson(rates), after=rng.poisson(rates * growth * moved))


@pytest.mark.parametrize("growth", [0.5, 0.8, 1.3, 2.0])
def test_growth_that_all_segments_share_names_none(growth: float) -> None:
    reasons = [localize_change(_counts(seed, growth), list(DIMENSIONS)).reason for seed in range(20)]

    assert reasons == [Reason.EVERYWHERE] * 20


def test_two_draws_from_the_same_rates_name_nothing() -> None:
    reasons = [localize_change(_counts(seed, 1.0), list(DIMENSIONS)).reason for seed in range(20)]

    assert reasons == [Reason.NOTHING_STANDS_OUT] * 20


@pytest.mark.parametrize("growth", [0.8, 1.0, 1.3])
def test_segment_that_moved_otherwise_than_all_is_named_whatever_all_did(growth: float) -> None:
    found = [localize_change(_counts(seed, growth, ORGANIC_PHONE, 0.5), list(DIMENSIONS)) for seed in range(20)]

    assert [[segment.where for segment in each.segments] for each in found] == [[ORGANIC_PHONE]] * 20


def test_contribution_is_the_change_itself_and_excess_what_goes_beyond_the_segments_size() -> None:
    before = np.full(len(LEAVES), 100.0)
    after = np.where(_inside(ORGANIC_PHONE), 60.0, 120.0)

    answer = localize_change(_table(before=before, after=after), list(DIMENSIONS))

    [segment] = answer.segments
    assert (segment.expected, segment.actual, segment.contribution) == (600, 360, -240)
    assert answer.deviation == 114 * 20 - 240
    assert answer.residual == 114 * 20
    assert segment.excess == pytest.approx(-240 - (6 / 120) * (114 * 20 - 240))


def test_half_of_everything_that_moved_is_named_by_itself() -> None:
    before = np.full(len(LEAVES), 400.0)
    after = np.where(_inside({"device": "d0"}) | _inside({"device": "d1"}) | _inside({"device": "d2"}), 200.0, 400.0)

    answer = localize_change(_table(before=before, after=after), list(DIMENSIONS))

    assert [segment.where for segment in answer.segments] == [{"device": "d3"}]  # the one that was spared


def test_rate_that_fell_for_all_alike_names_nothing_and_one_that_fell_in_a_segment_names_it() -> None:
    rng = np.random.default_rng(3)
    size = rng.integers(400, 4000, len(LEAVES)).astype(float)
    alike = {"before": rng.binomial(size.astype(int), 0.4), "after": rng.binomial(size.astype(int), 0.3)}
    fallen = rng.binomial(size.astype(int), np.where(_inside(ORGANIC_PHONE), 0.2, 0.3))

    same = localize_change(_table(**alike, before_size=size, after_size=size), list(DIMENSIONS), ratio=True)
    other = localize_change(
        _table(before=alike["before"], after=fallen, before_size=size, after_size=size), list(DIMENSIONS), ratio=True
    )

    assert (same.segments, same.reason) == ((), Reason.EVERYWHERE)
    assert [segment.where for segment in other.segments] == [ORGANIC_PHONE]
    [segment] = other.segments
    assert segment.within is not None and segment.mix is not None
    assert segment.within + segment.mix == pytest.approx(segment.contribution)


def test_table_without_rows_says_so() -> None:
    empty = {name: Array([], DataType.string()) for name in DIMENSIONS}
    empty |= {name: Array([], DataType.float64()) for name in ("before", "after")}

    assert localize_change(Table.from_pydict(empty), list(DIMENSIONS)).reason is Reason.NO_ROWS


def test_segment_to_which_more_events_came_is_named_where_they_came_although_most_rates_hardly_moved() -> None:
    """A version whose phones crash is rolled out: before, few had it."""
    device, version = ["phone", "web", "phone", "web"], ["old", "old", "new", "new"]
    before, before_size = [12, 7, 38, 2], [5364, 2960, 1464, 1088]
    after, after_size = [12, 4, 138, 3], [3595, 1959, 2344, 2145]
    numbers = {"before": before, "after": after, "before_size": before_size, "after_size": after_size}
    table = {"device": Array(device, DataType.string()), "version": Array(version, DataType.string())}
    table |= {name: Array([float(each) for each in column], DataType.float64()) for name, column in numbers.items()}

    answer = localize_change(Table.from_pydict(table), ["device", "version"], ratio=True)

    [segment] = answer.segments
    assert segment.where == {"device": "phone", "version": "new"}
    assert isinstance(answer.deviation, float)
    assert segment.contribution / answer.deviation > 0.9


def test_segment_that_is_new_is_not_named_for_a_rate_that_it_hardly_changed() -> None:
    numbers = {
        "before": [1600, 1600, 1600, 0],
        "after": [1600, 1600, 1600, 330],
        "before_size": [2500, 2500, 2500, 0],
        "after_size": [2500, 2500, 2500, 500],
    }
    table = {"version": Array(["1", "2", "3", "4"], DataType.string())}
    table |= {name: Array([float(each) for each in column], DataType.float64()) for name, column in numbers.items()}

    answer = localize_change(Table.from_pydict(table), ["version"], ratio=True)  # 64.0% → 64.1%

    assert (answer.segments, answer.reason) == ((), Reason.NOTHING_STANDS_OUT)
