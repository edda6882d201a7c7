"""Building a metric by a form: tried while it is written, then saved, removed, taken back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import TYPE_CHECKING, Any

from beichen.domain.finding import Severity
from beichen.domain.project import Project
from beichen.domain.text import Text
from beichen.errors import BeichenError, ProjectError, QueryError, did_you_mean
from beichen.project.definition import describe_definition
from beichen.project.document import parse_bytes
from beichen.project.editing.metrics import file_for, metric_text, put_metric, remove_metric, spread_metric
from beichen.workspace.building.changes import Proposal
from beichen.workspace.building.columns import kinds_of
from beichen.workspace.building.field_notes import FieldNote, note_of_error, notes_of_expressions, notes_of_preview
from beichen.workspace.building.form import EMPTY, MetricForm, form_of, form_of_draft
from beichen.workspace.building.form_keys import Keys, keys_of, without_defaults
from beichen.workspace.building.form_needs import needed
from beichen.workspace.building.trial import Trial, try_metric
from beichen.workspace.building.writing import FileWrite, read_file

if TYPE_CHECKING:
    from beichen.state.edits import Edit
    from beichen.workspace.open import Workspace


@dataclass(frozen=True, slots=True)
class OpenForm:
    """A metric's form as it is saved, and the tag of its file."""

    form: MetricForm
    file: str | None
    tag: str | None


@dataclass(frozen=True, slots=True)
class FormPreview:
    """What a form would become.

    Attributes:
        proposal: the change that saving would make; None while there is none to make.
        yaml: the metric alone, as it would be written.
        project: as it would be; None while it would not read.
        can_save: nothing is missing, and the project would read; what the rules find is for people to weigh.
    """

    notes: tuple[FieldNote, ...]
    file: str | None = None
    proposal: Proposal | None = None
    yaml: str = ""
    words: Text | None = None
    trial: Trial | None = None
    unit: str | None = None
    suggested_name: str | None = None

    @property
    def can_save(self) -> bool:
        return self.proposal is not None and not any(note.stops for note in self.notes)


def open_form(workspace: Workspace, name: str | None) -> OpenForm:
    """The form of a metric or a draft of the project; an empty one for None.

    Raises:
        QueryError: there is no such metric.
    """
    project = workspace.project
    if name is None:
        return OpenForm(EMPTY, None, None)
    found = project.metrics.get(name) or project.drafts.get(name)
    if found is None:
        raise UnknownNameError(f"metric {name!r} is not defined", hint=did_you_mean(name, project.metrics))
    assert found.where is not None  # it was read from a file
    form = form_of(project.metrics[name], project.dialect) if name in project.metrics else form_of_draft(found)
    return OpenForm(form, found.where.file, workspace.changes.look([found.where.file]))


def preview_form(workspace: Workspace, form: MetricForm, name: str | None, *, values: bool = True) -> FormPreview:
    """What a form would become; nothing is written, and nothing is kept.

    Args:
        name: by which the project knows the metric; None for a new one.
        values: ask the warehouse, too.
    """
    missing = tuple(_missing(form))
    if {note.field for note in missing} == {"name"}:
        return _preview_unnamed(workspace, form, name, missing, values=values)
    try:
        written = _Written(workspace, form, name)
        proposal = written.proposal(_title(form, name))
    except ProjectError as error:
        return FormPreview((*missing, note_of_error(error)), suggested_name=_name_from(form))
    started = FormPreview(missing, written.file, proposal, written.text(proposal), suggested_name=_name_from(form))
    return started if missing else _judged(workspace, form, name, written, started, values=values)


def _preview_unnamed(
    workspace: Workspace, form: MetricForm, name: str | None, missing: tuple[FieldNote, ...], *, values: bool
) -> FormPreview:
    """What a form would become that lacks no more than a name: its numbers need not wait for one."""
    taken = workspace.project.metrics.keys() | workspace.project.drafts.keys()
    made = next(free for number in count(1) if (free := f"new_metric_{number}") not in taken)
    judged = preview_form(workspace, replace(form, name=made), name, values=values)
    notes = [note for note in judged.notes if note.code is None or made not in note.message.en]
    return replace(judged, notes=(*missing, *notes), suggested_name=_name_from(form))


def save_form(
    workspace: Workspace, form: MetricForm, name: str | None, *, if_match: str, author: str | None = None
) -> Edit:
    """Write a metric into its file.

    Args:
        if_match: the tag of the preview that was looked at.

    Raises:
        UnfinishedForm: something is missing or wrong; nothing is written.
        ConflictError: the file was changed meanwhile; nothing is written.
    """
    preview = preview_form(workspace, form, name, values=False)
    if not preview.can_save or preview.proposal is None:
        raise UnfinishedFormError(preview.notes)
    return workspace.changes.apply(preview.proposal, if_match=if_match, author=author)


def propose_removal(workspace: Workspace, name: str) -> Proposal:
    """The change that takes a metric out of its file.

    Raises:
        QueryError: there is no such metric.
        ProjectError: its file cannot be changed in place.
    """
    file = open_form(workspace, name).file
    assert file is not None  # an opened metric has one
    before = read_file(workspace.project.folder, file) or b""
    title = Text(f"Remove metric {name}", f"删除指标 {name}")
    return workspace.changes.remember(Proposal(title, (FileWrite(file, before, remove_metric(before, file, name)),)))


