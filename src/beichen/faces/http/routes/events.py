"""Events: posted by people and machines, listed, deleted."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Response
from fastapi.responses import JSONResponse

from beichen.faces.http.pages.events import EventList, EventPart, EventWritten, event_part, list_events, told_by
from beichen.faces.http.paging import AskedPage
from beichen.faces.http.problems import RESPONSES, problem_response
from beichen.faces.http.routes.asking import AskedWorkspace
from beichen.workspace.telling import tell_event

router = APIRouter(prefix="/events", tags=["events"], responses=RESPONSES)

Number = Annotated[int, Path(description="The event's number.", ge=1, le=2**63 - 1)]


@router.get("/list")
def event_list(workspace: AskedWorkspace, page: AskedPage) -> EventList:
    """Events that no file of the project holds, the latest days first."""
    return list_events(workspace.project, workspace.state.events, page)


@router.post(
    "",
    status_code=201,
    responses={200: {"model": EventPart, "description": "An event of this key was there, and says this now."}},
)
def post_event(workspace: AskedWorkspace, written: EventWritten, response: Response) -> EventPart:
    """Tell that something happened: a release, an outage, a campaign…

    With a `key` it may be told again: the same event is changed, and nothing is where it says the same.
    """
    kept, new = tell_event(workspace, told_by(written))
    response.status_code = 201 if new else 200
    return event_part(workspace.project, kept)


@router.delete("/{number}", response_model=EventPart)
def delete_event(workspace: AskedWorkspace, number: Number) -> EventPart | JSONResponse:
    """Take back an event that was posted; what a table or a check tells can only be changed there."""
    deleted = workspace.state.events.delete(number)
    if deleted is None:
        return problem_response(
            "unknown-event", "No such event", 404, "There is no posted event of that number.", "list them first"
        )
    return event_part(workspace.project, deleted)
