"""Metrics over their closed periods, as guarding looks at them, from the observations that are kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from beichen.domain.metric import Good, Metric, Ratio
from beichen.domain.observation import Observation, Reason, Undetermined
from beichen.domain.time import Grain
from beichen.domain.tree import Guardrail
from beichen.judgement.change import ExpectedRange
from beichen.judgement.guarding.course import Course
from beichen.judgement.sampling import Sampled
from beichen.workspace.explaining.expectation import expected_ranges, ranges_from
from beichen.workspace.explaining.sampled import sampled_as
from beichen.workspace.refreshing.observe import Wish

if TYPE_CHECKING:
    from beichen.workspace.open import Workspace

_UNSEEN = Undetermined(Reason.NO_PERIOD)


@dataclass(frozen=True, slots=True)
class Looked:
    """What guarding looks at: a workspace, as it stood at the end of a day; None is today."""

    workspace: Workspace
    by_day: date | None = None

    def ready(self, metrics: Iterable[str], grain: Grain) -> None:
        """Have the totals of several metrics computed together, where they are not kept."""
        self.workspace.ensure([Wish(name, grain) for name in metrics])

    def closed(self, metric: str, grain: Grain) -> list[Observation]:
        """A metric's totals of the periods that had closed by then."""
        calendar = self.workspace.project.calendar
        return [
            o
            for o in self.workspace.series([metric], grain).get(metric, ())
            if o.complete and (self.by_day is None or calendar.period(o.period, grain).last_day <= self.by_day)
        ]

    def course(self, metric: str, grain: Grain) -> Course:
        """A metric's closed periods with their ranges."""
        observed = self.closed(metric, grain)

        def told_before(day: date) -> Mapping[date, ExpectedRange]:
            return self._told(metric, grain, observed, day)

        values = {o.period: o.value for o in observed}
        return Course(values, expected_ranges(self.workspace, metric, grain), told_before)

    def _told(
        self, metric: str, grain: Grain, observed: Sequence[Observation], day: date
    ) -> Mapping[date, ExpectedRange]:
        before = [o if o.period < day else replace(o, value=_UNSEEN) for o in observed]
        return ranges_from(self.workspace.project, metric, grain, before)


def grain_between(one: Metric, other: Metric) -> Grain:
    """The grain at which two metrics are seen together: the coarser of their own."""
    order = list(Grain)
    return max(one.grain, other.grain, key=order.index)


def bad_direction(guardrail: Guardrail, metric: Metric) -> Good:
    """The direction in which a guardrail hurts: as its condition says, else its limit, else against what is good."""
    if guardrail.when is not None:
        return guardrail.when
    if guardrail.limit is not None:
        return Good.UP if guardrail.limit.operator.startswith("<") else Good.DOWN
    return Good.UP if metric.good is Good.DOWN else Good.DOWN


def amount_of(workspace: Workspace, metric: str) -> str | None:
    """The metric that counts what another tells of: itself, of a ratio its numerator; None where nothing is counted."""
    spec = workspace.project.metrics[metric].spec
    counted = spec.numerator if isinstance(spec, Ratio) else metric
    return counted if sampled_as(workspace.project, counted) in (Sampled.COUNT, Sampled.SUM) else None
