"""models/*.yml: tables and queries described, with their time, entities and dimensions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from beichen.domain.model import Dimension, Entity, Model, Scope, Source, TimeColumn
from beichen.errors import did_you_mean
from beichen.project.files.settings import check_zone
from beichen.project.names import Names
from beichen.project.shape import Shape, refused
from beichen.project.written import Expression, Name, Words

EXAMPLE = """\
semantic_models:
  - name: plays
    table: plays                  # or sql: …
    time: {column: played_at, grain: second}
    entities: [{name: listener, expr: user_id}]
    dimensions:
      - {name: channel, expr: channel, scope: entity, label: {en: channel, zh: 渠道}}   # of the entity: partitions it
      - {name: device,  expr: device,  scope: event}    # a property of the event: an entity may be in several

  - name: listeners
    table: listeners
    entities: [{name: listener, expr: user_id, type: primary}]   # one row per listener: needs no time
    dimensions: [{name: region, scope: entity}]

  - name: payments
    sql: |
      select user_id, paid_on, amount from payments where not refunded
    time: {column: paid_on, grain: day}
    entities: [{name: listener, expr: user_id}]

  - name: assignments
    table: assignments
    time: {column: assigned_at, zone: UTC}
    entities: [{name: listener, expr: user_id}]
"""


class TimeShape(Shape):
    noun: ClassVar[str] = "the time of a model"

    column: Name = Field(description="A DATE or TIMESTAMP column: when a row happened.")
    grain: Literal["second", "minute", "hour", "day", "week", "month", "quarter", "year"] | None = Field(
        default=None, description="How finely the column tells time."
    )
    zone: Name | None = Field(
        default=None, description="The zone of a timestamp that carries none; the project's where this is absent."
    )


class EntityShape(Shape):
    noun: ClassVar[str] = "an entity"

    name: Name = Field(description="Who or what a row is about; models with the same entity can be joined.")
    expr: Expression | None = Field(default=None, description="SQL for its key; its name where this is absent.")
    type: Literal["primary", "foreign"] = Field(
        default="foreign",
        description="`primary`: the model has one row per entity, and its dimensions serve other models.",
    )


class DimensionShape(Shape):
    noun: ClassVar[str] = "a dimension"

    name: Name = Field(description="What `--by` refers to.")
    expr: Expression | None = Field(default=None, description="SQL for its value; its name where this is absent.")
    scope: Name = Field(
        default="event",
        description="`entity` (or an entity's name): a property of the entity, which partitions it; "
        "`event`: a property of the row, of which an entity may have several.",
        examples=["event", "entity"],
    )
    label: Words | None = Field(
        default=None,
        description="What people call it, wherever it is shown; its name where this is absent.",
        examples=[{"en": "channel", "zh": "渠道"}],
    )


class ModelShape(Shape):
    noun: ClassVar[str] = "a model"

    name: Name = Field(description="What metrics refer to.")
    table: Name | None = Field(default=None, description="A table that a source makes, or that the warehouse has.")
    sql: Expression | None = Field(default=None, description="A query, instead of `table`.")
    time: TimeShape | None = Field(default=None, description="When a row happened; a primary model needs none.")
    entities: list[EntityShape] = Field(default_factory=list, description="Who or what a row is about.")
    dimensions: list[DimensionShape] = Field(default_factory=list, description="Properties to slice by.")

    @model_validator(mode="after")
    def _check_rows(self) -> Self:
        if (self.table is None) == (self.sql is None):
            found = "neither" if self.table is None else "both"
            raise refused(f"has {found} of 'table' and 'sql'", "give one of them")
        return self


class ModelsFile(Shape):
    """Tables and queries described, with their time, entities and dimensions."""

    noun: ClassVar[str] = "a models file"

    semantic_models: list[ModelShape] = Field(default_factory=list, description="The semantic models.")


def resolve_models(files: Iterable[ModelsFile], sources: Mapping[str, Source], warehouse: str, names: Names) -> None:
    """Check the models and note them among the names."""
    tables = {source.table.casefold(): source.table for source in sources.values()}
    for shape in (model for file in files for model in file.semantic_models):
        known = names.models.get(shape.name)
        if known is not None:
            names.problems.add(f"model {shape.name!r} is defined twice", shape.at("name"), f"first at {known.where}")
            continue
        # Other warehouses have tables of their own, which no source makes.
        if shape.table is not None and warehouse == "duckdb" and shape.table.casefold() not in tables:
            hint = did_you_mean(shape.table, tables.values()) or "add a source that makes it to sources/"
            names.problems.add(f"no source makes the table {shape.table!r}", shape.at("table"), hint)
        names.models[shape.name] = _model(shape, names)


def _model(shape: ModelShape, names: Names) -> Model:
    _check_time(shape, names)
    entities: dict[str, Entity] = {}
    for position, entity in enumerate(shape.entities):
        if entity.name in entities:
            names.problems.add(f"entity {entity.name!r} is in the model twice", shape.at("entities", position))
        expr = entity.expr or names.column(entity.name)
        entities[entity.name] = Entity(entity.name, expr, entity.type == "primary")
    if sum(entity.primary for entity in entities.values()) > 1:
        hint = "a model has one row per primary entity: leave one, make the others foreign"
        names.problems.add(f"model {shape.name!r} has two primary entities", shape.at("entities"), hint)
    return Model(
        name=shape.name,
        table=shape.table,
        sql=shape.sql,
        time=TimeColumn(shape.time.column, shape.time.zone, shape.time.grain) if shape.time else None,
        entities=tuple(entities.values()),
        dimensions=_dimensions(shape, entities, names),
        where=shape.at(),
    )


def _check_time(shape: ModelShape, names: Names) -> None:
    if shape.time is None:
        if not any(entity.type == "primary" for entity in shape.entities):
            hint = "give it `time: {column: …}`, or a primary entity whose properties it holds"
            names.problems.add(f"model {shape.name!r} has neither time nor a primary entity", shape.at(), hint)
    elif shape.time.zone is not None:
        check_zone(shape.time.zone, shape.time.at("zone"), names)


def _dimensions(shape: ModelShape, entities: Mapping[str, Entity], names: Names) -> tuple[Dimension, ...]:
    dimensions: dict[str, Dimension] = {}
    for dimension in shape.dimensions:
        if dimension.name in dimensions:
            names.problems.add(f"dimension {dimension.name!r} is in the model twice", dimension.at("name"))
        scope, entity = _scope(dimension, shape, entities, names)
        expr = dimension.expr or names.column(dimension.name)
        dimensions[dimension.name] = Dimension(
            dimension.name, expr, scope, entity, dimension.at(), label=dimension.label
        )
    return tuple(dimensions.values())


def _scope(
    dimension: DimensionShape, shape: ModelShape, entities: Mapping[str, Entity], names: Names
) -> tuple[Scope, str | None]:
    """What the dimension is a property of; `scope: account` names the entity."""
    if dimension.scope == "event":
        return Scope.EVENT, None
    if dimension.scope == "entity":
        if not entities:
            hint = f"give {shape.name!r} entities, or write `scope: event`"
            names.problems.add(f"model {shape.name!r} has no entity to be a property of", dimension.at("scope"), hint)
        return Scope.ENTITY, next(iter(entities), None)
    if dimension.scope not in entities:
        known = ["event", "entity", *entities]
        names.problems.add(
            f"scope {dimension.scope!r} is no entity of model {shape.name!r}",
            dimension.at("scope"),
            did_you_mean(dimension.scope, known),
        )
    return Scope.ENTITY, dimension.scope
