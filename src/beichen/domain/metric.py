"""Metrics: ten kinds of definition, each a frozen value.

What each kind means is METRICS.md's; how it becomes SQL is the engine's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from beichen.domain.formula import Formula, names_in
from beichen.domain.text import Text
from beichen.domain.time import Duration, Grain
from beichen.errors import Where


class Role(StrEnum):
    """What a metric is for."""

    NORTH_STAR = "north_star"
    KEY_RESULT = "key_result"
    GUARDRAIL = "guardrail"
    INPUT = "input"
    OUTCOME = "outcome"


class Good(StrEnum):
    """The direction that is good; a metric without one is neither good nor bad."""

    UP = "up"
    DOWN = "down"


class Agg(StrEnum):
    """How rows become one number."""

    COUNT = "count"
    SUM = "sum"
    AVG = "avg"
    MIN = "min"
    MAX = "max"
    COUNT_DISTINCT = "count_distinct"
    PERCENTILE = "percentile"


class State(StrEnum):
    """Where an entity stands against the period before and all earlier ones."""

    NEW = "new"
    RETAINED = "retained"
    RESURRECTED = "resurrected"
    LAPSED = "lapsed"


class Per(StrEnum):
    """What a conversion or repeat counts."""

    ENTITIES = "entities"
    EVENTS = "events"


@dataclass(frozen=True, slots=True)
class Measure:
    """An aggregate over rows: expressions are SQL over the model's columns, as the project wrote them."""

    agg: Agg
    expr: str | None = None  # None only for count
    filter: str | None = None
    percentile: float | None = None  # 0–1, for percentile only


@dataclass(frozen=True, slots=True)
class Simple:
    """The aggregate of a period's rows."""

    model: str
    measure: Measure


@dataclass(frozen=True, slots=True)
class Ratio:
    """One metric over another."""

    numerator: str
    denominator: str


@dataclass(frozen=True, slots=True)
class Derived:
    """A formula over metrics."""

    formula: Formula


@dataclass(frozen=True, slots=True)
class Trailing:
    """The last so many days, the period's last day included."""

    days: int


@dataclass(frozen=True, slots=True)
class ToDate:
    """From the first day of the month, quarter or year in which the period's last day lies."""

    grain: Grain


@dataclass(frozen=True, slots=True)
class AllTime:
    """From the beginning of the covered span."""


Window = Trailing | ToDate | AllTime


@dataclass(frozen=True, slots=True)
class Cumulative:
    """The aggregate over a window that ends with the period's last day."""

    model: str
    measure: Measure
    window: Window


@dataclass(frozen=True, slots=True)
class Threshold:
    """Entities whose behaviour within the period passes a test."""

    model: str
    entity: str
    having: tuple[tuple[str, Measure], ...]
    where: str
    filter: str | None = None


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """Entities of another metric, by their state."""

    of: str  # a threshold metric, or a simple count_distinct of an entity
    state: State


@dataclass(frozen=True, slots=True)
class Offset:
    """Back in the period so many periods later."""

    periods: int


@dataclass(frozen=True, slots=True)
class Days:
    """Back on a day from `first` to `until` − 1 after the entity's own first day."""

    first: int
    until: int


@dataclass(frozen=True, slots=True)
class Retention:
    """Share of a period's newcomers who come back."""

    model: str
    entity: str
    comeback: Offset | Days
    cohort_filter: str | None = None
    returns_filter: str | None = None


@dataclass(frozen=True, slots=True)
class Conversion:
    """Share that does B within a time of A."""

    model: str
    entity: str
    within: Duration
    from_filter: str | None = None
    to_filter: str | None = None
    per: Per = Per.ENTITIES


@dataclass(frozen=True, slots=True)
class Repeat:
    """Share followed by the same again within a time."""

    model: str
    entity: str
    within: Duration
    event_filter: str | None = None
    per: Per = Per.EVENTS


@dataclass(frozen=True, slots=True)
class Component:
    """A metric's part in an index: `zero` and `hundred` are the values that score 0 and 100."""

    metric: str
    weight: float
    zero: float
    hundred: float


@dataclass(frozen=True, slots=True)
class IndexVersion:
    """The weights valid from a day on; None: always."""

    components: tuple[Component, ...]
    valid_from: date | None = None


@dataclass(frozen=True, slots=True)
class Index:
    """A weighted score of 0–100 over metrics, its weights versioned; versions in order of their day."""

    versions: tuple[IndexVersion, ...]

    def version_at(self, day: date) -> IndexVersion | None:
        """The version valid on `day`; None before the first."""
        valid = [v for v in self.versions if v.valid_from is None or v.valid_from <= day]
        return valid[-1] if valid else None


Spec = Simple | Ratio | Derived | Cumulative | Threshold | Lifecycle | Retention | Conversion | Repeat | Index

KIND_OF: dict[type, str] = {
    Simple: "simple",
    Ratio: "ratio",
    Derived: "derived",
    Cumulative: "cumulative",
    Threshold: "threshold",
    Lifecycle: "lifecycle",
    Retention: "retention",
    Conversion: "conversion",
    Repeat: "repeat",
    Index: "index",
}


@dataclass(frozen=True, slots=True)
class Benchmark:
    """An outside figure to compare with: alone, or as a share `of` another metric."""

    value: float
    source: str
    of: str | None = None


@dataclass(frozen=True, slots=True)
class Metric:
    """One definition, with who answers for it."""

    name: str
    spec: Spec
    label: Text
    role: Role
    grain: Grain
    owner: str | None = None  # a person's id
    value: Text | None = None  # the user value that it stands for
    unit: str | None = None
    good: Good | None = None
    benchmark: Benchmark | None = None
    where: Where | None = None
    description: Text | None = None  # what it counts, for whoever reads a number of it

    @property
    def kind(self) -> str:
        """The kind's name as it is written in YAML."""
        return KIND_OF[type(self.spec)]


@dataclass(frozen=True, slots=True)
class Draft:
    """A metric that is wanted and not defined yet: it has its place, its meaning and its owner, and no numbers."""

    name: str
    label: Text
    role: Role
    grain: Grain
    owner: str | None = None  # a person's id: who is asked to define it
    value: Text | None = None
    unit: str | None = None
    good: Good | None = None
    description: Text | None = None
    where: Where | None = None


def parts_of(spec: Spec) -> tuple[str, ...]:
    """The metrics that a definition is made of, each once; none for a kind that reads rows."""
    match spec:
        case Ratio(numerator, denominator):
            return tuple(dict.fromkeys((numerator, denominator)))
        case Derived(formula):
            return names_in(formula)
        case Lifecycle(of):
            return (of,)
        case Index(versions):
            return tuple(dict.fromkeys(c.metric for v in versions for c in v.components))
        case _:
            return ()


def model_of(spec: Spec) -> str | None:
    """The model whose rows a definition reads itself; None for a metric over metrics."""
    return None if isinstance(spec, Ratio | Derived | Lifecycle | Index) else spec.model


def measures_of(spec: Spec) -> Iterator[Measure]:
    """The aggregates that a definition names."""
    match spec:
        case Simple(measure=measure) | Cumulative(measure=measure):
            yield measure
        case Threshold(having=having):
            yield from (measure for _, measure in having)
