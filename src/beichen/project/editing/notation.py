"""Values as YAML text that reads back as exactly what they were."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from beichen.errors import ProjectError
from beichen.project.document import parse_document

WIDEST = 110
"""A mapping or list that would reach beyond this column is written over several lines."""


def inline(value: Any, *, in_flow: bool = True) -> str:
    """A value on one line; `in_flow` where it stands between brackets, which forbids more."""
    match value:
        case Mapping():
            return "{" + ", ".join(f"{inline(str(key))}: {inline(item)}" for key, item in value.items()) + "}"
        case bool():
            return str(value).lower()
        case str():
            return _text(value, in_flow=in_flow)
        case Sequence():
            return "[" + ", ".join(inline(item) for item in value) + "]"
        case date():
            return value.isoformat()
        case _:
            return repr(value)


def entry(key: str, value: Any, indent: int, *, spread: bool = False) -> list[str]:
    """The lines of `key: value` in a block mapping whose keys stand at column `indent`.

    Args:
        spread: write everything on a line of its own.
    """
    head = " " * indent + inline(key, in_flow=False) + ":"
    one_line = f"{head} {inline(value, in_flow=False)}"
    if not _is_collection(value) or not value or not (spread or len(one_line) > WIDEST):
        return [one_line]
    return [head, *_spread(value, indent + 2, spread=spread)]


def item(value: Any, indent: int, *, spread: bool = False) -> list[str]:
    """The lines of a list's item whose dash stands at column `indent`."""
    if not isinstance(value, Mapping) or not value:
        return [" " * indent + "- " + inline(value, in_flow=False)]
    first, *rest = [line for key, held in value.items() for line in entry(key, held, indent + 2, spread=spread)]
    return [" " * indent + "- " + first[indent + 2 :], *rest]


def _spread(value: Any, indent: int, *, spread: bool) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, held in value.items():
            yield from entry(key, held, indent, spread=spread)
        return
    for held in value:
        yield from item(held, indent, spread=spread) if spread else [" " * indent + "- " + inline(held)]


def _is_collection(value: Any) -> bool:
    return isinstance(value, Mapping) or (isinstance(value, Sequence) and not isinstance(value, str))


def _text(text: str, *, in_flow: bool) -> str:
    """Text bare where that reads back as the same text, in quotes otherwise."""
    if _reads_back(text, text, in_flow=in_flow):
        return text
    if '"' in text or "\\" in text:
        single = "'" + text.replace("'", "''") + "'"
        if "\n" not in text and "''" not in single[1:-1] and _reads_back(single, text, in_flow=in_flow):
            return single
    escaped = json.dumps(text, ensure_ascii=False)
    return "".join(sign if sign.isprintable() else _escape(sign) for sign in escaped)


def _reads_back(written: str, text: str, *, in_flow: bool) -> bool:
    if not written or not written.isprintable():
        return False
    try:
        document = parse_document(f"a: [{written}]" if in_flow else f"a: {written}", "")
    except ProjectError:
        return False
    return document == {"a": [text] if in_flow else text}


def _escape(sign: str) -> str:
    code = ord(sign)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
