"""The metric page's documents: the page, its segments, the explorer with its values and SQL, and downloads."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import StreamingResponse
from pydantic import BaseModel

from beichen.domain.text import Locale
from beichen.errors import QueryError
from beichen.faces.http.abandoned import Abandonable
from beichen.faces.http.downloads import hand_out
from beichen.faces.http.pages.explorer import ExplorerPart, build_explorer
from beichen.faces.http.pages.metric import metric_named
from beichen.faces.http.pages.metric_detail import MetricDetail, build_metric_detail
from beichen.faces.http.pages.segments import SegmentsPart, build_segments
from beichen.faces.http.problems import RESPONSES
from beichen.faces.http.remembered import RememberedRoute
from beichen.faces.http.routes.asking import AskedGrain, At, MetricPath, Versus
from beichen.faces.http.tagged import TaggedRoute
from beichen.faces.http.turnstile import TURN
from beichen.sources.handout import FORMATS
from beichen.workspace.exploring import Asked, condition_of, settled, values_of
from beichen.workspace.open import Workspace

router = APIRouter(tags=["metric"], route_class=RememberedRoute, responses=RESPONSES)
# A remembered answer may be waited for by several: what one of them can call off is made for that one alone.
called_off = APIRouter(tags=["metric"], route_class=TaggedRoute, responses=RESPONSES)
downloads = APIRouter(tags=["metric"], responses=RESPONSES)

NULL = "∅"
"""How a request writes the rows that have no value of a dimension."""


class DimensionValues(BaseModel):
    """Values that a dimension has, the commonest first; null is the rows that have none."""

    values: list[str | None]


class SqlText(BaseModel):
    """The statements that answer a question, each under a comment that says what it is for."""

    sql: str
    dialect: str


def _workspace(request: Request) -> Workspace:
    workspace: Workspace = request.app.state.workspace
    return workspace


OpenWorkspace = Annotated[Workspace, Depends(_workspace)]
Periods = Annotated[
    int | None, Query(description="Periods of the trend; 0 is all, left out is what is usual.", ge=0, le=10_000)
]
Dimension = Annotated[str | None, Query(description="A dimension; the metric's first one when left out.")]


def _asked(
    *,
    metric: MetricPath,
    by: Annotated[list[str], Query(description="Dimensions to break down by, three at most.")] = [],  # noqa: B006  (FastAPI copies it)
    pick: Annotated[
        list[str], Query(description=f"`dimension:value`, repeatable; `dimension:{NULL}` is the rows that have none.")
    ] = [],  # noqa: B006
    where: Annotated[str | None, Query(description="A condition on the model's columns.")] = None,
    grain: AskedGrain = None,
    start: Annotated[date | None, Query(alias="from", description="First day, inclusive.")] = None,
    end: Annotated[date | None, Query(alias="to", description="Last day, exclusive.")] = None,
    periods: Annotated[
        int | None,
        Query(description="Without `from`, so many of the latest periods; all when left out.", ge=1, le=10_000),
    ] = None,
    at: Annotated[date | None, Query(description="The period compared; the last complete one when left out.")] = None,
    versus: Versus = None,
) -> Asked:
    return Asked(metric, tuple(dict.fromkeys(by)), _picks(pick), where or None, grain, start, end, periods, at, versus)


def _picks(written: list[str]) -> dict[str, list[str | None]]:
    picks: dict[str, list[str | None]] = {}
    for pick in written:
        dimension, colon, value = pick.partition(":")
        if not colon:
            raise QueryError(f"{pick!r} picks no value", hint="write dimension:value")
        picks.setdefault(dimension, []).append(None if value == NULL else value)
    return picks


AskedBreakdown = Annotated[Asked, Depends(_asked)]


@router.get("/pages/metric/{metric}")
def metric_detail(
    *,
    workspace: OpenWorkspace,
    metric: MetricPath,
    at: At = None,
    versus: Versus = None,
    grain: AskedGrain = None,
    periods: Periods = None,
) -> MetricDetail:
    """The metric page: value, trend, goal and pace, definition with its history, relations, annotations."""
    return build_metric_detail(workspace, metric, at=at, versus=versus, grain=grain, periods=periods)


@router.get("/metrics/{metric}/segments")
def segments(
    *,
    workspace: OpenWorkspace,
    metric: MetricPath,
    by: Dimension = None,
    at: At = None,
    versus: Versus = None,
    grain: AskedGrain = None,
) -> SegmentsPart:
    """A metric's segments by one dimension: change, share, excess, within and mix, latest values."""
    return build_segments(workspace, metric, by, at=at, versus=versus, grain=grain)


@called_off.get("/metrics/{metric}/explore", dependencies=[TURN])
def explore(workspace: OpenWorkspace, asked: AskedBreakdown, calloff: Abandonable) -> ExplorerPart:
    """A metric broken down by dimensions, of picked rows, over periods; asked of the warehouse, within limits."""
    return build_explorer(workspace, asked, calloff)


@router.get("/metrics/{metric}/values/{dimension}", dependencies=[TURN])
def values(
    workspace: OpenWorkspace,
    metric: MetricPath,
    dimension: str,
    containing: Annotated[str, Query(description="A part of the wanted values, in any case.", max_length=200)] = "",
) -> DimensionValues:
    """Values that a dimension of a metric really has, to pick from."""
    metric_named(workspace.project, metric)
    return DimensionValues(values=values_of(workspace, metric, dimension, containing=containing))


@router.get("/metrics/{metric}/sql")
def sql(workspace: OpenWorkspace, asked: AskedBreakdown) -> SqlText:
    """The SQL that answers the same question as `explore`; what `beichen query --sql` prints."""
    metric_named(workspace.project, asked.metric)
    asked = settled(workspace, asked)
    text = workspace.sql(
        asked.metric,
        by=asked.by,
        where=condition_of(workspace, asked),
        grain=asked.grain,
        start=asked.start,
        end=asked.end,
    )
    return SqlText(sql=text, dialect=workspace.engine.warehouse.dialect)


_FILE = {form.media_type: {"schema": {"type": "string", "format": "binary"}} for form in FORMATS.values()}


@downloads.get(
    "/metrics/{metric}/download",
    response_class=StreamingResponse,
    dependencies=[TURN],
    responses={200: {"description": "The file.", "content": _FILE}},
)
def download(
    workspace: OpenWorkspace,
    asked: AskedBreakdown,
    calloff: Abandonable,
    file: Annotated[Literal["csv", "xlsx", "parquet"], Query(alias="format", description="Of the file.")] = "csv",
    lang: Annotated[Locale | None, Query(description="Of the file's name.")] = None,
) -> StreamingResponse:
    """The rows of `explore` as a file: one row a period and segment, every number in full."""
    metric_named(workspace.project, asked.metric)
    return hand_out(workspace, asked, file, lang or workspace.project.locale, calloff)
