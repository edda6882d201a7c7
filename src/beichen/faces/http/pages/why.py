"""Why a metric moved: everything that the page shows, ready to be drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Literal

from pydantic import Field

from beichen.domain.metric import Good, Role
from beichen.domain.observation import Reason
from beichen.domain.project import Project
from beichen.domain.time import Grain
from beichen.faces.http.pages.metric import metric_named
from beichen.faces.http.pages.parts import (
    Change,
    FreshnessPart,
    Number,
    Owner,
    Part,
    Reading,
    Words,
    change_between,
    day_of,
    grain_of,
    owner_of,
    read,
)
from beichen.faces.http.pages.periods import PeriodName, name_period
from beichen.faces.http.pages.why_events import WhyEvent, events_of
from beichen.faces.http.pages.why_influences import Influences, influences_of
from beichen.faces.http.pages.why_located import WhyLocated, located_of
from beichen.faces.http.pages.why_segments import SegmentRow, WhyDimension, by_dimension, carrying
from beichen.faces.http.pages.why_split import (
    BranchRow,
    PathStep,
    Step,
    branches_of,
    path_of,
    values_of,
    waterfall_of,
)
from beichen.faces.http.ports import BoardWorkspace
from beichen.judgement.robustness import Code
from beichen.judgement.robustness import Verdict as RobustnessVerdict
from beichen.workspace.explaining.explanation import by_one_dimension

Told = Literal["split", "still", "no_drivers", "partial", "nothing_before", "nothing_now", "no_data"]


class Expected(Part):
    """Whether the change is more than noise."""

    verdict: str
    low: Number | None
    high: Number | None
    reason: Words | None


class WhyCheck(Part):
    """The question asked once more, a little otherwise."""

    code: Code
    holds: bool | None = Field(description="null where it cannot be asked.")
    reason: Words = Field(description="What was found, or why nothing was.")


class WhyRobustness(Part):
    """Whether the answer survives it."""

    verdict: RobustnessVerdict
    checks: list[WhyCheck]


class WhyPage(Part):
    """Why a metric moved."""

    metric: str
    label: Words
    role: Role
    unit: str | None
    good: Good | None
    owner: Owner | None
    grain: Grain
    period: PeriodName | None
    versus: PeriodName | None
    before: Number | None
    after: Number | None
    reading: Reading
    previous: Reading
    change: Change
    expected: Expected
    told: Told = Field(description="`split` where the change is split; else why there is nothing to split.")
    steps: list[Step] = Field(
        description="before, what each lowest exact driver added, the rest, after; empty when there is nothing to split."
    )
    path: list[PathStep] = Field(description="Down the tree, by the driver that did most for the change.")
    branches: list[BranchRow] = Field(description="Every driver below the metric, in the order of the tree.")
    unexplained: Number | None = Field(description="Of the change, what formulas that do not hold leave over.")
    influences: Influences
    located: WhyLocated | None = Field(description="Where the change sits; null where a period has not closed.")
    segments: list[SegmentRow] = Field(description="The few that carried most, of whichever dimension.")
    dimensions: list[WhyDimension] = Field(description="All segments, by one dimension at a time.")
    events: list[WhyEvent] = Field(description="What coincides, most overlap first.")
    robustness: WhyRobustness
    sentence: Words
    freshness: FreshnessPart


def build_why_page(
    workspace: BoardWorkspace,
    name: str,
    *,
    at: date | None = None,
    versus: date | None = None,
    grain: Grain | None = None,
) -> WhyPage:
    """Why a metric moved from `versus` to `at`.

    Raises:
        UnknownMetricError: the project has no such metric.
    """
    project = workspace.project
    metric = metric_named(project, name)
    chosen = grain_of(project, grain)
    found = workspace.explain(name, at=at, versus=versus, grain=chosen).as_dict()
    now, before = _readings(workspace, found, chosen)
    steps = waterfall_of(project, found, metric.good) if _whole(now, before) else []
    return WhyPage(
        metric=name,
        label=Words.of(metric.label),
        role=metric.role,
        unit=metric.unit,
        good=metric.good,
        owner=owner_of(project, metric),
        grain=chosen,
        period=_name(project, chosen, found["period"], now),
        versus=_name(project, chosen, found["versus"], before),
        before=found["before"],
        after=found["after"],
        reading=now,
        previous=before,
        change=change_between(now, before, metric.unit, metric.good),
        expected=_expected(found["expected"]),
        told=_told(found["period"], now, before, steps),
        steps=steps,
        path=path_of(project, found) if steps else [],
        influences=influences_of(project, found["branches"], chosen, values_of(workspace, found, chosen)),
        **(_parts(workspace, found, chosen, metric.good) if _whole(now, before) else _NO_PARTS),
        events=events_of(project, found, chosen),
        robustness=WhyRobustness(**found["robustness"]),
        sentence=Words(**found["sentence"]),
        freshness=FreshnessPart.of(workspace.freshness()),
    )


def _whole(now: Reading, before: Reading) -> bool:
    """True when both periods have closed: a part of one is not split as if it were whole."""
    return now.complete and before.complete


def _parts(workspace: BoardWorkspace, found: Mapping[str, Any], grain: Grain, good: Good | None) -> dict[str, Any]:
    return {
        "branches": branches_of(workspace, found, grain, good),
        "unexplained": found["unexplained"],
        "located": located_of(workspace.project, found),
        "segments": carrying(workspace.project, by_one_dimension(found)),
        "dimensions": by_dimension(workspace.project, by_one_dimension(found)),
    }


_NO_PARTS: Mapping[str, Any] = {"branches": [], "unexplained": None, "located": None, "segments": [], "dimensions": []}


def _name(project: Project, grain: Grain, start: str | None, reading: Reading) -> PeriodName | None:
    day = day_of(start)
    return name_period(project.calendar, grain, day, complete=reading.complete) if day else None


def _readings(workspace: BoardWorkspace, found: Mapping[str, Any], grain: Grain) -> tuple[Reading, Reading]:
    """What the metric was in the period, and in the one that it is compared with."""
    period, compared = day_of(found["period"]), day_of(found["versus"])
    if period is None or compared is None:
        return read(None), read(None)
    name, until = found["metric"], workspace.project.calendar.shift(max(period, compared), grain, 1)
    observed = {o.period: o for o in workspace.series([name], grain, min(period, compared), until).get(name, ())}
    return read(observed.get(period)), read(observed.get(compared))


def _expected(found: Mapping[str, Any]) -> Expected:
    reason = Words.of(Reason(found["reason"]).text) if found["reason"] else None
    return Expected(verdict=found["verdict"], low=found["low"], high=found["high"], reason=reason)


def _told(period: str | None, now: Reading, before: Reading, steps: Sequence[Step]) -> Told:
    if period is None:
        return "no_data"
    if now.value is None:
        return "nothing_now"
    if before.value is None:
        return "nothing_before"
    if not _whole(now, before):
        return "partial"
    if now.value == before.value and not any(step.amount for step in steps[1:-1]):
        return "still"
    return "split" if steps else "no_drivers"
