"""Text laid out on a terminal's grid, where a Chinese character takes two columns."""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

GAP = "  "


@dataclass(frozen=True, slots=True)
class Column:
    """A column's title, and the side on which its cells stand."""

    title: str
    right: bool = False


class Style(StrEnum):
    """How a piece of text is set off, as the code that a terminal understands."""

    STRONG = "1"
    FAINT = "2"
    GOOD = "36"  # teal
    BAD = "31"  # vermilion


def render_table(columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> list[str]:
    """The lines of a table: titles, then rows, every column as wide as its widest cell."""
    cells = [[visible(cell) for cell in row] for row in rows]
    titles = [column.title for column in columns]
    widths = [max(map(width, column)) for column in zip(titles, *cells, strict=True)]
    lines = [titles, *cells]
    return [
        GAP.join(
            _fit(cell, size, right=column.right) for cell, size, column in zip(line, widths, columns, strict=True)
        ).rstrip()
        for line in lines
    ]


@lru_cache(maxsize=4096)
def width(text: str) -> int:
    """How many columns a terminal gives the text."""
    if text.isascii():
        return len(text)
    return sum(_width_of(character) for character in text)


def visible(text: str) -> str:
    """The text with control characters spelled out: a value from the data must not steer the terminal."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or unicodedata.category(c) in _JOINERS else repr(c)[1:-1] for c in text)


def paint(text: str, style: Style) -> str:
    """The text in a style, where standard output is a terminal that wants colour (https://no-color.org)."""
    if not text or "NO_COLOR" in os.environ or not sys.stdout.isatty():
        return text
    return f"\x1b[{style}m{text}\x1b[0m"


_JOINERS = frozenset({"Zs", "Cf"})  # spaces of other scripts; the joiners inside an emoji
_WEIGHTLESS = frozenset({"Mn", "Me", "Cf"})


def _width_of(character: str) -> int:
    if unicodedata.category(character) in _WEIGHTLESS:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _fit(text: str, size: int, *, right: bool) -> str:
    space = " " * (size - width(text))
    return space + text if right else text + space
