"""Experiments: A/B tests as a project declares them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from beichen.domain.text import Text
from beichen.errors import Where


@dataclass(frozen=True, slots=True)
class Assignment:
    """Where it is written which entity got which variant; an entity's first row counts."""

    model: str
    entity: str
    variant: str  # an expression over the model's columns
    filter: str | None = None


@dataclass(frozen=True, slots=True)
class Variant:
    """One arm; `share` is the part of the entities that it was meant to get."""

    name: str
    label: Text
    share: float


@dataclass(frozen=True, slots=True)
class Experiment:
    """An A/B test: its arms, the metric that decides, and those that must not be hurt."""

    name: str
    label: Text
    owner: str
    assignment: Assignment
    variants: tuple[Variant, ...]
    control: str  # a variant's name
    primary: str
    begins_on: date
    ends_on: date | None = None  # the last day; None: still running
    secondary: tuple[str, ...] = ()
    guardrails: tuple[str, ...] = ()
    hypothesis: Text | None = None
    where: Where | None = None
