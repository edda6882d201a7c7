"""Formulas over metrics: numbers, names, + − × ÷ and parentheses.

Used by derived metrics and by the identities of the tree. Names with other than
letters, digits and underscores are written in double quotes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

Operator = Literal["+", "-", "*", "/"]


@dataclass(frozen=True, slots=True)
class Number:
    """A constant."""

    value: int | float


@dataclass(frozen=True, slots=True)
class Name:
    """A metric, by its name."""

    name: str


@dataclass(frozen=True, slots=True)
class Operation:
    """Two formulas joined by one of the four operators."""

    operator: Operator
    left: Formula
    right: Formula


Formula = Number | Name | Operation

_TOKEN = re.compile(
    r'\s*(?:(?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?P<name>[^\W\d]\w*)|"(?P<quoted>[^"]+)"|(?P<sign>[-+*/()×÷−]))'
)
_SIGNS = {"×": "*", "÷": "/", "−": "-"}


def parse_formula(text: str) -> Formula:
    """Read a formula.

    Raises:
        ValueError: the text is not one; the message says where it stops being one.
    """
    parser = _Parser(text)
    formula = parser.sum()
    parser.expect_end()
    return formula


def names_in(formula: Formula) -> tuple[str, ...]:
    """The metrics that a formula names, each once, in the order of their first mention."""
    return tuple(dict.fromkeys(_walk_names(formula)))


def evaluate(formula: Formula, values: Mapping[str, float]) -> float | None:
    """The formula's value; None where it divides by zero.

    Raises:
        KeyError: a name has no value.
    """
    if isinstance(formula, Number):
        return formula.value
    if isinstance(formula, Name):
        return values[formula.name]
    left = evaluate(formula.left, values)
    right = evaluate(formula.right, values)
    if left is None or right is None:
        return None
    return _APPLY[formula.operator](left, right)


def render(formula: Formula) -> str:
    """The formula as text that reads back the same, with no more parentheses than needed."""
    if isinstance(formula, Number):
        return repr(formula.value)
    if isinstance(formula, Name):
        return formula.name if re.fullmatch(r"[^\W\d]\w*", formula.name) else f'"{formula.name}"'
    left, right = render(formula.left), render(formula.right)
    level = _LEVEL[formula.operator]
    if isinstance(formula.left, Operation) and _LEVEL[formula.left.operator] < level:
        left = f"({left})"
    if isinstance(formula.right, Operation) and _LEVEL[formula.right.operator] <= level:
        right = f"({right})"
    return f"{left} {formula.operator} {right}"


_LEVEL: Mapping[str, int] = {"+": 1, "-": 1, "*": 2, "/": 2}
_APPLY: Mapping[str, Callable[[float, float], float | None]] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "/": lambda left, right: left / right if right else None,
}


def _walk_names(formula: Formula) -> Iterator[str]:
    if isinstance(formula, Name):
        yield formula.name
    elif isinstance(formula, Operation):
        yield from _walk_names(formula.left)
        yield from _walk_names(formula.right)


class _Parser:
    """Recursive descent over the four operators."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = list(self._tokens())
        self.at = 0

    def _tokens(self) -> Iterator[tuple[str, str]]:
        position = 0
        while self.text[position:].strip():
            match = _TOKEN.match(self.text, position)
            if match is None:
                raise ValueError(f"{self.text!r}: unexpected {self.text[position:].strip()[0]!r}")
            position = match.end()
            kind = match.lastgroup or ""
            yield kind, _SIGNS.get(match[kind], match[kind])

    def sum(self) -> Formula:
        return self._chain(self.product, ("+", "-"))

    def product(self) -> Formula:
        return self._chain(self.factor, ("*", "/"))

    def _chain(self, part: Callable[[], Formula], signs: tuple[str, ...]) -> Formula:
        formula = part()
        while self._peek()[0] == "sign" and self._peek()[1] in signs:
            operator = self._take()[1]
            formula = Operation(operator, formula, part())  # type: ignore[arg-type]
        return formula

    def factor(self) -> Formula:
        kind, token = self._take()
        if kind == "number":
            return Number(float(token) if re.search(r"[.eE]", token) else int(token))
        if kind in ("name", "quoted"):
            return Name(token)
        if token == "-":
            inner = self.factor()
            return Number(-inner.value) if isinstance(inner, Number) else Operation("*", Number(-1), inner)
        if token == "(":
            inner = self.sum()
            if self._take()[1] != ")":
                raise ValueError(f"{self.text!r}: a parenthesis is not closed")
            return inner
        raise ValueError(
            f"{self.text!r}: a metric or number is missing" + (f" before {token!r}" if token else " at the end")
        )

    def expect_end(self) -> None:
        if self.at < len(self.tokens):
            raise ValueError(f"{self.text!r}: unexpected {self.tokens[self.at][1]!r}")

    def _peek(self) -> tuple[str, str]:
        return self.tokens[self.at] if self.at < len(self.tokens) else ("end", "")

    def _take(self) -> tuple[str, str]:
        token = self._peek()
        self.at += 1
        return token
