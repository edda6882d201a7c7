"""What a model's rows can be chosen and sliced by: its columns, its dimensions, and those of joined models."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from beichen.domain.text import Text
from beichen.errors import BeichenError
from beichen.workspace.building.conditions import ColumnKind, KindOf

if TYPE_CHECKING:
    from beichen.engine.bind import BoundModel
    from beichen.warehouse.port import Limits
    from beichen.workspace.open import Workspace


@dataclass(frozen=True, slots=True)
class ModelColumn:
    """A column, or a dimension that a condition may name.

    Attributes:
        name: as a condition says it: bare, or `model.dimension` of another model.
        type: the warehouse's word; empty for a dimension that is an expression.
        dimension: True where the project declares it, which is what people slice by.
    """

    name: str
    type: str
    kind: ColumnKind
    dimension: bool
    label: Text | None = None


@dataclass(frozen=True, slots=True)
class ModelColumns:
    """What a model offers, or why that cannot be told."""

    columns: tuple[ModelColumn, ...]
    problem: BeichenError | None = None


def columns_of(workspace: Workspace, model: str) -> ModelColumns:
    """The columns of a model, those that are dimensions first, then dimensions of the models that it can be joined to."""
    with workspace.turn:
        bound = workspace.engine.models[model]
        try:
            own = bound.columns()
        except BeichenError as error:
            declared = [ModelColumn(d.name, "", "text", True, d.label) for d in bound.model.dimensions]
            return ModelColumns(tuple(declared), error)
        columns = [ModelColumn(c.name, c.type, kind_of_type(c.type), False) for c in own.values()]
        return ModelColumns(tuple(_with_dimensions(bound, columns)))


def kinds_of(workspace: Workspace, model: str | None) -> KindOf:
    """The kind of each column of a model; text where nothing is known."""
    if model is None or model not in workspace.project.models:
        return lambda name: "text"
    kinds = {column.name.lower(): column.kind for column in columns_of(workspace, model).columns}
    return lambda name: kinds.get(name.lower(), "text")


def kind_of_type(told: str) -> ColumnKind:
    """The kind of a column by the warehouse's name of its type."""
    word = told.lower().split("(")[0].strip()
    if word.endswith("[]") or word.startswith(("struct", "map", "list", "json", "blob", "bytea")):
        return "other"
    if word.startswith(("date", "timestamp")):
        return "time"
    if word.startswith("bool"):
        return "truth"
    if word in _NUMBERS or word.startswith(("decimal", "numeric")):
        return "number"
    return "text"


def values_of(
    workspace: Workspace, model: str, column: str, *, containing: str, most: int, limits: Limits
) -> list[tuple[str | None, int]]:
    """The commonest values of a column or dimension with the number of their rows; None is the rows that have none.

    Raises:
        QueryError: the model has no such column.
        LimitError: it takes too long.
    """
    from beichen.engine.column_values import find_column_values

    with workspace.turn:
        return find_column_values(workspace.engine.models[model], column, containing, most, limits)


def _with_dimensions(bound: BoundModel, columns: list[ModelColumn]) -> list[ModelColumn]:
    by_name = {column.name.lower(): column for column in columns}
    dimensions = []
    for full, offered in bound.offered_dimensions().items():
        dimension = offered.dimension
        name = dimension.name if offered.owner is None else full
        owner = bound if offered.owner is None else bound.others[offered.owner]
        read = _column_read(owner, dimension.expr)
        type_ = read[1] if read else ""
        if offered.owner is None and name.lower() in by_name:
            del by_name[name.lower()]
        dimensions.append(ModelColumn(name, type_, kind_of_type(type_), True, dimension.label))
    own = [d for d in dimensions if "." not in d.name]
    joined = [d for d in dimensions if "." in d.name]
    return [*own, *by_name.values(), *joined]


def _column_read(owner: BoundModel, expr: str) -> tuple[str, str] | None:
    """The column that a dimension is, with its type; None for an expression."""
    try:
        found = owner.columns().get(expr.strip().strip('"').lower())
    except BeichenError:
        return None
    return (found.name, found.type) if found else None


_NUMBERS = frozenset(
    {
        "tinyint", "smallint", "integer", "int", "bigint", "hugeint", "utinyint", "usmallint", "uinteger", "ubigint",
        "uhugeint", "float", "double", "double precision", "real", "int2", "int4", "int8", "float4", "float8", "money",
    }
)  # fmt: skip
