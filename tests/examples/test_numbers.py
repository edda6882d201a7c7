"""The example projects answer what hand-written SQL on the same files answers."""

from __future__ import annotations

import pytest

from .conftest import Example


@pytest.mark.parametrize(
    ("metric", "by", "start", "end"),
    [
        ("returning_customers", None, "2011-01-10", "2011-12-05"),
        ("next_week_rate", None, "2011-01-10", "2011-12-05"),
        ("reactivation_rate", None, "2011-01-10", "2011-12-05"),
        ("products_per_order", None, "2011-01-10", "2011-12-05"),
        ("returned_share", None, "2010-12-01", "2011-12-01"),
        ("net_revenue", "country", "2011-01-01", "2011-12-01"),
        ("return_after_order_14d", None, "2011-01-10", "2011-11-21"),
        ("month_1_retention", None, "2010-12-01", "2011-11-01"),
        ("revenue_28d", None, "2011-01-10", "2011-12-05"),
    ],
)
def test_online_retail_answers_as_counted_by_hand(
    online_retail: Example, metric: str, by: str | None, start: str, end: str
) -> None:
    expected = online_retail.expected(f"{metric} by {by}" if by else metric, start, end)

    assert len(expected) >= 11
    assert online_retail.told(metric, by, start, end) == pytest.approx(expected, rel=1e-9, abs=1e-6)


@pytest.mark.parametrize(
    ("metric", "by", "start", "end"),
    [
        ("engaged_learners", None, "2013-02-04", "2015-06-22"),
        ("engaged_share", "gender", "2013-10-07", "2014-12-15"),
        ("weekly_retention", None, "2013-10-07", "2015-05-25"),
        ("return_rate", None, "2013-10-07", "2015-05-25"),
        ("back_within_3d", None, "2014-01-06", "2015-05-25"),
        ("forum_share", None, "2013-10-07", "2015-05-25"),
        ("submissions_per_learner", None, "2014-02-24", "2014-06-02"),
        ("score_p10", None, "2013-10-14", "2014-06-02"),
        ("passed_courses", None, "2013-10-01", "2015-06-01"),
    ],
)
def test_oulad_answers_as_counted_by_hand(oulad: Example, metric: str, by: str | None, start: str, end: str) -> None:
    expected = oulad.expected(f"{metric} by {by}" if by else metric, start, end)

    assert len(expected) >= 10
    assert oulad.told(metric, by, start, end) == pytest.approx(expected, rel=1e-9)
