"""Semantic models: a table or query, with its time, entities and dimensions, and the sources that feed it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from beichen.domain.text import Text
from beichen.errors import Where


class Scope(StrEnum):
    """What a dimension is a property of."""

    ENTITY = "entity"  # partitions the entities
    EVENT = "event"  # an entity may be in several


@dataclass(frozen=True, slots=True)
class Entity:
    """Who or what a row is about; in a primary model there is one row per entity."""

    name: str
    expr: str
    primary: bool = False


@dataclass(frozen=True, slots=True)
class Dimension:
    """A property to slice by."""

    name: str
    expr: str
    scope: Scope
    entity: str | None = None  # whose property, for Scope.ENTITY
    where: Where | None = None
    label: Text | None = None  # what people call it; its name where this is absent


@dataclass(frozen=True, slots=True)
class TimeColumn:
    """When a row happened: a DATE or TIMESTAMP column; `zone` names the zone of a timestamp that carries none."""

    column: str
    zone: str | None = None
    grain: str | None = None  # how finely it tells time, from `second` to `year`, where the project says so


@dataclass(frozen=True, slots=True)
class Model:
    """One table (or one query), described."""

    name: str
    table: str | None  # exactly one of table and sql
    sql: str | None
    time: TimeColumn | None
    entities: tuple[Entity, ...] = ()
    dimensions: tuple[Dimension, ...] = ()
    where: Where | None = None

    @property
    def primary_entity(self) -> Entity | None:
        return next((e for e in self.entities if e.primary), None)

    def entity(self, name: str) -> Entity | None:
        return next((e for e in self.entities if e.name == name), None)

    def dimension(self, name: str) -> Dimension | None:
        return next((d for d in self.dimensions if d.name == name), None)


class Load(StrEnum):
    """Whether data are copied into the warehouse or read where they lie."""

    COPY = "copy"
    VIEW = "view"


class Completeness(StrEnum):
    """How far a source is complete, when no date is given."""

    LATEST = "latest"
    CLOCK = "clock"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a table comes from."""

    name: str
    type: str
    path: str
    table: str
    load: Load = Load.COPY
    columns: tuple[tuple[str, str], ...] = ()  # name → SQL type
    complete_through: Completeness | date = Completeness.LATEST
    lag: timedelta = timedelta(0)
    sheet: str | None = None  # Excel
    where: Where | None = None
