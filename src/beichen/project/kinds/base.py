"""What every metric kind shares: the keys that all have, the aggregates that some have, the row of the table of kinds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from pydantic import Field, model_validator

from beichen.domain.metric import Agg, Measure, Metric, Spec
from beichen.domain.project import Project
from beichen.domain.text import Text
from beichen.domain.time import Grain
from beichen.project.names import Names
from beichen.project.shape import Shape, refused
from beichen.project.written import AggName, Expression, GoodName, GrainName, MetricName, Name, RoleName, Words


@dataclass(frozen=True, slots=True)
class Kind:
    """A metric kind: its keys, how they become a definition, and the definition in words."""

    shape: type[MetricShape]
    resolve: Callable[[Any, Names], Spec]
    describe: Callable[[Any, Metric, Project], Text]


class BenchmarkShape(Shape):
    noun: ClassVar[str] = "a benchmark"

    value: float = Field(description="The outside figure, in the metric's unit; with `of`, a share 0–1 of that metric.")
    source: Name | None = Field(default=None, description="Who says so: a report, a page, a year.")
    of: Name | None = Field(default=None, description="A metric; the benchmark is a share of it.")


class NamedShape(Shape):
    """The keys that a metric may have before it is defined."""

    noun: ClassVar[str] = "a metric"

    name: MetricName = Field(
        description="Letters of any script, digits and underscores; used in formulas and on the command line."
    )
    label: Words | None = Field(
        default=None, description="The name that people read.", examples=[{"en": "Active", "zh": "活跃用户"}]
    )
    role: RoleName | None = Field(
        default=None, description="What the metric is for; `input` unless it is the North Star."
    )
    owner: Name | None = Field(default=None, description="The id of the person who answers for it; a team is refused.")
    value: Words | None = Field(default=None, description="The user value that it stands for.")
    description: Words | None = Field(default=None, description="What it counts, for whoever reads a number of it.")
    grain: GrainName = Field(default=Grain.WEEK, description="Its natural grain, the default of `beichen query`.")
    unit: Name | None = Field(
        default=None, description="`share` (0–1), a currency code such as CNY, or a word such as listeners."
    )
    good: GoodName | None = Field(default=None, description="The direction that is good.")


class MetricShape(NamedShape):
    """The keys that a metric of any kind may have."""

    type: str = Field(description="The kind of definition: one of those below.")
    benchmark: BenchmarkShape | None = Field(default=None, description="An outside figure to compare with.")


class MeasureShape(Shape):
    """An aggregate over rows."""

    noun: ClassVar[str] = "an aggregate"

    agg: AggName = Field(description="How rows become one number.")
    expr: Expression | None = Field(
        default=None, description="SQL over the model's columns; only `count` goes without."
    )
    filter: Expression | None = Field(default=None, description="SQL condition that chooses the rows.")
    percentile: float | None = Field(default=None, description="For `agg: percentile`: 0.9 is the 90th.", ge=0, le=1)

    @model_validator(mode="after")
    def _check_aggregate(self) -> Self:
        if self.agg is not Agg.COUNT and self.expr is None:
            raise refused(f"with agg {self.agg.value} needs 'expr'", "say what to aggregate, as in `expr: amount`")
        if self.agg is Agg.PERCENTILE and self.percentile is None:
            raise refused("with agg percentile needs 'percentile'", "0.9 is the 90th percentile")
        if self.agg is not Agg.PERCENTILE and self.percentile is not None:
            raise refused(f"has a percentile, but agg {self.agg.value}", "write `agg: percentile`, or remove it")
        return self

    def measure(self) -> Measure:
        return Measure(self.agg, self.expr, self.filter, self.percentile)


class FilterShape(Shape):
    """Rows chosen by a condition."""

    noun: ClassVar[str] = "a choice of rows"

    filter: Expression | None = Field(
        default=None, description="SQL condition over the model's columns; absent: every row."
    )
