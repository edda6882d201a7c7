"""Expressions of a project or a request: parsed, checked and tied to columns, never pasted.

A project is code under review: its expressions may use any scalar function. A
request is not: its conditions may only use `REQUEST_FUNCTIONS`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise

from sqlglot import TokenType, exp
from sqlglot.dialects.dialect import Dialect
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
        "left",
        "right",
        "split_part",
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
        "second",
        "dayofweek",
        "isodow",
        "local_date",
        "cast",
        "try_cast",
    ]
)
"""What a condition of a request may call; also documented in docs/reference/expressions.md.

None makes much of little: `repeat` or a nested `replace` would fill the memory from a line of text.
"""

REQUEST_TYPES: Mapping[str, exp.DType] = {
    "boolean": exp.DType.BOOLEAN,
    "tinyint": exp.DType.TINYINT,
    "smallint": exp.DType.SMALLINT,
    "integer": exp.DType.INT,
    "bigint": exp.DType.BIGINT,
    "float": exp.DType.FLOAT,
    "double": exp.DType.DOUBLE,
    "decimal": exp.DType.DECIMAL,
    "varchar": exp.DType.TEXT,
    "date": exp.DType.DATE,
    "time": exp.DType.TIME,
    "timestamp": exp.DType.TIMESTAMP,
    "timestamptz": exp.DType.TIMESTAMPTZ,
}
"""What a request may cast to: a type is written as it stands, so an unknown one could smuggle any text."""

REQUEST_UNITS = frozenset(
    ["year", "quarter", "month", "week", "day", "hour", "minute", "second", "dow", "isodow", "doy", "epoch"]
)
"""What a request may extract, or count an interval in; written as they stand, as types are."""

LONGEST_REQUEST = 10_000
"""Characters of a request's condition."""

DEEPEST = 100
"""Levels of parentheses, functions and cases within each other; a chain of one operator is one level."""

