"""The 90% interval of a pace holds the close in nine of ten periods: every past period, foretold from those before it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from datetime import timedelta

import pytest

from beichen.judgement.pace import FEWEST, Close, project_close
from beichen.workspace.open import Workspace
from beichen.workspace.refreshing.observe import Wish
from beichen.workspace.refreshing.projecting import Point, bounds_of, form_of, passages, values_by

# Metrics that a question for all periods at once can answer: the others take minutes.
METRICS = {
    "demo": [
        "weekly_engaged_listeners",
        "active_listeners",
        "engaged_share",
        "playlist_creation_rate",
        "recommendation_completion",
        "negative_feedback_rate",
        "unsubscribe_rate",
        "subscription_revenue",
    ],
    "oulad": ["engaged_learners", "active_learners", "engaged_share", "submissions", "average_score"],
    "online_retail": ["ordering_customers", "orders", "average_order_value", "products_per_order"],
}
LEAST = 0.85  # told is 90%; a project of 80 periods may miss it by chance


@pytest.mark.parametrize("days", [1, 3, 5])
@pytest.mark.parametrize("project", METRICS)
def test_interval_holds_the_close(project: str, days: int, request: pytest.FixtureRequest) -> None:
    workspace: Workspace = request.getfixturevalue(project)
    held = [inside for metric in METRICS[project] for inside in backtest(workspace, metric, days)]

    assert len(held) >= 80
    assert sum(held) / len(held) >= LEAST


def test_interval_narrows_as_the_week_goes_on(demo: Workspace) -> None:
    widths = [
        sum(found.high - found.low for found, _ in forecasts(demo, "active_listeners", days)) for days in (1, 3, 5)
    ]

    assert widths[0] > widths[1] > widths[2]


def backtest(workspace: Workspace, metric: str, days: int) -> Iterator[bool]:
    """Of every period that could have been foretold on its day `days`, whether the interval held its close."""
    for found, close in forecasts(workspace, metric, days):
        yield found.low <= close <= found.high


def forecasts(workspace: Workspace, metric: str, days: int) -> Iterator[tuple[Close, float]]:
    """What would have been said of each past period, and what became of it."""
    project = workspace.project
    defined = project.metrics[metric]
    wish = Wish(metric, defined.grain)
    workspace.ensure([wish])
    closes = {o.period: o.value for o in workspace.observer.read([wish])[wish] if o.complete}
    periods = [project.calendar.period(start, defined.grain) for start in closes]
    last = periods[-1]
    point = Point(defined.grain, last, last.start + timedelta(days=days - 1), tuple(periods[:-1]))
    by_then = values_by(workspace.engine, [metric], point, nullcontext())[metric]
    known = passages(project, defined, periods, by_then, closes)
    for position in range(FEWEST, len(known)):
        now = known[position]
        bounds = bounds_of(defined, now.by_then)
        found = project_close(now.by_then, known[:position], form_of(defined), bounds, base=now.base)
        if isinstance(found, Close):
            yield found, now.close
