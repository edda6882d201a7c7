"""The health page: the verdict on the North Star, every check with its course, zombies, distances from benchmarks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

from pydantic import Field

from beichen.domain.project import Project
from beichen.domain.time import Grain
from beichen.faces.http.pages.parts import FreshnessPart, MetricName, Number, Part, Words, name_of
from beichen.faces.http.pages.periods import PeriodName, name_period
from beichen.faces.http.ports import BoardWorkspace


class Looked(Part):
    """What a check saw when it looked after a period; null where it could tell nothing."""

    period: date
    statistic: Number | None


class HealthCheck(Part):
    """One check."""

    code: str
    name: Words
    question: Words
    status: Literal["ok", "watch", "failed", "undetermined"]
    weight: Literal["meaning", "warning", "informs"] = Field(
        description="What it means when it fails: elect again, watch, or nothing for the verdict."
    )
    statistic: Number | None
    threshold: Number | None = Field(description="From which it is watched.")
    fails_at: Number | None = Field(description="From which, when it stays beyond, the check has failed.")
    unit: Literal["z", "share", "count"] = Field(description="Of the statistic: standard errors, 0–1, or how many.")
    since: date | None
    reason: Words
    trend: list[Looked]


class BenchmarkRow(Part):
    """A metric beside an outside figure."""

    metric: MetricName
    unit: str | None = Field(description="Of value and benchmark.")
    value: Number | None
    benchmark: Number
    of: Words | None = Field(description="The population that both are a share of.")
    distance: Number | None = Field(description="Beyond the benchmark, towards the good side, as a share of it.")
    source: str
    dated: date | None
    stale: bool = Field(description="Older than two years, or nobody knows how old.")


class WeighedPart(Part):
    """A component of an index."""

    metric: MetricName
    weight: Number = Field(description="Today.")
    proposed: Number
    low: Number = Field(description="Of the 95% interval of the proposal.")
    high: Number


class WeightsRow(Part):
    """An index with the weights that its components would earn by what they foretell; nothing is changed."""

    metric: MetricName
    value: MetricName = Field(description="What it should foretell.")
    parts: list[WeighedPart]
    lag: int | None = Field(description="Periods after which the value follows.")
    yaml: str | None = Field(description="A further version of its weights, to be taken over by a person.")
    reason: Words | None = Field(description="Why nothing is proposed.")


class HealthPage(Part):
    """Is the North Star still the right one?"""

    verdict: Literal["keep", "watch", "re-elect"]
    metric: MetricName
    grain: Grain
    period: PeriodName | None = Field(description="The last one judged; null while none has closed.")
    summary: Words
    judged: int = Field(description="Checks with a say that could tell anything.")
    choose: str | None = Field(description="Where another is elected, when that is the verdict.")
    checks: list[HealthCheck]
    zombies: list[MetricName]
    benchmarks: list[BenchmarkRow]
    weights: list[WeightsRow]
    freshness: FreshnessPart


def build_health_page(workspace: BoardWorkspace, *, at: date | None = None) -> HealthPage:
    """The health of the North Star as of the period that begins on `at`; None is its last complete one.

    Raises:
        ProjectError: the project names no North Star.
        QueryError: the data have no such period.
    """
    project = workspace.project
    found = workspace.health(at=at).as_dict()
    grain = Grain(found["grain"])
    return HealthPage(
        verdict=found["verdict"],
        metric=name_of(project, found["metric"]),
        grain=grain,
        period=_period(project, grain, found["period"]),
        summary=Words(**found["summary"]),
        judged=found["judged"],
        choose=found["choose"],
        checks=[HealthCheck.model_validate(check) for check in found["checks"]],
        zombies=[name_of(project, metric) for metric in found["zombies"]],
        benchmarks=[_benchmark(project, row) for row in found["benchmarks"]],
        weights=[_weights(project, row) for row in found["weights"]],
        freshness=FreshnessPart.of(workspace.freshness()),
    )


def _period(project: Project, grain: Grain, start: str | None) -> PeriodName | None:
    return None if start is None else name_period(project.calendar, grain, date.fromisoformat(start), complete=True)


def _weights(project: Project, row: Mapping[str, Any]) -> WeightsRow:
    named = {name: name_of(project, row[name]) for name in ("metric", "value")}
    parts = [part | {"metric": name_of(project, part["metric"])} for part in row["parts"]]
    return WeightsRow.model_validate(dict(row) | named | {"parts": parts})


def _benchmark(project: Project, row: Mapping[str, Any]) -> BenchmarkRow:
    metric = project.metrics[row["metric"]]
    shown = {key: row[key] for key in ("value", "benchmark", "of", "distance", "source", "dated", "stale")}
    unit = metric.unit if row["of"] is None else "share"
    return BenchmarkRow.model_validate({"metric": name_of(project, metric.name), "unit": unit, **shown})
