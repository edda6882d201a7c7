"""Conditions as a person puts them together, row by row, and as SQL.

What cannot be told as rows of *column, operator, value* joined by one word stays SQL.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from sqlglot import exp, parse_one
from sqlglot.errors import SqlglotError

from beichen.domain.text import Text
from beichen.workspace.building.scalars import expression

ColumnKind = Literal["text", "number", "time", "truth", "other"]
KindOf = Callable[[str], ColumnKind]


@dataclass(frozen=True, slots=True)
class ConditionRow:
    """One comparison of a column with values, as they are typed."""

    column: str
    operator: str
    values: list[str]


@dataclass(frozen=True, slots=True)
class Condition:
    """Which rows: all, where there is nothing in it. `raw` is SQL that stands for the rows."""

    join: Literal["and", "or"]
    rows: list[ConditionRow]
    raw: str | None

    @property
    def is_empty(self) -> bool:
        return not self.rows and not (self.raw or "").strip()


@dataclass(frozen=True, slots=True)
class Operator:
    """How a column is compared.

    Attributes:
        values: how many it takes: none, one, or several.
        kinds: the kinds of columns for which it is offered.
    """

    name: str
    label: Text
    values: Literal["none", "one", "several"]
    kinds: tuple[ColumnKind, ...]


_ALL: tuple[ColumnKind, ...] = ("text", "number", "time", "truth", "other")
_ORDERED: tuple[ColumnKind, ...] = ("number", "time")

OPERATORS: tuple[Operator, ...] = (
    Operator("is", Text("is", "等于"), "one", ("text", "number", "time", "other")),
    Operator("is_not", Text("is not", "不等于"), "one", ("text", "number", "time", "other")),
    Operator("one_of", Text("is one of", "属于"), "several", ("text", "number", "other")),
    Operator("none_of", Text("is none of", "不属于"), "several", ("text", "number", "other")),
    Operator("at_least", Text("is at least", "大于等于"), "one", _ORDERED),
    Operator("more", Text("is more than", "大于"), "one", _ORDERED),
    Operator("at_most", Text("is at most", "小于等于"), "one", _ORDERED),
    Operator("less", Text("is less than", "小于"), "one", _ORDERED),
    Operator("contains", Text("contains", "包含"), "one", ("text",)),
    Operator("begins_with", Text("begins with", "开头是"), "one", ("text",)),
    Operator("true", Text("is true", "为真"), "none", ("truth",)),
    Operator("false", Text("is false", "为假"), "none", ("truth",)),
    Operator("present", Text("has a value", "不为空"), "none", _ALL),
    Operator("missing", Text("has no value", "为空"), "none", _ALL),
)

_COMPARISONS: dict[str, type[exp.Binary]] = {
    "is": exp.EQ,
    "is_not": exp.NEQ,
    "at_least": exp.GTE,
    "more": exp.GT,
    "at_most": exp.LTE,
    "less": exp.LT,
}


def write_condition(condition: Condition, kind_of: KindOf, dialect: str) -> str | None:
    """A condition as SQL; None where it lets every row pass.

    Args:
        kind_of: the kind of a column, which decides how its values are written.
    """
    if condition.raw is not None:
        return condition.raw.strip() or None
    rows = [_write_row(row, kind_of(row.column), dialect) for row in condition.rows if is_filled(row)]
    return f" {condition.join} ".join(rows) or None


def is_filled(row: ConditionRow) -> bool:
    """True when nothing is left to be typed into the row."""
    operator = next((each for each in OPERATORS if each.name == row.operator), None)
    if operator is None or not row.column:
        return False
    return operator.values == "none" or any(value != "" for value in row.values)


def read_condition(text: str | None, dialect: str) -> Condition:
    """SQL as rows where it is no more than rows; else as it is."""
    if text is None or not text.strip():
        return Condition("and", [], None)
    raw = Condition("and", [], text.strip())
    if "--" in text or "/*" in text:
        return raw
    try:
        tree = parse_one(text, dialect=dialect)
    except SqlglotError:
        return raw
    join: Literal["and", "or"] = "or" if isinstance(_bare(tree), exp.Or) else "and"
    parts = _parts(tree, exp.Or if join == "or" else exp.And)
    rows = [_read_row(part) for part in parts]
    if any(row is None for row in rows):
        return raw
    return Condition(join, [row for row in rows if row is not None], None)


def _write_row(row: ConditionRow, kind: ColumnKind, dialect: str) -> str:
    column = _column(row.column)
    values = [_literal(value, kind, dialect) for value in row.values if value != ""]
    match row.operator:
        case "one_of" | "none_of":
            word = "in" if row.operator == "one_of" else "not in"
            return f"{column} {word} ({', '.join(values)})"
        case "contains" | "begins_with":
            function = "contains" if row.operator == "contains" else "starts_with"
            return f"{function}({column}, {values[0]})"
        case "true":
            return column
        case "false":
            return f"not {column}"
        case "present":
            return f"{column} is not null"
        case "missing":
            return f"{column} is null"
        case _:
            return f"{column} {_SIGNS[row.operator]} {values[0]}"


_SIGNS = {"is": "=", "is_not": "<>", "at_least": ">=", "more": ">", "at_most": "<=", "less": "<"}


def _column(name: str) -> str:
    """A column, or a dimension of another model by its full name."""
    return ".".join(expression(part) for part in name.split(".")) if name.count(".") == 1 else expression(name)


def _literal(value: str, kind: ColumnKind, dialect: str) -> str:
    text = value.strip()
    if kind == "number" and re.fullmatch(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", text):
        return text
    quoted = exp.Literal.string(text if kind == "time" else value).sql(dialect)
    if kind != "time":
        return quoted
    return f"{'date' if len(text) <= len('2026-01-01') else 'timestamp'} {quoted}"


def _read_row(tree: exp.Expr) -> ConditionRow | None:
    tree = _bare(tree)
    if isinstance(tree, exp.Not):
        return _read_negated(_bare(tree.this))
    for operator, kind in _COMPARISONS.items():
        if type(tree) is kind:
            return _row(tree.this, operator, [tree.expression])
    if isinstance(tree, exp.In) and tree.expressions and not tree.args.get("query"):
        return _row(tree.this, "one_of", tree.expressions)
    if isinstance(tree, exp.Is) and isinstance(tree.expression, exp.Null):
        return _row(tree.this, "missing", [])
    if isinstance(tree, exp.Contains | exp.StartsWith):
        return _row(tree.this, "contains" if isinstance(tree, exp.Contains) else "begins_with", [tree.expression])
    return _row(tree, "true", [])


def _read_negated(tree: exp.Expr) -> ConditionRow | None:
    if isinstance(tree, exp.In) and tree.expressions and not tree.args.get("query"):
        return _row(tree.this, "none_of", tree.expressions)
    if isinstance(tree, exp.Is) and isinstance(tree.expression, exp.Null):
        return _row(tree.this, "present", [])
    return _row(tree, "false", [])


def _row(column: exp.Expr, operator: str, values: list[exp.Expr]) -> ConditionRow | None:
    name, typed = _name(column), [_typed(value) for value in values]
    if name is None or any(value is None for value in typed):
        return None
    return ConditionRow(name, operator, [value for value in typed if value is not None])


def _name(tree: exp.Expr) -> str | None:
    if not isinstance(tree, exp.Column) or isinstance(tree.this, exp.Star) or tree.args.get("db"):
        return None
    return f"{tree.table}.{tree.name}" if tree.table else tree.name


def _typed(value: exp.Expr) -> str | None:
    """A literal as a person types it; None for what is no literal."""
    if isinstance(value, exp.Neg) and isinstance(value.this, exp.Literal) and not value.this.is_string:
        return f"-{value.this.name}"
    if isinstance(value, exp.Literal):
        return value.name or None
    if (
        isinstance(value, exp.Cast)
        and isinstance(value.this, exp.Literal)
        and value.is_type("date", "timestamp", "timestampntz", "datetime")
    ):
        return value.this.name
    return None


def _parts(tree: exp.Expr, joined: type[exp.Connector]) -> list[exp.Expr]:
    tree = _bare(tree)
    if type(tree) is joined:
        return [*_parts(tree.left, joined), *_parts(tree.right, joined)]
    return [tree]


def _bare(tree: exp.Expr) -> exp.Expr:
    while isinstance(tree, exp.Paren):
        tree = tree.this
    return tree
