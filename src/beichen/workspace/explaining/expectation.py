"""Expected ranges of a metric's periods, from its stored observations."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol
from weakref import WeakKeyDictionary

from beichen.domain.observation import Observation, Reason
from beichen.domain.project import Project
from beichen.domain.time import Grain
from beichen.judgement.change import ExpectedRange, no_range
from beichen.judgement.change import expected_ranges as ranges_of
from beichen.project.holidays import country_of, read_days_off
from beichen.workspace.explaining.sampled import is_bounded, readings_of


class Observed(Protocol):
    """What is asked of a workspace."""

    @property
    def project(self) -> Project: ...

    def series(
        self, metrics: Sequence[str], grain: Grain, start: date | None = None, end: date | None = None
    ) -> Mapping[str, Sequence[Observation]]: ...

    def version(self) -> int: ...


def expected_ranges(workspace: Observed, metric: str, grain: Grain) -> Mapping[date, ExpectedRange]:
    """The range of every observed period, and of the one after the last, by the period's first day.

    Each comes from the periods before it alone. Computed once for a definition and its
    data, and kept as long as the workspace is open.
    """
    kept = _kept.setdefault(workspace, {})
    project, version = workspace.project, workspace.version()
    known = kept.get((metric, grain))
    if known is not None and known.version == version and known.project is project:
        return known.ranges
    observed = workspace.series([metric], grain).get(metric, ())
    rests_on = _rests_on(project, observed)
    if known is None or known.rests_on != rests_on:
        known = _Kept(version, project, rests_on, ranges_from(project, metric, grain, observed))
    kept[metric, grain] = _Kept(version, project, rests_on, known.ranges)
    return known.ranges


def expected_for(workspace: Observed, metric: str, grain: Grain, period: date) -> ExpectedRange:
    """The range of one period; undetermined where the data have no such period."""
    return expected_ranges(workspace, metric, grain).get(period) or no_range(Reason.NO_PERIOD)


def ranges_from(
    project: Project, metric: str, grain: Grain, observed: Sequence[Observation]
) -> Mapping[date, ExpectedRange]:
    """The ranges that follow from a metric's totals at one grain, in order of period."""
    if not observed:
        return {}
    last = project.calendar.shift(observed[-1].period, grain, 1)
    days_off = read_days_off(country_of(project), observed[0].period, last)
    found = readings_of(project, metric, grain, observed)
    bounded = is_bounded(project, metric)
    ranges = ranges_of(found.readings, project.calendar, grain, days_off=days_off, share=bounded)
    return found.in_own_unit(ranges)


@dataclass(frozen=True, slots=True)
class _Kept:
    """The ranges of one metric at one grain, and what they were computed from."""

    version: int
    project: Project
    rests_on: Hashable
    ranges: Mapping[date, ExpectedRange]


_kept: WeakKeyDictionary[Observed, dict[tuple[str, Grain], _Kept]] = WeakKeyDictionary()


def _rests_on(project: Project, observed: Sequence[Observation]) -> Hashable:
    """Whatever the ranges depend on: the calendar, and the observations, which are computed together."""
    latest = observed[-1] if observed else None
    computed = None if latest is None else (latest.definition_hash, latest.computed_at, latest.period, len(observed))
    return project.calendar, country_of(project), computed
