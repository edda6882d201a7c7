"""A breakdown that somebody asked for, ready to be drawn and read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from pydantic import Field

from beichen.domain.additivity import Additivity
from beichen.domain.metric import Good
from beichen.domain.observation import Undetermined
from beichen.domain.time import Grain
from beichen.faces.http.pages.metric import metric_named
from beichen.faces.http.pages.parts import Number, Part, Tone, Words, tone_of
from beichen.faces.http.pages.periods import PeriodName, name_period
from beichen.faces.http.pages.segments import known_number
from beichen.warehouse.calloff import CallOff
from beichen.warehouse.port import Limits
from beichen.workspace.exploring import Asked, Breakdown, Series, break_down
from beichen.workspace.open import Workspace

DRAWN = 8
"""Segments with a line of their own; more colours could not be told apart."""
LISTED = 200
"""Segments of a table; a download has all of them."""

EXPLORE_LIMITS = Limits(rows=200_000, seconds=30)


class ExploredLine(Part):
    """A segment over the periods."""

    segment: dict[str, str | None] = Field(description="Dimension and value; empty for the total.")
    values: list[Number | None]
    after: Number | None
    before: Number | None
    change: Number | None
    relative: Number | None = Field(description="change ÷ |before|; null for shares and where before is 0.")
    tone: Tone
    weight: Number | None = Field(description="Its part of the total in the period; null where parts do not add up.")


class ExplorerPart(Part):
    """A breakdown: the total, the largest segments, and how many are left out."""

    metric: str
    unit: str | None
    grain: Grain
    by: list[str]
    condition: str | None = Field(description="What every row that counts passes.")
    additivity: Additivity
    periods: list[PeriodName]
    period: PeriodName | None = Field(description="The one that `after` is of.")
    versus: PeriodName | None = Field(description="The one that `before` is of.")
    total: ExploredLine
    lines: list[ExploredLine] = Field(description="The largest first.")
    drawn: int = Field(description="How many of them a chart shows.")
    others: list[Number | None] | None = Field(
        description="The values of all that are not drawn, together; null where they do not add up, or all are drawn."
    )
    left_out: int = Field(description="Segments that are neither drawn nor listed.")
    note: Words | None = Field(description="Why the segments do not make up the total.")


def build_explorer(workspace: Workspace, asked: Asked, calloff: CallOff | None = None) -> ExplorerPart:
    """Ask the warehouse, within the limits of a request.

    Raises:
        UnknownMetricError: the project has no such metric.
        QueryError: a dimension is unknown, or a condition says what a request may not.
        LimitError: it takes too long, or gives too much.
    """
    metric = metric_named(workspace.project, asked.metric)
    found = break_down(workspace, asked, limits=replace(EXPLORE_LIMITS, calloff=calloff))
    lines = [_line(series, metric.unit, metric.good) for series in found.series[:LISTED]]
    return ExplorerPart(
        metric=metric.name,
        unit=metric.unit,
        grain=found.grain,
        by=list(found.by),
        condition=found.condition,
        additivity=found.additivity,
        periods=[
            name_period(workspace.project.calendar, found.grain, day, complete=complete)
            for day, complete in zip(found.periods, found.complete, strict=True)
        ],
        period=_named(workspace, found, found.at),
        versus=_named(workspace, found, found.versus),
        total=_line(found.total, metric.unit, metric.good),
        lines=lines,
        drawn=min(DRAWN, len(lines)),
        others=_others(found),
        left_out=max(0, len(found.series) - LISTED),
        note=_note(found),
    )


def _named(workspace: Workspace, found: Breakdown, day: date | None) -> PeriodName | None:
    if day is None:
        return None
    complete = dict(zip(found.periods, found.complete, strict=True)).get(day, True)
    return name_period(workspace.project.calendar, found.grain, day, complete=complete)


def _line(series: Series, unit: str | None, good: Good | None) -> ExploredLine:
    after, before = known_number(series.now), known_number(series.before)
    change = None if after is None or before is None else after - before
    return ExploredLine(
        segment=dict(series.segment),
        values=[known_number(value) for value in series.values],
        after=after,
        before=before,
        change=change,
        relative=None if unit == "share" or change is None or not before else change / abs(before),
        tone=tone_of(change, good),
        weight=known_number(series.weight),
    )


def _others(found: Breakdown) -> list[Number | None] | None:
    rest = found.series[DRAWN:]
    if not rest or found.additivity is not Additivity.ADDS:
        return None
    return [_sum([series.values[place] for series in rest]) for place in range(len(found.periods))]


def _sum(amounts: Sequence[Number | Undetermined]) -> Number | None:
    known = [amount for amount in amounts if not isinstance(amount, Undetermined)]
    return sum(known) if len(known) == len(amounts) else None


def _note(found: Breakdown) -> Words | None:
    if not found.by or found.additivity is not Additivity.NONE:
        return None
    return Words(
        en="the segments do not add up to the total: one may count in several of them",
        zh="各分群之和不等于总体：同一对象可能计入多个分群",
    )
