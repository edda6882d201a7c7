"""Index metrics: a weighted score of 0–100 over metrics, by the weights valid at the period's start."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from beichen.domain.metric import Component, Index, parts_of
from beichen.domain.observation import Reason
from beichen.engine.cell import Cell, known
from beichen.engine.kinds.kind import CompositeKind


def _compose(spec: Index, parts: Mapping[str, Cell], period: date) -> Cell:
    version = spec.version_at(period)
    if version is None:
        return Cell(None, Reason.NO_VERSION)
    scored = 0.0
    for component in version.components:
        value = parts[component.metric].value
        if value is None:
            return Cell(None, Reason.PART_UNDETERMINED)
        scored += component.weight * _score(component, value)
    weight = sum(component.weight for component in version.components)
    return Cell(None, Reason.ZERO_DENOMINATOR) if weight == 0 else known(scored / weight)


def _score(component: Component, value: float) -> float:
    reached = 100 * (value - component.zero) / (component.hundred - component.zero)
    return min(100.0, max(0.0, reached))


def _parts_at(spec: Index, day: date) -> tuple[str, ...]:
    version = spec.version_at(day)
    return tuple(component.metric for component in version.components) if version else parts_of(spec)


KIND = CompositeKind(compose=_compose, parts_at=_parts_at)
