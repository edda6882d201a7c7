"""What a metric means: in words, as it is written, and what it meant before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from pydantic import Field

from beichen.domain.metric import Conversion, Repeat, Retention, Spec, Threshold, measures_of
from beichen.domain.project import Project
from beichen.domain.text import Text
from beichen.engine.plainly import say_plainly
from beichen.faces.http.pages.parts import Part, Words
from beichen.faces.http.problems import Place
from beichen.project.definition import describe_definition
from beichen.project.source_text import written_at
from beichen.workspace.explaining.history import Change, Remembering, history_of
from beichen.workspace.explaining.marks import describe_change


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


class ConditionPart(Part):
    """A condition of the definition, and what it decides."""

    decides: Words
    code: str = Field(description="As the project wrote it.")
    words: Words | None = Field(description="null where words would say it worse.")


class DefinitionPart(Part):
    """A metric's definition."""

    words: Words
    conditions: list[ConditionPart]
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
        conditions=_conditions(project, metric.spec),
        description=Words.of(metric.description) if metric.description else None,
        hash=history.hash,
        where=Place(file=metric.where.file, line=metric.where.line) if metric.where else None,
        written=written_at(project.folder, metric.where) if metric.where else None,
        known_since=history.known_since,
        changes=[_change(change) for change in history.changes],
    )


def _conditions(project: Project, spec: Spec) -> list[ConditionPart]:
    return [
        ConditionPart(decides=Words.of(decides), code=code.strip(), words=Words.of(words) if words else None)
        for decides, code in _written_conditions(spec)
        if code is not None
        for words in [say_plainly(code, project.dialect)]
    ]


def _written_conditions(spec: Spec) -> Iterator[tuple[Text, str | None]]:
    """What each condition of a definition decides, and the condition; None where every row passes."""
    match spec:
        case Threshold(where=where, filter=chosen):
            yield Text("who counts", "谁计入"), where
            yield _ROWS, chosen
        case Retention(cohort_filter=cohort, returns_filter=returns):
            yield Text("who is new", "谁是新增"), cohort
            yield Text("what is a return", "怎样算回访"), returns
        case Conversion(from_filter=first, to_filter=then):
            yield Text("from where on", "从哪里算起"), first
            yield Text("what is a conversion", "怎样算转化"), then
        case Repeat(event_filter=event):
            yield _ROWS, event
        case _:
            pass
    for measure in measures_of(spec):
        yield _ROWS, measure.filter


_ROWS = Text("which rows count", "哪些记录计入")


def _change(change: Change) -> DefinitionChangePart:
    return DefinitionChangePart(
        at=change.at,
        on=change.on,
        summary=Words.of(describe_change(change)),
        differences=[DifferencePart(path=d.path, before=d.before, after=d.after) for d in change.differences],
    )
