"""What guards the North Star: the answer that scripts rely on, the page's document, the history of episodes."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from beichen.faces.http.contracts import BothLanguages
from beichen.faces.http.pages.episodes import EpisodePart, episode_parts
from beichen.faces.http.pages.guard import GuardPage, build_guard_page
from beichen.faces.http.pages.parts import Number, Part
from beichen.faces.http.problems import RESPONSES
from beichen.faces.http.remembered import RememberedRoute
from beichen.faces.http.routes.asking import AskedWorkspace, At
from beichen.judgement.conflicts.pulling import Direction, Evidence
from beichen.judgement.guarding.firing import GuardStatus
from beichen.workspace.guarding.outcomes import OutcomeStatus

router = APIRouter(route_class=RememberedRoute, responses=RESPONSES)


class GuardrailAnswer(BaseModel):
    """How a guardrail stands."""

    metric: str
    watches: str
    status: GuardStatus
    since: str | None
    trade: dict[str, Any] = Field(description="Empty where nothing is traded; `reason` where it is undetermined.")
    owners: list[str] = Field(description="Of the guardrail and of what it watches, by id.")


class ConflictAnswer(BaseModel):
    """Two metrics found in conflict."""

    a: str
    b: str
    teams: list[str]
    direction: Direction
    strength: Number
    low: Number
    high: Number
    evidence: Evidence


class OutcomeAnswer(BaseModel):
    """How an outcome follows the North Star."""

    metric: str
    status: OutcomeStatus
    since: str | None
    reason: BothLanguages


class GuardAnswer(BaseModel):
    """What guards the North Star; only pairs found in conflict are listed."""

    guardrails: list[GuardrailAnswer]
    conflicts: list[ConflictAnswer]
    outcomes: list[OutcomeAnswer]


class EpisodeList(Part):
    """When guardrails fired, the latest first."""

    episodes: list[EpisodePart]


@router.get("/guard", tags=["answers"], response_model=GuardAnswer)
def guard(workspace: AskedWorkspace, at: At = None) -> Any:
    """Guardrails, conflicts between teams, outcomes; what `beichen guard --json` prints."""
    return workspace.guard(at=at).as_dict()


@router.get("/pages/guard", tags=["board"])
def guard_page(workspace: AskedWorkspace, at: At = None) -> GuardPage:
    """The guard page: guardrails with their trades, conflicts with the teams' matrix, outcomes, episodes."""
    return build_guard_page(workspace, at=at)


@router.get("/episodes", tags=["lists"])
def episodes(
    workspace: AskedWorkspace,
    metric: Annotated[str | None, Query(description="Only of guardrails with this metric on either side.")] = None,
    state: Annotated[Literal["ongoing", "all"], Query(description="Those that go on, or the whole history.")] = "all",
) -> EpisodeList:
    """When guardrails fired, as refreshes have kept it."""
    kept = workspace.state.episodes.read(metric=metric, ongoing=state == "ongoing")
    return EpisodeList(episodes=episode_parts(workspace.project, kept))
