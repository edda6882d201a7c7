"""Expected ranges of a metric's periods, from its stored observations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from beichen.domain.observation import Observation, Reason
from beichen.domain.project import Project
from beichen.domain.time import Grain
from beichen.judgement.change import ExpectedRange, no_range


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

    Each comes from the periods before it alone.
    """
    observed = workspace.series([metric], grain).get(metric, ())
    return {observation.period: no_range(Reason.NO_EXPECTATION) for observation in observed}


def expected_for(workspace: Observed, metric: str, grain: Grain, period: date) -> ExpectedRange:
    """The range of one period; undetermined where the data have no such period."""
    return expected_ranges(workspace, metric, grain).get(period) or no_range(Reason.NO_PERIOD)
