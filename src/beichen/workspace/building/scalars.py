"""Columns as SQL expressions and values as YAML, written so that they read back as what they were."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

from sqlglot import exp, parse_one
from sqlglot.errors import SqlglotError


def expression(column: str) -> str:
    """A column as an expression: bare where that reads as the column, quoted where it would be something else."""
    if re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", column):
        try:
            parsed = parse_one(column, dialect="duckdb")
        except SqlglotError:
            return identifier(column)
        if isinstance(parsed, exp.Column) and parsed.name == column:
            return column
    return identifier(column)


def identifier(name: str) -> str:
    """A name in SQL's quotes."""
    return '"' + name.replace('"', '""') + '"'


def flow(value: object) -> str:
    """A value in YAML's flow style: mappings and lists on one line."""
    match value:
        case Mapping():
            return "{" + ", ".join(f"{scalar(str(key))}: {flow(item)}" for key, item in value.items()) + "}"
        case str():
            return scalar(value)
        case Sequence():
            return "[" + ", ".join(flow(item) for item in value) + "]"
        case _:
            return str(value)


def comment(text: str) -> str:
    """Text as a comment's: on one line, whatever it holds."""
    return "# " + "".join(sign if sign.isprintable() else " " for sign in text)


def scalar(text: str) -> str:
    """Text as a YAML scalar: bare where that reads back as the same text, in quotes otherwise."""
    bare = re.fullmatch(r"[^\W\d][\w /.+()-]*\w|[^\W\d]", text) is not None
    if bare and text.lower() not in _YAML_WORDS:
        return text
    if '"' in text and "'" not in text and text.isprintable():
        return f"'{text}'"
    return json.dumps(text, ensure_ascii=False)


_YAML_WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
