"""Retention metrics: the share of a period's newcomers who come back."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from beichen.domain.metric import Days, Metric, Offset, Retention, Spec
from beichen.domain.project import Project
from beichen.domain.text import Text
from beichen.project.kinds.base import FilterShape, Kind, MetricShape
from beichen.project.kinds.words import condition, period_after, period_of
from beichen.project.names import Names
from beichen.project.shape import refused
from beichen.project.written import MOST_DAYS, Name


class RetentionShape(MetricShape):
    """Share of a period's newcomers who come back."""

    noun: ClassVar[str] = "a retention metric"

    type: Literal["retention"]
    model: Name = Field(description="The semantic model whose rows show who came and came back.")
    entity: Name = Field(description="Who comes back: an entity of the model.")
    cohort: FilterShape = Field(default_factory=FilterShape, description="The first row that passes makes a newcomer.")
    returns: FilterShape = Field(default_factory=FilterShape, description="A row that passes is a return.")
    offset: int | None = Field(default=None, description="Back in the period so many periods later.", ge=1, le=10_000)
    days: list[int] | None = Field(
        default=None,
        description="`[a, b]`: back on day a … b − 1 after the entity's own first day.",
        examples=[[7, 14]],
    )

    @model_validator(mode="after")
    def _check_comeback(self) -> Self:
        if (self.offset is None) == (self.days is None):
            found = "neither" if self.offset is None else "both"
            raise refused(f"has {found} of 'offset' and 'days'", "give one: `offset: 1`, or `days: [7, 14]`")
        if self.days is not None and not (len(self.days) == 2 and 0 <= self.days[0] < self.days[1] <= MOST_DAYS):
            raise refused(f"has days {self.days}", "write `days: [a, b]` with 0 ≤ a < b: back on day a … b − 1")
        return self


def _resolve(shape: RetentionShape, names: Names) -> Spec:
    model = names.timed_model(shape.model, shape.at("model"))
    names.check_entity(model, shape.entity, shape.at("entity"))
    comeback = Days(shape.days[0], shape.days[1]) if shape.days else Offset(shape.offset or 1)
    return Retention(shape.model, shape.entity, comeback, shape.cohort.filter, shape.returns.filter)


def _describe(spec: Retention, metric: Metric, project: Project) -> Text:
    period, first, back = period_of(metric.grain), condition(spec.cohort_filter), condition(spec.returns_filter)
    match spec.comeback:
        case Offset(periods):
            later = period_after(metric.grain, periods)
            when = Text(f"in {later.en}", later.zh)
        case Days(start, until):
            when = Text(
                f"on day {start} to {until - 1} after their own first day", f"自首日起第 {start} 至 {until - 1} 天内"
            )
    return Text(
        f"Share of the `{spec.entity}` whose first row ever in `{spec.model}`{first.en} lies in {period.en}, "
        f"who have a row{back.en} {when.en}",
        f"{period.zh}首次在 `{spec.model}` 中出现{first.zh}记录的 `{spec.entity}` 里，{when.zh}再有{back.zh}记录的占比",
    )


KIND = Kind(RetentionShape, _resolve, _describe)
