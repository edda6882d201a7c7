"""What a form would become, and what became of it: numbers, SQL, YAML, notes beside fields; changes and values."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import Field

from beichen.domain.finding import Severity
from beichen.domain.time import Grain
from beichen.faces.http.pages.parts import Number, Part, Words
from beichen.faces.http.pages.periods import name_period
from beichen.faces.http.problems import Place
from beichen.project.editing.difference import unified
from beichen.state.edits import Edit, EditedFile
from beichen.warehouse.port import Limits
from beichen.workspace.building.build import FormPreview, propose_removal
from beichen.workspace.building.columns import values_of
from beichen.workspace.building.field_notes import FieldNote
from beichen.workspace.building.trial import Trial
from beichen.workspace.open import Workspace

# A list to choose from, asked while somebody types.
MOST_VALUES = 50
VALUE_LIMITS = Limits(seconds=3)


class NotePart(Part):
    """Something to say of the form."""

    field: str | None = Field(description="As in `having.0.expr`; null for the form as a whole.")
    severity: Severity
    message: Words
    hint: Words | None
    code: str | None = Field(description="The rule's, of a finding.")
    where: Place | None = Field(description="Another place of the project that it is about.")
    fresh: bool = Field(description="The project as it is saved does not have it.")
    missing: bool = Field(description="It only says what is still to be filled in.")


class TriedPoint(Part):
    """A period's value by the form's definition, and by the one that is saved where that is another."""

    start: date
    name: Words
    value: Number | None
    reason: Words | None
    saved: Number | None
    complete: bool


class TriedPart(Part):
    """The values of the last periods."""

    grain: Grain
    unit: str | None
    points: list[TriedPoint]
    compares: bool = Field(description="Whether there is a saved definition that says otherwise.")
    problem: Words | None = Field(description="Why there are no values.")
    hint: Words | None


class BuildPreview(Part):
    """What a form would become."""

    file: str | None
    tag: str | None = Field(description="What the file holds now: sent back in `If-Match` to save what was shown.")
    yaml: str
    diff: str = Field(description="Unified; empty when nothing would change.")
    words: Words | None = Field(description="The definition in words.")
    sql: str | None
    tried: TriedPart | None
    notes: list[NotePart]
    can_save: bool
    suggested_name: str | None = Field(description="A name made of the label.")


class ChangedFilePart(Part):
    """A file of a change."""

    file: str
    diff: str | None = Field(description="null for what is no text.")


class ChangePart(Part):
    """A change of the project's files that was made from here."""

    change: int
    at: datetime
    title: Words
    author: str | None
    files: list[ChangedFilePart]
    undone_at: datetime | None


class ChangeList(Part):
    """Changes, latest first."""

    items: list[ChangePart]
    next: int | None = Field(description="`before` of the next page; null on the last.")


class RemovalPreview(Part):
    """What removing a metric would do."""

    file: str
    tag: str
    diff: str
    notes: list[NotePart]
    can_remove: bool


class ValuePart(Part):
    """A value of a column, and how many rows have it."""

    value: str
    rows: int


class ValueList(Part):
    """The commonest values."""

    values: list[ValuePart]


def build_preview(workspace: Workspace, preview: FormPreview) -> BuildPreview:
    """The document of a form that was tried."""
    proposal, trial = preview.proposal, preview.trial
    return BuildPreview(
        file=preview.file,
        tag=proposal.tag if proposal else None,
        yaml=preview.yaml,
        diff=proposal.diff if proposal else "",
        words=Words.of(preview.words) if preview.words else None,
        sql=trial.sql if trial else None,
        tried=_tried(workspace, trial, preview.unit) if trial else None,
        notes=[_note(note) for note in preview.notes],
        can_save=preview.can_save,
        suggested_name=preview.suggested_name,
    )


def build_removal(workspace: Workspace, name: str) -> RemovalPreview:
    """What removing a metric would do; refused where something still uses it."""
    proposal = propose_removal(workspace, name)
    seen = workspace.changes.preview(proposal)
    notes = [
        NotePart(
            field=None,
            severity=Severity.ERROR,
            message=Words(en=error.message, zh=error.message),
            hint=Words(en=error.hint, zh=error.hint) if error.hint else None,
            code=None,
            where=Place(file=error.where.file, line=error.where.line) if error.where else None,
            fresh=True,
            missing=False,
        )
        for error in seen.refusals
    ]
    return RemovalPreview(
        file=proposal.writes[0].file, tag=proposal.tag, diff=proposal.diff, notes=notes, can_remove=not notes
    )


def change_part(edit: Edit) -> ChangePart:
    """A change as it was written down."""
    return ChangePart(
        change=edit.id,
        at=edit.at,
        title=Words.of(edit.title),
        author=edit.author,
        files=[ChangedFilePart(file=file.file, diff=_diff(file)) for file in edit.files],
        undone_at=edit.undone_at,
    )


def list_changes(workspace: Workspace, count: int, before: int | None) -> ChangeList:
    """The latest changes by the page."""
    found = workspace.changes.history(count + 1, before=before)
    shown = found[:count]
    return ChangeList(items=[change_part(edit) for edit in shown], next=shown[-1].id if len(found) > count else None)


def list_values(workspace: Workspace, model: str, column: str, containing: str) -> ValueList:
    """The commonest values of a column.

    Raises:
        QueryError: the model has no such column.
        LimitError: it takes too long.
    """
    found = values_of(workspace, model, column, containing=containing, most=MOST_VALUES, limits=VALUE_LIMITS)
    return ValueList(values=[ValuePart(value=value, rows=rows) for value, rows in found if value])


def _tried(workspace: Workspace, trial: Trial, unit: str | None) -> TriedPart:
    saved = {row.period: row.value for row in trial.saved}
    calendar = workspace.project.calendar
    points = [
        TriedPoint(
            start=row.period,
            name=name_period(calendar, trial.grain, row.period, complete=row.complete).name,
            value=row.value,
            reason=Words.of(row.reason.text) if row.reason else None,
            saved=saved.get(row.period),
            complete=row.complete,
        )
        for row in trial.rows
    ]
    problem = trial.problem
    return TriedPart(
        grain=trial.grain,
        unit=unit,
        points=points,
        compares=bool(saved),
        problem=Words(en=problem.message, zh=problem.message) if problem else None,
        hint=Words(en=problem.hint, zh=problem.hint) if problem and problem.hint else None,
    )


def _note(note: FieldNote) -> NotePart:
    return NotePart(
        field=note.field,
        severity=note.severity,
        message=Words.of(note.message),
        hint=Words.of(note.hint) if note.hint else None,
        code=note.code,
        where=Place(file=note.where.file, line=note.where.line) if note.where else None,
        fresh=note.fresh,
        missing=note.missing,
    )


def _diff(file: EditedFile) -> str | None:
    told = ((file.before_tag, file.before), (file.after_tag, file.after))
    if any(tag is not None and text is None for tag, text in told):
        return None
    before, after = (None if text is None else text.encode() for _, text in told)
    return unified(file.file, before, after)
