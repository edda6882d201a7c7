"""The web application: one workspace in, the API and the board out."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from pydantic import BaseModel

from beichen import __version__
from beichen.faces.http import live
from beichen.faces.http.access import Access, Gate
from beichen.faces.http.assets import WEB, BoardFiles
from beichen.faces.http.looking import Looking
from beichen.faces.http.openapi import describe
from beichen.faces.http.ports import BoardWorkspace
from beichen.faces.http.problems import answer_with_problems
from beichen.faces.http.remembered import Remembered
from beichen.faces.http.routes import (
    annotating,
    answers,
    board,
    build,
    choosing,
    events,
    guarding,
    handover,
    importing,
    lists,
    metric,
    reconciling,
)
from beichen.faces.http.turnstile import Turnstile

API = "/api/v1"
ROUTERS = (
    answers.router,
    board.router,
    reconciling.router,
    guarding.router,
    choosing.pages,
    choosing.router,
    lists.router,
    importing.start,
    importing.pages,
    importing.router,
    metric.router,
    metric.called_off,
    metric.downloads,
    annotating.router,
    events.router,
    build.pages,
    build.router,
    live.router,
)


def create_app(
    workspace: BoardWorkspace, *, access: Access | None = None, web: Path = WEB, key: str | None = None
) -> FastAPI:
    """The application for one workspace; without `access`, for this machine only.

    Args:
        key: opens the door by which the user's other processes hand over work; None leaves it out.
    """
    app = _assemble(workspace.project.folder)
    app.state.workspace = workspace
    app.state.looking = Looking(workspace)
    app.state.pulse = live.Pulse(workspace, app.state.closing)
    if key is not None:
        app.state.handover_key = key
        app.include_router(handover.router, prefix=API)
    app.mount("/", BoardFiles(web))
    app.add_middleware(Gate, access=access or Access())
    return app


def describe_api() -> dict[str, Any]:
    """The OpenAPI document, which needs no workspace."""
    return _assemble(None).openapi()


class Health(BaseModel):
    """The server answers."""

    status: str


def _assemble(folder: Path | None) -> FastAPI:
    # The interactive pages of FastAPI load their scripts from a CDN: the document itself is enough.
    app = FastAPI(
        title="Beichen",
        version=__version__,
        summary="North Star metrics, from data to the reason for a change",
        openapi_url=f"{API}/openapi.json",
        docs_url=None,
        redoc_url=None,
    )
    app.state.closing = asyncio.Event()
    app.state.remembered = Remembered()
    app.state.turnstile = Turnstile()
    for router in ROUTERS:
        app.include_router(router, prefix=API)
    app.add_api_route("/healthz", _health, response_model=Health, tags=["server"])
    answer_with_problems(app, folder)
    app.openapi = lambda: describe(app, API, ROUTERS)  # type: ignore[method-assign]
    return app


def _health() -> Health:
    """Whether the server answers."""
    return Health(status="ok")
