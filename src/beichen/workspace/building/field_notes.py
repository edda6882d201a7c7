"""What is said of a form, each beside the field that it is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from beichen.domain.finding import Finding, Severity
from beichen.domain.text import Text
from beichen.errors import BeichenError, QueryError, Where
from beichen.workspace.building.conditions import Condition, write_condition
from beichen.workspace.building.form import MeasureForm, MetricForm

if TYPE_CHECKING:
    from beichen.engine.bind import BoundModel
    from beichen.workspace.building.changes import Preview
    from beichen.workspace.building.conditions import KindOf

Paths = Mapping[int, tuple[str | int, ...]]
"""The way to a metric's value, by the line on which it stands."""


@dataclass(frozen=True, slots=True)
class FieldNote:
    """One thing to say of a form.

    Attributes:
        field: as in `having.0.expr`; None for the form as a whole, or another part of the project.
        fresh: True where the project as it is saved does not have it.
        missing: True where it only says what is still to be filled in.
    """

    field: str | None
    severity: Severity
    message: Text
    hint: Text | None = None
    code: str | None = None
    where: Where | None = None
    fresh: bool = True
    missing: bool = False

    @property
    def stops(self) -> bool:
        """True for what makes the project unreadable or the metric unanswerable; a rule's finding does not."""
        return self.severity is Severity.ERROR and self.code is None


def notes_of_preview(preview: Preview, file: str, paths: Paths, form: MetricForm) -> Iterator[FieldNote]:
    """Refusals and findings of a change, those of the metric beside their fields."""
    for refusal in preview.refusals:
        yield _of_error(refusal, _field(refusal.where, file, paths, form))
    for finding in preview.findings:
        field = _field(finding.where, file, paths, form)
        about = finding.where is not None and finding.where.file == file and finding.where.line in paths
        if about or finding in preview.fresh:
            # a rule points to the metric's first line, which happens to be its name's
            beside = FIELD_OF_RULE.get(finding.code, None if field == "name" else field)
            yield _of_finding(finding, beside if about else None, preview)


def notes_of_expressions(model: BoundModel, form: MetricForm, kind_of: KindOf, dialect: str) -> Iterator[FieldNote]:
    """Expressions that the model's rows cannot answer: misspelt columns, unknown functions."""
    for field, text in _expressions(form, kind_of, dialect):
        try:
            model.expression(text)
        except QueryError as error:
            yield _of_error(error, field)


def note_of_error(error: BeichenError, field: str | None = None) -> FieldNote:
    """An error that stops the numbers."""
    return _of_error(error, field)


FIELD_OF_RULE: Mapping[str, str] = {
    "benchmark-without-source": "benchmark",
    "guardrail-against-direction": "good",
    "key-result-without-direction": "good",
    "metric-grain": "grain",
    "metric-without-owner": "owner",
    "north-star-cumulative": "type",
    "north-star-financial": "unit",
    "north-star-role": "role",
    "north-star-without-value": "value",
    "same-label": "label",
    "share-range": "unit",
}


def _of_error(error: BeichenError, field: str | None) -> FieldNote:
    hint = Text.same(error.hint) if error.hint else None
    where = error.where if field is None else None
    return FieldNote(field, Severity.ERROR, Text.same(error.message), hint, where=where)


def _of_finding(finding: Finding, field: str | None, preview: Preview) -> FieldNote:
    fresh = finding in preview.fresh
    where = finding.where if field is None else None
    return FieldNote(field, finding.severity, finding.message, finding.hint, finding.code, where, fresh)


def _field(where: Where | None, file: str, paths: Paths, form: MetricForm) -> str | None:
    """The field that a place in the metric's text is of."""
    if where is None or where.file != file or where.line is None or where.line not in paths:
        return None
    return field_of(paths[where.line], form)


def field_of(path: tuple[str | int, ...], form: MetricForm) -> str | None:
    """The form's field for a value of the YAML."""
    key, *rest = path
    if key == "having":
        names = [each.name for each in form.having]
        at = f"having.{names.index(str(rest[0]))}" if rest and rest[0] in names else "having"
        return ".".join([at, *map(str, rest[1:])])
    if key in ("components", "versions"):
        steps = ["versions", "0", "components"] if key == "components" else ["versions"]
        return ".".join([*steps, *map(str, rest)])
    if key in ("agg", "expr", "percentile") or (key == "filter" and form.type in ("simple", "cumulative")):
        return f"measure.{key}"
    return _RENAMED.get(str(key), str(key))


_RENAMED = {
    "where": "test",
    "from": "first",
    "to": "second",
    "to_date": "window",
    "offset": "comeback",
    "days": "comeback",
}


def _expressions(form: MetricForm, kind_of: KindOf, dialect: str) -> Iterator[tuple[str, str]]:
    """Every expression over the model's rows that the form's type uses, with its field."""
    conditions: Iterable[tuple[str, Condition]]
    match form.type:
        case "simple" | "cumulative":
            yield from _of_measure("measure", form.measure, kind_of, dialect)
            return
        case "threshold":
            for number, each in enumerate(form.having):
                yield from _of_measure(f"having.{number}", each.measure, kind_of, dialect)
            conditions = [("filter", form.filter)]
        case "retention":
            conditions = [("cohort", form.cohort), ("returns", form.returns)]
        case "conversion":
            conditions = [("first", form.first), ("second", form.second)]
        case "repeat":
            conditions = [("event", form.event)]
        case _:
            conditions = ()
    for field, condition in conditions:
        if text := write_condition(condition, kind_of, dialect):
            yield field, text


def _of_measure(place: str, measure: MeasureForm, kind_of: KindOf, dialect: str) -> Iterator[tuple[str, str]]:
    if measure.expr and measure.expr.strip():
        yield f"{place}.expr", measure.expr
    if text := write_condition(measure.filter, kind_of, dialect):
        yield f"{place}.filter", text
