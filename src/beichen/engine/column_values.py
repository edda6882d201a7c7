"""The values that a column or a dimension has, commonest first, for a person who writes a condition."""

from __future__ import annotations

from sqlglot import exp

from beichen.engine.bind import BoundModel
from beichen.engine.build import count_rows, group_by_position, is_present, named
from beichen.engine.cell import label
from beichen.engine.lower import DIALECTS
from beichen.errors import QueryError, did_you_mean
from beichen.warehouse.port import Limits


def find_column_values(
    model: BoundModel, name: str, containing: str, most: int, limits: Limits
) -> list[tuple[str | None, int]]:
    """Values as text with the number of their rows; None is the rows that have none.

    Those that begin with what is looked for come first, then by frequency, then by the value.

    Args:
        name: a column of the model, or a dimension that its rows can be sliced by, bare or as `model.dimension`.
        containing: a part of the wanted values, in any case; empty is all of them.

    Raises:
        QueryError: there is no such column or dimension.
        LimitError: a limit was reached.
    """
    owner, value = _value_of(model, name)
    text = exp.cast(value.copy(), "TEXT")
    count = named(count_rows(), "rows")
    query = exp.select(named(text, "value"), count).from_(owner.relation())
    order: list[exp.Expr] = [exp.Ordered(this=exp.Literal.number(2), desc=True), _ascending(1)]
    if containing:
        place = exp.StrPosition(this=exp.Lower(this=text.copy()), substr=exp.Literal.string(containing.lower()))
        query = query.where(is_present(value), exp.GT(this=place, expression=exp.Literal.number(0)))
        query = query.select(named(exp.Min(this=exp.Least(this=place.copy(), expressions=[_TWO])), "place"))
        order = [_ascending(3), *order]
    query = group_by_position(query, 1).order_by(*order).limit(most)
    rows = model.warehouse.fetch(DIALECTS[model.warehouse.dialect].write(query), limits)
    return [(None if row[0] is None else label(row[0]), int(row[1])) for row in rows]


def _value_of(model: BoundModel, name: str) -> tuple[BoundModel, exp.Expr]:
    """The model whose rows are counted, and the value of each."""
    column = model.find_column(name)
    if column is not None:
        return model, column
    offered = model.offered_dimensions()
    if any(name in (full, bound.dimension.name) for full, bound in offered.items()):
        bound = model.dimension(name)
        owner = model if bound.owner is None else model.others[bound.owner]
        return owner, model.dimension_expression(bound)
    known = [*(c.name for c in model.columns().values()), *(b.dimension.name for b in offered.values())]
    raise QueryError(f"model {model.name!r} has no column {name!r}", hint=did_you_mean(name, known))


def _ascending(position: int) -> exp.Expr:
    return exp.Ordered(this=exp.Literal.number(position), desc=False)


_TWO = exp.Literal.number(2)
