"""What every route asks in the same words: a period, what to compare it with, a grain; and the workspace."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import Depends, Path, Query, Request

from beichen.domain.time import Grain
from beichen.faces.http.ports import BoardWorkspace


def _workspace(request: Request) -> BoardWorkspace:
    workspace: BoardWorkspace = request.app.state.workspace
    return workspace


AskedWorkspace = Annotated[BoardWorkspace, Depends(_workspace)]
At = Annotated[
    date | None,
    Query(description="First day of the period; the last complete one when left out.", examples=["2026-11-16"]),
]
Versus = Annotated[
    date | None,
    Query(
        description="First day of the period to compare with; the one before when left out.", examples=["2026-11-09"]
    ),
]
AskedGrain = Annotated[Grain | None, Query(description="Length of the period; the North Star's own when left out.")]
Within = Annotated[
    str | None,
    Query(
        alias="slice",
        description="One value of a dimension, within which everything is told; the dimension alone is the rows "
        "without a value.",
        examples=["channel:organic"],
    ),
]
MetricPath = Annotated[str, Path(description="The metric's name.", examples=["weekly_engaged_listeners"])]
