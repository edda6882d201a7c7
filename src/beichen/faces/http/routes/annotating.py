"""Annotations: listed, written, changed by whoever saw their latest state, deleted and brought back."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Header, Path, Query, Response
from fastapi.responses import JSONResponse

from beichen.domain.annotation import Annotation
from beichen.domain.project import Project
from beichen.faces.http.pages.annotations import (
    AnnotationList,
    AnnotationPart,
    AnnotationWritten,
    annotation_part,
    list_annotations,
    note_of,
)
from beichen.faces.http.pages.metric import metric_named
from beichen.faces.http.paging import AskedPage
from beichen.faces.http.problems import RESPONSES, problem_response
from beichen.faces.http.routes.asking import AskedWorkspace
from beichen.state.annotations import Annotations

router = APIRouter(prefix="/annotations", tags=["annotations"], responses=RESPONSES)

Number = Annotated[int, Path(description="The annotation's number.", ge=1, le=2**63 - 1)]
IfMatch = Annotated[
    str | None, Header(description="The annotation's `ETag` as last seen; what was changed since is not overwritten.")
]
OfMetric = Annotated[str | None, Query(description="Those on this metric's trend; all when left out.")]


@router.get("")
def annotation_list(workspace: AskedWorkspace, page: AskedPage, metric: OfMetric = None) -> AnnotationList:
    """Annotations, the latest days first."""
    if metric is not None:
        metric_named(workspace.project, metric)
    return list_annotations(workspace.project, workspace.state.annotations, metric, page)


@router.get("/{number}", response_model=AnnotationPart)
def annotation(workspace: AskedWorkspace, number: Number, response: Response) -> AnnotationPart | JSONResponse:
    """One annotation; a deleted one is not there."""
    kept = workspace.state.annotations.find(number)
    return _missing() if kept is None or kept.deleted else _told(workspace.project, kept, response)


@router.post("", status_code=201)
def add_annotation(workspace: AskedWorkspace, written: AnnotationWritten, response: Response) -> AnnotationPart:
    """Write an annotation."""
    kept = workspace.state.annotations.add(note_of(workspace.project, written))
    return _told(workspace.project, kept, response)


@router.put("/{number}", response_model=AnnotationPart)
def change_annotation(
    workspace: AskedWorkspace, number: Number, written: AnnotationWritten, response: Response, if_match: IfMatch = None
) -> AnnotationPart | JSONResponse:
    """Change an annotation that nobody has changed since."""
    note = note_of(workspace.project, written)
    kept = _as_seen(workspace.state.annotations, number, if_match)
    if isinstance(kept, JSONResponse):
        return kept
    changed = workspace.state.annotations.change(number, note, revision=kept.revision)
    return _told(workspace.project, changed, response) if changed else _changed_meanwhile()


@router.delete("/{number}", response_model=AnnotationPart)
def delete_annotation(
    workspace: AskedWorkspace, number: Number, response: Response, if_match: IfMatch = None
) -> AnnotationPart | JSONResponse:
    """Delete an annotation that nobody has changed since; `restore` undoes it."""
    kept = _as_seen(workspace.state.annotations, number, if_match)
    if isinstance(kept, JSONResponse):
        return kept
    deleted = workspace.state.annotations.delete(number, revision=kept.revision)
    return _told(workspace.project, deleted, response) if deleted else _changed_meanwhile()


@router.post("/{number}/restore", response_model=AnnotationPart)
def restore_annotation(workspace: AskedWorkspace, number: Number, response: Response) -> AnnotationPart | JSONResponse:
    """Bring a deleted annotation back; one that is there is left alone."""
    kept = workspace.state.annotations.restore(number)
    return _missing() if kept is None else _told(workspace.project, kept, response)


def _as_seen(kept: Annotations, number: int, if_match: str | None) -> Annotation | JSONResponse:
    """The annotation where it is as the asker saw it last, else the refusal."""
    found = kept.find(number)
    if found is None or found.deleted:
        return _missing()
    if if_match is None:
        hint = f"send If-Match: {_tag(found)}"
        return problem_response("if-match-needed", "A change says what it changes", 428, "If-Match is missing.", hint)
    seen = {each.strip() for each in if_match.split(",")}
    return found if seen & {_tag(found), "*"} else _changed_meanwhile()


def _told(project: Project, kept: Annotation, response: Response) -> AnnotationPart:
    response.headers["etag"] = _tag(kept)
    response.headers["cache-control"] = "private, no-cache"
    return annotation_part(project, kept)


def _tag(kept: Annotation) -> str:
    return f'"{kept.revision}"'


def _missing() -> JSONResponse:
    return problem_response("unknown-annotation", "No such annotation", 404, "There is no annotation of that number.")


def _changed_meanwhile() -> JSONResponse:
    return problem_response(
        "changed-meanwhile",
        "Somebody else has changed it",
        412,
        "The annotation is not as you last saw it; nothing was overwritten.",
        "read it again, then repeat the change",
    )
