"""Rows by day: how many a model has, and how many of them lack what they should have."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlglot import exp

from beichen.engine.bind import BoundModel
from beichen.engine.build import count_rows, group_by_position, is_null, is_present, named


@dataclass(frozen=True, slots=True)
class DailyRows:
    """Rows of one day; `missing` has, by entity, how many of them lack it."""

    day: date
    rows: int
    missing: dict[str, int]


def fetch_daily_rows(model: BoundModel) -> list[DailyRows]:
    """Every day that has rows, in order; nothing for a model without time.

    Raises:
        ProjectError: what the model says does not fit the data.
    """
    if model.model.time is None:
        return []
    entities = [entity for entity in model.model.entities if not entity.primary]
    day = model.clock().day
    counts = [count_rows(), *(count_rows(is_null(model.expression(entity.expr))) for entity in entities)]
    query = exp.select(named(day, "day"), *(named(count, f"count {n}") for n, count in enumerate(counts)))
    query = group_by_position(query.from_(model.relation()).where(is_present(day)), 1)
    rows = sorted(model.fetch(query))
    names = [entity.name for entity in entities]
    return [DailyRows(row[0], row[1], dict(zip(names, row[2:], strict=True))) for row in rows]
