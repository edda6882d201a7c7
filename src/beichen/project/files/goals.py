"""goals/*.yml: objectives, and the key results by which they are known."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Self

from pydantic import Field, model_validator

from beichen.domain.goal import KeyResult, Objective
from beichen.domain.metric import Good, Role
from beichen.domain.text import Text
from beichen.domain.tree import Limit
from beichen.domain.units import is_share
from beichen.errors import Where
from beichen.project.names import Names
from beichen.project.shape import Shape, refused
from beichen.project.written import Bound, Day, Name, Words

EXAMPLE = """\
objectives:
  - name: habit
    label: {zh: 让听歌成为习惯, en: Make listening a habit}
    owner: lin
    from: 2026-10-01
    by: 2026-12-31
    key_results:
      - {metric: weekly_engaged_listeners, start: 41000, target: 52000, owner: lin}
      - {metric: negative_feedback_rate, keep: "< 0.8%", owner: qiao}
"""


class KeyResultShape(Shape):
    noun: ClassVar[str] = "a key result"

    metric: Name = Field(description="The metric to move or to keep.")
    owner: Name | None = Field(default=None, description="A person's id; the objective's owner where this is absent.")
    start: float | None = Field(default=None, description="Its value when the objective begins.")
    target: float | None = Field(
        default=None,
        description="Its value when the objective ends; a share is 0–1. Of a guardrail without a start, a bound to keep.",
    )
    keep: Bound | None = Field(
        default=None, description="A limit that must hold, instead of a target.", examples=["< 0.8%"]
    )

    @model_validator(mode="after")
    def _check_aim(self) -> Self:
        if (self.target is None) == (self.keep is None):
            found = "neither" if self.target is None else "both"
            raise refused(f"has {found} of 'target' and 'keep'", 'give one: `target: 52000`, or `keep: "< 0.8%"`')
        if self.keep is not None and self.start is not None:
            raise refused("has a start, but nothing to move to", "give a target, or remove the start")
        return self


class ObjectiveShape(Shape):
    noun: ClassVar[str] = "an objective"

    name: Name = Field(description="What people refer to it by.")
    label: Words | None = Field(default=None, description="The objective in words.")
    owner: Name = Field(description="The id of the person who answers for it.")
    from_: Day = Field(alias="from", description="Its first day.")
    by: Day = Field(description="Its last day.")
    key_results: list[KeyResultShape] = Field(description="How it will be known.", min_length=1)


class GoalsFile(Shape):
    """Objectives, and the key results by which they are known."""

    noun: ClassVar[str] = "a goals file"

    objectives: list[ObjectiveShape] = Field(default_factory=list, description="The objectives.")


def resolve_goals(files: Iterable[GoalsFile], names: Names) -> tuple[Objective, ...]:
    """The objectives, every metric and owner of which is known."""
    seen: dict[str, Where] = {}
    return tuple(_objective(shape, seen, names) for file in files for shape in file.objectives)


def _objective(shape: ObjectiveShape, seen: dict[str, Where], names: Names) -> Objective:
    first = seen.setdefault(shape.name, shape.at())
    if first != shape.at():
        names.problems.add(f"objective {shape.name!r} is defined twice", shape.at("name"), f"first at {first}")
    names.check_owner(shape.owner, shape.at("owner"))
    if shape.by < shape.from_:
        names.problems.add(
            f"the objective ends on {shape.by}, before it begins", shape.at("by"), f"it begins on {shape.from_}"
        )
    key_results = tuple(_key_result(key_result, shape.owner, names) for key_result in shape.key_results)
    label = shape.label or Text.same(shape.name)
    return Objective(shape.name, label, shape.owner, shape.from_, shape.by, key_results, shape.at())


def _key_result(shape: KeyResultShape, owner: str, names: Names) -> KeyResult:
    names.check_metric(shape.metric, shape.at("metric"))
    if shape.owner is not None:
        names.check_owner(shape.owner, shape.at("owner"))
    keep = _bound(shape, names)
    target = None if keep is not None else shape.target
    return KeyResult(shape.metric, shape.owner or owner, shape.start, target, keep, shape.at())


def _bound(shape: KeyResultShape, names: Names) -> Limit | None:
    """The limit to keep: as written, or the target of a guardrail, which is no place to go to but a bound."""
    metric = names.metrics.get(shape.metric)
    guards = metric is not None and metric.role is Role.GUARDRAIL and metric.good is not None
    if shape.keep is not None or shape.target is None or shape.start is not None or metric is None or not guards:
        return shape.keep
    operator = "<=" if metric.good is Good.DOWN else ">="
    amount = f"{shape.target * 100:.12g}%" if is_share(metric.unit) else f"{shape.target:.12g}"
    return Limit(operator, shape.target, f"{operator} {amount}")
