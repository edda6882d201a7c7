"""Annotations as documents: read, listed, and written."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from beichen.domain.annotation import LONGEST, Annotation, Note
from beichen.domain.project import Project
from beichen.domain.time import EARLIEST, LATEST
from beichen.errors import QueryError, did_you_mean
from beichen.faces.http.pages.metric import metric_named
from beichen.faces.http.pages.parts import MetricName, Part, name_of
from beichen.faces.http.paging import Asked, Page, write_cursor
from beichen.state.annotations import Annotations

_Day = Annotated[date, Field(ge=EARLIEST, le=LATEST)]


class AnnotationPart(Part):
    """What somebody noted on a trend."""

    id: int
    revision: int = Field(description='Its `ETag` is `"<revision>"`: send it as `If-Match` with a change.')
    text: str
    begins_on: date
    ends_on: date = Field(description="The last day that it is about.")
    metric: MetricName | None = Field(description="null where it stands on every metric's trend.")
    author: str | None = Field(description="A person's id.")
    author_name: str | None
    created_at: datetime
    changed_at: datetime
    deleted: bool


class AnnotationList(Page[AnnotationPart]):
    """Annotations, the latest days first."""


class AnnotationWritten(BaseModel):
    """An annotation as it is written."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "text": "New home page",
                    "begins_on": "2026-11-16",
                    "metric": "weekly_engaged_listeners",
                    "author": "lin",
                }
            ]
        },
    )

    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST)]
    begins_on: _Day
    ends_on: _Day | None = Field(default=None, description="The last day; left out for a single day.")
    metric: str | None = Field(default=None, description="Left out for an annotation of every metric.")
    author: str | None = Field(default=None, description="A person of the project.")

    @model_validator(mode="after")
    def _check_days(self) -> Self:
        if self.ends_on is not None and self.ends_on < self.begins_on:
            raise ValueError("ends_on lies before begins_on")
        return self


def note_of(project: Project, written: AnnotationWritten) -> Note:
    """What was written, with its names checked.

    Raises:
        UnknownMetricError: the project has no such metric.
        QueryError: it has no such person.
    """
    if written.metric is not None:
        metric_named(project, written.metric)
    if written.author is not None and written.author not in project.people:
        hint = did_you_mean(written.author, project.people)
        raise QueryError(f"{written.author!r} is nobody of the project", hint=hint)
    return Note(written.text, written.begins_on, written.ends_on or written.begins_on, written.metric, written.author)


def annotation_part(project: Project, kept: Annotation) -> AnnotationPart:
    """An annotation as people read it; a person or metric that is gone keeps its name."""
    note = kept.note
    person = project.people.get(note.author) if note.author else None
    return AnnotationPart(
        id=kept.id,
        revision=kept.revision,
        text=note.text,
        begins_on=note.begins_on,
        ends_on=note.ends_on,
        metric=name_of(project, note.metric) if note.metric is not None and note.metric in project.metrics else None,
        author=note.author,
        author_name=person.name if person else note.author,
        created_at=kept.created_at,
        changed_at=kept.changed_at,
        deleted=kept.deleted,
    )


def list_annotations(project: Project, kept: Annotations, metric: str | None, asked: Asked) -> AnnotationList:
    """A page of the annotations on one metric's trend, or of all."""
    found = kept.page(metric=metric, after=_after(asked), size=asked.limit + 1)
    shown = found[: asked.limit]
    last = shown[-1] if len(found) > len(shown) else None
    return AnnotationList(
        items=[annotation_part(project, each) for each in shown],
        total=kept.count(metric=metric),
        next=write_cursor((last.note.begins_on.isoformat(), last.id)) if last else None,
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
        if isinstance(day, str) and isinstance(number, int):
            return date.fromisoformat(day), number
    except ValueError:
        pass
    raise QueryError("this is not a cursor of this list", hint="leave it out to begin again")
