"""The metric panel: one metric's value, trend, target, guardrail, owner and definition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pydantic import Field

from beichen.domain.goal import KeyResult
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


class Target(Part):
    """The key result of the objective that ends last and names the metric."""

    objective: Words
    owner: Owner | None
    due: date
    start: Number | None
    target: Number | None
    keep: str | None
    progress: Number | None = Field(description="The way from start to target, 0–1; with no start, value ÷ target.")


class GuardrailPart(Part):
    """What the metric guards, and within which bound."""

    watches: MetricName
    limit: str | None
    bound: Number | None
    holds: bool | None = Field(description="null where there is no fixed bound or no value.")


class BenchmarkPart(Part):
    """An outside figure, as a share of another metric where `of` is given, and ours beside it."""

    value: Number
    source: str
    of: MetricName | None
    ours: Number | None


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
    project = workspace.project
    metric = metric_named(project, name)
    chosen = grain_of(project, grain)
    view = workspace.tree(at=at, versus=versus, grain=chosen).as_dict()
    period, compared = day_of(view["period"]), day_of(view["versus"])
    values = _values(workspace, name, chosen, period)
    now, before = read(values.get(period)), read(values.get(compared))
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
        trend=_trend(project, chosen, period, values),
        target=_target(project, name, now.value),
        guardrail=_guardrail(project, name, now.value),
        benchmark=_benchmark(workspace, metric, chosen, period, now.value),
        drives=[name_of(project, parent) for parent in _parents(project, name)],
        drivers=[name_of(project, child) for child in _children(project, name)],
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


def _trend(project: Project, grain: Grain, period: date | None, values: _Values) -> Trend:
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
    return Trend(points=points, span=Words.of(span.text), before=Words.of(span.before))


def _target(project: Project, name: str, value: Number | None) -> Target | None:
    named = [(o, k) for o in project.objectives for k in o.key_results if k.metric == name]
    if not named:
        return None
    objective, key_result = max(named, key=lambda pair: pair[0].ends_on)
    person = project.people.get(key_result.owner)
    return Target(
        objective=Words.of(objective.label),
        owner=Owner(id=person.id, name=person.name, team=None) if person else None,
        due=objective.ends_on,
        start=key_result.start,
        target=key_result.target,
        keep=key_result.keep.text if key_result.keep else None,
        progress=_progress(key_result, value),
    )


def _progress(key_result: KeyResult, value: Number | None) -> Number | None:
    start, target = key_result.start, key_result.target
    if value is None or target is None:
        return None
    if start is not None and start != target:
        return (value - start) / (target - start)
    return value / target if target else None


def _guardrail(project: Project, name: str, value: Number | None) -> GuardrailPart | None:
    found = next((g for g in project.tree.guardrails if g.metric == name), None) if project.tree else None
    if found is None:
        return None
    return GuardrailPart(
        watches=name_of(project, found.watches),
        limit=found.limit.text if found.limit else None,
        bound=found.limit.value if found.limit else None,
        holds=found.limit.holds(value) if found.limit and value is not None else None,
    )


def _benchmark(
    workspace: BoardWorkspace, metric: Metric, grain: Grain, period: date | None, value: Number | None
) -> BenchmarkPart | None:
    benchmark = metric.benchmark
    if benchmark is None:
        return None
    ours = value
    if benchmark.of is not None:
        base = _number(_values(workspace, benchmark.of, grain, period).get(period))
        ours = value / base if value is not None and base else None
    of = name_of(workspace.project, benchmark.of) if benchmark.of else None
    return BenchmarkPart(value=benchmark.value, source=benchmark.source, of=of, ours=ours)


def _children(project: Project, name: str) -> Sequence[str]:
    return [edge.child for edge in project.tree.edges_of(name)] if project.tree else []


def _parents(project: Project, name: str) -> Sequence[str]:
    return (
        [parent for parent in project.tree.drivers if any(e.child == name for e in project.tree.edges_of(parent))]
        if project.tree
        else []
    )


def _name(project: Project, grain: Grain, start: date | None, reading: Reading) -> PeriodName | None:
    return name_period(project.calendar, grain, start, complete=reading.complete) if start else None


def _number(observation: Observation | None) -> Number | None:
    return None if observation is None or isinstance(observation.value, Undetermined) else observation.value
