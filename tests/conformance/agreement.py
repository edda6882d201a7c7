"""How an answer of the engine differs from that of the reference."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from .expected import same_number
from .reference import Line

Key = tuple[date, tuple[str | None, ...]]


def disagreements(answer: Iterable[Mapping[str, Any]], lines: Iterable[Line], by: tuple[str, ...]) -> list[str]:
    """Rows that differ, are missing or are too many; rows as in `query --json`."""
    wanted: dict[Key, Line] = {(line.period, _segment(line.segment, by)): line for line in lines}
    found: list[str] = []
    seen: set[Key] = set()
    for row in answer:
        key: Key = (date.fromisoformat(str(row["period"])), _segment(row["segment"], by))
        if key not in wanted or key in seen:
            found.append(f"{_named(key)}: not expected: {row}")
            continue
        seen.add(key)
        found += [f"{_named(key)}: {difference}" for difference in _row_differences(row, wanted[key])]
    return found + [f"{_named(key)}: missing: {wanted[key].cell}" for key in sorted(wanted.keys() - seen, key=str)]


def _row_differences(row: Mapping[str, Any], line: Line) -> list[str]:
    cell, found = line.cell, []
    integer = isinstance(cell.value, int) and cell.value != 0
    if not _same(row["value"], cell.value) or (integer and not isinstance(row["value"], int)):
        found.append(f"value {row['value']!r} is not {cell.value!r}")
    if (row["value"] is None) is not bool(row["reason"]):
        found.append(f"value {row['value']!r} with reason {row['reason']!r}")
    if row["complete"] is not cell.complete:
        found.append(f"complete {row['complete']!r} is not {cell.complete!r}")
    if cell.denominator is not None:
        parts = (("numerator", cell.numerator), ("denominator", cell.denominator))
        found += [f"{name} {row[name]!r} is not {part!r}" for name, part in parts if not _same(row[name], part)]
    return found


def _same(got: float | None, wanted: float | None) -> bool:
    """Counts exactly; of fractions that cancel out in a formula a rest near 0 may be left."""
    exact = isinstance(got, int) and isinstance(wanted, int)
    return same_number(got, wanted, absolute=0.0 if exact else 1e-9)


def _segment(segment: Mapping[str, Any], by: tuple[str, ...]) -> tuple[str | None, ...]:
    assert tuple(segment) == by, f"segment {segment} is not by {by}"
    return tuple(None if value is None else str(value) for value in segment.values())


def _named(key: Key) -> str:
    return f"{key[0]} {' / '.join(str(part) for part in key[1])}".rstrip()
