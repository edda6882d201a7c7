"""Expressions of a project or a request: parsed, checked and tied to columns, never pasted.

A project is code under review: its expressions may use any scalar function. A
request is not: its conditions may only use `REQUEST_FUNCTIONS`.
"""

from __future__ import annotations

from collections.abc import Callable

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

from beichen.errors import QueryError

Resolve = Callable[[str], exp.Expr]
"""From a column's name, as written, to the expression it stands for; raises QueryError when there is none."""

LOCAL_DATE = "local_date"
"""`local_date()`: the row's day in the project's timezone."""

REQUEST_FUNCTIONS = frozenset(
    [
        "abs",
        "ceil",
        "floor",
        "round",
        "sign",
        "mod",
        "lower",
        "upper",
        "trim",
        "length",
        "substring",
        "starts_with",
        "ends_with",
        "contains",
        "concat",
        "replace",
        "left",
        "right",
        "coalesce",
        "nullif",
        "greatest",
        "least",
        "date_trunc",
        "extract",
        "year",
        "quarter",
        "month",
        "week",
        "day",
        "hour",
        "minute",
        "dayofweek",
        "isodow",
        "local_date",
        "cast",
        "try_cast",
    ]
)
"""What a condition of a request may call; also documented in docs/reference/expressions.md."""

_REQUEST_NODES = (
    exp.Column, exp.Identifier, exp.Literal, exp.Boolean, exp.Null, exp.Paren, exp.Neg, exp.Not,
    exp.And, exp.Or, exp.EQ, exp.NEQ, exp.GT, exp.GTE, exp.LT, exp.LTE, exp.NullSafeEQ, exp.NullSafeNEQ,
    exp.Is, exp.In, exp.Between, exp.Like, exp.ILike, exp.Add, exp.Sub, exp.Mul, exp.Div, exp.Mod, exp.IntDiv,
    exp.Case, exp.If, exp.Cast, exp.TryCast, exp.DataType, exp.Interval, exp.Var, exp.Tuple, exp.DPipe,
    exp.Escape,
)  # fmt: skip

_REFUSED_NODES: tuple[tuple[type[exp.Expr], str], ...] = (
    (exp.Query, "a sub-select"),
    (exp.Window, "a window function"),
    (exp.AggFunc, "an aggregate"),
    (exp.Placeholder, "a parameter"),
    (exp.Star, "a star"),
)


def parse_expression(text: str, dialect: str) -> exp.Expr:
    """Read one scalar expression.

    Raises:
        QueryError: it is a statement, more than one, or holds a sub-select, window function or aggregate.
    """
    try:
        parsed = [tree for tree in sqlglot.parse(f"SELECT {text}", dialect=dialect) if tree is not None]
    except (SqlglotError, RecursionError) as error:
        raise QueryError(f"{text!r} is not an expression", hint=_first_line(error)) from error
    select = parsed[0] if len(parsed) == 1 else None
    if not isinstance(select, exp.Select) or len(select.expressions) != 1 or _has_clauses(select):
        raise QueryError(f"{text!r} is not one expression", hint="write a condition or a value over columns only")
    tree: exp.Expr = select.expressions[0]
    if isinstance(tree, exp.Alias):
        raise QueryError(f"{text!r} names its result", hint="leave out what follows the expression")
    for node_type, name in _REFUSED_NODES:
        if tree.find(node_type):
            raise QueryError(f"{text!r} holds {name}", hint="an expression is computed from one row's columns")
    return tree


def check_request(tree: exp.Expr, text: str) -> None:
    """Refuse whatever a request has no business with.

    Raises:
        QueryError: a function or construct outside the documented list.
    """
    for node in tree.walk():
        if isinstance(node, exp.Func) and not isinstance(node, _REQUEST_NODES):
            name = _function_name(node)
            if name not in REQUEST_FUNCTIONS:
                raise QueryError(
                    f"{text!r}: the function {name!r} is not allowed in a request",
                    hint="allowed: " + ", ".join(sorted(REQUEST_FUNCTIONS)),
                )
        elif not isinstance(node, (*_REQUEST_NODES, exp.Anonymous)):
            raise QueryError(
                f"{text!r}: {node.key} is not allowed in a request", hint="use columns, literals and operators"
            )


def tie_columns(tree: exp.Expr, resolve: Resolve, local_date: exp.Expr | None) -> exp.Expr:
    """The expression with every column, and `local_date()`, replaced by what it stands for.

    Raises:
        QueryError: an unknown column, or `local_date()` where rows have no time.
    """

    def tie(node: exp.Expr) -> exp.Expr:
        if isinstance(node, exp.Column):
            return _tie_column(node, resolve)
        if isinstance(node, exp.Anonymous) and str(node.this).lower() == LOCAL_DATE:
            if local_date is None:
                raise QueryError("local_date() needs a model with a time column", hint="add `time:` to the model")
            return local_date.copy()
        return node

    return exp.paren(tree.copy()).transform(tie).unnest()


def _tie_column(node: exp.Column, resolve: Resolve) -> exp.Expr:
    name = f"{node.table}.{node.name}" if node.table else node.name
    tied = resolve(name)
    return exp.paren(tied) if isinstance(tied, exp.Binary) else tied


def _has_clauses(select: exp.Select) -> bool:
    return any(value for key, value in select.args.items() if key != "expressions" and value)


def _function_name(node: exp.Func) -> str:
    if isinstance(node, exp.Anonymous):
        return str(node.this).lower()
    names = [name.lower() for name in node.sql_names()]
    return next((name for name in names if name in REQUEST_FUNCTIONS), _ALIASES.get(names[0], names[0]))


_ALIASES = {
    "timestamp_trunc": "date_trunc",
    "str_position": "contains",
    "day_of_week": "dayofweek",
    "day_of_week_iso": "isodow",
    "dayofweek_iso": "isodow",
}


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0] if str(error) else type(error).__name__
