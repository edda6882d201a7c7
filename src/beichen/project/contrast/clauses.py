"""A condition on rows taken apart into the clauses that must all hold."""

from __future__ import annotations

from functools import lru_cache

from sqlglot import exp, parse_one
from sqlglot.errors import SqlglotError


@lru_cache(maxsize=4096)
def split_clauses(text: str | None, dialect: str) -> tuple[str, ...]:
    """The clauses between the outermost ANDs, each written in one way; a text that cannot be read is one clause."""
    if text is None:
        return ()
    try:
        parsed = parse_one(text, dialect=dialect)
    except SqlglotError:
        return (text.strip(),)
    return tuple(dict.fromkeys(part.sql(dialect=dialect, comments=False) for part in _ands(parsed)))


def join_clauses(clauses: tuple[str, ...]) -> str | None:
    """One condition that asks for all of them; None asks for nothing."""
    if len(clauses) < 2:
        return clauses[0] if clauses else None
    return " AND ".join(f"({clause})" for clause in clauses)


def _ands(expression: exp.Expr) -> list[exp.Expr]:
    bare = expression.unnest()
    if isinstance(bare, exp.And):
        return [part for side in (bare.left, bare.right) for part in _ands(side)]
    return [bare]
