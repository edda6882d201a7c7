"""The values that a dimension has, for a person who picks some of them."""

from __future__ import annotations

from sqlglot import exp

from beichen.engine.bind import BoundModel
from beichen.engine.build import count_rows, group_by_position, is_present, named
from beichen.engine.cell import label


def find_values(model: BoundModel, dimension: str, containing: str, most: int) -> list[tuple[str | None, int]]:
    """The dimension's commonest values with the number of their rows; None is the rows that have none.

    Args:
        containing: a part of the wanted values, in any case; empty is all of them.

    Raises:
        QueryError: the model has no such dimension.
    """
    bound = model.dimension(dimension)
    owner = model if bound.owner is None else model.others[bound.owner]
    value = model.dimension_expression(bound)
    query = exp.select(named(value, "value"), named(count_rows(), "rows")).from_(owner.relation())
    if containing:
        text = exp.Lower(this=exp.cast(value.copy(), "TEXT"))
        held = exp.GT(this=exp.StrPosition(this=text, substr=exp.Literal.string(containing.lower())), expression=_ZERO)
        query = query.where(is_present(value), held)
    query = group_by_position(query, 1).order_by(exp.Ordered(this=exp.Literal.number(2), desc=True)).limit(most)
    return [(label(found), int(rows)) for found, rows in model.fetch(query)]


_ZERO = exp.Literal.number(0)
