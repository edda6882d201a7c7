"""Repeat metrics: the share followed by the same again within a time."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from beichen.domain.metric import Metric, Per, Repeat, Spec
from beichen.domain.project import Project
from beichen.domain.text import Text
from beichen.project.kinds.base import FilterShape, Kind, MetricShape
from beichen.project.kinds.conversion import check_within
from beichen.project.kinds.words import condition, length, period_of
from beichen.project.names import Names
from beichen.project.written import Name, PerName, Span


class RepeatShape(MetricShape):
    """Share followed by the same again within a time."""

    noun: ClassVar[str] = "a repeat metric"

    type: Literal["repeat"]
    model: Name = Field(description="The semantic model whose rows are the events.")
    entity: Name = Field(description="Who repeats: an entity of the model.")
    event: FilterShape = Field(default_factory=FilterShape, description="Which rows count.")
    within: Span = Field(
        description="How soon the next must come; with DATE columns in days or weeks.", examples=["30 days"]
    )
    count: PerName = Field(
        default=Per.EVENTS, description="`events`: every row; `entities`: each once, from its first row in the period."
    )


def _resolve(shape: RepeatShape, names: Names) -> Spec:
    model = names.timed_model(shape.model, shape.at("model"))
    names.check_entity(model, shape.entity, shape.at("entity"))
    check_within(shape.within, model, shape.at("within"), names)
    return Repeat(shape.model, shape.entity, shape.within, shape.event.filter, shape.count)


def _describe(spec: Repeat, metric: Metric, project: Project) -> Text:
    period, rows, within = period_of(metric.grain), condition(spec.event_filter), length(spec.within)
    if spec.per is Per.EVENTS:
        return Text(
            f"Share of the rows of `{spec.model}`{rows.en} in {period.en} that are followed by another "
            f"of the same `{spec.entity}` within {within.en}",
            f"{period.zh} `{spec.model}` 中{rows.zh or '的'}记录里，同一 `{spec.entity}` 在 {within.zh}内再次发生的占比",
        )
    return Text(
        f"Share of the `{spec.entity}` with a row{rows.en} in `{spec.model}` in {period.en} "
        f"whose first such row is followed by another within {within.en}",
        f"{period.zh}在 `{spec.model}` 中有{rows.zh}记录的 `{spec.entity}` 里，首条记录之后 {within.zh}内再次发生的占比",
    )


KIND = Kind(RepeatShape, _resolve, _describe)
