"""Where the North Star is heading: its goal, and the pace of the running period."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from beichen.domain.metric import Metric
from beichen.domain.observation import Undetermined
from beichen.domain.pace import PaceVerdict
from beichen.domain.project import Project
from beichen.faces.http.pages.parts import Number, Owner, Part, Words
from beichen.faces.http.pages.periods import PeriodName, name_period
from beichen.faces.http.ports import BoardWorkspace
from beichen.judgement.goals import GoalStanding, Phase, choose
from beichen.judgement.status import Status
from beichen.workspace.pacing import Pace


class GoalPart(Part):
    """A key result, as it stood at the end of the period that is looked at."""

    objective: Words
    owner: Owner | None
    phase: Phase
    begins_on: date
    ends_on: date
    days_left: int
    start: Number | None
    target: Number | None
    keep: str | None
    progress: Number | None = Field(description="Of the way from start to target: below 0 behind the start.")
    path: Number | None = Field(description="What a straight way from start to target asks of the period.")
    status: Status
    reason: Words | None = Field(description="Why there is no progress.")

    @classmethod
    def of(cls, project: Project, standing: GoalStanding) -> GoalPart:
        objective, key_result = standing.objective, standing.key_result
        person = project.people.get(key_result.owner)
        progress, path = standing.progress, standing.path
        return cls(
            objective=Words.of(objective.label),
            owner=Owner(id=person.id, name=person.name, team=None) if person else None,
            phase=standing.phase,
            begins_on=objective.begins_on,
            ends_on=objective.ends_on,
            days_left=standing.days_left,
            start=key_result.start,
            target=key_result.target,
            keep=key_result.keep.text if key_result.keep else None,
            progress=None if isinstance(progress, Undetermined) else progress,
            path=None if isinstance(path, Undetermined) else path,
            status=standing.status,
            reason=Words.of(progress.reason.text) if isinstance(progress, Undetermined) else None,
        )


class ProjectionPart(Part):
    """Where the running period is likely to close."""

    so_far: Number = Field(description="Of a part of a period: compared with nothing that is whole.")
    projected: Number
    low: Number = Field(description="Of the interval that holds the close nine times in ten.")
    high: Number
    through: date = Field(description="The last day whose rows are counted.")
    target: Number | None = Field(description="What the straight way to the goal asks of the running period.")
    verdict: PaceVerdict


class PacePart(Part):
    """The pace of the running period; without a projection, the reason."""

    period: PeriodName | None
    projection: ProjectionPart | None
    reason: Words | None

    @classmethod
    def of(cls, project: Project, pace: Pace | Undetermined) -> PacePart:
        if isinstance(pace, Undetermined):
            return cls(period=None, projection=None, reason=Words.of(pace.reason.text))
        period = name_period(project.calendar, pace.grain, pace.period.start, complete=False)
        return cls(period=period, projection=_projection(pace), reason=None)


def goal_part(workspace: BoardWorkspace, metric: Metric, by_day: date) -> GoalPart | None:
    """The key result to show of a metric on a day; None when no objective names it."""
    standing = choose(workspace.standings([metric.name], by_day)[metric.name])
    return GoalPart.of(workspace.project, standing) if standing else None


def pace_part(workspace: BoardWorkspace, metric: Metric) -> PacePart:
    """The pace of a metric's running period."""
    return PacePart.of(workspace.project, workspace.paces([metric.name])[metric.name])


def _projection(pace: Pace) -> ProjectionPart:
    return ProjectionPart(
        so_far=pace.so_far,
        projected=pace.projected,
        low=pace.low,
        high=pace.high,
        through=pace.through,
        target=pace.target,
        verdict=pace.verdict,
    )
