"""The one shape of every error over HTTP: RFC 9457, `application/problem+json`, with what to do about it."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request, status
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException

from beichen.errors import (
    BeichenError,
    LimitError,
    MissingExtra,
    ProjectError,
    QueryError,
    SourceError,
    StateError,
    WarehouseError,
)
from beichen.faces.http.pages.metric import UnknownMetricError
from beichen.faces.http.turnstile import BusyError
from beichen.workspace.building.build import UnfinishedFormError, UnknownNameError
from beichen.workspace.building.changes import ConflictError, UnknownChangeError
from beichen.workspace.importing.uploads import UnknownUploadError
from beichen.workspace.screening.screening import NoCandidatesError
from beichen.workspace.telling import EventError

log = logging.getLogger("beichen.http")

MEDIA_TYPE = "application/problem+json"


class Place(BaseModel):
    """A place in the project's files."""

    file: str
    line: int | None


class UnseenError(BeichenError):
    """A change that does not say what it has seen."""

    def __init__(self) -> None:
        super().__init__("If-Match is missing", hint='send the tag of what was looked at: If-Match: "<tag>"')


class Meanwhile(BaseModel):
    """What somebody else did to a file."""

    file: str
    diff: str | None = Field(description="Since it was looked at; null when that is not known any more.")
    author: str | None = Field(description="Who, where it was done from here and they said so.")
    at: datetime | None


class Problem(BaseModel):
    """What went wrong, and what to do about it."""

    model_config = ConfigDict(
        json_schema_serialization_defaults_required=True,
        json_schema_extra={
            "examples": [
                {
                    "type": "urn:beichen:problem:unknown-metric",
                    "title": "No such metric",
                    "status": 404,
                    "detail": "metric 'weekly_listners' is not defined",
                    "hint": "did you mean 'weekly_listeners'?",
                    "where": None,
                }
            ]
        },
    )

    type: str = Field(description="A URN that names the kind of problem; stable.")
    title: str
    status: int
    detail: str
    hint: str | None
    where: Place | None


class Conflict(Problem):
    """Somebody else changed the files since they were looked at."""

    meanwhile: list[Meanwhile]


def problem_response(kind: str, title: str, code: int, detail: str, hint: str | None = None) -> JSONResponse:
    """A problem as a response."""
    return _respond(Problem(type=URN + kind, title=title, status=code, detail=detail, hint=hint, where=None))


def answer_with_problems(app: FastAPI, folder: Path | None) -> None:
    """Make every error of `app` a problem; `folder` is the project's, whose path is never told."""

    def beichen_error(_: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, BeichenError)
        answer = _respond(_of_error(error, folder))
        if isinstance(error, BusyError):
            answer.headers["retry-after"] = "2"
        return answer

    app.add_exception_handler(BeichenError, beichen_error)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unexpected)


RESPONSES: dict[int | str, dict[str, Any]] = {
    "4XX": {"model": Problem, "description": "What the asker can fix.", "content": {MEDIA_TYPE: {}}},
    "5XX": {"model": Problem, "description": "What they cannot.", "content": {MEDIA_TYPE: {}}},
}

CONFLICT: dict[int | str, dict[str, Any]] = {
    412: {
        "model": Conflict,
        "description": "Somebody else changed the files since they were looked at; nothing was written.",
        "content": {MEDIA_TYPE: {}},
    }
}

URN = "urn:beichen:problem:"

# The most special first.
_KINDS: Mapping[type[BeichenError], tuple[str, str, int]] = {
    UnknownMetricError: ("unknown-metric", "No such metric", status.HTTP_404_NOT_FOUND),
    UnknownUploadError: ("unknown-upload", "No such upload", status.HTTP_404_NOT_FOUND),
    UnknownNameError: ("unknown-metric", "No such metric", status.HTTP_404_NOT_FOUND),
    UnknownChangeError: ("unknown-change", "No such change", status.HTTP_404_NOT_FOUND),
    UnseenError: ("if-match-needed", "A change says what it changes", status.HTTP_428_PRECONDITION_REQUIRED),
    EventError: ("event", "It cannot have happened in this project", status.HTTP_422_UNPROCESSABLE_CONTENT),
    UnfinishedFormError: ("unfinished", "The metric is not finished", status.HTTP_422_UNPROCESSABLE_CONTENT),
    ConflictError: ("conflict", "Somebody else changed it meanwhile", status.HTTP_412_PRECONDITION_FAILED),
    BusyError: ("busy", "Too many questions wait for the warehouse", status.HTTP_429_TOO_MANY_REQUESTS),
    QueryError: ("query", "The question has no answer as it was asked", status.HTTP_400_BAD_REQUEST),
    LimitError: ("limit", "The question asks for too much", status.HTTP_422_UNPROCESSABLE_CONTENT),
    NoCandidatesError: ("no-candidates", "Nothing is on trial", status.HTTP_409_CONFLICT),
    ProjectError: ("project", "The project's files need mending", status.HTTP_409_CONFLICT),
    SourceError: ("source", "Data could not be brought in", status.HTTP_409_CONFLICT),
    MissingExtra: ("missing-extra", "A part is not installed", status.HTTP_409_CONFLICT),
    WarehouseError: ("warehouse", "The warehouse does not answer", status.HTTP_503_SERVICE_UNAVAILABLE),
    StateError: ("state", "The state store does not answer", status.HTTP_503_SERVICE_UNAVAILABLE),
    BeichenError: ("beichen", "It cannot be done as asked", status.HTTP_400_BAD_REQUEST),
}


def _of_error(error: BeichenError, folder: Path | None) -> Problem:
    kind, title, code = next(row for known, row in _KINDS.items() if isinstance(error, known))
    place = Place(file=error.where.file, line=error.where.line) if error.where else None
    problem = Problem(
        type=URN + kind,
        title=title,
        status=code,
        detail=without_paths(error.message, folder),
        hint=without_paths(error.hint, folder) if error.hint else None,
        where=place,
    )
    if isinstance(error, ConflictError):
        return Conflict(**problem.model_dump(), meanwhile=_meanwhile(error))
    return problem


def _meanwhile(error: ConflictError) -> list[Meanwhile]:
    return [Meanwhile(file=each.file, diff=each.diff, author=each.author, at=each.at) for each in error.meanwhile]


def without_paths(text: str, folder: Path | None) -> str:
    """A text that names places within the project only."""
    known = {} if folder is None else {str(folder.resolve()): ".", str(folder): "."}
    for path, shown in {**known, str(Path.home()): "~"}.items():
        if path not in {"", ".", "/"}:
            text = text.replace(path, shown)
    return text


def _invalid(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    parts = [f"{'.'.join(str(step) for step in found['loc'][1:])}: {found['msg']}" for found in error.errors()]
    return problem_response("invalid-request", "The request is not valid", 422, "; ".join(parts))


def _http(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    kind = {404: "not-found", 405: "method-not-allowed"}.get(error.status_code, "http")
    answer = problem_response(kind, str(error.detail), error.status_code, str(error.detail))
    answer.headers.update(error.headers or {})  # such as which methods are allowed
    return answer


def _unexpected(request: Request, error: Exception) -> JSONResponse:
    # Starlette logs nothing of what a handler answers: the traceback is kept here, and told to nobody.
    log.error("unexpected error in %s %s", request.method, request.url.path, exc_info=error)
    return problem_response(
        "internal", "Something broke on our side", 500, "An unexpected error was logged by the server."
    )


def _respond(problem: Problem) -> JSONResponse:
    return JSONResponse(problem.model_dump(mode="json"), status_code=problem.status, media_type=MEDIA_TYPE)
