"""The board's documents: for each page, everything that it shows."""

from __future__ import annotations

from fastapi import APIRouter

from beichen.faces.http.pages.health import HealthPage, build_health_page
from beichen.faces.http.pages.metric import MetricPage, build_metric_page
from beichen.faces.http.pages.moved import MovedPage, build_moved_page
from beichen.faces.http.pages.north_star import NorthStarPage, build_north_star_page
from beichen.faces.http.pages.periods import PeriodList, build_period_list
from beichen.faces.http.pages.project import ProjectPage, build_project_page
from beichen.faces.http.pages.scorecard import Scorecard, build_scorecard
from beichen.faces.http.pages.tree import TreePage, build_tree_page
from beichen.faces.http.pages.why import WhyPage, build_why_page
from beichen.faces.http.problems import RESPONSES
from beichen.faces.http.remembered import RememberedRoute
from beichen.faces.http.routes.asking import AskedGrain, AskedWorkspace, At, MetricPath, Versus, Within

router = APIRouter(tags=["board"], route_class=RememberedRoute, responses=RESPONSES)


@router.get("/project")
def project(workspace: AskedWorkspace) -> ProjectPage:
    """The project: name, language, days, North Star, teams, people, metrics, periods."""
    return build_project_page(workspace)


@router.get("/periods")
def periods(workspace: AskedWorkspace, grain: AskedGrain = None) -> PeriodList:
    """The periods that can be looked at, with their names, latest first."""
    return build_period_list(workspace, grain)


@router.get("/pages/north-star")
def north_star_page(
    workspace: AskedWorkspace, at: At = None, versus: Versus = None, grain: AskedGrain = None
) -> NorthStarPage:
    """The North Star: number, change, expected range, goal and pace, trend, reason, guardrails, outcomes."""
    return build_north_star_page(workspace, at=at, versus=versus, grain=grain)


@router.get("/pages/tree")
def tree_page(
    workspace: AskedWorkspace, at: At = None, versus: Versus = None, grain: AskedGrain = None, within: Within = None
) -> TreePage:
    """Everything that the tree page shows: cards with sparklines, links with contributions, guardrails, slices."""
    return build_tree_page(workspace, at=at, versus=versus, grain=grain, within=within)


@router.get("/pages/scorecard")
def scorecard(workspace: AskedWorkspace, at: At = None, versus: Versus = None, grain: AskedGrain = None) -> Scorecard:
    """Every metric with value, change, target, progress, pace and status, each at its own grain."""
    return build_scorecard(workspace, at=at, versus=versus, grain=grain)


@router.get("/pages/moved")
def moved_page(workspace: AskedWorkspace, at: At = None, grain: AskedGrain = None) -> MovedPage:
    """Everything that left its expected range, the most important first; drivers with what they explain."""
    return build_moved_page(workspace, at=at, grain=grain)


@router.get("/pages/health")
def health_page(workspace: AskedWorkspace, at: At = None) -> HealthPage:
    """Whether the North Star is still the right one: the verdict, every check with its course, benchmarks."""
    return build_health_page(workspace, at=at)


@router.get("/metrics/{metric}")
def metric_page(
    workspace: AskedWorkspace, metric: MetricPath, at: At = None, versus: Versus = None, grain: AskedGrain = None
) -> MetricPage:
    """One metric: value, trend, target, guardrail, owner, definition."""
    return build_metric_page(workspace, metric, at=at, versus=versus, grain=grain)


@router.get("/pages/why/{metric}")
def why_page(
    workspace: AskedWorkspace, metric: MetricPath, at: At = None, versus: Versus = None, grain: AskedGrain = None
) -> WhyPage:
    """Why a metric moved, ready to be drawn: waterfall, influences, segments, sentence."""
    return build_why_page(workspace, metric, at=at, versus=versus, grain=grain)
