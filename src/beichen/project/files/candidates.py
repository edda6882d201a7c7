"""candidates.yml: metrics and behaviours on trial for North Star."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from pydantic import Field

from beichen.domain.candidate import Behaviour, Candidates, Cohort, LaterValue
from beichen.errors import Where
from beichen.project.kinds.base import MeasureShape
from beichen.project.names import Names
from beichen.project.shape import Shape
from beichen.project.written import Expression, Name, WholeDays

EXAMPLE = """\
cohort: {model: plays, entity: listener, filter: "event = 'signup'"}   # day 0 = the entity's first such row
pre: 7 days                         # the first days describe who came (held as background) …
window: 28 days                     # … behaviour is measured from there to day 28 …
value:                              # … and must foretell what happens after it
  - {name: stays, model: plays, agg: count_distinct, expr: local_date(), from: 28 days, to: 84 days, weight: 2}
  - {name: pays, model: payments, agg: sum, expr: amount, from: 28 days, to: 180 days, weight: 1}
behaviours:                         # candidates as behaviours of one entity, thresholds to be found
  - {name: days_listened, model: plays, agg: count_distinct, expr: local_date(), filter: "event = 'play'"}
  - {name: shares_sent, model: plays, agg: count, filter: "event = 'share'", cheap_to_inflate: true}
metrics: [weekly_engaged_listeners, subscription_revenue]    # ready metrics that stand as candidates
background: [channel, device, region]       # dimensions held when candidates are compared
"""


class CohortShape(Shape):
    noun: ClassVar[str] = "the cohort"

    model: Name = Field(description="The model in which entities begin.")
    entity: Name = Field(description="Whose beginnings are looked at.")
    filter: Expression | None = Field(
        default=None, description="Day 0 is the entity's first row that passes; absent: its first row."
    )


class LaterValueShape(MeasureShape):
    noun: ClassVar[str] = "a later value"

    name: Name = Field(description="What it is called in the verdict.")
    model: Name = Field(description="The model whose rows are aggregated, by entity.")
    from_: WholeDays = Field(alias="from", description="Its first day, counted from the entity's day 0.")
    to: WholeDays = Field(description="The day before which it ends.")
    weight: float = Field(default=1.0, description="How much it matters beside the others.", gt=0)


class BehaviourShape(MeasureShape):
    noun: ClassVar[str] = "a behaviour"

    name: Name = Field(description="What it is called in the verdict.")
    model: Name = Field(description="The model whose rows are aggregated, by entity.")
    cheap_to_inflate: bool = Field(
        default=False, description="True where a push or a default can raise it without any value."
    )


class CandidatesFile(Shape):
    """Metrics and behaviours on trial for North Star."""

    noun: ClassVar[str] = "candidates.yml"

    cohort: CohortShape = Field(description="Whose beginnings are looked at.")
    pre: WholeDays | None = Field(default=None, description="The first days, which describe who came.")
    window: WholeDays = Field(description="Behaviour is measured from the end of `pre` to this day.")
    value: list[LaterValueShape] = Field(default_factory=list, description="What candidates must foretell.")
    behaviours: list[BehaviourShape] = Field(
        default_factory=list, description="Behaviours of one entity, thresholds to be found."
    )
    metrics: list[Name] = Field(default_factory=list, description="Ready metrics that stand as candidates.")
    background: list[Name] = Field(default_factory=list, description="Dimensions held when candidates are compared.")


def resolve_candidates(shape: CandidatesFile, names: Names) -> Candidates:
    """What is on trial, every model, metric and dimension of which is known."""
    cohort = shape.cohort
    names.check_entity(names.timed_model(cohort.model, cohort.at("model")), cohort.entity, cohort.at("entity"))
    if shape.pre is not None and shape.pre >= shape.window:
        names.problems.add("pre leaves nothing of the window", shape.at("pre"), "make `pre` shorter than `window`")
    for position, metric in enumerate(shape.metrics):
        names.check_metric(metric, shape.at("metrics", position))
    for position, dimension in enumerate(shape.background):
        names.check_dimension(dimension, cohort.entity, shape.at("background", position))
    _check_names(shape.value, names)
    _check_names(shape.behaviours, names)
    return Candidates(
        cohort=Cohort(cohort.model, cohort.entity, cohort.filter),
        window=shape.window,
        pre=shape.pre or 0,
        value=tuple(_later_value(value, cohort.entity, names) for value in shape.value),
        behaviours=tuple(_behaviour(behaviour, cohort.entity, names) for behaviour in shape.behaviours),
        metrics=tuple(shape.metrics),
        background=tuple(shape.background),
        where=shape.at(),
    )


def _check_names(shapes: Iterable[LaterValueShape | BehaviourShape], names: Names) -> None:
    seen: dict[str, Where] = {}
    for shape in shapes:
        first = seen.setdefault(shape.name, shape.at())
        if first != shape.at():
            names.problems.add(f"{shape.name!r} is given twice", shape.at("name"), f"first at {first}")


def _later_value(shape: LaterValueShape, entity: str, names: Names) -> LaterValue:
    names.check_entity(names.timed_model(shape.model, shape.at("model")), entity, shape.at("model"))
    if shape.to <= shape.from_:
        names.problems.add(
            f"{shape.name!r} ends before it begins", shape.at("to"), f"it begins after {shape.from_} days"
        )
    return LaterValue(shape.name, shape.model, shape.measure(), shape.from_, shape.to, shape.weight, shape.at())


def _behaviour(shape: BehaviourShape, entity: str, names: Names) -> Behaviour:
    names.check_entity(names.timed_model(shape.model, shape.at("model")), entity, shape.at("model"))
    return Behaviour(shape.name, shape.model, shape.measure(), shape.cheap_to_inflate, shape.at())