_REQUEST_NODES = (
    exp.Column, exp.Identifier, exp.Literal, exp.Boolean, exp.Null, exp.Paren, exp.Neg, exp.Not,
    exp.And, exp.Or, exp.EQ, exp.NEQ, exp.GT, exp.GTE, exp.LT, exp.LTE, exp.NullSafeEQ, exp.NullSafeNEQ,
    exp.Is, exp.In, exp.Between, exp.Like, exp.ILike, exp.Add, exp.Sub, exp.Mul, exp.Div, exp.Mod, exp.IntDiv,
    exp.Case, exp.If, exp.Cast, exp.TryCast, exp.DataType, exp.DataTypeParam, exp.Interval, exp.Var, exp.Tuple,
    exp.DPipe, exp.Escape,
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
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise QueryError(f"{_shown(text)} holds half a character", hint="write it in UTF-8")
    try:
        select = _parse_select(text, dialect)
    except RecursionError as error:
        raise _too_deep(text) from error
    # sqlglot reads some malformed texts so far that it trips over them
    except (SqlglotError, AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        raise QueryError(f"{_shown(text)} is not an expression", hint=_first_line(error)) from error
    if not isinstance(select, exp.Select) or len(select.expressions) != 1 or _has_clauses(select):
        raise QueryError(f"{_shown(text)} is not one expression", hint="write a condition or a value over columns only")
    tree: exp.Expr = select.expressions[0]
    if isinstance(tree, exp.Alias):
        raise QueryError(f"{_shown(text)} names its result", hint="leave out what follows the expression")
    for node, depth in _nested(tree):
        _check_node(node, text)
        if depth > DEEPEST:
            raise _too_deep(text)
        node.comments = None
    if not isinstance(tree, exp.Condition):
        raise QueryError(f"{_shown(text)} is neither a value nor a condition", hint="write one over columns")
    return tree


def parse_request(text: str, dialect: str) -> exp.Expr:
    """Read the condition of a request, of which nothing is trusted.

    Raises:
        QueryError: as `parse_expression`; or a function, type or construct outside the documented
            list, or too long a text.
    """
    if len(text) > LONGEST_REQUEST:
        raise QueryError(
            f"{_shown(text)} has {len(text):,} characters, more than {LONGEST_REQUEST:,}",
            hint="ask for fewer values, or put the condition into the project as a dimension",
        )
    tree = parse_expression(text, dialect)
    for node in tree.walk():
        refused = _refused_in_request(node)
        if refused is not None:
            what, hint = refused
            raise QueryError(f"{_shown(text)}: {what} is not allowed in a request", hint=hint)
    return tree


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
    return exp.paren(tied) if isinstance(tied, exp.Binary | exp.Not | exp.Predicate) else tied


def _check_node(node: exp.Expr, text: str) -> None:
    """Refuse what no expression may hold."""
    for node_type, name in _REFUSED_NODES:
        if isinstance(node, node_type):
            raise QueryError(f"{_shown(text)} holds {name}", hint="an expression is computed from one row's columns")
    # both are written as they stand, without quotes
    raw = node.name if isinstance(node, exp.Var) else _own_type(node)
    if raw is not None and not re.fullmatch(r"\w+(\.\w+)*", raw):
        raise QueryError(f"{_shown(text)}: {raw!r} is not a name of a type or unit", hint="leave out the quotes")


def _own_type(node: exp.Expr) -> str | None:
    """The name of a type that SQL does not know."""
    if isinstance(node, exp.DataType) and node.this is exp.DType.USERDEFINED:
        return str(node.args.get("kind") or "")
    return None


def _refused_in_request(node: exp.Expr) -> tuple[str, str] | None:
    """What a node is that a request may not say, and what it may say instead; None when it may."""
    if isinstance(node, exp.DataType) and node.this not in REQUEST_TYPES.values():
        return f"the type {node.sql('duckdb')}", "types: " + ", ".join(REQUEST_TYPES)
    if isinstance(node, exp.Var) and node.name.lower().removesuffix("s") not in REQUEST_UNITS:
        return f"the unit {node.name}", "units: " + ", ".join(sorted(REQUEST_UNITS))
    if isinstance(node, exp.Cast) and any(node.args.get(key) for key in ("format", "default", "action")):
        return "a cast with a format", "write cast(… as type)"
    if isinstance(node, exp.Func) and not isinstance(node, _REQUEST_NODES):
        name = _function_name(node)
        if name not in REQUEST_FUNCTIONS:
            return f"the function {name!r}", "functions: " + ", ".join(sorted(REQUEST_FUNCTIONS))
        return None
    return None if isinstance(node, _REQUEST_NODES) else (node.key, "use columns, literals and operators")


def _nested(tree: exp.Expr) -> Iterator[tuple[exp.Expr, int]]:
    """Every node with its level; the left side of an operator is on the operator's own."""
    waiting = [(tree, 0)]
    while waiting:
        node, depth = waiting.pop()
        yield node, depth
        for child in node.iter_expressions():
            chained = isinstance(node, exp.Binary) and child.arg_key == "this"
            waiting.append((child, depth if chained else depth + 1))


def _too_deep(text: str) -> QueryError:
    return QueryError(
        f"{_shown(text)} is nested more than {DEEPEST} levels deep",
        hint="use `in (…)` and chains of `and`, or make parts of it columns of the model's `sql`",
    )


def _shown(text: str) -> str:
    """The text in a message, cut where it is long."""
    return repr(text) if len(text) <= 200 else repr(text[:200]) + "…"


def _parse_select(text: str, dialect: str) -> exp.Expr | None:
    """The expression as all that a SELECT selects; None where the text holds a further statement."""
    spoken = Dialect.get_or_raise(dialect)
    sql = f"SELECT {text}"
    tokens = spoken.tokenize(sql)
    if tokens[-1].token_type is TokenType.SEMICOLON:
        tokens.pop()
    if any(token.token_type is TokenType.SEMICOLON for token in tokens):
        return None
    for before, token in pairwise(tokens):
        # of a quoted type's name, sqlglot reads the first word and drops the others
        if token.token_type is TokenType.IDENTIFIER and before.token_type in (TokenType.ALIAS, TokenType.DCOLON):
            raise QueryError(f"{_shown(text)}: {token.text!r} is not a name of a type", hint="leave out the quotes")
    (select,) = spoken.parser().parse(tokens, sql)
    return select


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
