"""What a model's data cover: from its earliest row to the day through which it is complete."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlglot import exp

from beichen.domain.model import Completeness, Source
from beichen.domain.time import DAY, EARLIEST, LATEST, Span
from beichen.engine.bind import BoundModel
from beichen.engine.build import named
from beichen.engine.tables import tables_of
from beichen.errors import ProjectError

Now = Callable[[], datetime]
"""The present instant, in UTC."""


def fetch_span(model: BoundModel, now: Now) -> Span | None:
    """The covered span of a model; None when it has no row with a time."""
    clock = model.clock()
    ends = [named(exp.Min(this=clock.day.copy()), "first_day"), named(exp.Max(this=clock.day.copy()), "last_day")]
    statement = exp.select(*ends).from_(model.relation())
    first, last = model.fetch(statement)[0]
    if first is None:
        return None
    for day in (first, last):
        _check_day(model, day)
    stated = [day for source in sources_of(model) if (day := _stated(source, model, now)) is not None]
    # the day of the latest timestamp is still running; the latest DATE is a whole day
    through = min(stated) if stated else last if clock.is_date else last - DAY
    _check_day(model, through)
    return Span(first_day=first, through=through, last_day=last)


def _check_day(model: BoundModel, day: object) -> None:
    """Refuse days that stand for something else, such as 9999-12-31 for `never`."""
    if not isinstance(day, date) or not EARLIEST <= day <= LATEST:
        raise ProjectError(
            f"model {model.name!r} has a row on {day}, or is said to be complete to that day: periods are"
            f" counted from {EARLIEST} to {LATEST}",
            hint="leave such rows out in the model's `sql`, or make their time null",
            where=model.model.where,
        )


def sources_of(model: BoundModel) -> list[Source]:
    """The sources whose tables a model reads."""
    tables = tables_of(model.project, model.model)
    return [source for source in model.project.sources.values() if source.table.lower() in tables]


def _stated(source: Source, model: BoundModel, now: Now) -> date | None:
    """The day through which a source says that it is complete; None when its rows tell."""
    if source.complete_through is Completeness.LATEST:
        return None
    if source.complete_through is Completeness.CLOCK:
        local = (now() - source.lag).astimezone(ZoneInfo(model.project.calendar.timezone))
        return local.date() - DAY
    return source.complete_through if isinstance(source.complete_through, date) else None
