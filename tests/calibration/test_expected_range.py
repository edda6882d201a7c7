"""A 95% range holds 93–97 of 100 values: every period of real series, told from the periods before it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

import pytest

from beichen.domain.observation import Observation, Undetermined
from beichen.domain.time import Grain
from beichen.judgement.change import ExpectedRange, Verdict
from beichen.workspace.explaining.expectation import expected_for, expected_ranges
from beichen.workspace.open import Workspace

DAY, WEEK = Grain.DAY, Grain.WEEK
ALL = {
    "bike_sharing": ["rentals", "casual_rentals", "registered_rentals", "casual_share"],
    "oulad": [
        "active_learners",
        "clicks",
        "clicks_per_learner",
        "forum_share",
        "quiz_learners",
        "submissions",
        "withdrawals",
        "weekly_retention",
        "resurrected_learners",
        "average_score",
    ],
    "online_retail": [
        "ordering_customers",
        "new_customers",
        "resurrected_customers",
        "orders",
        "net_revenue",
        "gross_revenue",
        "average_order_value",
        "products_per_order",
        "order_value_p90",
        "revenue_28d",
    ],
    "demo": [
        "active_listeners",
        "plays",
        "sign_ups",
        "crash_rate",
        "negative_feedback_rate",
        "unsubscribe_rate",
        "push_open_rate",
        "playlist_creation_rate",
        "recommendation_completion",
        "subscription_revenue",
        "weekly_retention",
        "start_latency_p90",
    ],
}

# Metric, grain and first day of a period that a planted incident struck.
STRUCK = [
    ("weekly_engaged_listeners", WEEK, "2026-11-09"),  # crashes of one Android version
    ("crash_rate", WEEK, "2026-11-09"),
    ("crash_rate", DAY, "2026-11-08"),
    ("resurrected_listeners", WEEK, "2026-09-28"),  # an exclusive album
    ("unsubscribe_rate", WEEK, "2026-07-27"),  # a push every day
    ("negative_feedback_rate", WEEK, "2026-07-27"),
    ("push_open_rate", WEEK, "2026-07-27"),
    ("new_listeners", WEEK, "2026-03-02"),  # advertising
]


@pytest.mark.parametrize("grain", [DAY, WEEK])
@pytest.mark.parametrize("project", ALL)
def test_range_holds_as_often_as_it_says(project: str, grain: Grain, request: pytest.FixtureRequest) -> None:
    workspace: Workspace = request.getfixturevalue(project)

    held = [verdict is Verdict.NOISE for verdict in verdicts(workspace, ALL[project], grain)]

    assert len(held) > 300
    assert 0.93 <= sum(held) / len(held) <= 0.97


def test_range_is_narrower_than_last_week_give_or_take(bike_sharing: Workspace) -> None:
    ranges = expected_ranges(bike_sharing, "rentals", DAY)
    values = {o.period: o.value for o in bike_sharing.series(["rentals"], DAY)["rentals"]}
    ours = [found.high - found.low for found in ranges.values() if found.high is not None and found.low is not None]
    differences = [
        value - before
        for day, value in values.items()
        if not isinstance(value, Undetermined)
        and not isinstance(before := values.get(day - timedelta(days=7), Undetermined), Undetermined | type)
    ]
    spread = (sum(step * step for step in differences) / len(differences)) ** 0.5

    assert sum(ours) / len(ours) < 2 * 1.96 * spread


@pytest.mark.parametrize(("metric", "grain", "period"), STRUCK)
def test_planted_incident_is_called_moved(large_demo: Workspace, metric: str, grain: Grain, period: str) -> None:
    assert expected_for(large_demo, metric, grain, date.fromisoformat(period)).verdict is Verdict.MOVED


def test_quiet_weeks_of_the_demo_are_noise(large_demo: Workspace) -> None:
    told = json.loads((large_demo.project.folder / "data" / "incidents.json").read_text(encoding="utf-8"))
    busy = [
        (date.fromisoformat(incident["first_day"]), date.fromisoformat(incident["last_day"] or incident["first_day"]))
        for incident in told["incidents"]
    ]

    quiet = [
        found.verdict is Verdict.NOISE
        for _, week, found in judged(large_demo, list(large_demo.project.metrics), WEEK)
        if not any(first - timedelta(days=6) <= week.period <= last + timedelta(days=21) for first, last in busy)
    ]

    assert len(quiet) > 400
    assert sum(quiet) / len(quiet) > 0.95


def test_hurricane_is_news_and_the_days_after_it_are_judged_as_if_it_had_not_been(bike_sharing: Workspace) -> None:
    ranges = expected_ranges(bike_sharing, "rentals", DAY)

    struck = ranges[date(2012, 10, 29)]
    assert struck.verdict is Verdict.MOVED  # 22 rentals
    assert struck.low is not None and struck.low > 3000
    after = ranges[date(2012, 11, 7)]
    assert after.verdict is Verdict.NOISE
    assert after.centre is not None and after.centre > 4000


def test_last_month_of_online_retail_is_partial_and_no_collapse(online_retail: Workspace) -> None:
    found = expected_for(online_retail, "net_revenue", Grain.MONTH, date(2011, 12, 1))

    assert found.verdict is Verdict.UNDETERMINED
    assert found.reason is not None and found.reason.text.zh == "该周期尚不完整"


def test_christmas_of_the_second_year_is_no_wonder(oulad: Workspace) -> None:
    ranges = expected_ranges(oulad, "active_learners", DAY)

    assert ranges[date(2014, 12, 25)].low is not None
    second = [ranges[date(2014, 12, 24) + timedelta(days=at)].verdict for at in range(8)]
    assert second.count(Verdict.MOVED) <= 3


def verdicts(workspace: Workspace, metrics: list[str], grain: Grain) -> Iterator[Verdict]:
    return (found.verdict for _, _, found in judged(workspace, metrics, grain))


def judged(workspace: Workspace, metrics: list[str], grain: Grain) -> Iterator[tuple[str, Observation, ExpectedRange]]:
    """Every period that has a verdict."""
    series: Mapping[str, list[Observation]] = workspace.series(metrics, grain)
    for metric, observed in series.items():
        ranges = expected_ranges(workspace, metric, grain)
        for observation in observed:
            if ranges[observation.period].verdict is not Verdict.UNDETERMINED:
                yield metric, observation, ranges[observation.period]
