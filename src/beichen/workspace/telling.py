"""The use case of telling: somebody, or a machine, says that something happened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from beichen.domain.event import (
    EVENT_KINDS,
    LONGEST_KEY,
    LONGEST_KIND,
    LONGEST_TEXT,
    OTHER,
    RESERVED_KINDS,
    Condition,
    Event,
)
from beichen.domain.project import Project
from beichen.domain.text import Text
from beichen.domain.time import EARLIEST, LATEST
from beichen.errors import BeichenError, did_you_mean
from beichen.state.events import KeptEvent
from beichen.workspace.explaining.history import Remembering


class EventError(BeichenError):
    """What is told cannot have happened in this project."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of an event.

    Attributes:
        until: its last day; None is one day.
        metrics: that it is about; () is all.
        segment: whom it concerned: values by dimension; empty is everyone.
        key: whoever tells the same key again changes the event; None tells a new one every time.
        owner: a person of the project.
    """

    text: Text
    on: date
    until: date | None = None
    kind: str = OTHER
    metrics: Sequence[str] = ()
    segment: Mapping[str, Sequence[str | None]] = field(default_factory=dict)
    key: str | None = None
    link: str | None = None
    owner: str | None = None


def tell_event(workspace: Remembering, told: Told) -> tuple[KeptEvent, bool]:
    """Keep what is told, and say whether it is new.

    Raises:
        EventError: it names what the project does not have, or its days are the wrong way round.
        StateError: the state cannot be written.
    """
    return workspace.state.events.post(_event(workspace.project, told), key=told.key)


def _event(project: Project, told: Told) -> Event:
    _check_texts(told)
    until = told.until or told.on
    if until < told.on:
        raise EventError(f"it ends on {until}, before it begins", hint=f"it begins on {told.on}")
    if told.on < EARLIEST or until > LATEST:
        raise EventError(f"its days lie outside of {EARLIEST} to {LATEST}")
    for metric in told.metrics:
        if metric not in project.metrics:
            raise EventError(f"metric {metric!r} is not defined", hint=did_you_mean(metric, project.metrics))
    if told.owner is not None and told.owner not in project.people:
        hint = did_you_mean(told.owner, project.people)
        raise EventError(f"{told.owner!r} is nobody of the project", hint=hint)
    return Event(
        name=told.key or "",
        label=told.text,
        kind=told.kind,
        begins_on=told.on,
        ends_on=until,
        metrics=tuple(dict.fromkeys(told.metrics)),
        segment=_condition(project, told.segment),
        link=told.link,
        owner=told.owner,
    )


def _check_texts(told: Told) -> None:
    for text in (told.text.en, told.text.zh):
        if not text.strip():
            raise EventError("it has no text", hint="say what happened")
        if len(text) > LONGEST_TEXT:
            raise EventError(f"its text is longer than {LONGEST_TEXT} characters", hint="put the rest behind `link`")
    if told.kind in RESERVED_KINDS or not told.kind.strip() or len(told.kind) > LONGEST_KIND:
        raise EventError(f"{told.kind!r} is no kind of event", hint="known: " + ", ".join(EVENT_KINDS))
    if told.key is not None and not 0 < len(told.key) <= LONGEST_KEY:
        raise EventError(f"a key has 1 to {LONGEST_KEY} characters")
    if told.link is not None and not told.link.startswith(("https://", "http://")):
        raise EventError(f"{told.link!r} is no link", hint="it begins with https://")


def _condition(project: Project, segment: Mapping[str, Sequence[str | None]]) -> Condition:
    known = {d.name for m in project.models.values() for d in m.dimensions}
    known |= {f"{m.name}.{d.name}" for m in project.models.values() for d in m.dimensions}
    for dimension, values in segment.items():
        if dimension not in known:
            raise EventError(f"no model has the dimension {dimension!r}", hint=did_you_mean(dimension, known))
        if not values:
            raise EventError(f"segment {dimension!r} has no value", hint="name one, or leave the dimension out")
    return tuple((dimension, tuple(dict.fromkeys(values))) for dimension, values in segment.items())
