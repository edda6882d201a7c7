"""Conversion metrics: the share that does B within a time of A."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from beichen.domain.metric import Conversion, Metric, Per, Spec
from beichen.domain.model import Model
from beichen.domain.project import Project
from beichen.domain.text import Text
from beichen.domain.time import Duration
from beichen.errors import Where
from beichen.project.kinds.base import FilterShape, Kind, MetricShape
from beichen.project.kinds.words import condition, length, period_of
from beichen.project.names import Names
from beichen.project.written import Name, PerName, Span


class ConversionShape(MetricShape):
    """Share that does B within a time of A."""

    noun: ClassVar[str] = "a conversion metric"

    type: Literal["conversion"]
    model: Name = Field(description="The semantic model whose rows show A and B.")
    entity: Name = Field(description="Who converts: an entity of the model.")
    from_: FilterShape = Field(alias="from", description="A: the rows from which the time runs.")
    to: FilterShape = Field(description="B: the rows that convert.")
    within: Span = Field(description="How long after A; with DATE columns in days or weeks.", examples=["7 days"])
    count: PerName = Field(
        default=Per.ENTITIES, description="`entities`: each once, from its first A in the period; `events`: every A."
    )


def _resolve(shape: ConversionShape, names: Names) -> Spec:
    model = names.timed_model(shape.model, shape.at("model"))
    names.check_entity(model, shape.entity, shape.at("entity"))
    check_within(shape.within, model, shape.at("within"), names)
    return Conversion(shape.model, shape.entity, shape.within, shape.from_.filter, shape.to.filter, shape.count)


def check_within(within: Duration, model: Model | None, where: Where, names: Names) -> None:
    """Minutes and hours need rows that tell them."""
    coarse = model is not None and model.time is not None and model.time.grain not in (None, "second", "minute", "hour")
    if model is not None and within.whole_days is None and coarse:
        names.problems.add(
            f"'{within}' is finer than the time of model {model.name!r}, which tells days", where, "write days or weeks"
        )


def _describe(spec: Conversion, metric: Metric, project: Project) -> Text:
    period, within = period_of(metric.grain), length(spec.within)
    first, then = condition(spec.from_filter), condition(spec.to_filter)
    if spec.per is Per.EVENTS:
        return Text(
            f"Share of the rows of `{spec.model}`{first.en} in {period.en} that are followed, within {within.en}, "
            f"by a row{then.en} of the same `{spec.entity}`",
            f"{period.zh} `{spec.model}` 中{first.zh or '的'}记录里，同一 `{spec.entity}` 在 {within.zh}内又有{then.zh}记录的占比",
        )
    return Text(
        f"Share of the `{spec.entity}` with a row{first.en} in `{spec.model}` in {period.en} "
        f"that have a row{then.en} within {within.en} of the first of them",
        f"{period.zh}在 `{spec.model}` 中有{first.zh}记录的 `{spec.entity}` 里，自首条起 {within.zh}内有{then.zh}记录的占比",
    )


KIND = Kind(ConversionShape, _resolve, _describe)
