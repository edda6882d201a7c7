"""Ratio metrics: one metric over another."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from beichen.domain.metric import Metric, Ratio, Spec
from beichen.domain.project import Project
from beichen.domain.text import Text
from beichen.project.kinds.base import Kind, MetricShape
from beichen.project.kinds.words import label_of, period_of
from beichen.project.names import Names
from beichen.project.written import Name


class RatioShape(MetricShape):
    """One metric over another."""

    noun: ClassVar[str] = "a ratio metric"

    type: Literal["ratio"]
    numerator: Name = Field(description="The metric above the line.")
    denominator: Name = Field(description="The metric below the line; where it is 0 the ratio is undetermined.")


def _resolve(shape: RatioShape, names: Names) -> Spec:
    names.check_metric(shape.numerator, shape.at("numerator"))
    names.check_metric(shape.denominator, shape.at("denominator"))
    return Ratio(shape.numerator, shape.denominator)


def _describe(spec: Ratio, metric: Metric, project: Project) -> Text:
    above, below = label_of(project, spec.numerator), label_of(project, spec.denominator)
    period = period_of(metric.grain)
    return Text(f"{above.en} ÷ {below.en}, both of {period.en}", f"{above.zh} ÷ {below.zh}（均按{period.zh}计）")


KIND = Kind(RatioShape, _resolve, _describe)
