"""The seam: what an engine must be able to say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlglot import exp

Build = Callable[[exp.Expr], exp.Expr]


@dataclass(frozen=True, slots=True)
class Dialect:
    """One engine's words for what engines say differently.

    Attributes:
        name: also the name of its sqlglot dialect.
        percentile: (expression, 0–1) → the continuous percentile of a group.
        bits: an integer → how many of its bits are set.
        divide: an integer of 0 or more and another → their quotient, rounded down.
        has_asof: knows ASOF joins, which find the nearest row in time.
        finish: a whole statement → the statement as the engine wants it.
    """

    name: str
    percentile: Callable[[exp.Expr, float], exp.Expr]
    bits: Build
    divide: Callable[[exp.Expr, int], exp.Expr]
    has_asof: bool
    finish: Build

    def write(self, statement: exp.Expr) -> str:
        """The statement as text, every identifier quoted."""
        for negated in list(statement.find_all(exp.Not)):
            test = negated.this
            if isinstance(test, exp.Is) and isinstance(test.expression, exp.Null):
                # as people write it: `x IS NOT NULL`, not `NOT x IS NULL`
                negated.replace(exp.Is(this=test.this, expression=exp.Not(this=exp.null())))
        return self.finish(statement).sql(self.name, identify=True, pretty=True)
