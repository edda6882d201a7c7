"""The answers that scripts rely on: tree, explain, query."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query

from beichen.faces.http.contracts import Answers, TreeAnswer
from beichen.faces.http.explain_contract import ExplainAnswer
from beichen.faces.http.pages.metric import metric_named
from beichen.faces.http.problems import RESPONSES
from beichen.faces.http.routes.asking import AskedGrain, AskedWorkspace, At, MetricPath, Versus, Within
from beichen.faces.http.tagged import TaggedRoute
from beichen.faces.http.turnstile import TURN
from beichen.warehouse.port import Limits

# A request may be anybody's: more than this is asked for on the command line.
REQUEST_LIMITS = Limits(rows=200_000, seconds=30)

router = APIRouter(tags=["answers"], route_class=TaggedRoute, responses=RESPONSES)


@router.get("/tree", response_model=TreeAnswer)
def tree(
    workspace: AskedWorkspace, at: At = None, versus: Versus = None, grain: AskedGrain = None, within: Within = None
) -> Any:
    """The tree with values, changes, owners and status; what `beichen tree --json` prints."""
    return workspace.tree(at=at, versus=versus, grain=grain, within=within).as_dict()


@router.get("/explain/{metric}", response_model=ExplainAnswer, response_model_exclude_unset=True)
def explain(
    workspace: AskedWorkspace, metric: MetricPath, at: At = None, versus: Versus = None, grain: AskedGrain = None
) -> Any:
    """Why a metric moved; what `beichen explain --json` prints."""
    metric_named(workspace.project, metric)
    return workspace.explain(metric, at=at, versus=versus, grain=grain).as_dict()


@router.get("/query", response_model=Answers, dependencies=[TURN])
def query(
    *,
    workspace: AskedWorkspace,
    metric: Annotated[list[str], Query(description="A metric's name; several give a list of answers.", min_length=1)],
    by: Annotated[list[str], Query(description="Dimensions to slice by.")] = [],  # noqa: B006  (FastAPI copies it)
    where: Annotated[str | None, Query(description="A condition on the model's columns.")] = None,
    grain: AskedGrain = None,
    start: Annotated[date | None, Query(alias="from", description="First day, inclusive.")] = None,
    end: Annotated[date | None, Query(alias="to", description="Last day, exclusive.")] = None,
) -> Any:
    """What metrics were, by period and segment; what `beichen query --json` prints."""
    for name in metric:
        metric_named(workspace.project, name)
    found = workspace.query(metric, limits=REQUEST_LIMITS, by=by, where=where, grain=grain, start=start, end=end)
    answers = [answer.as_dict() for answer in found] if isinstance(found, Sequence) else [found.as_dict()]
    return answers if len(answers) > 1 else answers[0]
