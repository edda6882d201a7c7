"""The metric panel: one metric's value, trend, target, guardrail, owner and definition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pydantic import Field

from beichen.domain.metric import Good, Metric, Role
from beichen.domain.observation import Observation, Undetermined
from beichen.domain.project import Project
from beichen.domain.text import Text
from beichen.domain.time import Grain
from beichen.errors import QueryError, did_you_mean
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
    goal_of,
    guardrail_of,
    guardrail_part,
    target_part,
)
from beichen.faces.http.ports import BoardWorkspace
from beichen.judgement.status import Status
from beichen.project.definition import describe_definition


class TrendPoint(Part):
    """One period of the trend."""

    start: date
    name: Words
    value: Number | None
    before: Number | None = Field(description="The value of the period that lies `lag` periods earlier.")
    complete: bool


class Trend(Part):
    """The latest periods, and the same number of periods before them."""

    points: list[TrendPoint]
    span: Words
    before: Words
    target: Number | None = Field(description="The key result's target, where the trend is of the metric's own grain.")
    bound: Number | None = Field(description="The guardrail's bound, likewise.")


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
    freshness: FreshnessPart


def build_metric_page(
    workspace: BoardWorkspace,
    name: str,
    *,
    at: date | None = None,
    versus: date | None = None,
    grain: Grain | None = None,
) -> MetricPage:
    """One metric for a period; `at` None is the tree's last complete period.

    Raises:
        QueryError: the project has no such metric.
    """
    project, metric = workspace.project, metric_named(workspace.project, name)
    chosen = grain_of(project, grain)
    view = workspace.tree(at=at, versus=versus, grain=chosen).as_dict()
    period, compared = day_of(view["period"]), day_of(view["versus"])
    values = _values(workspace, name, chosen, period)
    now, before = read(values.get(period)), read(values.get(compared))
    own = _own(metric, chosen, now)
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
        status=next((node["status"] for node in view["nodes"] if node["metric"] == name), None),
        trend=_trend(project, metric, chosen, period, values),
        target=target_part(project, metric, period, own),
        guardrail=guardrail_part(project, metric, own),
        benchmark=benchmark_part(project, metric, own, _base(workspace, metric, chosen, period)),
        drives=_parents(project, name),
        drivers=_children(project, name),
        freshness=FreshnessPart.of(workspace.freshness()),
    )


def metric_named(project: Project, name: str) -> Metric:
    """The metric of that name.

    Raises:
        UnknownMetricError: there is none.
    """
    if name not in project.metrics:
        raise UnknownMetricError(f"metric {name!r} is not defined", hint=did_you_mean(name, project.metrics))
    return project.metrics[name]


class UnknownMetricError(QueryError):
    """A name that stands for no metric of the project."""


@dataclass(frozen=True, slots=True)
class _Span:
    """How far a trend reaches back at one grain, and what it is called."""

    periods: int
    lag: int
    text: Text
    before: Text


# A lag of whole weeks keeps Mondays beside Mondays; of whole years, seasons beside seasons.
_SPANS: Mapping[Grain, _Span] = {
    Grain.DAY: _Span(91, 91, Text("last 91 days", "近 91 天"), Text("91 days earlier", "之前 91 天")),
    Grain.WEEK: _Span(26, 26, Text("last 26 weeks", "近 26 周"), Text("26 weeks earlier", "之前 26 周")),
    Grain.MONTH: _Span(12, 12, Text("last 12 months", "近 12 个月"), Text("a year earlier", "去年同期")),
    Grain.QUARTER: _Span(8, 4, Text("last 8 quarters", "近 8 个季度"), Text("a year earlier", "去年同期")),
    Grain.YEAR: _Span(5, 1, Text("last 5 years", "近 5 年"), Text("the year before", "上一年")),
}

_Values = Mapping[date | None, Observation]


def _values(workspace: BoardWorkspace, name: str, grain: Grain, period: date | None) -> _Values:
    """Every value that the panel needs, by period: those of the trend, and all before them for its dashed line."""
    if period is None:
        return {}
    until = workspace.project.calendar.shift(period, grain, 1)
    return {
        observation.period: observation for observation in workspace.series([name], grain, None, until).get(name, ())
    }


def _trend(project: Project, metric: Metric, grain: Grain, period: date | None, values: _Values) -> Trend:
    span, calendar = _SPANS[grain], project.calendar
    starts = [calendar.shift(period, grain, -back) for back in range(span.periods - 1, -1, -1)] if period else []
    known = [start for start in starts if start in values]
    points = [
        TrendPoint(
            start=start,
            name=name_period(calendar, grain, start, complete=True).name,
            value=_number(values.get(start)),
            before=_number(values.get(calendar.shift(start, grain, -span.lag))),
            complete=values[start].complete,
        )
        for start in known
    ]
    own = grain is metric.grain
    goal, guardrail = goal_of(project, metric.name, period), guardrail_of(project, metric.name)
    return Trend(
        points=points,
        span=Words.of(span.text),
        before=Words.of(span.before),
        target=goal.key_result.target if goal and own else None,
        bound=guardrail.limit.value if guardrail and guardrail.limit and own else None,
    )


def _own(metric: Metric, grain: Grain, reading: Reading) -> Number | None:
    # Targets, limits and benchmarks are set at the metric's own grain: a month is not held against a week's target.
    return reading.value if grain is metric.grain else None


def _base(workspace: BoardWorkspace, metric: Metric, grain: Grain, period: date | None) -> Number | None:
    """The value of the metric that the benchmark is a share of."""
    if metric.benchmark is None or metric.benchmark.of is None:
        return None
    return _number(_values(workspace, metric.benchmark.of, grain, period).get(period))


def _children(project: Project, name: str) -> list[MetricName]:
    return [name_of(project, edge.child) for edge in project.tree.edges_of(name)] if project.tree else []


def _parents(project: Project, name: str) -> list[MetricName]:
    tree = project.tree
    if tree is None:
        return []
    return [name_of(project, parent) for parent in tree.drivers if any(e.child == name for e in tree.edges_of(parent))]


def _name(project: Project, grain: Grain, start: date | None, reading: Reading) -> PeriodName | None:
    return name_period(project.calendar, grain, start, complete=reading.complete) if start else None


def _number(observation: Observation | None) -> Number | None:
    return None if observation is None or isinstance(observation.value, Undetermined) else observation.value
