"""Index metrics: a weighted score of 0–100 over metrics, its weights versioned."""

from __future__ import annotations

from itertools import pairwise
from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from beichen.domain.metric import Component, Index, IndexVersion, Metric, Spec
from beichen.domain.project import Project
from beichen.domain.text import Text
from beichen.project.kinds.base import Kind, MetricShape
from beichen.project.kinds.words import label_of, period_of
from beichen.project.names import Names
from beichen.project.shape import Shape, refused
from beichen.project.written import Day, Name


class ComponentShape(Shape):
    noun: ClassVar[str] = "a component"

    metric: Name = Field(description="The metric that is scored.")
    weight: float = Field(description="Its part in the index.", gt=0)
    zero: float = Field(description="The value that scores 0.")
    hundred: float = Field(description="The value that scores 100; below `zero` where less is better.")

    @model_validator(mode="after")
    def _check_scale(self) -> Self:
        if self.zero == self.hundred:
            raise refused(f"has zero and hundred both at {self.zero:g}", "they are the values that score 0 and 100")
        return self


class VersionShape(Shape):
    noun: ClassVar[str] = "a version"

    valid_from: Day = Field(description="The first day on which these weights hold.")
    components: list[ComponentShape] = Field(description="The metrics and their weights.", min_length=1)


class IndexShape(MetricShape):
    """A weighted score of 0–100 over metrics."""

    noun: ClassVar[str] = "an index metric"

    type: Literal["index"]
    components: list[ComponentShape] | None = Field(
        default=None, description="The metrics and their weights.", min_length=1
    )
    versions: list[VersionShape] | None = Field(
        default=None, description="Weights that changed: each version with its first day, oldest first.", min_length=1
    )

    @model_validator(mode="after")
    def _check_versions(self) -> Self:
        if (self.components is None) == (self.versions is None):
            found = "neither" if self.components is None else "both"
            raise refused(f"has {found} of 'components' and 'versions'", "give `components`, or `versions` of them")
        return self


def _resolve(shape: IndexShape, names: Names) -> Spec:
    if shape.components is not None:
        _check_components(shape.components, names)
        return Index((IndexVersion(_components(shape.components)),))
    versions = shape.versions or []
    for earlier, later in pairwise(versions):
        if later.valid_from <= earlier.valid_from:
            names.problems.add(
                f"version {later.valid_from} of {shape.name!r} follows {earlier.valid_from}",
                later.at("valid_from"),
                "write versions oldest first, each with a day of its own",
            )
    for version in versions:
        _check_components(version.components, names)
    return Index(tuple(IndexVersion(_components(v.components), v.valid_from) for v in versions))


def _check_components(components: list[ComponentShape], names: Names) -> None:
    seen: set[str] = set()
    for component in components:
        names.check_metric(component.metric, component.at("metric"))
        if component.metric in seen:
            names.problems.add(
                f"{component.metric!r} is in the index twice", component.at("metric"), "add up the weights"
            )
        seen.add(component.metric)


def _components(components: list[ComponentShape]) -> tuple[Component, ...]:
    return tuple(Component(c.metric, c.weight, c.zero, c.hundred) for c in components)


def _describe(spec: Index, metric: Metric, project: Project) -> Text:
    versions = [_version(version, project) for version in spec.versions]
    period = period_of(metric.grain)
    return Text(
        f"Weighted score of 0–100 of {period.en}: " + "; ".join(v.en for v in versions),
        f"{period.zh}的加权得分（0–100）：" + "；".join(v.zh for v in versions),
    )


def _version(version: IndexVersion, project: Project) -> Text:
    since = (
        Text(f"from {version.valid_from} ", f"自 {version.valid_from} 起，") if version.valid_from else Text.same("")
    )
    parts = [(label_of(project, c.metric), c) for c in version.components]
    return Text(
        since.en
        + ", ".join(f"{label.en} (weight {c.weight:g}, {c.zero:g} → 0, {c.hundred:g} → 100)" for label, c in parts),
        since.zh
        + "、".join(f"{label.zh}（权重 {c.weight:g}，{c.zero:g} → 0，{c.hundred:g} → 100）" for label, c in parts),
    )


KIND = Kind(IndexShape, _resolve, _describe)
