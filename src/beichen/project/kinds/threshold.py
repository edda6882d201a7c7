"""Threshold metrics: how many entities behaved in a given way within a period.

The usual shape of a North Star ("listeners who played on 3 days or more").
"""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from beichen.domain.metric import Metric, Spec, Threshold
from beichen.domain.project import Project
from beichen.domain.text import Text
from beichen.project.kinds.base import Kind, MeasureShape, MetricShape
from beichen.project.kinds.words import condition, measured, period_of
from beichen.project.names import Names
from beichen.project.written import Expression, Name


class ThresholdShape(MetricShape):
    """Entities whose behaviour within the period passes a test."""

    noun: ClassVar[str] = "a threshold metric"

    type: Literal["threshold"]
    model: Name = Field(description="The semantic model whose rows show the behaviour.")
    entity: Name = Field(description="Who is counted: an entity of the model.")
    having: dict[Name, MeasureShape] = Field(
        description="What is measured of each entity over the period's rows, by a name of your choice.",
        min_length=1,
        examples=[{"days": {"agg": "count_distinct", "expr": "local_date()"}}],
    )
    where: Expression = Field(description="The test: SQL over the names of `having`.", examples=["days >= 3"])
    filter: Expression | None = Field(default=None, description="SQL condition that chooses the rows.")


def _resolve(shape: ThresholdShape, names: Names) -> Spec:
    model = names.timed_model(shape.model, shape.at("model"))
    names.check_entity(model, shape.entity, shape.at("entity"))
    having = tuple((name, measure.measure()) for name, measure in shape.having.items())
    return Threshold(shape.model, shape.entity, having, shape.where, shape.filter)


def _describe(spec: Threshold, metric: Metric, project: Project) -> Text:
    period, rows = period_of(metric.grain), condition(spec.filter)
    having = [(name, measured(measure)) for name, measure in spec.having]
    names = Text(
        " and ".join(f"`{name}` = {words.en}" for name, words in having),
        "，".join(f"`{name}` = {words.zh}" for name, words in having),
    )
    return Text(
        f"Number of `{spec.entity}` with at least one row in `{spec.model}`{rows.en} in {period.en} "
        f"for whom `{spec.where.strip()}`, where {names.en}",
        f"{period.zh}在 `{spec.model}` 中至少有一条{rows.zh}记录、且 `{spec.where.strip()}` 的 `{spec.entity}` 数，其中 {names.zh}",
    )


KIND = Kind(ThresholdShape, _resolve, _describe)
