"""Events as documents: told by people and machines, read from tables, found in the data."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from beichen.domain.event import EVENT_KINDS, LONGEST_KEY, LONGEST_KIND, LONGEST_TEXT, OTHER
from beichen.domain.project import Project
from beichen.domain.text import Text
from beichen.domain.time import EARLIEST, LATEST
from beichen.errors import QueryError
from beichen.faces.http.pages.parts import Part, Words
from beichen.faces.http.paging import Asked, Page, write_cursor
from beichen.state.events import Events, EventSource, KeptEvent
from beichen.workspace.telling import Told

_Day = Annotated[date, Field(ge=EARLIEST, le=LATEST)]
_Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_TEXT)]
_Value = Annotated[str, StringConstraints(max_length=LONGEST_TEXT)] | None


class EventPart(Part):
    """An event that no file of the project holds."""

    id: int
    key: str | None = Field(description="By which whoever posted it can change it; null where it was posted without.")
    source: EventSource = Field(description="`posted`, read from a `table`, or found by a `check` of the data.")
    origin: str = Field(description="The table's name, or the model's that was checked; else empty.")
    kind: str
    text: Words
    on: date
    until: date = Field(description="Its last day.")
    metrics: list[str] = Field(description="That it is about; none is all of them.")
    segment: dict[str, list[str | None]] = Field(description="Whom it concerned: values by dimension.")
    link: str | None
    owner: str | None = Field(description="A person's id.")
    owner_name: str | None
    created_at: datetime
    changed_at: datetime


class EventList(Page[EventPart]):
    """Events, the latest days first."""


class BothTexts(BaseModel):
    """What happened, in both languages."""

    model_config = ConfigDict(extra="forbid")

    en: _Text
    zh: _Text


class EventWritten(BaseModel):
    """An event as it is posted."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "text": "App 7.2",
                    "on": "2026-11-13",
                    "kind": "release",
                    "segment": {"device": ["android", "ios"]},
                    "key": "deploy-4711",
                }
            ]
        },
    )

    text: _Text | BothTexts = Field(description="What happened; one text, or one for each language.")
    on: _Day = Field(description="Its day, or the first of its days.")
    until: _Day | None = Field(default=None, description="Its last day; left out for one day.")
    kind: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_KIND)] = Field(
        default=OTHER, description=f"{', '.join(EVENT_KINDS)}, or a word of your own."
    )
    metrics: list[str] = Field(default_factory=list, max_length=100, description="That it is about; none is all.")
    segment: dict[str, _Value | list[_Value]] = Field(
        default_factory=dict, description="Whom it concerned: a value or values by dimension; null is no value."
    )
    key: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_KEY)] | None = Field(
        default=None, description="Posting the same key again changes the event instead of adding one."
    )
    link: Annotated[str, StringConstraints(max_length=2000)] | None = Field(
        default=None, description="Where more is written about it."
    )
    owner: str | None = Field(default=None, description="A person of the project.")


def told_by(written: EventWritten) -> Told:
    """What was posted; names are not looked up yet."""
    text = written.text
    return Told(
        text=Text.same(text) if isinstance(text, str) else Text(text.en, text.zh),
        on=written.on,
        until=written.until,
        kind=written.kind,
        metrics=written.metrics,
        segment={name: values if isinstance(values, list) else [values] for name, values in written.segment.items()},
        key=written.key,
        link=written.link,
        owner=written.owner,
    )


def event_part(project: Project, kept: KeptEvent) -> EventPart:
    """An event as people read it; a person who is gone keeps the id."""
    event = kept.event
    person = project.people.get(event.owner) if event.owner else None
    return EventPart(
        id=kept.id,
        key=event.name if kept.keyed else None,
        source=kept.source,
        origin=kept.origin,
        kind=event.kind,
        text=Words.of(event.label),
        on=event.begins_on,
        until=event.ends_on,
        metrics=list(event.metrics),
        segment={dimension: list(values) for dimension, values in event.segment},
        link=event.link,
        owner=event.owner,
        owner_name=person.name if person else event.owner,
        created_at=kept.created_at,
        changed_at=kept.changed_at,
    )


def list_events(project: Project, kept: Events, asked: Asked) -> EventList:
    """A page of the events."""
    found = kept.page(after=_after(asked), size=asked.limit + 1)
    shown = found[: asked.limit]
    last = shown[-1] if len(found) > len(shown) else None
    return EventList(
        items=[event_part(project, each) for each in shown],
        total=kept.count(),
        next=write_cursor((last.event.begins_on.isoformat(), last.id)) if last else None,
    )


def _after(asked: Asked) -> tuple[date, int] | None:
    """Where the page before ended.

    Raises:
        QueryError: the cursor is one of another list.
    """
    if asked.after is None:
        return None
    try:
        day, number = asked.after
        if isinstance(day, str) and isinstance(number, int) and abs(number) < 2**63:
            return date.fromisoformat(day), number
    except ValueError:
        pass
    raise QueryError("this is not a cursor of this list", hint="leave it out to begin again")
