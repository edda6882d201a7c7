"""Importing a file: handed in, looked at, confirmed, loaded, taken back."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Header, Path, Query, Request, status
from starlette.concurrency import run_in_threadpool

from beichen.faces.http.pages.importing import (
    ImportApplied,
    ImportChoices,
    ImportLoaded,
    ImportPage,
    ImportPlanned,
    ImportStart,
    ImportUpload,
    applied_part,
    build_import_page,
    build_import_plan,
    build_import_start,
    loaded_part,
    upload_part,
)
from beichen.faces.http.problems import RESPONSES
from beichen.faces.http.remembered import RememberedRoute
from beichen.faces.http.tagged import TaggedRoute
from beichen.workspace.importing.importing import Importing
from beichen.workspace.importing.uploads import too_large
from beichen.workspace.open import Workspace

start = APIRouter(tags=["import"], route_class=RememberedRoute, responses=RESPONSES)
pages = APIRouter(tags=["import"], route_class=TaggedRoute, responses=RESPONSES)
router = APIRouter(prefix="/imports", tags=["import"], responses=RESPONSES)

ANY_BODY = {
    "requestBody": {"required": True, "content": {"application/octet-stream": {"schema": {"format": "binary"}}}}
}


def _importing(request: Request) -> Importing:
    """The imports of the workspace that is served; made when somebody first asks."""
    state = request.app.state
    if getattr(state, "importing", None) is None:
        state.importing = Importing(state.workspace)
    importing: Importing = state.importing
    return importing


def _workspace(request: Request) -> Workspace:
    workspace: Workspace = request.app.state.workspace
    return workspace


Imports = Annotated[Importing, Depends(_importing)]
Opened = Annotated[Workspace, Depends(_workspace)]
UploadId = Annotated[str, Path(description="As it was given when the file was handed in.", max_length=64)]
Sheet = Annotated[str | None, Query(description="Of a workbook; its first when left out.", max_length=200)]
Encoding = Literal["utf-8", "gb18030", "big5", "windows-1252", "utf-16"]
IfMatch = Annotated[str, Header(description="The plan's `tag`, as an entity tag or bare.")]


@start.get("/pages/import")
def import_start(importing: Imports) -> ImportStart:
    """What can be handed in: the endings that are read, and how large a file may be."""
    return build_import_start(importing)


@pages.get("/pages/import/{upload}")
def import_page(
    importing: Imports,
    workspace: Opened,
    upload: UploadId,
    sheet: Sheet = None,
    encoding: Annotated[Encoding | None, Query(description="To read text in; what was found when left out.")] = None,
) -> ImportPage:
    """Everything that the import page shows of a file: columns with types, uses and reasons, and the first rows."""
    return build_import_page(workspace, importing, upload, sheet=sheet, encoding=encoding)


@router.post("", status_code=status.HTTP_201_CREATED, openapi_extra=ANY_BODY)
async def hand_in(
    request: Request,
    importing: Imports,
    name: Annotated[str, Query(description="The file's name, whose ending tells its format.", max_length=500)],
) -> ImportUpload:
    """Hand in a file: its bytes are the request's body. It waits for a day to be confirmed."""
    if int(request.headers.get("content-length") or 0) > importing.uploads.limit:
        raise too_large(importing.uploads.limit)
    receiving = await run_in_threadpool(importing.receive, name)
    try:
        async for piece in request.stream():
            receiving.write(piece)
        return upload_part(await run_in_threadpool(receiving.finish))
    except BaseException:
        receiving.abandon()
        raise


@router.post("/{upload}/plan")
def plan(importing: Imports, upload: UploadId, choices: ImportChoices, sheet: Sheet = None) -> ImportPlanned:
    """What choices would write, as files and as a diff, and what is wrong with them; nothing is written."""
    return build_import_plan(importing.plan(upload, choices.choices(), sheet=sheet))


@router.post("/{upload}/apply")
def apply(
    *,
    importing: Imports,
    upload: UploadId,
    choices: ImportChoices,
    if_match: IfMatch,
    sheet: Sheet = None,
    author: Annotated[str | None, Query(description="A person of the project.", max_length=200)] = None,
) -> ImportApplied:
    """Confirm: the file goes among the project's data, its source and model are written."""
    tag = if_match.removeprefix("W/").strip('"')
    return applied_part(importing.apply(upload, choices.choices(), sheet=sheet, if_match=tag, author=author))


@router.post("/{upload}/load")
def load(importing: Imports, upload: UploadId) -> ImportLoaded:
    """Load the data of a confirmed import into the warehouse."""
    return loaded_part(importing.load(upload))


@router.post("/{upload}/undo")
def undo(importing: Imports, upload: UploadId) -> ImportUpload:
    """Take a confirmed import back: source and model go, and the file waits again to be confirmed."""
    importing.undo(upload)
    return upload_part(importing.uploads.find(upload))


@router.delete("/{upload}", status_code=status.HTTP_204_NO_CONTENT)
def discard(importing: Imports, upload: UploadId) -> None:
    """Remove a file that was handed in; what was imported stays."""
    importing.discard(upload)
