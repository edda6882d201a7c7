"""PostgreSQL."""

from __future__ import annotations

from sqlglot import exp

from beichen.engine.lower.dialect import Dialect


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

    def mend(node: exp.Expr) -> exp.Expr:
        if isinstance(node, exp.Contains):
            position = exp.Anonymous(this="strpos", expressions=[node.this, node.expression])
            return exp.GT(this=position, expression=exp.Literal.number(0))
        return node

    return statement.transform(mend)


POSTGRES = Dialect(name="postgres", percentile=_percentile, bits=_bits, divide=_divide, has_asof=False, finish=_finish)
