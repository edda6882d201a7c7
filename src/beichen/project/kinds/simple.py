"""Simple metrics: the aggregate of a period's rows."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from beichen.domain.metric import Metric, Simple, Spec
from beichen.domain.project import Project
from beichen.domain.text import Text
from beichen.project.kinds.base import Kind, MeasureShape, MetricShape
from beichen.project.kinds.words import over_rows, period_of
from beichen.project.names import Names
from beichen.project.written import Name


class SimpleShape(MetricShape, MeasureShape):
    """The aggregate of a period's rows."""

    noun: ClassVar[str] = "a simple metric"

    type: Literal["simple"]
    model: Name = Field(description="The semantic model whose rows are aggregated.")


def _resolve(shape: SimpleShape, names: Names) -> Spec:
    names.timed_model(shape.model, shape.at("model"))
    return Simple(shape.model, shape.measure())


def _describe(spec: Simple, metric: Metric, project: Project) -> Text:
    period = period_of(metric.grain)
    return over_rows(spec.measure, spec.model, Text(f"in {period.en}", period.zh))


KIND = Kind(SimpleShape, _resolve, _describe)
