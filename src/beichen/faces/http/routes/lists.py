"""Lists with cursors: the metrics, and what checks found."""

from __future__ import annotations

from fastapi import APIRouter

from beichen.faces.http.pages.lists import FindingList, MetricList, list_findings, list_metrics
from beichen.faces.http.paging import AskedPage
from beichen.faces.http.problems import RESPONSES
from beichen.faces.http.remembered import RememberedRoute
from beichen.faces.http.routes.asking import AskedWorkspace

router = APIRouter(tags=["lists"], route_class=RememberedRoute, responses=RESPONSES)


@router.get("/metrics")
def metrics(workspace: AskedWorkspace, page: AskedPage) -> MetricList:
    """The metrics by name: label, role, owner, kind, unit, good direction, grain."""
    return list_metrics(workspace, page)


@router.get("/findings")
def findings(workspace: AskedWorkspace, page: AskedPage) -> FindingList:
    """What the rules say of the definitions, and the last refresh of data, identities and guardrails; errors first."""
    return list_findings(workspace, page)
