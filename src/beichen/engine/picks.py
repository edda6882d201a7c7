"""Values picked from lists, as the condition that a request may say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlglot import exp

Picks = Mapping[str, Sequence[str | None]]
"""By dimension the values that count; None is the rows that have none."""


def pick_condition(picks: Picks, where: str | None, dialect: str) -> str | None:
    """The rows that have a picked value of every dimension, and pass `where`; None where that is all rows.

    Args:
        where: a condition as somebody typed it; it is checked as every request's is.
        dialect: of the project's expressions.
    """
    parts = [_has_one_of(name, values).sql(dialect, identify=True) for name, values in picks.items() if values]
    if where is not None and where.strip():
        parts.append(f"({where})" if parts else where)
    return " AND ".join(parts) or None


def _has_one_of(dimension: str, values: Sequence[str | None]) -> exp.Expr:
    model, _, name = dimension.rpartition(".")
    column = exp.column(name, table=model or None, quoted=True)
    tests: list[exp.Expr] = []
    named = [exp.Literal.string(value) for value in dict.fromkeys(values) if value is not None]
    if named:
        # as text: a value comes from a list of names, whatever the column's type
        tests.append(exp.cast(column.copy(), "TEXT").isin(*named))
    if None in values:
        tests.append(exp.Is(this=column.copy(), expression=exp.null()))
    return exp.paren(exp.or_(*tests))