class UnknownNameError(QueryError):
    """A name that stands for no metric or draft."""


class UnfinishedFormError(BeichenError):
    """A form that is no metric yet."""

    def __init__(self, notes: tuple[FieldNote, ...]) -> None:
        wrong = [note for note in notes if note.stops]
        told = "; ".join(f"{note.field}: {note.message.en}" if note.field else note.message.en for note in wrong)
        super().__init__(told or "the form is not finished", hint="see the notes beside the fields")
        self.notes = notes


class _Written:
    """A form as the text of its file."""

    def __init__(self, workspace: Workspace, form: MetricForm, name: str | None) -> None:
        project = workspace.project
        self._workspace = workspace
        self._name = name
        self._form = form
        self.kind_of = kinds_of(workspace, form.model)
        known = open_form(workspace, name).file if name is not None else None
        self.file = known or file_for(
            project, form.name.strip() or "new", model=_model(form), parts=_parts(form, project)
        )
        self.before = read_file(project.folder, self.file)
        saved = _saved_keys(self.before, self.file, name)
        self.keys: Keys = keys_of(form, self.kind_of, project.dialect, saved)
        if name is not None and name in project.metrics:
            self.keys = without_defaults(self.keys, saved, project.metrics[name])

    def proposal(self, title: Text) -> Proposal:
        after = put_metric(self.before, self.file, self.keys, name=self._name)
        return self._workspace.changes.remember(Proposal(title, (FileWrite(self.file, self.before, after),)))

    def text(self, proposal: Proposal) -> str:
        after, name = proposal.writes[0].after, self.keys.get("name")
        if not after or not name:
            return ""
        return metric_text(after, self.file, None if self._name is None else name)

    def spread(self) -> tuple[Proposal, Mapping[int, tuple[str | int, ...]]]:
        """The same change with every value on a line of its own."""
        spread = spread_metric(self.before, self.file, self.keys, name=self._name)
        return Proposal(Text.same(""), (FileWrite(self.file, self.before, spread.content),)), spread.paths


def _judged(
    workspace: Workspace, form: MetricForm, name: str | None, written: _Written, started: FormPreview, *, values: bool
) -> FormPreview:
    spread, paths = written.spread()
    preview = workspace.changes.preview(spread)
    notes = list(notes_of_preview(preview, written.file, paths, form))
    if preview.project is None:
        return replace(started, notes=tuple(notes))
    new_name = form.name.strip()
    words = describe_definition(preview.project, new_name)
    notes += _expression_notes(workspace, form, written)
    if any(note.stops for note in notes) or not values:
        return replace(started, notes=tuple(notes), words=words)
    trial = try_metric(workspace, preview.project, new_name, known_as=name)
    return replace(started, notes=(*notes, *_trial_notes(trial)), words=words, trial=trial, unit=form.unit)


def _missing(form: MetricForm) -> Iterator[FieldNote]:
    for field, message in needed(form):
        yield FieldNote(field, Severity.ERROR, message, missing=True)


def _expression_notes(workspace: Workspace, form: MetricForm, written: _Written) -> list[FieldNote]:
    model = _model(form)
    if model is None:
        return []
    with workspace.turn:
        bound = workspace.engine.models[model]
        try:
            bound.columns()
        except BeichenError:
            return []  # the trial tells why there are no data
        return list(notes_of_expressions(bound, form, written.kind_of, workspace.project.dialect))


def _trial_notes(trial: Trial) -> Iterator[FieldNote]:
    if trial.rows and all(not row.value for row in trial.rows):
        yield FieldNote(
            None,
            Severity.NOTE,
            Text(
                "No row of these periods counts. Are the conditions right?",
                "这些周期内没有符合条件的记录，请检查条件。",
            ),
        )


def _model(form: MetricForm) -> str | None:
    over_metrics = form.type in ("ratio", "derived", "lifecycle", "index")
    return None if over_metrics else form.model


def _parts(form: MetricForm, project: Project) -> set[str]:
    """The metrics of which the form makes a new one."""
    words = "".join(sign if sign.isalnum() or sign == "_" else " " for sign in form.formula).split()
    components = [part.metric for version in form.versions for part in version.components]
    named: Mapping[str, Sequence[str | None]] = {
        "ratio": [form.numerator, form.denominator],
        "derived": words,
        "lifecycle": [form.of],
        "index": components,
    }
    return {name for name in named.get(form.type, ()) if name is not None and name in project.metrics}


def _saved_keys(content: bytes | None, file: str, name: str | None) -> Mapping[str, Any]:
    if content is None or name is None:
        return {}
    metrics = parse_bytes(content, file).get("metrics") or []
    return next((metric for metric in metrics if isinstance(metric, dict) and metric.get("name") == name), {})


def _title(form: MetricForm, name: str | None) -> Text:
    called = form.name.strip() or name or ""
    if name is None:
        return Text(f"New metric {called}", f"新建指标 {called}")
    return Text(f"Change metric {called}", f"修改指标 {called}")


def _name_from(form: MetricForm) -> str | None:
    """A name made of the label, for a form that has none yet."""
    label = form.label.en.strip() or form.label.zh.strip()
    words = "".join(sign.lower() if sign.isalnum() else " " for sign in label).split()
    name = "_".join(words)
    return None if not name else name if name[0].isalpha() else f"m_{name}"
