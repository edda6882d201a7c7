"""Derived metrics: a formula over metrics."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from beichen.domain.formula import names_in
from beichen.domain.metric import Derived, Metric, Spec
from beichen.domain.project import Project
from beichen.domain.text import Text
from beichen.project.kinds.base import Kind, MetricShape
from beichen.project.kinds.words import formula, period_of
from beichen.project.names import Names
from beichen.project.written import FormulaText


class DerivedShape(MetricShape):
    """A formula over metrics."""

    noun: ClassVar[str] = "a derived metric"

    type: Literal["derived"]
    formula: FormulaText = Field(description="Metrics and numbers with + - * / and parentheses.", examples=["a + b"])


def _resolve(shape: DerivedShape, names: Names) -> Spec:
    names.check_metrics(names_in(shape.formula), shape.at("formula"))
    return Derived(shape.formula)


def _describe(spec: Derived, metric: Metric, project: Project) -> Text:
    words, period = formula(project, spec.formula), period_of(metric.grain)
    return Text(f"{words.en}, each of {period.en}", f"{words.zh}（均按{period.zh}计）")


KIND = Kind(DerivedShape, _resolve, _describe)
