"""What a metric means: in words, as it is written, and what it meant before."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import Field

from beichen.faces.http.pages.parts import Part, Words
from beichen.faces.http.problems import Place
from beichen.project.definition import describe_definition
from beichen.project.source_text import written_at
from beichen.workspace.history import Change, Remembering, history_of
from beichen.workspace.marks import describe_change


class DifferencePart(Part):
    """One place of a definition that says something else."""

    path: str = Field(description="Where, such as `definition.where`.")
    before: str | None = Field(description="null where there was nothing.")
    after: str | None


class DefinitionChangePart(Part):
    """A definition that took another's place; values of whole periods before it were computed by the older one."""

    at: datetime
    on: date = Field(description="The day in the project's timezone.")
    summary: Words
    differences: list[DifferencePart]


class DefinitionPart(Part):
    """A metric's definition."""

    words: Words
    description: Words | None = Field(description="What its owner says of it.")
    hash: str = Field(description="Of everything that decides its numbers; every kept value names it.")
    where: Place | None
    written: str | None = Field(description="The YAML, as it stands in that place.")
    known_since: date | None = Field(
        description="Since when definitions are remembered; null before the first refresh."
    )
    changes: list[DefinitionChangePart] = Field(description="The latest first.")


def definition_part(workspace: Remembering, name: str) -> DefinitionPart:
    """The definition of a metric, with its history as refreshes saw it."""
    project = workspace.project
    metric = project.metrics[name]
    history = history_of(workspace, name)
    return DefinitionPart(
        words=Words.of(describe_definition(project, name)),
        description=Words.of(metric.description) if metric.description else None,
        hash=history.hash,
        where=Place(file=metric.where.file, line=metric.where.line) if metric.where else None,
        written=written_at(project.folder, metric.where) if metric.where else None,
        known_since=history.known_since,
        changes=[_change(change) for change in history.changes],
    )


def _change(change: Change) -> DefinitionChangePart:
    return DefinitionChangePart(
        at=change.at,
        on=change.on,
        summary=Words.of(describe_change(change)),
        differences=[DifferencePart(path=d.path, before=d.before, after=d.after) for d in change.differences],
    )
