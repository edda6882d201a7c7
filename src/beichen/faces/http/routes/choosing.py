"""Choosing a North Star: the answer that scripts rely on, the page's document, thresholds saved, the decision made."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Path, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from beichen.errors import QueryError
from beichen.faces.http.pages.build_preview import ChangePart, change_part
from beichen.faces.http.pages.choose import ChoicePreview, ChoosePage, ScreenAnswer, build_choose_page, preview_of
from beichen.faces.http.problems import CONFLICT, RESPONSES, UnseenError
from beichen.faces.http.remembered import RememberedRoute
from beichen.faces.http.routes.asking import AskedWorkspace
from beichen.faces.http.turnstile import TURN
from beichen.workspace.building.changes import Proposal
from beichen.workspace.open import Workspace
from beichen.workspace.screening.deciding import Decision, propose_decision, today_of
from beichen.workspace.screening.proposing import find_proposal, propose_saving

pages = APIRouter(route_class=RememberedRoute, responses=RESPONSES)
router = APIRouter(prefix="/choose", tags=["choose"], responses=RESPONSES)


def _workspace(request: Request) -> Workspace:
    workspace: Workspace = request.app.state.workspace
    return workspace


def _read_weights(
    weight: Annotated[
        list[str] | None, Query(description="Weight of a part of the score.", examples=[["value:40", "gaming:0"]])
    ] = None,
) -> dict[str, float]:
    weights = {}
    for each in weight or []:
        name, _, number = each.partition(":")
        try:
            weights[name] = float(number)
        except ValueError as error:
            raise QueryError(f"{each!r} is no weight", hint="write weight=value:40") from error
    return weights


Opened = Annotated[Workspace, Depends(_workspace)]
Weights = Annotated[dict[str, float], Depends(_read_weights)]
ThresholdName = Annotated[
    str, Path(description="The name of a proposed threshold.", examples=["days_listened_3_a_week"], max_length=200)
]
IfMatch = Annotated[
    str | None, Header(description="The `tag` of what was looked at, as an entity tag or bare; without it: 428.")
]
Author = Annotated[str | None, Query(description="A person of the project.", max_length=200)]


class DecisionForm(BaseModel):
    """A decision as a person makes it."""

    model_config = ConfigDict(extra="forbid")

    candidate: str = Field(description="A metric, or a threshold that was proposed.", max_length=200)
    by: str = Field(description="Who decides, by id.", max_length=200)
    because: str | None = Field(default=None, description="Why, in a sentence of their own.", max_length=2_000)


@pages.get("/screen", tags=["answers"], response_model=ScreenAnswer, dependencies=[TURN])
def screen(workspace: AskedWorkspace, weights: Weights) -> Any:
    """The candidates for North Star; what `beichen screen --json` prints."""
    return workspace.screen(weights=weights).as_dict()


@pages.get("/pages/choose", tags=["board"], dependencies=[TURN])
def choose_page(
    workspace: AskedWorkspace,
    weights: Weights,
    first: Annotated[str | None, Query(description="A candidate, beside `second`.", max_length=200)] = None,
    second: Annotated[str | None, Query(description="Another.", max_length=200)] = None,
) -> ChoosePage:
    """The choose page: journey, candidates under these weights, thresholds, two candidates beside one another."""
    return build_choose_page(workspace, weights, first=first, second=second)


@router.get("/thresholds/{threshold}", dependencies=[TURN])
def preview_threshold(workspace: Opened, threshold: ThresholdName) -> ChoicePreview:
    """What saving a proposed threshold as a metric would write."""
    return preview_of(_threshold(workspace, threshold))


@router.put("/thresholds/{threshold}", responses=CONFLICT, dependencies=[TURN])
def save_threshold(
    workspace: Opened, threshold: ThresholdName, if_match: IfMatch = None, author: Author = None
) -> ChangePart:
    """Save a proposed threshold as a metric; it can be taken back as every change of Build."""
    return _apply(workspace, _threshold(workspace, threshold), if_match, author)


@router.post("/decision/preview", dependencies=[TURN])
def preview_decision(workspace: Opened, form: DecisionForm, weights: Weights) -> ChoicePreview:
    """What a decision would write: the record, and `north_star:`. Nothing is written yet."""
    return preview_of(_decision(workspace, form, weights))


@router.post("/decision", responses=CONFLICT, dependencies=[TURN])
def decide(workspace: Opened, form: DecisionForm, weights: Weights, if_match: IfMatch = None) -> ChangePart:
    """Make a candidate the North Star, in the name of a person who looked at what that changes."""
    return _apply(workspace, _decision(workspace, form, weights), if_match, form.by)


def _threshold(workspace: Workspace, name: str) -> Proposal:
    return propose_saving(workspace, find_proposal(workspace.screen().thresholds, name))


def _decision(workspace: Workspace, form: DecisionForm, weights: dict[str, float]) -> Proposal:
    decision = Decision(form.candidate, form.by, today_of(workspace.project), form.because)
    return propose_decision(workspace, workspace.screen(weights=weights), decision)


def _apply(workspace: Workspace, proposal: Proposal, if_match: str | None, author: str | None) -> ChangePart:
    if if_match is None:
        raise UnseenError
    tag = if_match.removeprefix("W/").strip('"')
    return change_part(workspace.changes.apply(proposal, if_match=tag, author=author))
