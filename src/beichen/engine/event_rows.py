"""Rows that are events: a model's rows read as day, text, kind, metric and segment."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from sqlglot import exp

from beichen.domain.event import EventTable
from beichen.domain.model import TimeColumn
from beichen.engine.bind import BoundModel
from beichen.engine.build import is_present, named
from beichen.engine.shadows import keep_tables_visible
from beichen.errors import BeichenError, ProjectError


@dataclass(frozen=True, slots=True)
class EventRow:
    """One row; `segment` has a value, or None, for each dimension of the table."""

    begins_on: date
    ends_on: date | None
    text: str | None
    kind: str | None
    metric: str | None
    segment: tuple[str | None, ...]


def fetch_event_rows(model: BoundModel, table: EventTable, most: int) -> list[EventRow]:
    """The latest events of a table, at most so many; days are those of the project's timezone.

    Raises:
        ProjectError: a column or expression does not fit the data; it points to the table.
    """
    try:
        rows = model.fetch(_query(model, table, most))
    except BeichenError as error:
        message = error.message.removeprefix(f"model {model.name!r}: ")
        raise ProjectError(
            f"event table {table.name!r} cannot be read: {message}", hint=error.hint, where=table.where
        ) from error
    return [
        EventRow(begins_on, ends_on, text, kind, metric, tuple(segment))
        for begins_on, ends_on, text, kind, metric, *segment in rows
    ]


def _query(model: BoundModel, table: EventTable, most: int) -> exp.Select:
    day = _day_of(model, table.day)
    until = exp.null() if table.until is None else _day_of(model, table.until)
    texts = [table.text, table.kind_of, table.metric, *table.segment.values()]
    columns = [day, exp.cast(until, "DATE"), *(_text(model, text) for text in texts)]
    query = exp.select(*(named(column, f"part {number}") for number, column in enumerate(columns, 1)))
    query = query.from_(model.relation()).where(is_present(day))
    if table.filter is not None:
        query = query.where(exp.paren(model.expression(table.filter)))
    # by every column, so that the same rows are always told in the same order
    latest = [exp.Ordered(this=exp.Literal.number(1), desc=True, nulls_first=False)]
    others = [exp.Ordered(this=exp.Literal.number(n), nulls_first=False) for n in range(2, len(columns) + 1)]
    found = query.order_by(*latest, *others).limit(most)
    keep_tables_visible(found)
    return found


def _day_of(model: BoundModel, column: str | None) -> exp.Expr:
    """The DATE of a time column by the project's clock; None is the model's own."""
    if column is None:
        return model.clock().day
    zone = model.model.time.zone if model.model.time else None
    timed = replace(model.model, time=TimeColumn(column, zone))
    return BoundModel(model.project, timed, model.warehouse, model.others).clock().day


def _text(model: BoundModel, text: str | None) -> exp.Expr:
    return exp.cast(exp.null() if text is None else model.expression(text), "TEXT")
