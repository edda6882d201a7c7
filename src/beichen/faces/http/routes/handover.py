"""Work that the user's other processes hand to the one that owns the warehouse; no browser can ask for it."""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from datetime import date
from typing import Any, Literal

from fastapi import APIRouter, Header, HTTPException, Request
from pydantic import BaseModel, ConfigDict

from beichen.domain.time import Grain
from beichen.workspace.open import Workspace

router = APIRouter(include_in_schema=False)


class Work(BaseModel):
    """One use of a workspace, with what the caller gave."""

    model_config = ConfigDict(extra="forbid")

    use: Literal[
        "query", "sql", "tree", "explain", "explain_all", "screen", "guard", "health", "reconcile", "load", "refresh"
    ]
    names: list[str] = []
    by: list[str] = []
    where: str | None = None
    grain: Grain | None = None
    start: date | None = None
    end: date | None = None
    at: date | None = None
    versus: date | None = None
    within: str | None = None
    column: str | None = None
    sheet: str | None = None
    full: bool = False
    weights: dict[str, float] = {}


@router.post("/handover")
def hand_over(request: Request, work: Work, x_beichen_key: str = Header()) -> Any:
    """Do the work and answer with its documents: those that the command line would have made itself."""
    if not hmac.compare_digest(x_beichen_key.encode(), request.app.state.handover_key.encode()):
        raise HTTPException(403, "the key is not this server's")
    workspace: Workspace = request.app.state.workspace
    workspace.reread()
    return _USES[work.use](workspace, work)


def _query(workspace: Workspace, work: Work) -> list[dict[str, Any]]:
    asked = workspace.query(work.names, by=work.by, where=work.where, grain=work.grain, start=work.start, end=work.end)
    return [answer.as_dict() for answer in asked]


def _sql(workspace: Workspace, work: Work) -> str:
    return workspace.sql(work.names, by=work.by, where=work.where, grain=work.grain, start=work.start, end=work.end)


def _tree(workspace: Workspace, work: Work) -> dict[str, Any]:
    return workspace.tree(at=work.at, versus=work.versus, grain=work.grain, within=work.within).as_dict()


def _explain(workspace: Workspace, work: Work) -> dict[str, Any]:
    metric = work.names[0] if work.names else None
    return workspace.explain(metric, at=work.at, versus=work.versus, grain=work.grain).as_dict()


def _explain_all(workspace: Workspace, work: Work) -> dict[str, Any]:
    return workspace.explain_all(at=work.at, grain=work.grain).as_dict()


def _screen(workspace: Workspace, work: Work) -> dict[str, Any]:
    return workspace.screen(weights=work.weights).as_dict()


def _guard(workspace: Workspace, work: Work) -> dict[str, Any]:
    return workspace.guard(at=work.at).as_dict()


def _reconcile(workspace: Workspace, work: Work) -> dict[str, Any]:
    a, b = work.names
    return workspace.reconcile(a, b, at=work.at, grain=work.grain, column=work.column, sheet=work.sheet).as_dict()


def _health(workspace: Workspace, work: Work) -> dict[str, Any]:
    return workspace.health(at=work.at).as_dict()


def _load(workspace: Workspace, work: Work) -> Sequence[dict[str, Any]]:
    return [report.as_dict() for report in workspace.load(work.names, full=work.full)]


def _refresh(workspace: Workspace, work: Work) -> dict[str, Any]:
    return workspace.refresh(full=work.full).as_dict()


_USES = {
    "query": _query,
    "sql": _sql,
    "tree": _tree,
    "explain": _explain,
    "explain_all": _explain_all,
    "screen": _screen,
    "guard": _guard,
    "health": _health,
    "reconcile": _reconcile,
    "load": _load,
    "refresh": _refresh,
}
