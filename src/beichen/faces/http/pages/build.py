"""The build page: everything that a person can choose from, and a metric as its form."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from beichen.domain.metric import Agg, Metric, Role, Simple, Threshold, model_of
from beichen.domain.time import Grain
from beichen.faces.http.pages.build_words import AGGREGATES, KINDS, ROLES, USUAL_UNITS
from beichen.faces.http.pages.parts import Owner, Part, Words, owner_of
from beichen.faces.http.pages.project import PersonPart, TeamPart
from beichen.workspace.building.build import open_form
from beichen.workspace.building.columns import columns_of
from beichen.workspace.building.conditions import OPERATORS, ColumnKind
from beichen.workspace.building.form import EMPTY, MetricForm
from beichen.workspace.open import Workspace


class ColumnPart(Part):
    """A column of a model's rows, or a dimension that a condition may name."""

    name: str = Field(description="As a condition says it: bare, or `model.dimension` of a model that is joined.")
    label: Words | None
    type: str = Field(description="The warehouse's word; empty for a dimension that is an expression.")
    kind: ColumnKind
    dimension: bool


class ModelPart(Part):
    """A semantic model."""

    model: str
    time: str | None = Field(description="The column that tells when; without one there are no metrics of its rows.")
    time_grain: str | None
    entities: list[str]
    columns: list[ColumnPart]
    problem: str | None = Field(description="Why its columns cannot be told; most often the data are not loaded.")


class KindPart(Part):
    """A kind of metric, with the question that it answers."""

    kind: str
    label: Words
    answers: Words
    example: Words
    over: Literal["rows", "metrics"]


class AggregatePart(Part):
    """How rows become one number."""

    agg: Agg
    label: Words
    needs_column: bool


class OperatorPart(Part):
    """How a condition compares a column."""

    operator: str
    label: Words
    values: Literal["none", "one", "several"]
    kinds: list[ColumnKind]


class RolePart(Part):
    """What a metric is for."""

    role: Role
    label: Words
    meaning: Words


class UnitPart(Part):
    """A unit that is known, or that another metric has."""

    unit: str
    label: Words


class BuiltMetric(Part):
    """A metric that can be edited, or used in another one."""

    metric: str
    label: Words
    role: Role
    kind: str | None = Field(description="null for a draft.")
    model: str | None = Field(description="Whose rows it reads itself.")
    grain: Grain
    unit: str | None
    owner: Owner | None
    file: str
    counts_entities: bool = Field(description="Whether a lifecycle can be made of it.")


class BuildPage(Part):
    """What a metric can be made of."""

    models: list[ModelPart]
    kinds: list[KindPart]
    aggregates: list[AggregatePart]
    operators: list[OperatorPart]
    roles: list[RolePart]
    units: list[UnitPart]
    people: list[PersonPart]
    teams: list[TeamPart]
    metrics: list[BuiltMetric]
    empty: MetricForm = Field(description="The form of a new metric.")


class BuildMetricPage(Part):
    """A metric as its form."""

    metric: str
    form: MetricForm
    file: str
    tag: str = Field(description="What its file holds: sent back in `If-Match` to remove it.")


def build_build_page(workspace: Workspace) -> BuildPage:
    """What a metric can be made of."""
    project = workspace.project
    return BuildPage(
        models=[_model(workspace, name) for name in project.models],
        kinds=[_kind(name) for name in KINDS],
        aggregates=[
            AggregatePart(agg=agg, label=Words.of(label), needs_column=agg is not Agg.COUNT)
            for agg, label in AGGREGATES.items()
        ],
        operators=[
            OperatorPart(operator=each.name, label=Words.of(each.label), values=each.values, kinds=list(each.kinds))
            for each in OPERATORS
        ],
        roles=[
            RolePart(role=role, label=Words.of(label), meaning=Words.of(meaning))
            for role, (label, meaning) in ROLES.items()
        ],
        units=_units(workspace),
        people=[PersonPart(id=person.id, name=person.name, team=person.team) for person in project.people.values()],
        teams=[TeamPart(id=team.id, label=Words.of(team.label)) for team in project.teams.values()],
        metrics=_metrics(workspace),
        empty=EMPTY,
    )


def build_build_metric_page(workspace: Workspace, name: str) -> BuildMetricPage:
    """A metric, or a draft, as its form.

    Raises:
        QueryError: there is no such metric.
    """
    opened = open_form(workspace, name)
    assert opened.file is not None and opened.tag is not None  # a metric that is there has a file
    return BuildMetricPage(metric=name, form=opened.form, file=opened.file, tag=opened.tag)


def _model(workspace: Workspace, name: str) -> ModelPart:
    model = workspace.project.models[name]
    offered = columns_of(workspace, name)
    return ModelPart(
        model=name,
        time=model.time.column if model.time else None,
        time_grain=model.time.grain if model.time else None,
        entities=[entity.name for entity in model.entities],
        columns=[
            ColumnPart(
                name=column.name,
                label=Words.of(column.label) if column.label else None,
                type=column.type,
                kind=column.kind,
                dimension=column.dimension,
            )
            for column in offered.columns
        ],
        problem=offered.problem.message if offered.problem else None,
    )


def _kind(name: str) -> KindPart:
    words = KINDS[name]
    return KindPart(
        kind=name,
        label=Words.of(words.label),
        answers=Words.of(words.answers),
        example=Words.of(words.example),
        over=words.over,
    )


def _units(workspace: Workspace) -> list[UnitPart]:
    used = {metric.unit for metric in workspace.project.metrics.values() if metric.unit}
    known = [UnitPart(unit=unit, label=Words.of(label)) for unit, label in USUAL_UNITS.items()]
    own = [UnitPart(unit=unit, label=Words(en=unit, zh=unit)) for unit in sorted(used - USUAL_UNITS.keys())]
    return known + own


def _metrics(workspace: Workspace) -> list[BuiltMetric]:
    project = workspace.project
    built = [
        BuiltMetric(
            metric=metric.name,
            label=Words.of(metric.label),
            role=metric.role,
            kind=metric.kind,
            model=model_of(metric.spec),
            grain=metric.grain,
            unit=metric.unit,
            owner=owner_of(project, metric),
            file=metric.where.file if metric.where else "",
            counts_entities=_counts_entities(metric),
        )
        for metric in project.metrics.values()
    ]
    drafts = [
        BuiltMetric(
            metric=draft.name,
            label=Words.of(draft.label),
            role=draft.role,
            kind=None,
            model=None,
            grain=draft.grain,
            unit=draft.unit,
            owner=None,
            file=draft.where.file if draft.where else "",
            counts_entities=False,
        )
        for draft in project.drafts.values()
    ]
    return [*built, *drafts]


def _counts_entities(metric: Metric) -> bool:
    spec = metric.spec
    return isinstance(spec, Threshold) or (isinstance(spec, Simple) and spec.measure.agg is Agg.COUNT_DISTINCT)
