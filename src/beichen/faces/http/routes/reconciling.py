"""Two numbers for one question: the answer that scripts rely on, and the page's document."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query

from beichen.faces.http.contracts import ReconcileAnswer
from beichen.faces.http.pages.metric import metric_named
from beichen.faces.http.pages.reconcile import ReconcilePage, build_reconcile_page
from beichen.faces.http.ports import BoardWorkspace
from beichen.faces.http.problems import RESPONSES
from beichen.faces.http.routes.asking import AskedGrain, AskedWorkspace, At
from beichen.faces.http.tagged import TaggedRoute
from beichen.faces.http.turnstile import TURN
from beichen.workspace.reconciling.figures import read_number

router = APIRouter(tags=["answers"], route_class=TaggedRoute, responses=RESPONSES, dependencies=[TURN])

_A = "A metric."
_B = "Another metric, or a number such as `12,840`, `1.2万`, `3.4%`."


@router.get("/reconcile", response_model=ReconcileAnswer)
def reconcile(
    *,
    workspace: AskedWorkspace,
    a: Annotated[str, Query(description=_A, examples=["active_listeners"])],
    b: Annotated[str, Query(description=_B, examples=["2,810"])],
    at: At = None,
    grain: AskedGrain = None,
) -> Any:
    """From one number to another, one condition at a time; what `beichen reconcile --json` prints. Files are not read."""
    _check(workspace, a, b)
    return workspace.reconcile(a, b, at=at, grain=grain).as_dict()


@router.get("/pages/reconcile", tags=["board"])
def reconcile_page(
    *,
    workspace: AskedWorkspace,
    a: Annotated[str | None, Query(description=_A, examples=["active_listeners"])] = None,
    b: Annotated[str | None, Query(description=_B, examples=["2,810"])] = None,
    at: At = None,
    grain: AskedGrain = None,
) -> ReconcilePage:
    """The walk between two numbers, and the definitions of the project that are easily taken for one another."""
    if a is not None and b is not None:
        _check(workspace, a, b)
    return build_reconcile_page(workspace, a, b, at=at, grain=grain)


def _check(workspace: BoardWorkspace, a: str, b: str) -> None:
    """A request names metrics and numbers: no file of this machine."""
    metric_named(workspace.project, a)
    if read_number(b) is None:
        metric_named(workspace.project, b)
