"""DuckDB."""

from __future__ import annotations

from sqlglot import exp

from beichen.engine.lower.dialect import Dialect


def _percentile(value: exp.Expr, fraction: float) -> exp.Expr:
    # DOUBLE: DuckDB rounds the percentile of a DECIMAL to the column's own scale
    return exp.Anonymous(
        this="quantile_cont", expressions=[exp.cast(value, "DOUBLE"), exp.Literal.number(repr(fraction))]
    )


DUCKDB = Dialect(
    name="duckdb",
    percentile=_percentile,
    bits=lambda value: exp.Anonymous(this="bit_count", expressions=[value]),
    divide=lambda value, by: exp.IntDiv(this=value, expression=exp.Literal.number(by)),
    has_asof=True,
    finish=lambda statement: statement,
)
