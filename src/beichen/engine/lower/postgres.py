"""PostgreSQL."""

from __future__ import annotations

from collections.abc import Mapping

from sqlglot import exp

from beichen.engine.lower.dialect import Build, Dialect


def _percentile(value: exp.Expr, fraction: float) -> exp.Expr:
    order = exp.Order(expressions=[exp.Ordered(this=exp.cast(value, "DOUBLE"))])
    return exp.WithinGroup(this=exp.PercentileCont(this=exp.Literal.number(repr(fraction))), expression=order)


def _bits(value: exp.Expr) -> exp.Expr:
    return exp.Anonymous(
        this="bit_count", expressions=[exp.cast(value, exp.DataType.build("bit(64)", dialect="postgres"))]
    )


def _divide(value: exp.Expr, by: int) -> exp.Expr:
    return exp.Div(this=value, expression=exp.Literal.number(by), typed=True)


def _finish(statement: exp.Expr) -> exp.Expr:
    """Say in PostgreSQL's way what sqlglot leaves as it is."""
    return statement.transform(lambda node: _MENDS[type(node)](node) if type(node) in _MENDS else node)


def _contains(node: exp.Expr) -> exp.Expr:
    position = exp.Anonymous(this="strpos", expressions=[node.this, node.expression])
    return exp.GT(this=position, expression=exp.Literal.number(0))


def _ends_with(node: exp.Expr) -> exp.Expr:
    ending = exp.func("right", node.this, exp.func("length", node.expression.copy()))
    return exp.paren(exp.EQ(this=ending, expression=node.expression))


def _round(node: exp.Expr) -> exp.Expr:
    """Halves away from zero, as DuckDB does; PostgreSQL rounds doubles to even, and to whole numbers only."""
    digits = [node.args["decimals"]] if node.args.get("decimals") else []
    rounded = exp.Anonymous(this="round", expressions=[exp.cast(node.this, "DECIMAL"), *digits])
    return exp.cast(rounded, "DOUBLE")


def _extract(unit: str) -> Build:
    return lambda node: exp.Extract(this=exp.var(unit), expression=node.this)


_MENDS: Mapping[type[exp.Expr], Build] = {
    exp.Contains: _contains,
    exp.EndsWith: _ends_with,
    exp.Round: _round,
    exp.Quarter: _extract("QUARTER"),
    exp.Week: _extract("WEEK"),
    exp.Hour: _extract("HOUR"),
    exp.Minute: _extract("MINUTE"),
    exp.Second: _extract("SECOND"),
    exp.DayOfWeek: _extract("DOW"),
    exp.DayOfWeekIso: _extract("ISODOW"),
}
"""What sqlglot writes as it was read, and PostgreSQL does not know."""


POSTGRES = Dialect(name="postgres", percentile=_percentile, bits=_bits, divide=_divide, has_asof=False, finish=_finish)
