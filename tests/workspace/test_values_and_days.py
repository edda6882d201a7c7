"""Numbers and days at their edges: exact where they can be, undetermined with a reason where they are none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from beichen.domain.observation import Reason
from beichen.errors import BeichenError, ProjectError, QueryError
from beichen.workspace.open import Workspace

from .club import MODELS, SETTINGS, visits_source

METRICS = """\
metrics:
  - {name: total, type: simple, model: visits, agg: sum, expr: minutes, grain: week}
  - {name: average, type: simple, model: visits, agg: avg, expr: minutes, grain: week}
  - {name: least, type: simple, model: visits, agg: min, expr: minutes, grain: week}
  - {name: most, type: simple, model: visits, agg: max, expr: minutes, grain: week}
  - {name: middle, type: simple, model: visits, agg: percentile, percentile: 0.5, expr: minutes, grain: week}
  - {name: rows, type: simple, model: visits, agg: count, grain: week}
  - {name: per_row, type: ratio, numerator: total, denominator: rows, grain: week}
  - {name: trailing, type: cumulative, model: visits, agg: sum, expr: minutes, window: 28 days, grain: week}
  - {name: ever, type: cumulative, model: visits, agg: sum, expr: minutes, window: all, grain: week}
"""
MONDAY = date(2026, 1, 5)
NEXT = date(2026, 1, 12)

OpenVisits = Callable[..., Workspace]


@pytest.fixture
def visits_of(tmp_path: Path, club_with: Callable[..., Workspace]) -> OpenVisits:
    """The club over a Parquet file of these minutes and days; the last row a week after the others."""

    def open_visits(
        minutes: pa.Array, days: Any = None, *, settings: str = SETTINGS, models: str = MODELS
    ) -> Workspace:
        count = len(minutes)
        days = [MONDAY] * (count - 1) + [NEXT] if days is None else days
        columns = {"reader": [f"r{n}" for n in range(count)], "day": days, "minutes": minutes, "device": ["x"] * count}
        path = tmp_path / "visits.parquet"
        pq.write_table(pa.table(columns), path)
        files = {"data/visits.parquet": path.read_bytes(), "metrics/visits.yml": METRICS, "tree.yml": None}
        source = visits_source("data/visits.parquet")
        return club_with({**files, "sources/files.yml": source, "beichen.yml": settings, "models/visits.yml": models})

    return open_visits


def first(workspace: Workspace, metric: str) -> Any:
    return workspace.query(metric)[0]


def weekly(workspace: Workspace, metric: str) -> list[Any]:
    return [row.value for row in workspace.query(metric)]


def test_integers_beyond_doubles_stay_exact_in_answers_and_in_what_is_kept(visits_of: OpenVisits) -> None:
    workspace = visits_of(pa.array([2**53, 1, 0, 2**53 + 1], pa.int64()))

    assert weekly(workspace, "total") == [2**53 + 1, 2**53 + 1] == [9007199254740993, 9007199254740993]
    assert weekly(workspace, "ever") == [9007199254740993, 18014398509481986]
    workspace.refresh()
    kept = workspace.series(["total"], workspace.project.metrics["total"].grain)["total"]
    assert [observation.value for observation in kept] == [9007199254740993, 9007199254740993]


@pytest.mark.parametrize(
    ("minutes", "total"),
    [
        (pa.array([2**62, 2**62, 2**62, 1], pa.int64()), 13835058055282163712),
        (pa.array([2**64 - 1, 2**64 - 1, 1, 1], pa.uint64()), 36893488147419103231),
        (pa.array([Decimal(10**30), Decimal(10**30), Decimal(1), Decimal(1)], pa.decimal128(38, 0)), 2 * 10**30 + 1),
    ],
)
def test_sums_beyond_64_bits_are_exact(visits_of: OpenVisits, minutes: pa.Array, total: int) -> None:
    workspace = visits_of(minutes)

    assert weekly(workspace, "total") == [total, 1]
    assert weekly(workspace, "trailing") == weekly(workspace, "ever") == [total, total + 1]
    assert first(workspace, "average").numerator == total
    workspace.refresh()
    assert workspace.explain("total", at=NEXT).as_dict()["change"] == 1 - total


def test_money_keeps_its_cents_and_its_sign(visits_of: OpenVisits) -> None:
    cents = [Decimal("-0.10"), Decimal("0.30"), Decimal("19.99"), Decimal("-5.00")]
    workspace = visits_of(pa.array(cents, pa.decimal128(18, 2)))

    assert weekly(workspace, "total") == [20.19, -5.0]
    assert weekly(workspace, "ever") == [20.19, 15.19]
    assert weekly(workspace, "least") == [-0.1, -5.0]
    assert weekly(workspace, "middle") == [0.3, -5.0]


def test_not_a_number_and_infinity_are_undetermined_and_never_kept_as_numbers(visits_of: OpenVisits) -> None:
    workspace = visits_of(pa.array([1.0, float("nan"), 2.0, float("inf")]))

    assert [first(workspace, name).reason for name in ("total", "average", "trailing")] == [Reason.NOT_FINITE] * 3
    assert [row.reason for row in workspace.query("most")] == [Reason.NOT_FINITE] * 2
    assert first(workspace, "per_row").reason is Reason.PART_UNDETERMINED
    assert weekly(workspace, "rows") == [3, 1]
    workspace.refresh()
    assert workspace.explain("total").as_dict()["after"] is None


def test_sum_that_leaves_the_range_of_doubles_is_undetermined(visits_of: OpenVisits) -> None:
    workspace = visits_of(pa.array([1e308, 1e308, 1.0, -1e308]))

    assert [(row.value, row.reason) for row in workspace.query("total")] == [(None, Reason.NOT_FINITE), (-1e308, None)]
    workspace.refresh()


@pytest.mark.parametrize("minutes", [pa.array([None] * 4, pa.float64()), pa.nulls(4)])
def test_measure_of_nulls_only_is_0_rows_of_something(visits_of: OpenVisits, minutes: pa.Array) -> None:
    workspace = visits_of(minutes)

    assert weekly(workspace, "total") == [0, 0]
    assert weekly(workspace, "per_row") == [0, 0]
    assert {row.reason for name in ("average", "least", "middle") for row in workspace.query(name)} == {Reason.NO_ROWS}


@pytest.mark.parametrize("minutes", [pa.array(["a", "b", "c", "d"]), pa.array([MONDAY] * 4), pa.array([time(1)] * 4)])
def test_measure_that_is_no_number_is_refused_with_the_metric_and_its_line(
    visits_of: OpenVisits, minutes: pa.Array
) -> None:
    workspace = visits_of(minutes)
    for metric, line in (("total", 2), ("average", 3), ("most", 5)):
        with pytest.raises(QueryError, match=f"metric '{metric}': ") as refused:
            workspace.query(metric)
        assert str(refused.value.where) == f"metrics/visits.yml:{line}"


def test_truth_is_counted_as_1_and_0(visits_of: OpenVisits) -> None:
    workspace = visits_of(pa.array([True, False, True, False]))

    assert weekly(workspace, "total") == [2, 0]
    assert [type(value) for value in weekly(workspace, "most")] == [int, int]


def test_days_before_1970_are_days_like_others(visits_of: OpenVisits) -> None:
    days = [date(1965, 3, 1), date(1965, 3, 7), date(1965, 3, 8), date(1965, 3, 14)]
    workspace = visits_of(pa.array([1, 2, 4, 8]), days)

    assert [(row.period, row.value, row.complete) for row in workspace.query("total")] == [
        (date(1965, 3, 1), 3, True),
        (date(1965, 3, 8), 12, True),
    ]
    assert weekly(workspace, "trailing") == [3, 15]
    workspace.refresh()
    assert workspace.explain("total").as_dict()["change"] == 9


@pytest.mark.parametrize(
    "days",
    [
        [date(1, 1, 1), MONDAY, MONDAY, MONDAY],
        [MONDAY, MONDAY, date(9999, 12, 31), MONDAY],
        pa.array([20_000, 20_000, 5_000_000, 20_000], pa.int32()).cast(pa.date32()),  # in the year 15659
        pa.array([20_000, 20_000, 2**31 - 1, 20_000], pa.int32()).cast(pa.date32()),  # infinity
        pa.array([datetime(9999, 12, 31, 23, 59)] * 4),
    ],
)
def test_day_that_stands_for_never_is_refused_with_the_way_out(visits_of: OpenVisits, days: Any) -> None:
    workspace = visits_of(pa.array([1, 2, 3, 4]), days)
    for ask in (lambda: workspace.query("rows"), workspace.refresh, lambda: workspace.explain("rows")):
        with pytest.raises(ProjectError, match="periods are counted from 1000-01-01 to 9000-12-31") as refused:
            ask()
        assert refused.value.hint == "leave such rows out in the model's `sql`, or make their time null"
        assert str(refused.value.where) == "models/visits.yml:2"


def test_first_day_of_the_calendar_as_the_period_asked_for_is_not_in_the_data(visits_of: OpenVisits) -> None:
    workspace = visits_of(pa.array([1, 2, 3, 4]), settings=SETTINGS + "week_start: sunday\n")
    for day in (date.min, date.max):
        with pytest.raises(QueryError, match=f"the data have no week that begins on {day}"):
            workspace.explain("rows", at=day)
        with pytest.raises(BeichenError):
            workspace.explain("rows", at=date(2026, 1, 4), versus=day)
    assert len(workspace.query("rows", start=date.min, end=date.max)) == 2


ZONED = pa.array(
    [datetime(2026, 1, 4, 15, 59), datetime(2026, 1, 4, 16), datetime(2026, 1, 11, 15, 59), datetime(2026, 1, 11, 16)]
)
SHANGHAI = SETTINGS.replace("Europe/London", "Asia/Shanghai")


def test_timestamp_of_another_zone_counts_on_the_projects_day(visits_of: OpenVisits) -> None:
    """16:00 in UTC is midnight in Shanghai."""
    instants = ZONED.cast(pa.timestamp("us", tz="UTC"))
    stated = MODELS.replace("{column: day}", "{column: day, zone: UTC}")
    expected = [(date(2025, 12, 29), 1), (date(2026, 1, 5), 2), (date(2026, 1, 12), 1)]
    minutes = pa.array([1, 2, 3, 4])

    carried = visits_of(minutes, instants, settings=SHANGHAI)
    assert [(row.period, row.value) for row in carried.query("rows")] == expected
    named = visits_of(minutes, ZONED, settings=SHANGHAI, models=stated)
    assert [(row.period, row.value) for row in named.query("rows")] == expected
    local = visits_of(minutes, ZONED, settings=SHANGHAI)
    assert [(row.period, row.value) for row in local.query("rows")] == [(date(2025, 12, 29), 2), (date(2026, 1, 5), 2)]


def test_days_of_23_and_25_hours_are_days(visits_of: OpenVisits) -> None:
    """New York in 2026: 8 March has no 2:30, 1 November has 1:30 twice."""
    instants = [
        datetime(2026, 3, 8, 4, 59, tzinfo=UTC),  # 23:59 the day before
        datetime(2026, 3, 8, 5, tzinfo=UTC),  # midnight, in winter time
        datetime(2026, 3, 9, 3, 59, tzinfo=UTC),  # 23:59, in summer time
        datetime(2026, 11, 1, 5, 30, tzinfo=UTC),  # 1:30
        datetime(2026, 11, 1, 6, 30, tzinfo=UTC),  # 1:30 again
        datetime(2026, 11, 2, 4, 59, tzinfo=UTC),  # 23:59
    ]
    settings = SETTINGS.replace("Europe/London", "America/New_York")
    workspace = visits_of(pa.array([1] * 6), pa.array(instants), settings=settings)
    counted = {row.period: row.value for row in workspace.query("rows", grain="day") if row.value}

    assert counted == {date(2026, 3, 7): 1, date(2026, 3, 8): 2, date(2026, 11, 1): 3}


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
def test_timestamps_of_any_precision_are_read(visits_of: OpenVisits, unit: str) -> None:
    workspace = visits_of(pa.array([1, 2, 3, 4]), ZONED.cast(pa.timestamp(unit)))

    assert weekly(workspace, "rows") == [2, 2]


@pytest.mark.parametrize(
    ("days", "message"),
    [
        (pa.array(["2026-01-05", "x", "y", "z"]), "is VARCHAR, not a DATE or TIMESTAMP: 'x' is no time"),
        (pa.array([20260105] * 4), "is BIGINT, not a DATE or TIMESTAMP: '20260105' is no time"),
        (pa.array([1.5] * 4), "is DOUBLE, not a DATE or TIMESTAMP"),
        (pa.array([time(1)] * 4), "is TIME, not a DATE or TIMESTAMP"),
        (pa.array([{"a": 1}] * 4), "is STRUCT(A BIGINT), not a DATE or TIMESTAMP"),
    ],
)
def test_time_column_that_tells_no_time_is_refused(visits_of: OpenVisits, days: pa.Array, message: str) -> None:
    workspace = visits_of(pa.array([1, 2, 3, 4]), days)
    with pytest.raises(ProjectError) as refused:
        workspace.query("rows")

    assert message in refused.value.message
    assert str(refused.value.where) == "models/visits.yml:2"


def test_rows_without_a_time_count_nowhere_and_are_a_finding(visits_of: OpenVisits) -> None:
    workspace = visits_of(pa.array([1, 2, 4, 8]), pa.array([MONDAY, None, None, NEXT]))

    assert weekly(workspace, "total") == [1, 8]
    (finding,) = workspace.refresh().findings
    assert finding.code == "rows-without-time"
    assert finding.message.en == "2 of 4 rows (50.0%) of model visits have no time: they count in no period"
