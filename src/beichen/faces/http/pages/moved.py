"""The page of what moved: the morning read, ready to be drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pydantic import Field

from beichen.domain.metric import Good, Role
from beichen.domain.observation import Observation, Reason
from beichen.domain.project import Project
from beichen.domain.time import Grain
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
    name_of,
    owner_of,
    read,
)
from beichen.faces.http.pages.periods import PeriodName, name_period
from beichen.faces.http.pages.trend import number_of
from beichen.faces.http.ports import BoardWorkspace

SPARK_PERIODS = 26


class MovedMetric(Part):
    """A metric that left its expected range, in its own last period that had closed by the end of the page's."""

    metric: str
    label: Words
    role: Role
    unit: str | None
    good: Good | None
    owner: Owner | None
    grain: Grain
    period: PeriodName
    versus: PeriodName | None
    reading: Reading
    change: Change
    low: Number | None = Field(description="Of the range in which its history led one to expect it.")
    high: Number | None
    importance: Number = Field(description="How far out it lies, weighed by its closeness to the North Star.")
    reach: Number = Field(description="Its importance as a part of the largest, 0–1.")
    guardrail_broken: bool = Field(description="It is a guardrail beyond its limit: these come first.")
    earlier: bool = Field(description="Its period had closed before the page's period began.")
    spark: list[Number | None] = Field(description="The latest values up to the period, oldest first.")
    sentence: Words
    below: list[MovedMetric] = Field(description="What explains it and moved with it: no alarm of its own.")


class NotJudged(Part):
    """A metric that cannot be judged, and why."""

    metric: MetricName
    reason: Words


class MovedPage(Part):
    """What moved in a period, the most important first."""

    grain: Grain
    period: PeriodName | None = Field(description="By whose end every metric is judged; null while none has closed.")
    versus: PeriodName | None
    sentence: Words
    moved: list[MovedMetric]
    within_noise: list[MetricName]
    undetermined: list[NotJudged]
    freshness: FreshnessPart


def build_moved_page(workspace: BoardWorkspace, *, at: date | None = None, grain: Grain | None = None) -> MovedPage:
    """Everything that moved by the end of the period that holds `at`; None is the North Star's last complete one.

    Raises:
        QueryError: the data have no such period, or none had closed by then.
    """
    project = workspace.project
    found = workspace.explain_all(at=at, grain=grain).as_dict()
    chosen = Grain(found["grain"])
    drawn = _Drawn(workspace, max((row["importance"] for row in _all(found["moved"])), default=1.0))
    return MovedPage(
        grain=chosen,
        period=_named(project, chosen, found["period"]),
        versus=_named(project, chosen, found["versus"]),
        sentence=Words(**found["sentence"]),
        moved=[drawn.row(row) for row in found["moved"]],
        within_noise=[name_of(project, name) for name in found["within_noise"]],
        undetermined=[
            NotJudged(metric=name_of(project, row["metric"]), reason=Words.of(Reason(row["reason"]).text))
            for row in found["undetermined"]
        ],
        freshness=FreshnessPart.of(workspace.freshness()),
    )


@dataclass(slots=True)
class _Drawn:
    """The rows of the page; every metric's totals are read once."""

    workspace: BoardWorkspace
    largest: float
    _series: dict[tuple[str, Grain], Mapping[date, Observation]] = field(default_factory=dict)

    def row(self, found: Mapping[str, Any]) -> MovedMetric:
        project = self.workspace.project
        metric, grain = project.metrics[found["metric"]], Grain(found["grain"])
        period, compared = day_of(found["period"]), day_of(found["versus"])
        assert period is not None  # what moved has moved in a period
        observed = self._observed(metric.name, grain)
        now, before = read(observed.get(period)), read(observed.get(compared) if compared else None)
        return MovedMetric(
            metric=metric.name,
            label=Words.of(metric.label),
            role=metric.role,
            unit=metric.unit,
            good=metric.good,
            owner=owner_of(project, metric),
            grain=grain,
            period=name_period(project.calendar, grain, period, complete=True),
            versus=_named(project, grain, found["versus"] if compared in observed else None),
            reading=now,
            change=change_between(now, before, metric.unit, metric.good),
            low=found["expected"]["low"],
            high=found["expected"]["high"],
            importance=found["importance"],
            reach=found["importance"] / self.largest,
            guardrail_broken=found["guardrail_broken"],
            earlier=found["earlier"],
            spark=[number_of(o) for start, o in observed.items() if start <= period][-SPARK_PERIODS:],
            sentence=Words(**found["sentence"]),
            below=[self.row(row) for row in found["below"]],
        )

    def _observed(self, metric: str, grain: Grain) -> Mapping[date, Observation]:
        key = (metric, grain)
        if key not in self._series:
            self._series[key] = {o.period: o for o in self.workspace.series([metric], grain).get(metric, ())}
        return self._series[key]


def _named(project: Project, grain: Grain, start: str | None) -> PeriodName | None:
    day = day_of(start)
    return name_period(project.calendar, grain, day, complete=True) if day else None


def _all(moved: list[Any]) -> list[Any]:
    return [each for row in moved for each in [row, *_all(row["below"])]]
