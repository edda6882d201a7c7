"""Expressions of several operators keep together wherever they stand."""

from __future__ import annotations

import pytest

from beichen.workspace.open import Workspace

from ..workspace.club import table, values
from ..workspace.fixtures import OpenClub

LONG = "minutes > 30 or device = 'phone'"

METRICS = """\
metrics:
  - {name: counted, type: simple, model: visits, agg: count_distinct, expr: "EXPR", grain: week}
  - {name: counted_14d, type: cumulative, model: visits, agg: count_distinct, expr: "EXPR", window: 14 days, grain: week}
  - {name: counted_ever, type: cumulative, model: visits, agg: count_distinct, expr: "EXPR", window: all, grain: week}
  - {name: present, type: simple, model: visits, agg: count, expr: "EXPR", grain: week}
  - {name: filtered, type: simple, model: visits, agg: count, filter: "EXPR", grain: week}
  - {name: often, type: threshold, model: visits, entity: kind, having: {n: {agg: count, filter: "EXPR"}}, where: "n >= 2 or n = 0", grain: week}
  - {name: fresh, type: lifecycle, of: often, state: new, grain: week}
  - {name: back, type: retention, model: visits, entity: kind, cohort: {filter: "EXPR"}, offset: 1, grain: week}
  - {name: then, type: conversion, model: visits, entity: kind, from: {filter: "EXPR"}, to: {filter: minutes < 10}, within: 3 days, grain: week}
  - {name: again, type: repeat, model: visits, entity: kind, event: {filter: "EXPR"}, within: 3 days, grain: week}
"""
MODELS = """\
semantic_models:
  - name: visits
    sql: select *, minutes > 30 or device = 'phone' as is_long from visits
    time: {column: day}
    entities: [{name: kind, expr: "EXPR"}]
    dimensions: [{name: long, expr: "EXPR", scope: event}, {name: device, expr: device, scope: event}]
  - name: kinds
    sql: select distinct minutes > 30 or device = 'phone' as is_long, 1 as one from visits
    entities: [{name: kind, expr: "is_long = true and one = 1 or false", type: primary}]
    dimensions: [{name: label, expr: "one = 1 and is_long", scope: entity}]
"""


def opened(club_with: OpenClub, expression: str) -> Workspace:
    changes = {"metrics/visits.yml": METRICS, "models/visits.yml": MODELS}
    return club_with({name: text.replace("EXPR", expression) for name, text in changes.items()} | {"tree.yml": None})


@pytest.mark.parametrize("spelling", [LONG, f"({LONG})", f"not not ({LONG})", f"{LONG} and true or false"])
def test_condition_as_an_expression_gives_what_a_column_of_it_gives(club_with: OpenClub, spelling: str) -> None:
    by_expression, by_column = opened(club_with, spelling), opened(club_with, "is_long")
    for metric in by_column.project.metrics:
        assert values(by_expression, metric) == values(by_column, metric), metric
        for by in ("long", "device", "label"):
            assert table(by_expression, metric, by=by) == table(by_column, metric, by=by), (metric, by)
        narrow = {"where": "long or device = 'tablet' and minutes < 40", "grain": "day"}
        assert values(by_expression, metric, **narrow) == values(by_column, metric, **narrow), metric
    assert values(by_column, "filtered") == [5, 5, 2]


def test_present_values_are_told_by_is_not_null(club: Workspace) -> None:
    sql = club.sql(["active", "regulars"], where="device is not null and (minutes > 1 or not minutes is null)")

    assert '"visits"."day" IS NOT NULL' in sql
    assert 'NOT "visits"' not in sql
    assert 'AND (\n      "visits"."minutes" > 1 OR "visits"."minutes" IS NOT NULL\n    )' in sql
