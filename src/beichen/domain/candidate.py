"""Candidates: metrics and behaviours on trial for North Star, and the later value that they must foretell."""

from __future__ import annotations

from dataclasses import dataclass

from beichen.domain.metric import Measure
from beichen.errors import Where


@dataclass(frozen=True, slots=True)
class Cohort:
    """Whose beginnings are looked at; day 0 is the entity's first row that passes the filter."""

    model: str
    entity: str
    filter: str | None = None


@dataclass(frozen=True, slots=True)
class LaterValue:
    """What happens after the window, from day `first` to day `until` − 1."""

    name: str
    model: str
    measure: Measure
    first: int
    until: int
    weight: float = 1.0
    where: Where | None = None


@dataclass(frozen=True, slots=True)
class Behaviour:
    """A candidate as a behaviour of one entity, its threshold to be found."""

    name: str
    model: str
    measure: Measure
    cheap_to_inflate: bool = False
    where: Where | None = None


@dataclass(frozen=True, slots=True)
class Candidates:
    """What is on trial: behaviour is measured from day `pre` to day `window` − 1 of each entity."""

    cohort: Cohort
    window: int
    pre: int = 0
    value: tuple[LaterValue, ...] = ()
    behaviours: tuple[Behaviour, ...] = ()
    metrics: tuple[str, ...] = ()
    background: tuple[str, ...] = ()  # dimensions held when candidates are compared
    where: Where | None = None
