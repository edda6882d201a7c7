"""A shop with a metric of every kind, an entity that has a plan of its own, and a device that changes by event.

day         customer  device  amount        plan of the customer: ann gold, bo free, cy gold
2026-01-05  ann       phone   10            region, from the customers' own table: ann north, bo south
2026-01-06  ann       web     20
2026-01-06  bo        phone   5
2026-01-12  ann       web     40
2026-01-13  bo        phone   7
2026-01-13  cy        web     1
2026-01-18  cy        phone   2
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from beichen.workspace.open import Workspace

from ..workspace.club import open_club

FILES = {
    "sources/files.yml": """\
sources:
  - {name: orders, type: file, path: data/orders.csv}
  - {name: customers, type: file, path: data/customers.csv}
""",
    "data/orders.csv": """\
customer,day,device,plan,amount
ann,2026-01-05,phone,gold,10
ann,2026-01-06,web,gold,20
bo,2026-01-06,phone,free,5
ann,2026-01-12,web,gold,40
bo,2026-01-13,phone,free,7
cy,2026-01-13,web,gold,1
cy,2026-01-18,phone,gold,2
""",
    "data/customers.csv": "customer,region\nann,north\nbo,south\n",
    "models/visits.yml": """\
semantic_models:
  - name: orders
    table: orders
    time: {column: day}
    entities: [{name: customer, expr: customer}]
    dimensions:
      - {name: device, expr: device, scope: event}
      - {name: plan, expr: plan, scope: entity}
  - name: customers
    table: customers
    entities: [{name: customer, expr: customer, type: primary}]
    dimensions:
      - {name: region, expr: region, scope: entity}
""",
    "metrics/visits.yml": """\
metrics:
  - {name: orders, type: simple, model: orders, agg: count, grain: week}
  - {name: revenue, type: simple, model: orders, agg: sum, expr: amount, grain: week}
  - {name: mean_amount, type: simple, model: orders, agg: avg, expr: amount, grain: week}
  - {name: smallest, type: simple, model: orders, agg: min, expr: amount, grain: week}
  - {name: median_amount, type: simple, model: orders, agg: percentile, percentile: 0.5, expr: amount, grain: week}
  - {name: buyers, type: simple, model: orders, agg: count_distinct, expr: customer, grain: week}
  - {name: days_open, type: simple, model: orders, agg: count_distinct, expr: day, grain: week}
  - {name: keen, type: threshold, model: orders, entity: customer, having: {n: {agg: count}}, where: n >= 2, grain: week}
  - {name: keen_share, type: ratio, numerator: keen, denominator: buyers, grain: week}
  - {name: revenue_per_buyer, type: ratio, numerator: revenue, denominator: buyers, grain: week}
  - {name: orders_twice, type: derived, formula: 2 * orders + revenue / 2, grain: week}
  - {name: orders_above_three, type: derived, formula: orders - 3, grain: week}
  - {name: basket, type: derived, formula: revenue / orders, grain: week}
  - {name: median_twice, type: derived, formula: 2 * median_amount, grain: week}
  - {name: revenue_4w, type: cumulative, model: orders, agg: sum, expr: amount, window: 28 days, grain: week}
  - {name: buyers_4w, type: cumulative, model: orders, agg: count_distinct, expr: customer, window: 28 days, grain: week}
  - {name: new_buyers, type: lifecycle, of: buyers, state: new, grain: week}
  - {name: retained_buyers, type: lifecycle, of: buyers, state: retained, grain: week}
  - {name: lapsed_keen, type: lifecycle, of: keen, state: lapsed, grain: week}
  - {name: back, type: retention, model: orders, entity: customer, offset: 1, grain: week}
  - {name: big_after_any, type: conversion, model: orders, entity: customer, from: {filter: amount > 0}, to: {filter: amount >= 20}, within: 7 days, grain: week}
  - {name: again, type: repeat, model: orders, entity: customer, within: 7 days, grain: week}
  - {name: score, type: index, components: [{metric: revenue, weight: 1, zero: 0, hundred: 100}], grain: week}
""",
    "tree.yml": None,
}


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """The shop, loaded; for tests that only ask."""
    with open_club(tmp_path_factory.mktemp("shop"), FILES) as workspace:
        workspace.load()
        yield workspace
