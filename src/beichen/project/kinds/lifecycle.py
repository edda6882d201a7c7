"""Lifecycle metrics: the entities of another metric, by where they stand against earlier periods."""

from __future__ import annotations

import re
from typing import ClassVar, Literal

from pydantic import Field

from beichen.domain.metric import Agg, Lifecycle, Metric, Spec, State
from beichen.domain.model import Model
from beichen.domain.project import Project
from beichen.domain.text import Text
from beichen.project.kinds.base import Kind, MetricShape
from beichen.project.kinds.simple import SimpleShape
from beichen.project.kinds.threshold import ThresholdShape
from beichen.project.kinds.words import label_of, period_before, period_of
from beichen.project.names import Names
from beichen.project.written import Name, StateName


class LifecycleShape(MetricShape):
    """Entities of another metric, by their state."""

    noun: ClassVar[str] = "a lifecycle metric"

    type: Literal["lifecycle"]
    of: Name = Field(description="A threshold metric, or a simple count_distinct of an entity.")
    state: StateName = Field(description="`of` = new + retained + resurrected.")


def _resolve(shape: LifecycleShape, names: Names) -> Spec:
    names.check_metric(shape.of, shape.at("of"))
    of = names.metrics.get(shape.of)
    if of is not None and not _counts_entities(of, names):
        names.problems.add(
            f"{shape.of!r} counts no entities, so they have no lifecycle",
            shape.at("of"),
            "`of` takes a threshold metric, or a simple count_distinct whose expr is that of an entity of its model",
        )
    return Lifecycle(shape.of, shape.state)


def _counts_entities(of: MetricShape, names: Names) -> bool:
    if isinstance(of, ThresholdShape):
        return True
    if not isinstance(of, SimpleShape) or of.agg is not Agg.COUNT_DISTINCT:
        return False
    model = names.models.get(of.model)
    # A model that is missing is an error of its own.
    return model is None or (of.expr is not None and is_entity(model, of.expr))


def is_entity(model: Model, expr: str) -> bool:
    """True when the expression is that of one of the model's entities."""
    return _squeezed(expr) in {_squeezed(entity.expr) for entity in model.entities}


def _squeezed(expr: str) -> str:
    return re.sub(r'[\s"`]', "", expr).casefold()


def _describe(spec: Lifecycle, metric: Metric, project: Project) -> Text:
    label, period = label_of(project, spec.of), period_of(metric.grain)
    before = period_before(metric.grain)
    match spec.state:
        case State.NEW:
            text = Text(f"in {period.en} and never before", f"{period.zh}首次计入、此前从未计入")
        case State.RETAINED:
            text = Text(f"in {period.en} and in {before.en}", f"{period.zh}与{before.zh}均计入")
        case State.RESURRECTED:
            text = Text(
                f"in {period.en}, not in {before.en}, but at some time earlier",
                f"{period.zh}计入、{before.zh}未计入、更早曾计入",
            )
        case State.LAPSED:
            text = Text(f"in {before.en}, but not in {period.en}", f"{before.zh}计入、{period.zh}未计入")
    return Text(f"Those that “{label.en}” counts {text.en}", f"“{label.zh}”所计对象中，{text.zh}的数量")


KIND = Kind(LifecycleShape, _resolve, _describe)
