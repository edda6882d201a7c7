"""The journey: the stages that an entity passes on its way to value."""

from __future__ import annotations

from dataclasses import dataclass

from beichen.domain.text import Text
from beichen.errors import Where


@dataclass(frozen=True, slots=True)
class Stage:
    """One step: reached by a row of `model` that passes the filter, or by being counted in `metric`."""

    name: str
    label: Text
    model: str | None = None  # exactly one of model and metric
    filter: str | None = None
    metric: str | None = None
    where: Where | None = None


@dataclass(frozen=True, slots=True)
class Journey:
    """The stages of one entity, in order."""

    entity: str
    stages: tuple[Stage, ...]
    where: Where | None = None
