"""Conditions in plain words: what `days >= 3 and event = 'play'` says to somebody who writes no SQL."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlglot import exp

from beichen.domain.text import Text
from beichen.engine.expressions import parse_expression
from beichen.errors import QueryError


def say_plainly(condition: str, dialect: str) -> Text | None:
    """A condition in words, names of columns between backticks; None where it is more than words can say well.

    Comparisons, lists, ranges, emptiness and their combination by and, or, not are told.
    """
    try:
        return _say(parse_expression(condition, dialect))
    except (QueryError, _Unspeakable):
        return None


class _Unspeakable(Exception):
    """A part for which there are no plain words."""


def _say(node: exp.Expr, *, within: type[exp.Expr] | None = None) -> Text:
    node = node.unnest()
    if isinstance(node, exp.And | exp.Or):
        return _combined(node, within)
    if isinstance(node, exp.Not):
        return _denied(node)
    teller = _TELLERS.get(type(node))
    if teller is None:
        raise _Unspeakable
    return teller(node)


def _combined(node: exp.And | exp.Or, within: type[exp.Expr] | None) -> Text:
    word = Text("and", "且") if isinstance(node, exp.And) else Text("or", "或")
    parts = [_say(part, within=type(node)) for part in (node.left, node.right)]
    said = Text(f" {word.en} ".join(part.en for part in parts), f"，{word.zh}".join(part.zh for part in parts))
    if within is not None and within is not type(node):
        return Text(f"({said.en})", f"（{said.zh}）")
    return said


def _denied(node: exp.Not) -> Text:
    inner = node.this.unnest()
    if isinstance(inner, exp.Is) and isinstance(inner.expression, exp.Null):
        name = _value(inner.this)
        return Text(f"{name} is not empty", f"{name} 非空")
    if isinstance(inner, exp.In):
        return _listed(inner, Text("is none of", "不为"))
    said = _say(inner)
    return Text(f"not ({said.en})", f"并非（{said.zh}）")


def _compared(words: Text) -> Callable[[exp.Expr], Text]:
    def tell(node: exp.Expr) -> Text:
        left, right = _value(node.this), _value(node.expression)
        return Text(f"{left} {words.en} {right}", f"{left} {words.zh} {right}")

    return tell


def _is(node: exp.Expr) -> Text:
    name = _value(node.this)
    if isinstance(node.expression, exp.Null):
        return Text(f"{name} is empty", f"{name} 为空")
    if isinstance(node.expression, exp.Boolean):
        return Text(f"{name} is {_value(node.expression)}", f"{name} 为 {_value(node.expression)}")
    raise _Unspeakable


def _listed(node: exp.Expr, words: Text) -> Text:
    if not node.expressions:
        raise _Unspeakable  # a sub-select
    name, values = _value(node.this), [_value(each) for each in node.expressions]
    return Text(f"{name} {words.en} {', '.join(values)}", f"{name} {words.zh} {'、'.join(values)}")


def _in(node: exp.Expr) -> Text:
    return _listed(node, Text("is one of" if len(node.expressions) > 1 else "is", "为"))


def _between(node: exp.Expr) -> Text:
    name, low, high = _value(node.this), _value(node.args["low"]), _value(node.args["high"])
    return Text(f"{name} is between {low} and {high}", f"{name} 在 {low} 与 {high} 之间")


def _flag(node: exp.Expr) -> Text:
    return Text(f"{_value(node)} holds", f"{_value(node)} 成立")


def _value(node: exp.Expr) -> str:
    """A column between backticks, a literal as it is written, anything else as code."""
    node = node.unnest()
    if isinstance(node, exp.Column):
        return f"`{'.'.join(part.name for part in node.parts)}`"
    if isinstance(node, exp.Literal):
        return f"“{node.name}”" if node.is_string else node.name
    if isinstance(node, exp.Neg) and isinstance(node.this, exp.Literal):
        return f"−{node.this.name}"
    if isinstance(node, exp.Boolean):
        return "true" if node.this else "false"
    if isinstance(node, exp.Null | exp.Connector | exp.Predicate):
        raise _Unspeakable
    return f"`{node.sql('duckdb')}`"


_TELLERS: Mapping[type[exp.Expr], Callable[[exp.Expr], Text]] = {
    exp.EQ: _compared(Text("is", "为")),
    exp.NEQ: _compared(Text("is not", "不为")),
    exp.GT: _compared(Text("is more than", "大于")),
    exp.GTE: _compared(Text("is at least", "不小于")),
    exp.LT: _compared(Text("is less than", "小于")),
    exp.LTE: _compared(Text("is at most", "不大于")),
    exp.Is: _is,
    exp.In: _in,
    exp.Between: _between,
    exp.Column: _flag,
}
