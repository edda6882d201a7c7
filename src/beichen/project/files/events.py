"""events/*.yml: releases, outages and whatever else happened; written here, or lying in a table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from pydantic import Field

from beichen.domain.event import EVENT_KINDS, LONGEST_KIND, OTHER, RESERVED_KINDS, Event, EventTable
from beichen.domain.text import Text
from beichen.errors import Where
from beichen.project.files.initiatives import SegmentValues, check_ends, segment_of
from beichen.project.names import Names
from beichen.project.shape import Shape
from beichen.project.written import Day, Expression, Name, Words

EXAMPLE = """\
events:
  - name: app_7_2
    label: {zh: App 7.2 发布, en: App 7.2}
    kind: release                 # release, campaign, price, content, outage, market, holiday, data_quality, other
    on: 2026-11-13
    until: 2026-11-15             # its last day; absent where it is one day
    metrics: [weekly_engaged_listeners]       # absent: about all of them
    segment: {device: [android, ios]}         # absent: about everyone
    link: https://example.com/releases/7.2
    owner: qiao
tables:                           # events that lie in the rows of a model, read at every refresh
  - name: price_changes
    model: payments
    kind: price
    columns: {text: "'Price is now ' || amount"}
    filter: amount > 1000
"""

_KINDS = ", ".join(EVENT_KINDS)


class EventShape(Shape):
    noun: ClassVar[str] = "an event"

    name: Name = Field(description="What people refer to it by.")
    label: Words | None = Field(default=None, description="The event in words.")
    kind: Name = Field(default=OTHER, description=f"What it was: {_KINDS}, or a word of your own.")
    on: Day = Field(description="Its day, or the first of its days.")
    until: Day | None = Field(default=None, description="Its last day; absent where it is one day.")
    metrics: list[Name] = Field(default_factory=list, description="The metrics that it is about; absent: all.")
    segment: dict[Name, SegmentValues] = Field(
        default_factory=dict,
        description="Whom it concerned: a value or values by dimension; absent: everyone.",
        examples=[{"device": ["android", "ios"]}],
    )
    link: Name | None = Field(default=None, description="Where more is written about it.")
    owner: Name | None = Field(default=None, description="The id of the person to ask about it.")


class EventColumns(Shape):
    noun: ClassVar[str] = "the columns of an event table"

    text: Expression = Field(description="SQL over the model's columns: what happened, in words.")
    day: Name | None = Field(
        default=None, description="The DATE or TIMESTAMP column of its first day; absent: the model's time."
    )
    until: Name | None = Field(
        default=None, description="The DATE or TIMESTAMP column of its last day; absent: it is one day."
    )
    kind: Expression | None = Field(default=None, description="SQL for the kind; absent: the table's `kind`.")
    metric: Expression | None = Field(default=None, description="SQL for the name of the metric that it is about.")
    segment: dict[Name, Expression] = Field(
        default_factory=dict, description="SQL for the value of each dimension that limits it; null is everyone."
    )


class EventTableShape(Shape):
    noun: ClassVar[str] = "an event table"

    name: Name = Field(description="What people refer to it by.")
    model: Name = Field(description="The model whose rows are events.")
    kind: Name = Field(default=OTHER, description="The kind of its events.")
    columns: EventColumns = Field(description="Where the parts of an event are.")
    filter: Expression | None = Field(default=None, description="SQL condition that chooses the rows.")
    owner: Name | None = Field(default=None, description="The id of the person to ask about its events.")


class EventsFile(Shape):
    """What happened that a change may coincide with: releases, campaigns, outages…"""

    noun: ClassVar[str] = "an events file"

    events: list[EventShape] = Field(default_factory=list, description="The events.")
    tables: list[EventTableShape] = Field(default_factory=list, description="Models whose rows are events.")


def resolve_events(files: Iterable[EventsFile], names: Names) -> tuple[Event, ...]:
    """The events, every metric, owner and dimension of which is known."""
    seen: dict[str, Where] = {}
    return tuple(_event(shape, seen, names) for file in files for shape in file.events)


def resolve_event_tables(files: Iterable[EventsFile], names: Names) -> tuple[EventTable, ...]:
    """The tables, every model, owner and dimension of which is known; columns are looked at when they are read."""
    seen: dict[str, Where] = {}
    return tuple(_table(shape, seen, names) for file in files for shape in file.tables)


def _event(shape: EventShape, seen: dict[str, Where], names: Names) -> Event:
    _check_name(shape, seen, names)
    if shape.owner is not None:
        names.check_owner(shape.owner, shape.at("owner"))
    check_ends(shape.on, shape.until, shape.at("until"), names)
    for position, metric in enumerate(shape.metrics):
        names.check_metric(metric, shape.at("metrics", position))
    return Event(
        name=shape.name,
        label=shape.label or Text.same(shape.name),
        kind=_kind(shape, names),
        begins_on=shape.on,
        ends_on=shape.until or shape.on,
        metrics=tuple(dict.fromkeys(shape.metrics)),
        segment=segment_of(shape, names),
        link=shape.link,
        owner=shape.owner,
        where=shape.at(),
    )


def _table(shape: EventTableShape, seen: dict[str, Where], names: Names) -> EventTable:
    _check_name(shape, seen, names)
    columns = shape.columns
    if columns.day is None:
        names.timed_model(shape.model, shape.at("model"))
    else:
        names.model(shape.model, shape.at("model"))
    if shape.owner is not None:
        names.check_owner(shape.owner, shape.at("owner"))
    for dimension in columns.segment:
        names.check_any_dimension(dimension, columns.at("segment", dimension))
    return EventTable(
        name=shape.name,
        model=shape.model,
        text=columns.text,
        kind=_kind(shape, names),
        day=columns.day,
        until=columns.until,
        kind_of=columns.kind,
        metric=columns.metric,
        segment=dict(columns.segment),
        filter=shape.filter,
        owner=shape.owner,
        where=shape.at(),
    )


def _check_name(shape: EventShape | EventTableShape, seen: dict[str, Where], names: Names) -> None:
    first = seen.setdefault(shape.name, shape.at())
    if first != shape.at():
        names.problems.add(f"{shape.name!r} is defined twice", shape.at("name"), f"first at {first}")


def _kind(shape: Any, names: Names) -> str:
    kind = str(shape.kind)
    if kind in RESERVED_KINDS:
        hint = f"write it where those are kept, or choose another kind: {_KINDS}"
        names.problems.add(f"{kind!r} is no kind of event", shape.at("kind"), hint)
    elif len(kind) > LONGEST_KIND:
        hint = f"a word of at most {LONGEST_KIND} characters; more belongs into the label"
        names.problems.add("the kind of an event is too long", shape.at("kind"), hint)
    return kind
