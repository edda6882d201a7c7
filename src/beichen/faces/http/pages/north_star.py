"""The North Star page: the number, whether and why it moved, where it is heading, what guards and what validates it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from pydantic import Field

from beichen.domain.metric import Good, Metric
from beichen.domain.project import Project
from beichen.domain.time import Grain
from beichen.domain.tree import EdgeKind
from beichen.faces.http.pages.beside import Beside, Shown, SideMetric
from beichen.faces.http.pages.episodes import EpisodePart, episode_parts
from beichen.faces.http.pages.heading import GoalPart, PacePart, goal_part, pace_part
from beichen.faces.http.pages.parts import (
    Change,
    FreshnessPart,
    Number,
    Owner,
    Part,
    Reading,
    Tone,
    Words,
    change_between,
    day_of,
    grain_of,
    owner_of,
    read,
    tone_of,
)
from beichen.faces.http.pages.periods import PeriodName, name_period
from beichen.faces.http.pages.trend import ExpectedPart, Trend, Values, build_trend, trend_values
from beichen.faces.http.ports import BoardWorkspace
from beichen.judgement.status import Status
from beichen.project.definition import describe_definition
from beichen.workspace.explaining.expectation import expected_for
from beichen.workspace.guarding.guardrails import open_episodes

MOVERS_SHOWN = 5


class Mover(Part):
    """One of the lowest exact drivers, and what it added to the North Star's change."""

    metric: str | None = Field(description="null for all that are left out, together.")
    label: Words | None
    contribution: Number
    tone: Tone


class NorthStar(Part):
    """The metric that the company steers by, in a period."""

    metric: str
    label: Words
    unit: str | None
    good: Good | None
    owner: Owner | None
    value_statement: Words | None = Field(description="The user value that it stands for.")
    definition: Words
    period: PeriodName
    versus: PeriodName | None
    reading: Reading
    change: Change
    status: Status
    expected: ExpectedPart
    trend: Trend
    goal: GoalPart | None
    pace: PacePart | None = Field(description="null where an earlier period, or another grain, is looked at.")
    sentence: Words
    movers: list[Mover] = Field(
        description="Largest first; with those left out they are the change, to the last digit."
    )
    guardrails: list[SideMetric]
    outcomes: list[SideMetric] = Field(description="Finance: validates the North Star, never replaces it.")


class NorthStarPage(Part):
    """The North Star page."""

    name: Words | None = Field(description="Of the North Star; null while the project has chosen none.")
    grain: Grain
    star: NorthStar | None = Field(description="null while none is chosen, or nothing has been computed.")
    episodes: list[EpisodePart] = Field(description="Of all guardrails: those that go on.")
    freshness: FreshnessPart


def build_north_star_page(
    workspace: BoardWorkspace, *, at: date | None = None, versus: date | None = None, grain: Grain | None = None
) -> NorthStarPage:
    """The North Star in a period: `at` None is the last complete one, `versus` None the one before it."""
    project, chosen = workspace.project, grain_of(workspace.project, grain)
    metric = project.metrics[project.north_star] if project.north_star else None
    return NorthStarPage(
        name=Words.of(metric.label) if metric else None,
        grain=chosen,
        star=_star(workspace, metric, at=at, versus=versus, grain=chosen) if metric else None,
        episodes=episode_parts(project, open_episodes(workspace)),
        freshness=FreshnessPart.of(workspace.freshness()),
    )


def _star(
    workspace: BoardWorkspace, metric: Metric, *, at: date | None, versus: date | None, grain: Grain
) -> NorthStar | None:
    project = workspace.project
    found = workspace.explain(metric.name, at=at, versus=versus, grain=grain).as_dict()
    period, compared = day_of(found["period"]), day_of(found["versus"])
    if period is None:
        return None
    values = trend_values(workspace, metric.name, grain, period)
    now, before = read(values.get(period)), read(values.get(compared))
    beside = Beside(workspace, metric.name, Shown(grain, period, compared))
    by_day = project.calendar.period(period, grain).last_day
    return NorthStar(
        metric=metric.name,
        label=Words.of(metric.label),
        unit=metric.unit,
        good=metric.good,
        owner=owner_of(project, metric),
        value_statement=Words.of(metric.value) if metric.value else None,
        definition=Words.of(describe_definition(project, metric.name)),
        period=name_period(project.calendar, grain, period, complete=now.complete),
        versus=name_period(project.calendar, grain, compared, complete=before.complete) if compared else None,
        reading=now,
        change=change_between(now, before, metric.unit, metric.good),
        status=beside.status(),
        expected=ExpectedPart.of(expected_for(workspace, metric.name, grain, period)),
        trend=build_trend(workspace, metric, grain, period, values),
        goal=goal_part(workspace, metric, by_day),
        pace=pace_part(workspace, metric) if grain is metric.grain and _is_latest(values, period) else None,
        sentence=Words(**found["sentence"]),
        movers=_movers(project, found, metric.good) if now.complete else [],
        guardrails=beside.guardrails(),
        outcomes=beside.outcomes(),
    )


def _is_latest(values: Values, period: date) -> bool:
    """True where no complete period comes after: the one that runs is the next, or is shown."""
    return not any(observation.complete for start, observation in values.items() if start and start > period)


def _movers(project: Project, found: Mapping[str, Any], good: Good | None) -> list[Mover]:
    leaves = sorted(_lowest_exact(found["branches"]), key=lambda branch: -abs(branch["contribution"]))
    amounts = [(branch["metric"], branch["contribution"]) for branch in leaves[:MOVERS_SHOWN]]
    rest = sum(branch["contribution"] for branch in leaves[MOVERS_SHOWN:]) + (found["unexplained"] or 0)
    if len(leaves) > MOVERS_SHOWN or rest:
        amounts.append((None, rest))
    return [
        Mover(
            metric=name,
            label=Words.of(project.metrics[name].label) if name else None,
            contribution=amount,
            tone=tone_of(amount, good) if name else "neutral",
        )
        for name, amount in amounts
    ]


def _lowest_exact(branches: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The exact branches that are not split further: together they are the change."""
    exact = [b for b in branches if b["kind"] == EdgeKind.IDENTITY and b["contribution"] is not None]
    parents = {branch["parent"] for branch in exact}
    return [branch for branch in exact if branch["metric"] not in parents]
