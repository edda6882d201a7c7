"""What coincides with a change, ready to be drawn: which days of the two periods it touched, and whom it concerned."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic import Field

from beichen.domain.event import kind_label
from beichen.domain.project import Project
from beichen.domain.time import DAY, Grain, Period
from beichen.faces.http.pages.parts import MetricName, Number, Part, Words, day_of, name_of


class Stretch(Part):
    """The days of a period that an event touched: 0 is the period's beginning, 1 its end."""

    begins: Number
    ends: Number


class ConcernedDimension(Part):
    """Whom an event concerned, by one dimension."""

    dimension: Words
    values: list[str | None]


class WhyEvent(Part):
    """Something that happened in the days of the two periods. It coincides: nothing says that it is a cause."""

    kind: str
    kind_label: Words
    name: str
    text: Words
    on: date
    until: date | None = Field(description="Its last day; null while it still runs.")
    author: str | None = Field(description="The name of the person who wrote or owns it.")
    about: list[MetricName] = Field(description="The metrics that it is about; none is everything.")
    segment: list[ConcernedDimension] = Field(description="Whom it concerned; none is everyone.")
    overlap: Number = Field(description="With the days and segments that moved, 0–1; see docs/methods/coinciding.md.")
    then: Stretch | None = Field(description="Its days in the compared period; null where it touched none.")
    now: Stretch | None = Field(description="Its days in the explained period.")


def events_of(project: Project, found: Mapping[str, Any], grain: Grain) -> list[WhyEvent]:
    """The events of an explanation's document."""
    period, versus = day_of(found["period"]), day_of(found["versus"])
    if period is None or versus is None:
        return []
    then, now = project.calendar.period(versus, grain), project.calendar.period(period, grain)
    return [_event(project, event, then, now) for event in found["events"]]


def _event(project: Project, event: Mapping[str, Any], then: Period, now: Period) -> WhyEvent:
    on, until = date.fromisoformat(event["on"]), day_of(event["until"])
    person = project.people.get(event["author"] or "")
    return WhyEvent(
        kind=event["kind"],
        kind_label=Words.of(kind_label(event["kind"])),
        name=event["name"],
        text=Words(**event["text"]),
        on=on,
        until=until,
        author=person.name if person else event["author"],
        about=[name_of(project, metric) for metric in event["metrics"] if metric in project.metrics],
        segment=[
            ConcernedDimension(dimension=Words.of(project.dimension_label(dimension)), values=values)
            for dimension, values in event["segment"].items()
        ],
        overlap=event["overlap"],
        then=_stretch(on, until, then),
        now=_stretch(on, until, now),
    )


def _stretch(on: date, until: date | None, period: Period) -> Stretch | None:
    first, last = max(on, period.start), min(until or period.last_day, period.last_day)
    if last < first:
        return None
    days = (period.until - period.start) // DAY
    begins, ends = (first - period.start) // DAY, (last - period.start) // DAY + 1
    return Stretch(begins=round(begins / days, 4), ends=round(ends / days, 4))
