"""Totals and segments of metrics on one grid of periods, from the observations that are kept."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from beichen.domain.additivity import Additivity
from beichen.domain.metric import Good
from beichen.domain.observation import Observation, Undetermined
from beichen.domain.project import Project
from beichen.domain.text import Text
from beichen.domain.time import DAY, Grain
from beichen.engine.additivity import additivity
from beichen.judgement.health.facts import Line, Split
from beichen.project.holidays import country_of, read_days_off
from beichen.workspace.explaining.segmenting import dimensions_of
from beichen.workspace.refreshing.observe import Wish
from beichen.workspace.refreshing.refresh import board_wishes

if TYPE_CHECKING:
    from beichen.workspace.open import Workspace

DAYS_A_WEEK = 7

Values = Mapping[date, float | None]


@dataclass(frozen=True, slots=True)
class Grid:
    """Periods in order, without a gap, and at which grain observations are read for them.

    A daily North Star is judged by weeks: each the mean of its days.
    """

    grain: Grain
    reads: Grain
    starts: tuple[date, ...]

    def of(self, project: Project, metric: str, observed: Sequence[Observation], *, good: Good | None) -> Line:
        """A metric's line on the grid."""
        known = project.metrics[metric]
        person = project.people.get(known.owner) if known.owner else None
        values = self.values(project, observed)
        return Line(metric, known.label, values, good, person.name if person else None, known.unit)

    def values(self, project: Project, observed: Sequence[Observation]) -> tuple[float | None, ...]:
        """The whole periods' values."""
        return self.told(project, whole_values(observed))

    def told(self, project: Project, values: Values) -> tuple[float | None, ...]:
        """Values by period as they stand on the grid."""
        told = values if self.reads is self.grain else _by_week(project, values)
        return tuple(told.get(start) for start in self.starts)


def grid_of(project: Project, grain: Grain, observed: Sequence[Observation], until: date | None) -> Grid:
    """The grid of the North Star's complete periods, up to the one that begins on `until`."""
    told = whole_values([o for o in observed if o.complete])
    judged = Grain.WEEK if grain is Grain.DAY else grain
    if judged is not grain:
        told = _by_week(project, told)
    days = sorted(day for day in told if until is None or day <= until)
    if not days:
        return Grid(judged, grain, ())
    starts = tuple(period.start for period in project.calendar.periods(days[0], days[-1], judged))
    return Grid(judged, grain, starts)


def whole_values(observed: Sequence[Observation]) -> dict[date, float | None]:
    """Values by period; None where a complete period has none."""
    return {o.period: None if isinstance(o.value, Undetermined) else float(o.value) for o in observed if o.complete}


def _by_week(project: Project, daily: Values) -> dict[date, float | None]:
    """The mean of each whole week's days."""
    weeks: dict[date, list[float | None]] = {}
    for day, value in daily.items():
        weeks.setdefault(project.calendar.start_of(day, Grain.WEEK), []).append(value)
    means: dict[date, float | None] = {}
    for start, values in weeks.items():
        known = [value for value in values if value is not None]
        if len(values) == DAYS_A_WEEK:
            means[start] = sum(known) / DAYS_A_WEEK if len(known) == DAYS_A_WEEK else None
    return means


def rests_of(project: Project, grid: Grid) -> tuple[float, ...]:
    """The days off in every period of the grid that would have been working days; none but for weeks."""
    if grid.grain is not Grain.WEEK or not grid.starts:
        return ()
    off = read_days_off(country_of(project), grid.starts[0], grid.starts[-1] + DAYS_A_WEEK * DAY)
    return tuple(
        float(sum(day in off.rests and day.weekday() not in off.weekend for day in _days(start)))
        for start in grid.starts
    )


def _days(start: date) -> list[date]:
    return [start + at * DAY for at in range(DAYS_A_WEEK)]


def splits_of(workspace: Workspace, metric: str, grid: Grid, totals: Sequence[Observation]) -> tuple[Split, ...]:
    """The dimensions whose segments add up to the metric, those that are too wide to be kept left out."""
    names = [name for name in dimensions_of(workspace, metric) if _adds(workspace, metric, name)]
    wishes = {Wish(metric, grid.reads, (name,)): name for name in names}
    # what was kept once is narrow enough to be kept
    kept = list(workspace.observer.read(wishes, start=grid.starts[-1])) or _narrow(workspace, wishes)
    workspace.ensure(kept)
    observed = workspace.observer.read(kept)
    periods = list(whole_values(totals))
    return tuple(
        Split(wishes[wish], workspace.project.dimension_label(wishes[wish]), _parts(workspace, grid, found, periods))
        for wish, found in observed.items()
    )


def _adds(workspace: Workspace, metric: str, dimension: str) -> bool:
    return additivity(workspace.engine, metric, dimension) is Additivity.ADDS


def _narrow(workspace: Workspace, wishes: Collection[Wish]) -> list[Wish]:
    """Those that a refresh would keep: before the first one, none is kept."""
    with workspace.turn:
        wanted = board_wishes(workspace.project, workspace.engine, workspace.observer)
    return [wish for wish in wanted if wish in wishes]


def _parts(
    workspace: Workspace, grid: Grid, observed: Sequence[Observation], periods: Sequence[date]
) -> tuple[Line, ...]:
    """A line a segment; in a period that has a total, a segment without rows is nothing."""
    by_value: dict[str | None, list[Observation]] = {}
    for observation in observed:
        by_value.setdefault(observation.segment[0][1], []).append(observation)
    return tuple(
        Line(
            str(value),
            Text.same(value) if value is not None else Text("without a value", "无取值"),
            grid.told(workspace.project, dict.fromkeys(periods, 0.0) | whole_values(found)),
        )
        for value, found in by_value.items()
    )
