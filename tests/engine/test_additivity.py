"""Additivity: what the definitions promise of segments, and that the data keep it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from beichen.domain.additivity import Additivity
from beichen.engine.additivity import additivity, shared_dimensions
from beichen.engine.answer import Row
from beichen.errors import QueryError
from beichen.workspace.open import Workspace

ADDS, BY_PARTS, NONE = Additivity.ADDS, Additivity.BY_PARTS, Additivity.NONE

# METRICS.md, "Additivity": over a property of the event, over one of the entity, over one of a primary model
EXPECTED = {
    "orders": (ADDS, ADDS, ADDS),
    "revenue": (ADDS, ADDS, ADDS),
    "mean_amount": (BY_PARTS, BY_PARTS, BY_PARTS),
    "smallest": (NONE, NONE, NONE),
    "median_amount": (NONE, NONE, NONE),
    "buyers": (NONE, ADDS, ADDS),
    "days_open": (NONE, NONE, NONE),  # a day is no entity: plans share their days
    "keen": (NONE, ADDS, ADDS),
    "keen_share": (NONE, BY_PARTS, BY_PARTS),
    "revenue_per_buyer": (NONE, BY_PARTS, BY_PARTS),
    "orders_twice": (ADDS, ADDS, ADDS),
    "orders_above_three": (NONE, NONE, NONE),  # every segment would lose three
    "basket": (NONE, NONE, NONE),
    "median_twice": (NONE, NONE, NONE),
    "revenue_4w": (ADDS, ADDS, ADDS),
    "buyers_4w": (NONE, ADDS, ADDS),
    "new_buyers": (NONE, ADDS, ADDS),
    "retained_buyers": (NONE, ADDS, ADDS),
    "lapsed_keen": (NONE, ADDS, ADDS),
    "back": (NONE, BY_PARTS, BY_PARTS),
    "big_after_any": (NONE, BY_PARTS, BY_PARTS),
    "again": (NONE, BY_PARTS, BY_PARTS),
    "score": (NONE, NONE, NONE),
}


def test_every_metric_of_the_shop_is_expected(shop: Workspace) -> None:
    assert EXPECTED.keys() == shop.project.metrics.keys()


@pytest.mark.parametrize("metric", EXPECTED)
def test_segments_relate_to_the_total_as_the_definitions_say(shop: Workspace, metric: str) -> None:
    found = tuple(additivity(shop.engine, metric, by) for by in ("device", "plan", "region"))

    assert found == EXPECTED[metric]


@pytest.mark.parametrize("metric", EXPECTED)
def test_data_keep_what_additivity_promises(shop: Workspace, metric: str) -> None:
    totals = {row.period: row for row in shop.query(metric)}
    for by in ("device", "plan", "region"):
        kind = additivity(shop.engine, metric, by)
        answer = shop.query(metric, by=by)
        for period, total in totals.items():
            rows = [row for row in answer if row.period == period]
            if kind is ADDS:
                assert _sum(rows, "value") == total.value
            if kind is BY_PARTS:
                assert _sum(rows, "numerator") == (total.numerator or 0)
                assert _sum(rows, "denominator") == total.denominator


def _sum(rows: Sequence[Row], part: str) -> float:
    return sum(getattr(row, part) or 0 for row in rows)


def test_what_does_not_add_up_would_mislead_if_it_were_added(shop: Workspace) -> None:
    """Ann bought on her phone and on the web in one week."""
    by_device = [row.value for row in shop.query("buyers", by="device")]

    assert [row.value for row in shop.query("buyers")] == [2, 3]
    assert by_device == [2, 1, 2, 2]


def test_dimensions_that_all_parts_have_are_shared_under_their_bare_names(shop: Workspace) -> None:
    assert shared_dimensions(shop.engine, "revenue_per_buyer") == ("device", "plan", "region")
    assert shared_dimensions(shop.engine, "score") == ("device", "plan", "region")


def test_dimension_that_the_metric_lacks_is_refused(shop: Workspace) -> None:
    with pytest.raises(QueryError, match="model 'orders' has no dimension 'colour'"):
        additivity(shop.engine, "revenue", "colour")
