"""How strongly the tree's influences hold, from stored observations, and what each gave to a change."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol
from weakref import WeakKeyDictionary

from beichen.domain.days_off import DaysOff
from beichen.domain.observation import Observation, Reason, Undetermined
from beichen.domain.project import Project
from beichen.domain.time import Calendar, Grain
from beichen.domain.tree import EdgeKind, Tree
from beichen.judgement.influence import Estimate, Series, estimate_influences
from beichen.project.holidays import country_of, read_days_off
from beichen.tree.identity import Associated

if TYPE_CHECKING:
    from beichen.workspace.periods import Pair

Edge = tuple[str, str]
"""Parent and driver."""


class Observed(Protocol):
    """What is asked of a workspace."""

    @property
    def project(self) -> Project: ...

    def series(
        self, metrics: Sequence[str], grain: Grain, start: date | None = None, end: date | None = None
    ) -> Mapping[str, Sequence[Observation]]: ...

    def version(self) -> int: ...


def estimated_influences(
    workspace: Observed, parents: Sequence[str], grain: Grain
) -> dict[Edge, Estimate | Undetermined]:
    """The estimate of every influence of `parents`, from all complete periods of a grain.

    Computed once for the observations they rest on, and kept as long as the workspace is open.
    """
    known = _known(workspace, parents, grain)
    return {(parent, driver): found for parent, each in known.items() for driver, found in each.estimates.items()}


def associated(workspace: Observed, parents: Sequence[str], pair: Pair | None) -> dict[Edge, Associated | Undetermined]:
    """What goes with each influence's changes between the two periods, in its parent's unit."""
    if pair is None:
        return {}
    calendar = workspace.project.calendar
    return {
        (parent, driver): _effect(estimate, known.observed[driver], calendar, pair)
        for parent, known in _known(workspace, parents, pair.grain).items()
        for driver, estimate in known.estimates.items()
    }


def estimate_dict(estimate: Estimate | Undetermined | None) -> dict[str, Any] | None:
    """An estimate for JSON; null where there is none."""
    if not isinstance(estimate, Estimate):
        return None
    low, high = estimate.interval
    return {
        "lag": estimate.lag,
        "coefficient": estimate.coefficient,
        "low": low,
        "high": high,
        "periods": estimate.periods,
        "evidence": "association",
    }


def influences_of(tree: Tree | None, parent: str) -> tuple[str, ...]:
    """The drivers of a metric whose effect is estimated."""
    edges = tree.edges_of(parent) if tree is not None else ()
    return tuple(edge.child for edge in edges if edge.kind is EdgeKind.INFLUENCE)


def _effect(
    estimate: Estimate | Undetermined, observed: Mapping[date, Observation], calendar: Calendar, pair: Pair
) -> Associated | Undetermined:
    if isinstance(estimate, Undetermined):
        return estimate
    changes: list[float] = []
    for lag in range(len(estimate.by_lag)):
        after, before = (_whole(observed, calendar.shift(end, pair.grain, -lag)) for end in (pair.at, pair.versus))
        if isinstance(after, Undetermined):
            return after
        if isinstance(before, Undetermined):
            return before
        changes.append(after - before)
    effect = estimate.effect(changes)
    return Associated(effect.amount, *effect.interval)


def _whole(observed: Mapping[date, Observation], period: date) -> float | Undetermined:
    found = observed.get(period)
    if found is None:
        return Undetermined(Reason.NO_PERIOD)
    if not found.complete:
        return Undetermined(Reason.PARTIAL_PERIOD)
    return found.value if isinstance(found.value, Undetermined) else float(found.value)


@dataclass(frozen=True, slots=True)
class _Known:
    """The influences of one parent at one grain, and what they were computed from."""

    version: int
    project: Project
    rests_on: Hashable
    estimates: Mapping[str, Estimate | Undetermined]
    observed: Mapping[str, Mapping[date, Observation]]


_kept: WeakKeyDictionary[Observed, dict[tuple[str, Grain], _Known]] = WeakKeyDictionary()


def _known(workspace: Observed, parents: Sequence[str], grain: Grain) -> dict[str, _Known]:
    """What is known of the parents that have influences; all that is missing is read at once."""
    project, version = workspace.project, workspace.version()
    driven = {parent: drivers for parent in parents if (drivers := influences_of(project.tree, parent))}
    kept = _kept.setdefault(workspace, {})
    waiting = [
        parent
        for parent in driven
        if (known := kept.get((parent, grain))) is None or known.version != version or known.project is not project
    ]
    if waiting:
        names = dict.fromkeys(name for parent in waiting for name in (parent, *driven[parent]))
        series = workspace.series(list(names), grain)
        for parent in waiting:
            own = {name: series.get(name, ()) for name in (parent, *driven[parent])}
            kept[parent, grain] = _renewed(kept.get((parent, grain)), project, version, grain, own)
    return {parent: kept[parent, grain] for parent in driven}


def _renewed(
    known: _Known | None, project: Project, version: int, grain: Grain, series: Mapping[str, Sequence[Observation]]
) -> _Known:
    parent, *drivers = series
    rests_on = _rests_on(project, drivers, series)
    if known is not None and known.rests_on == rests_on:
        return replace(known, version=version, project=project)
    observed = {name: {o.period: o for o in found} for name, found in series.items()}
    return _Known(version, project, rests_on, estimate_from(project, parent, drivers, grain, observed), observed)


def _rests_on(project: Project, drivers: Sequence[str], series: Mapping[str, Sequence[Observation]]) -> Hashable:
    """Whatever estimates depend on: the calendar, the edges, and the observations, which are computed together."""
    latest = tuple(
        (name, found[-1].definition_hash, found[-1].computed_at, found[-1].period, len(found)) if found else (name,)
        for name, found in series.items()
    )
    return project.calendar, country_of(project), tuple(drivers), latest


def estimate_from(
    project: Project,
    parent: str,
    drivers: Sequence[str],
    grain: Grain,
    observed: Mapping[str, Mapping[date, Observation]],
) -> dict[str, Estimate | Undetermined]:
    """The estimates that follow from the totals of a metric and its influences."""
    own = observed.get(parent, {})
    starts = _grid(project.calendar, grain, own)
    rests = _rests(project, grain, starts)
    series = [Series(name, [_plain(observed.get(name, {}), start) for start in starts]) for name in (parent, *drivers)]
    return estimate_influences(series[0], series[1:], starts, grain, rests=rests)


def _grid(calendar: Calendar, grain: Grain, own: Mapping[date, Observation]) -> list[date]:
    if not own:
        return []
    return [period.start for period in calendar.periods(min(own), max(own), grain)]


def _plain(observed: Mapping[date, Observation], period: date) -> float | None:
    value = _whole(observed, period)
    return None if isinstance(value, Undetermined) else value


def _rests(project: Project, grain: Grain, starts: Sequence[date]) -> list[float]:
    """Days off in each period, less the days of a weekend on which people work."""
    if not starts:
        return []
    until = project.calendar.shift(starts[-1], grain, 1)
    days_off = read_days_off(country_of(project), starts[0], until)
    changed = _by_day(days_off)
    periods = [project.calendar.period(start, grain) for start in starts]
    return [sum(weight for day, weight in changed if p.start <= day < p.until) for p in periods]


def _by_day(days_off: DaysOff) -> list[tuple[date, float]]:
    rests = [(day, 1.0) for day in days_off.rests if day.weekday() not in days_off.weekend]
    return rests + [(day, -1.0) for day in days_off.works]
