"""Simple metrics: the aggregate of a period's rows."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from beichen.domain.metric import Metric, Simple, Spec
from beichen.domain.project import Project
from beichen.domain.text import Text
from beichen.project.kinds.base import Kind, MeasureShape, MetricShape
from beichen.project.kinds.words import aggregate, condition, first_upper, period_of
from beichen.project.names import Names
from beichen.project.shape import Name


class SimpleShape(MetricShape, MeasureShape):
    """The aggregate of a period's rows."""

    noun: ClassVar[str] = "simple metric"

    type: Literal["simple"]
    model: Name = Field(description="The semantic model whose rows are aggregated.")


def _resolve(shape: SimpleShape, names: Names) -> Spec:
    names.timed_model(shape.model, shape.at("model"))
    return Simple(shape.model, shape.measure())


def _describe(spec: Simple, metric: Metric, project: Project) -> Text:
    period, what, rows = period_of(metric.grain), aggregate(spec.measure), condition(spec.measure.filter)
    return Text(
        f"{first_upper(what.en)} over the rows of `{spec.model}` in {period.en}{rows.en}",
        f"{period.zh} `{spec.model}` 中{rows.zh or '全部'}记录的统计值：{what.zh}",
    )


KIND = Kind(SimpleShape, _resolve, _describe)
