"""Cumulative metrics: the aggregate over a window that ends with the period's last day."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import Field, model_validator

from beichen.domain.metric import AllTime, Cumulative, Metric, Spec, ToDate, Trailing, Window
from beichen.domain.project import Project
from beichen.domain.text import Text
from beichen.domain.time import Grain
from beichen.project.kinds.base import Kind, MeasureShape, MetricShape
from beichen.project.kinds.words import over_rows, period_of
from beichen.project.names import Names
from beichen.project.shape import refused
from beichen.project.written import Name, Written, whole_days


def _window(value: Any) -> Window:
    return AllTime() if value == "all" else Trailing(whole_days(value))


TrailingWindow = Annotated[
    AllTime | Trailing,
    Written(_window, {"type": "string", "pattern": r"^(all|\s*[0-9]+\s*([dD]ay|[wW]eek)s?\s*)$"}),
]


class CumulativeShape(MetricShape, MeasureShape):
    """The aggregate over a window that ends with the period's last day."""

    noun: ClassVar[str] = "a cumulative metric"

    type: Literal["cumulative"]
    model: Name = Field(description="The semantic model whose rows are aggregated.")
    window: TrailingWindow | None = Field(default=None, description="`28 days`, or `all`: since the data begin.")
    to_date: Literal["month", "quarter", "year"] | None = Field(
        default=None, description="Since the start of the month, quarter or year."
    )

    @model_validator(mode="after")
    def _check_window(self) -> Self:
        if (self.window is None) == (self.to_date is None):
            found = "neither" if self.window is None else "both"
            raise refused(f"has {found} of 'window' and 'to_date'", "give one: `window: 28 days`, or `to_date: year`")
        return self


def _resolve(shape: CumulativeShape, names: Names) -> Spec:
    names.timed_model(shape.model, shape.at("model"))
    window = ToDate(Grain(shape.to_date)) if shape.to_date is not None else shape.window or AllTime()
    return Cumulative(shape.model, shape.measure(), window)


def _describe(spec: Cumulative, metric: Metric, project: Project) -> Text:
    return over_rows(spec.measure, spec.model, _span(spec.window, metric.grain))


def _span(window: Window, grain: Grain) -> Text:
    period = period_of(grain)
    match window:
        case Trailing(days):
            return Text(f"in the {days} days that end with {period.en}", f"截至{period.zh}最后一天的 {days} 天内")
        case ToDate(since):
            start = period_of(since)
            return Text(
                f"from the start of {start.en} to the end of {period.en}", f"从{start.zh}初到{period.zh}最后一天"
            )
        case AllTime():
            return Text(f"from the beginning of the data to the end of {period.en}", f"从数据开始到{period.zh}最后一天")


KIND = Kind(CumulativeShape, _resolve, _describe)
