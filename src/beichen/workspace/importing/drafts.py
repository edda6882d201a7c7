"""Sources and models as they are about to be written, and their YAML with every reason beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from beichen.sources.readings import Reading
from beichen.workspace.building.scalars import comment, expression, flow, identifier, scalar


@dataclass(frozen=True, slots=True)
class SourceDraft:
    """A file that becomes a table.

    Attributes:
        pinned: types that must not change when other rows come, by column.
        remarks: lines above it.
    """

    name: str
    path: str
    rows: int
    sheet: str | None = None
    pinned: tuple[tuple[str, str], ...] = ()
    complete_through: str | None = None  # where it is not simply the latest row
    lag: str | None = None
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AddedColumn:
    """A column that the table does not have: another one, read as what it stands for."""

    name: str
    column: str
    reading: Reading

    @property
    def sql(self) -> str:
        return f"{self.reading.of(expression(self.column))} as {expression(self.name)}"


@dataclass(frozen=True, slots=True)
class TimeDraft:
    """When a row happened."""

    column: str
    grain: str
    zone: str | None
    why: str | None


@dataclass(frozen=True, slots=True)
class EntityDraft:
    """Who or what a row is about."""

    name: str
    column: str
    primary: bool
    why: str | None


@dataclass(frozen=True, slots=True)
class DimensionDraft:
    """A property to slice by; `entity` is the one whose property it is, None of the row's own."""

    name: str
    column: str
    entity: str | None
    why: str | None


@dataclass(frozen=True, slots=True)
class ModelDraft:
    """A table described; `left_out` are its other columns, with the reason."""

    name: str
    table: str
    time: TimeDraft | None
    entities: tuple[EntityDraft, ...]
    dimensions: tuple[DimensionDraft, ...]
    added: tuple[AddedColumn, ...] = ()
    left_out: tuple[tuple[str, str], ...] = ()


def sources_text(sources: Sequence[SourceDraft], head: str | None = None) -> str:
    """A file of `sources/`."""
    lines = [comment(head)] if head else []
    lines.append("sources:")
    for source in sources:
        lines += _source_lines(source)
    return "\n".join(lines) + "\n"


def model_text(model: ModelDraft) -> str:
    """A file of `models/`."""
    lines = ["semantic_models:", f"  - name: {scalar(model.name)}", *_relation_lines(model)]
    if model.time is not None:
        told = {"column": model.time.column, "grain": model.time.grain}
        if model.time.zone:
            told["zone"] = model.time.zone
        lines.append(f"    time: {flow(told)}{_beside(model.time.why)}")
    lines += _entity_lines(model)
    lines += _dimension_lines(model)
    if model.left_out:
        lines += ["    # Left out:", *("    " + comment(f"  {name} ({why})") for name, why in model.left_out)]
    return "\n".join(lines) + "\n"


def _source_lines(source: SourceDraft) -> Iterator[str]:
    yield from ("  " + comment(remark) for remark in source.remarks)
    yield f"  - name: {scalar(source.name)}"
    yield "    type: file"
    yield f"    path: {_literal(source.path)}   # {source.rows:,} rows"
    if source.sheet:
        yield f"    sheet: {_literal(source.sheet)}"
    yield "    load: copy"
    if source.pinned:
        yield "    columns:   # types that must not change when other rows come"
        yield from (f"      {scalar(name)}: {kind.lower()}" for name, kind in source.pinned)
    if source.complete_through:
        yield f"    complete_through: {source.complete_through}"
    if source.lag:
        yield f"    lag: {source.lag}"


def _literal(text: str) -> str:
    """Text in which no variable of the environment is meant, though it may look like one: `report ${x}.csv`."""
    return scalar(text.replace("$", "$$"))


def _relation_lines(model: ModelDraft) -> Iterator[str]:
    if not model.added:
        yield f"    table: {scalar(model.table)}"
        return
    yield "    sql: |"
    yield "      select"
    yield from (f"        {column}," for column in ["*", *(added.sql for added in model.added[:-1])])
    yield f"        {model.added[-1].sql}"
    yield f"      from {identifier(model.table)}"


def _entity_lines(model: ModelDraft) -> Iterator[str]:
    if not model.entities:
        return
    told = [_entity(entity) for entity in model.entities]
    if len(told) == 1:
        yield f"    entities: {flow(told)}{_beside(model.entities[0].why)}"
        return
    yield "    entities:"
    for entity, one in zip(model.entities, told, strict=True):
        yield f"      - {flow(one)}{_beside(entity.why)}"


def _entity(entity: EntityDraft) -> dict[str, str]:
    told = {"name": entity.name, "expr": expression(entity.column)}
    return {**told, "type": "primary"} if entity.primary else told


def _dimension_lines(model: ModelDraft) -> Iterator[str]:
    if not model.dimensions:
        return
    yield "    dimensions:"
    first = model.entities[0].name if model.entities else None
    for dimension in model.dimensions:
        # The property of an entity partitions it; that of an event does not.
        scope = "event" if dimension.entity is None else "entity" if dimension.entity == first else dimension.entity
        told = {"name": dimension.name, "expr": expression(dimension.column), "scope": scope}
        yield f"      - {flow(told)}{_beside(dimension.why)}"


def _beside(why: str | None) -> str:
    return f"   {comment(why)}" if why else ""
