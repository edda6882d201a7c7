"""Building a metric: tried, saved, removed, taken back."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Header, Path, Query, Request

from beichen.errors import QueryError, did_you_mean
from beichen.faces.http.pages.build import BuildMetricPage, BuildPage, build_build_metric_page, build_build_page
from beichen.faces.http.pages.build_preview import (
    BuildPreview,
    ChangeList,
    ChangePart,
    RemovalPreview,
    ValueList,
    build_preview,
    build_removal,
    change_part,
    list_changes,
    list_values,
)
from beichen.faces.http.problems import CONFLICT, RESPONSES, UnseenError
from beichen.faces.http.remembered import RememberedRoute
from beichen.faces.http.routes.asking import MetricPath
from beichen.faces.http.turnstile import TURN
from beichen.workspace.building.build import preview_form, propose_removal, save_form
from beichen.workspace.building.form import MetricForm
from beichen.workspace.open import Workspace

pages = APIRouter(tags=["build"], route_class=RememberedRoute, responses=RESPONSES)
router = APIRouter(prefix="/build", tags=["build"], responses=RESPONSES)


def _workspace(request: Request) -> Workspace:
    workspace: Workspace = request.app.state.workspace
    return workspace


Opened = Annotated[Workspace, Depends(_workspace)]
IfMatch = Annotated[
    str | None, Header(description="The `tag` of what was looked at, as an entity tag or bare; without it: 428.")
]
Author = Annotated[str | None, Query(description="A person of the project.", max_length=200)]


@pages.get("/pages/build")
def build_page(workspace: Opened) -> BuildPage:
    """What a metric can be made of: models with columns, kinds, operators, roles, units, people, metrics."""
    return build_build_page(workspace)


@pages.get("/pages/build/{metric}")
def build_metric_page(workspace: Opened, metric: MetricPath) -> BuildMetricPage:
    """A metric, or a draft, as its form."""
    return build_build_metric_page(workspace, metric)


@router.post("/preview", dependencies=[TURN])
def preview(
    workspace: Opened,
    form: MetricForm,
    metric: Annotated[
        str | None, Query(description="The metric that is edited, by its saved name; none for a new one.")
    ] = None,
) -> BuildPreview:
    """What a form would become: numbers of the last periods, SQL, YAML, definition in words, notes beside fields.

    Nothing is written and nothing is kept; a form that is half filled in gets notes, not errors.
    """
    return build_preview(workspace, preview_form(workspace, form, metric))


@router.put("/metrics/{metric}", responses=CONFLICT)
def save(
    *, workspace: Opened, metric: MetricPath, form: MetricForm, if_match: IfMatch = None, author: Author = None
) -> ChangePart:
    """Write a metric into its file: a new one, or one that is there, which the form may rename."""
    project = workspace.project
    known = metric if metric in project.metrics or metric in project.drafts else None
    return change_part(save_form(workspace, form, known, if_match=_bare(if_match), author=author))


@router.get("/metrics/{metric}/removal")
def removal(workspace: Opened, metric: MetricPath) -> RemovalPreview:
    """What removing a metric would do, and what still uses it."""
    return build_removal(workspace, metric)


@router.delete("/metrics/{metric}", responses=CONFLICT)
def remove(workspace: Opened, metric: MetricPath, if_match: IfMatch = None, author: Author = None) -> ChangePart:
    """Take a metric out of its file; refused while something uses it."""
    proposal = propose_removal(workspace, metric)
    return change_part(workspace.changes.apply(proposal, if_match=_bare(if_match), author=author))


@router.post("/undo/{change}", responses=CONFLICT)
def undo(
    workspace: Opened, change: Annotated[int, Path(description="As it was given when it was made.", ge=1, lt=2**63)]
) -> ChangePart:
    """Put back what a change replaced; refused when a file was changed since."""
    return change_part(workspace.changes.undo(change))


@router.get("/changes")
def changes(
    workspace: Opened,
    limit: Annotated[int, Query(ge=1, le=200)] = 20,
    before: Annotated[int | None, Query(description="`next` of the page before.", ge=1, lt=2**63)] = None,
) -> ChangeList:
    """The changes of the project's files that were made from here, latest first."""
    return list_changes(workspace, limit, before)


@router.get("/values", dependencies=[TURN])
def values(
    workspace: Opened,
    model: Annotated[str, Query(description="A model of the project.", max_length=200)],
    column: Annotated[str, Query(description="One of its columns, or a dimension.", max_length=200)],
    prefix: Annotated[str, Query(description="What the values begin with, or contain.", max_length=200)] = "",
) -> ValueList:
    """The commonest values of a column, those that begin with `prefix` first."""
    if model not in workspace.project.models:
        raise QueryError(f"model {model!r} is not defined", hint=did_you_mean(model, workspace.project.models))
    return list_values(workspace, model, column, prefix)


def _bare(tag: str | None) -> str:
    if tag is None:
        raise UnseenError
    return tag.removeprefix("W/").strip('"')
