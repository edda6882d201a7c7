"""The metric panel: one metric's value, trend, target, guardrail, owner and definition."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from beichen.domain.metric import Good, Metric, Role
from beichen.domain.project import Project
from beichen.domain.time import Grain
from beichen.engine.plan import find_metric
from beichen.errors import QueryError
from beichen.faces.http.pages.episodes import EpisodePart, open_episodes_of
from beichen.faces.http.pages.parts import (
    Change,
    FreshnessPart,
    MetricName,
    Number,
    Owner,
    Part,
    Reading,
    Words,
    change_between,
    day_of,
    grain_of,
    name_of,
    owner_of,
    read,
)
from beichen.faces.http.pages.periods import PeriodName, name_period
from beichen.faces.http.pages.standing import (
    BenchmarkPart,
    GuardrailPart,
    Target,
    benchmark_part,
    guardrail_part,
    target_part,
)
from beichen.faces.http.pages.trend import Trend, Values, build_trend, number_of, trend_values
from beichen.faces.http.ports import BoardWorkspace
from beichen.judgement.status import Status
from beichen.project.definition import describe_definition
from beichen.workspace.periods import choose_periods


class MetricPage(Part):
    """The metric panel."""

    metric: str
    label: Words
    role: Role
    kind: str
    owner: Owner | None
    value_statement: Words | None
    unit: str | None
    good: Good | None
    definition: Words
    grain: Grain
    period: PeriodName | None
    versus: PeriodName | None
    reading: Reading
    previous: Reading
    change: Change
    status: Status | None = Field(description="null for a metric that stands outside the tree.")
    trend: Trend
    target: Target | None
    guardrail: GuardrailPart | None
    benchmark: BenchmarkPart | None
    drives: list[MetricName]
    drivers: list[MetricName]
    episodes: list[EpisodePart] = Field(description="Of guardrails with this metric on either side: those that go on.")
    freshness: FreshnessPart


def build_metric_page(
    workspace: BoardWorkspace,
    name: str,
    *,
    at: date | None = None,
    versus: date | None = None,
    grain: Grain | None = None,
    periods: int | None = None,
) -> MetricPage:
    """One metric for a period; `at` None is the tree's last complete period, `periods` of the trend 0 is all.

    Raises:
        UnknownMetricError: the project has no such metric.
    """
    project, metric = workspace.project, metric_named(workspace.project, name)
    chosen = grain_of(project, grain)
    period, compared, status = _looked_at(workspace, name, at=at, versus=versus, grain=chosen)
    values = trend_values(workspace, name, chosen, period)
    now, before, own = _readings(values, metric, chosen, period, compared)
    return MetricPage(
        metric=name,
        label=Words.of(metric.label),
        role=metric.role,
        kind=metric.kind,
        owner=owner_of(project, metric),
        value_statement=Words.of(metric.value) if metric.value else None,
        unit=metric.unit,
        good=metric.good,
        definition=Words.of(describe_definition(project, name)),
        grain=chosen,
        period=_name(project, chosen, period, now),
        versus=_name(project, chosen, compared, before),
        reading=now,
        previous=before,
        change=change_between(now, before, metric.unit, metric.good),
        status=status,
        trend=build_trend(workspace, metric, chosen, period, values, periods=periods),
        target=target_part(project, metric, period, own),
        guardrail=guardrail_part(project, metric, own),
        benchmark=benchmark_part(project, metric, own, _base(workspace, metric, chosen, period)),
        drives=_parents(project, name),
        drivers=_children(project, name),
        episodes=open_episodes_of(workspace, name),
        freshness=FreshnessPart.of(workspace.freshness()),
    )


def _readings(
    values: Values, metric: Metric, grain: Grain, period: date | None, compared: date | None
) -> tuple[Reading, Reading, Number | None]:
    """What is read in the two periods, and the value where it is the metric's own grain's."""
    now, before = (read(values.get(day) if day else None) for day in (period, compared))
    return now, before, _own(metric, grain, now)


def _looked_at(
    workspace: BoardWorkspace, name: str, *, at: date | None, versus: date | None, grain: Grain
) -> tuple[date | None, date | None, Status | None]:
    """The period, the one compared with, and the status there: as of the tree or, without one, of the metric alone."""
    if workspace.project.tree is None:
        observed = workspace.series([name], grain).get(name, ())
        pair = choose_periods(workspace.project.calendar, grain, observed, at, versus)
        return (pair.at, pair.versus, None) if pair else (None, None, None)
    view = workspace.tree(at=at, versus=versus, grain=grain).as_dict()
    status = next((node["status"] for node in view["nodes"] if node["metric"] == name), None)
    return day_of(view["period"]), day_of(view["versus"]), status


def metric_named(project: Project, name: str) -> Metric:
    """The metric of that name.

    Raises:
        UnknownMetricError: there is none, or only a draft.
    """
    try:
        return find_metric(project, name)
    except QueryError as error:
        raise UnknownMetricError(error.message, hint=error.hint) from None


class UnknownMetricError(QueryError):
    """A name that stands for no metric of the project."""


def _own(metric: Metric, grain: Grain, reading: Reading) -> Number | None:
    # Targets, limits and benchmarks are set at the metric's own grain: a month is not held against a week's target.
    return reading.value if grain is metric.grain else None


def _base(workspace: BoardWorkspace, metric: Metric, grain: Grain, period: date | None) -> Number | None:
    """The value of the metric that the benchmark is a share of."""
    if metric.benchmark is None or metric.benchmark.of is None:
        return None
    return number_of(trend_values(workspace, metric.benchmark.of, grain, period).get(period))


def _children(project: Project, name: str) -> list[MetricName]:
    return [name_of(project, edge.child) for edge in project.tree.edges_of(name)] if project.tree else []


def _parents(project: Project, name: str) -> list[MetricName]:
    tree = project.tree
    if tree is None:
        return []
    return [name_of(project, parent) for parent in tree.drivers if any(e.child == name for e in tree.edges_of(parent))]


def _name(project: Project, grain: Grain, start: date | None, reading: Reading) -> PeriodName | None:
    return name_period(project.calendar, grain, start, complete=reading.complete) if start else None
