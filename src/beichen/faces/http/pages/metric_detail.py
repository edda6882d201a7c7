"""The metric page: what the panel shows and, beside it, definition, history, relations, dimensions and annotations."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from beichen.domain.time import Grain
from beichen.faces.http.pages.annotations import AnnotationPart, annotation_part
from beichen.faces.http.pages.definition import DefinitionPart, definition_part
from beichen.faces.http.pages.heading import GoalPart, PacePart, goal_part, pace_part
from beichen.faces.http.pages.metric import MetricPage, build_metric_page
from beichen.faces.http.pages.parts import Part, Words
from beichen.faces.http.pages.relations import Relations, relations_of
from beichen.faces.http.pages.segments import DimensionName, dimension_names
from beichen.faces.http.pages.trend import ExpectedPart, usual_periods
from beichen.workspace.explaining.expectation import expected_for
from beichen.workspace.open import Workspace

ANNOTATIONS_SHOWN = 100


class MetricDetail(Part):
    """The metric page, as it is first painted; segments, explorer and SQL have addresses of their own."""

    page: MetricPage
    in_tree: bool
    expected: ExpectedPart | None = Field(description="Of the period that is shown; null where there is none.")
    goal: GoalPart | None
    pace: PacePart | None = Field(description="Of the running period; null at another grain than the metric's own.")
    dimensions: list[DimensionName]
    definition: DefinitionPart
    relations: Relations
    annotations: list[AnnotationPart] = Field(description="Those on its trend, the latest days first.")
    annotations_in_all: int
    usual_periods: int = Field(description="Of the trend, where `periods` is left out.")
    team: Words | None = Field(description="The owner's.")


def build_metric_detail(
    workspace: Workspace,
    name: str,
    *,
    at: date | None = None,
    versus: date | None = None,
    grain: Grain | None = None,
    periods: int | None = None,
) -> MetricDetail:
    """The page of a metric; `periods` as of `build_metric_page`.

    Raises:
        UnknownMetricError: the project has no such metric.
    """
    page = build_metric_page(workspace, name, at=at, versus=versus, grain=grain, periods=periods)
    project, metric = workspace.project, workspace.project.metrics[name]
    notes = workspace.state.annotations
    shown = page.period
    own = page.grain is metric.grain
    return MetricDetail(
        page=page,
        in_tree=page.status is not None,
        expected=ExpectedPart.of(expected_for(workspace, name, page.grain, shown.start)) if shown else None,
        goal=goal_part(workspace, metric, shown.last_day) if shown else None,
        pace=pace_part(workspace, metric) if own else None,
        dimensions=dimension_names(workspace, name),
        definition=definition_part(workspace, name),
        relations=relations_of(workspace, name, page.grain, shown.start if shown else None),
        annotations=[annotation_part(project, kept) for kept in notes.page(metric=name, size=ANNOTATIONS_SHOWN)],
        annotations_in_all=notes.count(metric=name),
        usual_periods=usual_periods(page.grain),
        team=page.owner.team if page.owner else None,
    )
