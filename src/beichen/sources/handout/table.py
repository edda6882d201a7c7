"""A table that is handed out: columns of one kind each, and rows that come one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO, Literal

Cell = str | int | float | bool | date | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: every cell of it is of its kind, or None."""

    name: str
    kind: Literal["text", "number", "day", "flag"]


@dataclass(frozen=True, slots=True)
class Format:
    """A file format: how its files are called, and what writes one."""

    suffix: str
    media_type: str
    write: Callable[[Sequence[Column], Iterable[Sequence[Cell]], BinaryIO], None]
