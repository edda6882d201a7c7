"""Single sentences of METRICS.md, each on a handful of rows with the numbers worked out by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow as pa
import pytest

from beichen.errors import BeichenError
from beichen.workspace.open import Workspace

from .small import VISITS, complete_of, reasons_of, rows_of, small_workspace, values_of

COUNT: dict[str, Any] = {"name": "visits", "type": "simple", "model": "visits", "agg": "count"}
PEOPLE: dict[str, Any] = {"name": "people", "type": "simple", "model": "visits", "agg": "count_distinct", "expr": "who"}


@pytest.fixture
def opened() -> Iterator[list[Workspace]]:
    """Workspaces to close after the test."""
    workspaces: list[Workspace] = []
    yield workspaces
    for workspace in workspaces:
        workspace.close()


def visits(*rows: tuple[Any, ...], at: pa.DataType) -> pa.Table:
    """Rows of (at, who, device)."""
    filled = [(*row, None, None)[:3] for row in rows]
    schema = pa.schema([("at", at), ("who", pa.string()), ("device", pa.string())])
    return pa.Table.from_pylist([dict(zip(("at", "who", "device"), row, strict=True)) for row in filled], schema=schema)


def on(month: int, day: int) -> date:
    return date(2024, month, day)


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc]


def test_timestamp_with_a_zone_falls_on_the_day_of_the_projects_timezone(
    tmp_path: Path, opened: list[Workspace]
) -> None:
    table = visits(
        (utc(2024, 3, 31, 22, 59),), (utc(2024, 3, 31, 23, 0),), (utc(2024, 4, 3, 5, 0),), at=pa.timestamp("us", "UTC")
    )
    opened.append(small_workspace(tmp_path, {"visits": table}, [COUNT], timezone="Europe/London"))
    assert values_of(opened[0], "visits", grain="month") == {"2024-03-01": 1, "2024-04-01": 2}


def test_bare_timestamp_is_local_already_unless_a_zone_is_named(tmp_path: Path, opened: list[Workspace]) -> None:
    table = visits((datetime(2024, 1, 1, 15, 59),), (datetime(2024, 1, 1, 16, 0),), at=pa.timestamp("us"))
    zoned = VISITS | {"time": {"column": "at", "zone": "UTC"}}
    opened.append(small_workspace(tmp_path / "bare", {"visits": table}, [COUNT]))
    opened.append(small_workspace(tmp_path / "zoned", {"visits": table}, [COUNT], models=[zoned]))
    assert values_of(opened[0], "visits") == {"2024-01-01": 2}
    assert values_of(opened[1], "visits") == {"2024-01-01": 1, "2024-01-02": 1}


def test_minutes_are_elapsed_time_in_the_hour_that_is_there_twice(tmp_path: Path, opened: list[Workspace]) -> None:
    # In London the clock goes from 01:59 back to 01:00 on 27 October: 01:50 and, 20 minutes later, 01:10.
    rows = [
        (utc(2024, 10, 27, 0, 50), "amy", "tea"),
        (utc(2024, 10, 27, 1, 10), "amy", "cake"),
        (utc(2024, 10, 30), "bob", "x"),
    ]
    soon = {
        "name": "soon",
        "type": "conversion",
        "model": "visits",
        "entity": "user",
        "from": {"filter": "device = 'tea'"},
        "to": {"filter": "device = 'cake'"},
        "within": "30 minutes",
    }
    again = {"name": "again", "type": "repeat", "model": "visits", "entity": "user", "within": "30 minutes"}
    table = visits(*rows, at=pa.timestamp("us", "UTC"))
    opened.append(small_workspace(tmp_path, {"visits": table}, [soon, again], timezone="Europe/London"))
    assert values_of(opened[0], "soon")["2024-10-27"] == 1
    assert [(row["numerator"], row["denominator"]) for row in rows_of(opened[0], "again")][:1] == [(1, 2)]


def test_day_ends_at_the_same_time_of_the_clock_and_24_hours_do_not(tmp_path: Path, opened: list[Workspace]) -> None:
    # The night of 31 March has 23 hours in London: from 12:00 to 12:30 of the next day are 23½ hours.
    noon, half_past = utc(2024, 3, 30, 12, 0), utc(2024, 3, 31, 11, 30)
    table = visits((noon, "amy"), (half_past, "amy"), (utc(2024, 4, 9), "bob"), at=pa.timestamp("us", "UTC"))
    again = {"type": "repeat", "model": "visits", "entity": "user"}
    metrics = [
        {"name": "in_a_day", "within": "1 days", **again},
        {"name": "in_24_hours", "within": "24 hours", **again},
    ]
    opened.append(small_workspace(tmp_path, {"visits": table}, metrics, timezone="Europe/London"))
    assert values_of(opened[0], "in_a_day")["2024-03-30"] == 0
    assert values_of(opened[0], "in_24_hours")["2024-03-30"] == 1


def test_dates_are_complete_through_the_latest_and_timestamps_through_the_day_before(
    tmp_path: Path, opened: list[Workspace]
) -> None:
    dates = visits((on(1, 1),), (on(1, 2),), at=pa.date32())
    moments = visits((datetime(2024, 1, 1, 8),), (datetime(2024, 1, 2, 23, 59),), at=pa.timestamp("us"))
    opened.append(small_workspace(tmp_path / "dates", {"visits": dates}, [COUNT]))
    opened.append(small_workspace(tmp_path / "moments", {"visits": moments}, [COUNT]))
    assert complete_of(opened[0], "visits") == {"2024-01-01": True, "2024-01-02": True}
    assert complete_of(opened[1], "visits") == {"2024-01-01": True, "2024-01-02": False}


def test_stated_day_beyond_the_latest_row_gives_true_zeros(tmp_path: Path, opened: list[Workspace]) -> None:
    table = visits((on(1, 1),), at=pa.date32())
    stated = {"visits": {"complete_through": on(1, 3)}}
    opened.append(small_workspace(tmp_path, {"visits": table}, [COUNT], sources=stated))
    assert values_of(opened[0], "visits") == {"2024-01-01": 1, "2024-01-02": 0, "2024-01-03": 0}
    assert set(complete_of(opened[0], "visits").values()) == {True}


def test_of_several_stated_sources_the_earliest_counts(tmp_path: Path, opened: list[Workspace]) -> None:
    table = visits((on(1, 1), "amy"), (on(1, 5), "bob"), at=pa.date32())
    names = pa.table({"who": ["amy", "bob"]})
    joined = VISITS | {"sql": "select v.* from visits v join names n on n.who = v.who"}
    del joined["table"]
    stated = {"visits": {"complete_through": on(1, 5)}, "names": {"complete_through": on(1, 3)}}
    opened.append(
        small_workspace(tmp_path, {"visits": table, "names": names}, [COUNT], models=[joined], sources=stated)
    )
    assert values_of(opened[0], "visits") == {
        "2024-01-01": 1,
        "2024-01-02": 0,
        "2024-01-03": 0,
        "2024-01-04": 0,
        "2024-01-05": 1,
    }
    assert [day for day, whole in complete_of(opened[0], "visits").items() if not whole] == ["2024-01-04", "2024-01-05"]


@pytest.mark.parametrize(("lag", "days_ago"), [(None, 1), ("2 days", 3)])
def test_live_source_is_complete_through_the_day_before_the_clock_less_its_lag(
    tmp_path: Path, opened: list[Workspace], lag: str | None, days_ago: int
) -> None:
    now = datetime.now(ZoneInfo("Asia/Shanghai"))
    table = visits((now.replace(tzinfo=None) - timedelta(days=9),), (now.replace(tzinfo=None),), at=pa.timestamp("us"))
    stated = {"visits": {"complete_through": "clock"} | ({"lag": lag} if lag else {})}
    opened.append(small_workspace(tmp_path, {"visits": table}, [COUNT], sources=stated))
    whole = [day for day, complete in complete_of(opened[0], "visits").items() if complete]
    later = datetime.now(ZoneInfo("Asia/Shanghai"))
    assert whole[-1] in {str(clock.date() - timedelta(days=days_ago)) for clock in (now, later)}


def test_look_ahead_is_complete_when_the_last_window_has_closed(tmp_path: Path, opened: list[Workspace]) -> None:
    # The window of 3 days that starts on a Sunday closes on Tuesday as days, on Wednesday as time.
    again: dict[str, Any] = {
        "name": "again",
        "type": "repeat",
        "model": "visits",
        "entity": "user",
        "within": "3 days",
        "grain": "week",
    }
    dates = visits((on(1, 1), "amy"), (on(1, 9), "amy"), at=pa.date32())
    moments = visits((datetime(2024, 1, 1), "amy"), (datetime(2024, 1, 10, 9), "amy"), at=pa.timestamp("us"))
    later = visits((datetime(2024, 1, 1), "amy"), (datetime(2024, 1, 11, 0), "amy"), at=pa.timestamp("us"))
    for name, table in (("dates", dates), ("moments", moments), ("later", later)):
        opened.append(small_workspace(tmp_path / name, {"visits": table}, [again]))
    assert [complete_of(workspace, "again")["2024-01-01"] for workspace in opened] == [True, False, True]


def test_window_that_lies_wholly_outside_the_data_is_undetermined(tmp_path: Path, opened: list[Workspace]) -> None:
    last_days = {
        "name": "last_days",
        "type": "cumulative",
        "model": "visits",
        "agg": "count",
        "window": "7 days",
        "grain": "year",
    }
    opened.append(small_workspace(tmp_path, {"visits": visits((on(1, 1),), (on(6, 1),), at=pa.date32())}, [last_days]))
    assert values_of(opened[0], "last_days") == {"2024-01-01": None}
    assert reasons_of(opened[0], "last_days") == {"2024-01-01": "window_outside_span"}
    assert values_of(opened[0], "last_days", grain="day", start=on(1, 7), end=on(1, 9)) == {
        "2024-01-07": 1,
        "2024-01-08": 0,
    }


def test_return_that_has_not_begun_is_undetermined_and_its_cohort_is_known(
    tmp_path: Path, opened: list[Workspace]
) -> None:
    back = {"name": "back", "type": "retention", "model": "visits", "entity": "user", "offset": 2}
    rows = [(on(1, 1), "amy"), (on(1, 2), "bob"), (on(1, 3), "amy"), (on(1, 3), "cat")]
    opened.append(small_workspace(tmp_path, {"visits": visits(*rows, at=pa.date32())}, [back]))
    got = [(row["value"], row["numerator"], row["denominator"], row["reason"]) for row in rows_of(opened[0], "back")]
    assert got == [(1.0, 1, 1, None), (None, None, 1, "return_not_begun"), (None, None, 1, "return_not_begun")]


def test_from_and_to_choose_periods_and_cut_no_rows_that_these_need(tmp_path: Path, opened: list[Workspace]) -> None:
    metrics: list[dict[str, Any]] = [
        {"name": "two_days", "type": "cumulative", "model": "visits", "agg": "count", "window": "2 days"},
        {"name": "back", "type": "retention", "model": "visits", "entity": "user", "offset": 1},
        {"name": "again", "type": "repeat", "model": "visits", "entity": "user", "within": "2 days"},
        {"name": "returned", "type": "lifecycle", "of": "people", "state": "resurrected"},
        PEOPLE,
    ]
    rows = [(on(1, 1), "amy"), (on(1, 3), "amy"), (on(1, 3), "bob"), (on(1, 4), "bob"), (on(1, 4), "amy")]
    opened.append(small_workspace(tmp_path, {"visits": visits(*rows, at=pa.date32())}, metrics))
    chosen = {"start": on(1, 3), "end": on(1, 4)}
    assert values_of(opened[0], "two_days", **chosen) == {"2024-01-03": 2}
    assert values_of(opened[0], "returned", **chosen) == {"2024-01-03": 1}
    back, again = rows_of(opened[0], "back", **chosen), rows_of(opened[0], "again", **chosen)
    assert [(row["numerator"], row["denominator"]) for row in (*back, *again)] == [(1, 1), (2, 2)]


def test_condition_that_no_row_passes_leaves_every_period_as_complete_as_it_was(
    tmp_path: Path, opened: list[Workspace]
) -> None:
    average = {"name": "average", "type": "simple", "model": "visits", "agg": "max", "expr": "length(who)"}
    table = visits((on(1, 1), "amy"), (on(1, 2), "amy"), at=pa.date32())
    opened.append(small_workspace(tmp_path, {"visits": table}, [PEOPLE, average]))
    assert values_of(opened[0], "people", where="who = 'zoe'") == {"2024-01-01": 0, "2024-01-02": 0}
    assert set(complete_of(opened[0], "people", where="who = 'zoe'").values()) == {True}
    assert values_of(opened[0], "average", where="who = 'zoe'") == {"2024-01-01": None, "2024-01-02": None}


def test_empty_table_has_no_periods(tmp_path: Path, opened: list[Workspace]) -> None:
    share = {"name": "share", "type": "ratio", "numerator": "visits", "denominator": "people"}
    opened.append(small_workspace(tmp_path, {"visits": visits(at=pa.timestamp("us"))}, [COUNT, PEOPLE, share]))
    assert [rows_of(opened[0], name) for name in ("visits", "people", "share")] == [[], [], []]


def test_segment_without_entities_or_values_is_there_with_zero(tmp_path: Path, opened: list[Workspace]) -> None:
    rows = [(on(1, 1), "amy", "web"), (on(1, 1), None, "app"), (on(1, 2), "amy", None)]
    opened.append(small_workspace(tmp_path, {"visits": visits(*rows, at=pa.date32())}, [PEOPLE]))
    assert values_of(opened[0], "people", by="device") == {
        "2024-01-01 app": 0,
        "2024-01-01 web": 1,
        "2024-01-01 None": 0,
        "2024-01-02 app": 0,
        "2024-01-02 web": 0,
        "2024-01-02 None": 1,
    }


def test_index_goes_by_the_version_valid_at_the_start_of_the_period(tmp_path: Path, opened: list[Workspace]) -> None:
    versions = [
        {"valid_from": on(1, 2), "components": [{"metric": "visits", "weight": 1, "zero": 0, "hundred": 4}]},
        {"valid_from": on(1, 9), "components": [{"metric": "visits", "weight": 5, "zero": 4, "hundred": 0}]},
    ]
    score = {"name": "score", "type": "index", "versions": versions}
    rows = [(on(1, 1),), (on(1, 3),), (on(1, 9),), (on(1, 15),)]
    opened.append(small_workspace(tmp_path, {"visits": visits(*rows, at=pa.date32())}, [COUNT, score]))
    weeks = {"2024-01-01": None, "2024-01-08": 25, "2024-01-15": 75}
    assert values_of(opened[0], "score", grain="week") == weeks
    assert reasons_of(opened[0], "score", grain="week") == {"2024-01-01": "no_version"}


def test_dimension_that_a_part_lacks_is_refused_with_the_parts_name(tmp_path: Path, opened: list[Workspace]) -> None:
    refunds = {
        "name": "refunds",
        "table": "refunds",
        "time": {"column": "at"},
        "entities": [{"name": "user", "expr": "who"}],
    }
    refunded = {"name": "refunded", "type": "simple", "model": "refunds", "agg": "count"}
    share = {"name": "refund_share", "type": "ratio", "numerator": "refunded", "denominator": "visits"}
    table = visits((on(1, 1), "amy", "web"), at=pa.date32())
    tables = {"visits": table, "refunds": table.drop_columns(["device"])}
    opened.append(small_workspace(tmp_path, tables, [COUNT, refunded, share], models=[VISITS, refunds]))
    with pytest.raises(BeichenError, match="refunded"):
        opened[0].query("refund_share", by="device")


def test_bare_name_that_two_models_offer_is_refused_with_both_full_names(
    tmp_path: Path, opened: list[Workspace]
) -> None:
    primary: dict[str, Any] = {"entities": [{"name": "user", "expr": "who", "type": "primary"}]}
    region = [{"name": "region", "expr": "region", "scope": "entity"}]
    models = [
        VISITS,
        *({"name": name, "table": name, "dimensions": region, **primary} for name in ("users", "addresses")),
    ]
    people = pa.table({"who": ["amy"], "region": ["north"]})
    tables = {
        "visits": visits((on(1, 1), "amy"), (on(1, 1), "bob"), at=pa.date32()),
        "users": people,
        "addresses": people,
    }
    opened.append(small_workspace(tmp_path, tables, [PEOPLE], models=models))
    with pytest.raises(BeichenError, match=r"(?s)users\.region.*addresses\.region|addresses\.region.*users\.region"):
        opened[0].query("people", by="region")
    assert values_of(opened[0], "people", by="users.region") == {"2024-01-01 north": 1, "2024-01-01 None": 1}


def test_test_is_applied_within_the_segment_where_an_entity_is_in_several(
    tmp_path: Path, opened: list[Workspace]
) -> None:
    # Household 7 is of amy in the north and bob in the south: each came once, the household twice.
    rows = [(on(1, 1), "amy", "7"), (on(1, 2), "bob", "7"), (on(1, 5), "amy", "8")]
    model = VISITS | {"entities": [{"name": "household", "expr": "device"}, {"name": "user", "expr": "who"}]}
    users = {"name": "users", "table": "users", "entities": [{"name": "user", "expr": "id", "type": "primary"}]}
    users["dimensions"] = [{"name": "region", "expr": "region", "scope": "entity"}]
    household: dict[str, Any] = {"model": "visits", "entity": "household", "grain": "week"}
    metrics = [
        {"name": "back", "type": "retention", "days": [1, 3], **household},
        {"name": "again", "type": "repeat", "within": "3 days", **household},
        {"name": "keen", "type": "threshold", "having": {"n": {"agg": "count"}}, "where": "n >= 2", **household},
    ]
    tables = {
        "visits": visits(*rows, at=pa.date32()),
        "users": pa.table({"id": ["amy", "bob"], "region": ["north", "south"]}),
    }
    opened.append(small_workspace(tmp_path, tables, metrics, models=[model, users]))
    totals = [(row["numerator"], row["denominator"]) for name in ("back", "again") for row in rows_of(opened[0], name)]
    assert totals == [(1, 2), (1, 3)]
    assert values_of(opened[0], "keen") == {"2024-01-01": 1}
    for name in ("back", "again", "keen"):
        assert values_of(opened[0], name, by="region") == {"2024-01-01 north": 0, "2024-01-01 south": 0}, name


def test_two_names_for_one_meaning_are_answered_both(tmp_path: Path, opened: list[Workspace]) -> None:
    rows = {"model": "visits"}
    entity = {"model": "visits", "entity": "user"}
    meanings: dict[str, dict[str, Any]] = {
        "simple": {"type": "simple", "agg": "count", **rows},
        "cumulative": {"type": "cumulative", "agg": "count", "window": "2 days", **rows},
        "people": {"type": "cumulative", "agg": "count_distinct", "expr": "who", "window": "2 days", **rows},
        "middle": {
            "type": "cumulative",
            "agg": "percentile",
            "percentile": 0.5,
            "expr": "length(who)",
            "window": "all",
            **rows,
        },
        "threshold": {"type": "threshold", "having": {"n": {"agg": "count"}}, "where": "n >= 1", **entity},
        "retention": {"type": "retention", "offset": 1, **entity},
        "conversion": {
            "type": "conversion",
            "from": {"filter": "device = 'web'"},
            "to": {},
            "within": "2 days",
            **entity,
        },
        "repeat": {"type": "repeat", "within": "2 days", **entity},
        "lifecycle": {"type": "lifecycle", "of": "threshold_1", "state": "new"},
    }
    metrics = [{"name": f"{name}_{n}", **meaning} for name, meaning in meanings.items() for n in (1, 2)]
    table = visits((on(1, 1), "amy", "web"), (on(1, 2), "amy", "web"), (on(1, 2), "bob", "app"), at=pa.date32())
    opened.append(small_workspace(tmp_path, {"visits": table}, metrics))
    answers = opened[0].query([metric["name"] for metric in metrics])
    rows_by_name = {answer.metric: answer.as_dict()["rows"] for answer in answers}
    assert len(rows_by_name) == len(metrics)
    for name in meanings:
        assert len(rows_by_name[f"{name}_1"]) == 2
        assert rows_by_name[f"{name}_1"] == rows_by_name[f"{name}_2"] == rows_of(opened[0], f"{name}_1"), name
