"""A project, read and resolved: every name in it stands for something that is there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from beichen.domain.candidate import Candidates
from beichen.domain.event import Event, EventTable
from beichen.domain.experiment import Experiment
from beichen.domain.goal import KeyResult, Objective
from beichen.domain.initiative import Initiative
from beichen.domain.journey import Journey
from beichen.domain.metric import Draft, Metric, model_of, parts_of
from beichen.domain.model import Model, Source
from beichen.domain.text import Locale, Text
from beichen.domain.time import Calendar
from beichen.domain.tree import Tree
from beichen.errors import Where


@dataclass(frozen=True, slots=True)
class Team:
    """A part of the company."""

    id: str
    label: Text
    where: Where | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who can own a metric."""

    id: str
    name: str
    team: str | None = None
    email: str | None = None
    where: Where | None = None


@dataclass(frozen=True, slots=True)
class Project:
    """Everything that a project's files say."""

    folder: Path
    name: str
    calendar: Calendar
    locale: Locale
    warehouse: str  # duckdb, or a URL
    dialect: str  # of the project's expressions, a sqlglot name
    holidays: str | None = None  # of which country, as written (`none`: of none); None: of the timezone's
    teams: Mapping[str, Team] = field(default_factory=dict)
    people: Mapping[str, Person] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    models: Mapping[str, Model] = field(default_factory=dict)
    metrics: Mapping[str, Metric] = field(default_factory=dict)
    drafts: Mapping[str, Draft] = field(default_factory=dict)  # wanted, not defined: in no list of metrics
    tree: Tree | None = None
    objectives: tuple[Objective, ...] = ()
    initiatives: tuple[Initiative, ...] = ()
    experiments: tuple[Experiment, ...] = ()
    events: tuple[Event, ...] = ()
    event_tables: tuple[EventTable, ...] = ()
    candidates: Candidates | None = None
    journey: Journey | None = None

    @property
    def north_star(self) -> str | None:
        return self.tree.north_star if self.tree else None

    def models_of(self, metric: str) -> tuple[str, ...]:
        """The models whose rows a metric reads, itself or through its parts, each once."""
        found: dict[str, None] = {}
        seen: set[str] = set()
        waiting = [metric]
        while waiting:
            name = waiting.pop()
            if name in seen:
                continue
            seen.add(name)
            spec = self.metrics[name].spec
            own = model_of(spec)
            if own is not None:
                found.setdefault(own)
            waiting += reversed(parts_of(spec))
        return tuple(found)

    def dimension_label(self, name: str) -> Text:
        """What people call a dimension, named bare or as `model.dimension`: the first label given to it, else its name."""
        model, _, bare = name.rpartition(".")
        labels = [
            dimension.label
            for owner in self.models.values()
            for dimension in owner.dimensions
            if dimension.label is not None and (name in {dimension.name, f"{owner.name}.{dimension.name}"})
        ]
        return labels[0] if labels else Text.same(bare if model in self.models else name)

    def key_result_for(self, metric: str) -> KeyResult | None:
        """The key result of the objective that ends last and names this metric."""
        named = [
            (objective.ends_on, key_result)
            for objective in self.objectives
            for key_result in objective.key_results
            if key_result.metric == metric
        ]
        return max(named, key=lambda pair: pair[0])[1] if named else None
