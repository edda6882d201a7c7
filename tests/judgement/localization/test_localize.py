"""Which segments stand out: planted ones are found, at any depth, and noise has none."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np
import polars as pl
import pyarrow as pa
import pytest

from beichen.domain.observation import Reason, Undetermined
from beichen.errors import QueryError
from beichen.judgement.segments import Localization, localize

from .tables import SIZES, amounts, counts, rates

DIMENSIONS = list(SIZES)
RATIO: dict[str, Any] = {"numerator": ("a_real", "a_predict"), "denominator": ("b_real", "b_predict")}
PLANTED: list[dict[tuple[tuple[str, str], ...], float]] = [
    {(("country", "country3"),): 0.3},
    {(("country", "country3"), ("device", "device1")): 0.5},
    {(("country", "country3"), ("device", "device1"), ("channel", "channel0")): 0.9},
    {(("country", "country1"),): 0.4, (("device", "device2"), ("channel", "channel4")): 0.6},
]


def found(localization: Localization) -> set[frozenset[tuple[str, object]]]:
    return {frozenset(segment.where.items()) for segment in localization.segments}


def planted(falls: Mapping[tuple[tuple[str, str], ...], float]) -> set[frozenset[tuple[str, object]]]:
    return {frozenset(where) for where in falls}


@pytest.mark.parametrize("falls", PLANTED)
@pytest.mark.parametrize("noise", [0.0, 0.05])
def test_fall_of_amounts_is_found_where_it_was_planted(
    falls: dict[tuple[tuple[str, str], ...], float], noise: float
) -> None:
    for seed in range(3):
        assert found(localize(amounts(seed, noise, falls), DIMENSIONS)) == planted(falls)


@pytest.mark.parametrize("falls", PLANTED)
def test_fall_of_counts_and_of_a_rate_is_found_where_it_was_planted(
    falls: dict[tuple[tuple[str, str], ...], float],
) -> None:
    for seed in range(3):
        assert found(localize(counts(seed, 200, falls), DIMENSIONS)) == planted(falls)
        assert found(localize(rates(seed, 400, falls), DIMENSIONS, **RATIO)) == planted(falls)


def test_two_draws_from_the_same_rates_have_no_segment() -> None:
    alarms = 0
    for seed in range(40):
        of_counts = localize(counts(seed, 3 + seed, {}), DIMENSIONS)
        of_rates = localize(rates(seed, 3 + seed, {}), DIMENSIONS, **RATIO)
        of_amounts = localize(amounts(seed, 0.2, {}), DIMENSIONS)
        alarms += bool(of_counts.segments) + bool(of_rates.segments) + bool(of_amounts.segments)
        assert {each.reason for each in (of_counts, of_rates, of_amounts) if not each.segments} <= {
            Reason.NOTHING_STANDS_OUT
        }
    assert alarms <= 4  # of 120; 5% would be 6


def test_shift_of_everything_is_no_segment() -> None:
    for table in (amounts(1, 0.05, {}), counts(1, 200, {})):
        whole = table.set_column(3, "real", pa.array(np.asarray(table["real"]) * 3 // 5 + 0.0))
        answer = localize(whole, DIMENSIONS)
        assert (answer.segments, answer.reason) == ((), Reason.EVERYWHERE)
        assert answer.residual == answer.deviation


@pytest.mark.parametrize("seed", range(4))
def test_shift_of_all_others_is_no_segment_beside_the_one_that_fell(seed: int) -> None:
    table = counts(seed, mean=300, falls={(("country", "country3"),): 0.6})
    risen = np.random.default_rng(seed).poisson(np.asarray(table["real"]) * 0.25)
    answer = localize(table.set_column(3, "real", pa.array(np.asarray(table["real"]) + risen)), DIMENSIONS)

    assert found(answer) == planted({(("country", "country3"),): 0.6})
    assert isinstance(answer.residual, float) and answer.residual > 0


def test_parts_of_an_amount_add_up_by_hand() -> None:
    table = pa.table(
        {
            "city": [f"c{n}" for n in range(30)] + ["x"],
            "real": [100.0 + n % 3 for n in range(30)] + [40.5],
            "predict": [101.0] * 30 + [200.0],
        }
    )
    answer = localize(table, ["city"])

    (segment,) = answer.segments
    assert (segment.where, segment.actual, segment.expected, segment.leaves) == ({"city": "x"}, 40.5, 200.0, 1)
    assert segment.contribution == pytest.approx(-159.5)
    assert segment.excess == pytest.approx(-159.5 + 159.5 * 200 / 3230)
    assert (segment.within, segment.mix) == (None, None)
    assert (answer.deviation, answer.residual) == (pytest.approx(-159.5), pytest.approx(0))
    assert segment.confidence > 0.99


@pytest.mark.parametrize("falls", PLANTED)
def test_parts_of_a_rate_and_the_rest_add_up(falls: dict[tuple[tuple[str, str], ...], float]) -> None:
    answer = localize(rates(7, 400, falls), DIMENSIONS, **RATIO)

    assert isinstance(answer.deviation, float) and isinstance(answer.residual, float)
    assert sum(s.contribution for s in answer.segments) + answer.residual == pytest.approx(answer.deviation)
    for segment in answer.segments:
        assert segment.within is not None and segment.mix is not None
        assert segment.within + segment.mix == pytest.approx(segment.contribution)
        assert segment.actual is not None and segment.expected is not None and segment.actual < segment.expected


def test_order_of_rows_names_and_units_change_nothing() -> None:
    table = counts(2, 200, PLANTED[3])
    shuffled = table.take(np.random.default_rng(0).permutation(table.num_rows))
    assert found(localize(shuffled, DIMENSIONS[::-1])) == planted(PLANTED[3])
    amount = amounts(2, 0.05, PLANTED[3])
    scaled = pa.table(
        {
            name: (np.asarray(amount[name]) * 1e6 if name in {"real", "predict"} else amount[name])
            for name in amount.column_names
        }
    )
    assert found(localize(scaled, DIMENSIONS)) == planted(PLANTED[3])


def test_any_arrow_table_is_read_and_rows_of_one_leaf_are_added_up() -> None:
    table = counts(3, 200, PLANTED[1])
    twice = pa.concat_tables([table, table.set_column(3, "real", pa.array([0] * table.num_rows))])
    for read in (
        pl.from_arrow(table),
        table.to_pandas(),
        table.to_batches()[0],
        pl.from_arrow(table).cast({"country": pl.Categorical}),
    ):
        assert found(localize(read, DIMENSIONS)) == planted(PLANTED[1])
    assert localize(twice, DIMENSIONS).deviation == localize(table, DIMENSIONS).deviation - sum(
        table["predict"].to_pylist()
    )


def test_dimension_in_which_all_leaves_are_alike_is_not_named() -> None:
    table = counts(1, mean=300, falls={(("country", "country3"),): 0.6})
    nothing = pa.table({**{name: ["none"] for name in SIZES}, "real": [0], "predict": [0]})
    both = pa.concat_tables([table, nothing.cast(table.schema)])
    kinds = pa.array(["sold"] * len(table) + ["returned"])

    answer = localize(both.append_column("kind", kinds), ["kind", *DIMENSIONS])

    assert found(answer) == planted({(("country", "country3"),): 0.6})


def test_null_segment_is_a_segment() -> None:
    table = counts(4, 200, PLANTED[0]).to_pydict()
    table["country"] = [None if country == "country3" else country for country in table["country"]]
    assert found(localize(pa.table(table), DIMENSIONS)) == {frozenset({("country", None)})}


@pytest.mark.parametrize("value", ["NO", 47, 3.5, True, None, date(2026, 11, 22)])
def test_value_of_any_type_in_any_chunk_comes_back_as_it_is(value: object) -> None:
    others = {"NO": "SE", 47: 46, 3.5: 2.5, True: False, None: "SE", date(2026, 11, 22): date(2026, 11, 21)}
    first, second = ([others[value], value, others[value]], [value, others[value], others[value]])
    chunks = pa.chunked_array([first, second], type=pa.array([*first, *second]).type)
    table = pa.table({"where": chunks, "real": [300, 40, 310, 30, 290, 305], "predict": [300, 300, 300, 300, 300, 300]})

    assert [(s.where, s.actual) for s in localize(table, ["where"]).segments] == [({"where": value}, 70.0)]


def test_what_cannot_be_read_is_told() -> None:
    table = pa.table({"city": ["a", "b"], "real": [1, 2], "predict": [1, 2], "text": ["1", "2"], "gap": [1.0, None]})
    with pytest.raises(QueryError, match="no column 'cty'") as refused:
        localize(table, ["cty"])
    assert refused.value.hint is not None and "city" in refused.value.hint
    with pytest.raises(QueryError, match="column 'text' holds no numbers"):
        localize(table, ["city"], actual="text")
    with pytest.raises(QueryError, match="column 'gap' has rows without a value"):
        localize(table, ["city"], expected="gap")
    with pytest.raises(QueryError, match="no dimension"):
        localize(table, [])
    with pytest.raises(QueryError, match="needs numerator and denominator"):
        localize(table, ["city"], numerator=("real", "predict"))
    endless = pa.table({"city": ["a"], "real": [float("inf")], "predict": [1.0]})
    with pytest.raises(QueryError, match="no finite numbers"):
        localize(endless, ["city"])


def test_nothing_to_look_at_is_no_answer() -> None:
    empty = pa.table(
        {"city": pa.array([], pa.string()), "real": pa.array([], pa.int64()), "predict": pa.array([], pa.int64())}
    )
    assert localize(empty, ["city"]).reason is Reason.NO_ROWS
    none = pa.table({"city": ["a"], "x": [0], "y": [0], "z": [0], "w": [5]})
    answer = localize(none, ["city"], numerator=("x", "y"), denominator=("z", "w"))
    assert answer.segments == () and answer.deviation == Undetermined(Reason.ZERO_DENOMINATOR)


def test_explaining_without_combinations_loads_no_numpy() -> None:
    code = "import beichen.judgement.segments, sys; assert 'numpy' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)
