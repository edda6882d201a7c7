"""What stands beside the North Star: the guardrails that must hold, and the outcomes that validate it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pydantic import Field

from beichen.domain.metric import Good, Role
from beichen.domain.observation import Observation
from beichen.domain.project import Project
from beichen.domain.time import Grain
from beichen.domain.tree import Guardrail
from beichen.faces.http.pages.parts import (
    Change,
    Number,
    Owner,
    Part,
    Reading,
    Words,
    change_between,
    owner_of,
    read,
)
from beichen.faces.http.pages.periods import PeriodName, name_period
from beichen.faces.http.pages.trend import number_of
from beichen.faces.http.ports import BoardWorkspace
from beichen.judgement.status import Status
from beichen.workspace.guarding.standing import Observed, last_closed, node_status, own_wishes
from beichen.workspace.refreshing.observe import Wish

SPARK_PERIODS = 26


class SideMetric(Part):
    """A guardrail or an outcome."""

    metric: str
    label: Words
    role: Role
    owner: Owner | None
    unit: str | None
    good: Good | None
    period: PeriodName | None = Field(description="That of the value: a guardrail's own last one that had closed.")
    reading: Reading
    change: Change
    status: Status
    limit: str | None
    watches: Words | None = Field(description="Of a guardrail of another metric than the North Star: that metric.")
    spark: list[Number | None] = Field(description="The latest values up to the period, oldest first.")


@dataclass(frozen=True, slots=True)
class Shown:
    """The period that the page shows, and the one that it is compared with."""

    grain: Grain
    period: date
    compared: date | None


class Beside:
    """The metrics beside the North Star, read from the store in one go a grain."""

    def __init__(self, workspace: BoardWorkspace, star: str, shown: Shown) -> None:
        self._project = workspace.project
        self._star, self._shown = star, shown
        self._by_day = self._project.calendar.period(shown.period, shown.grain).last_day
        tree = self._project.tree
        self._guarded: Sequence[Guardrail] = tree.guardrails if tree else ()
        self._outcomes: Sequence[str] = tree.outcomes if tree else ()
        own = own_wishes(self._project, [star, *(guardrail.metric for guardrail in self._guarded)])
        self._observed = _read(workspace, [*own, *(Wish(name, shown.grain) for name in self._outcomes)])

    def status(self) -> Status:
        """How the North Star stood against its goals."""
        return node_status(self._project, self._observed, self._star, self._by_day)

    def guardrails(self) -> list[SideMetric]:
        """Every guardrail, judged at its own grain in its own last period that had closed."""
        return [self._guardrail(guardrail) for guardrail in self._guarded]

    def outcomes(self) -> list[SideMetric]:
        """The outcomes, in the period that the page shows."""
        return [
            self._side(name, self._shown.grain, self._shown.period, self._shown.compared, status=Status.NONE)
            for name in self._outcomes
        ]

    def _guardrail(self, guardrail: Guardrail) -> SideMetric:
        project, name = self._project, guardrail.metric
        closed = last_closed(project, self._observed, name, self._by_day)
        period = closed.period.start if closed else None
        grain = project.metrics[name].grain
        before = project.calendar.shift(period, grain, -1) if period else None
        status = node_status(project, self._observed, name, self._by_day)
        return self._side(name, grain, period, before, status=status, guardrail=guardrail)

    def _side(
        self,
        name: str,
        grain: Grain,
        period: date | None,
        compared: date | None,
        *,
        status: Status,
        guardrail: Guardrail | None = None,
    ) -> SideMetric:
        project, metric = self._project, self._project.metrics[name]
        observed = self._observed.get(Wish(name, grain), ())
        by_period = {observation.period: observation for observation in observed}
        now, before = (read(by_period.get(day) if day else None) for day in (period, compared))
        foreign = guardrail is not None and guardrail.watches != self._star
        return SideMetric(
            metric=name,
            label=Words.of(metric.label),
            role=metric.role,
            owner=owner_of(project, metric),
            unit=metric.unit,
            good=metric.good,
            period=name_period(project.calendar, grain, period, complete=now.complete) if period else None,
            reading=now,
            change=change_between(now, before, metric.unit, metric.good),
            status=status,
            limit=guardrail.limit.text if guardrail and guardrail.limit else None,
            watches=Words.of(project.metrics[guardrail.watches].label) if guardrail and foreign else None,
            spark=_spark(project, grain, period, observed),
        )


def _read(workspace: BoardWorkspace, wishes: Sequence[Wish]) -> Observed:
    """The totals that are wished for, by one question a grain."""
    found: dict[Wish, Sequence[Observation]] = {}
    for grain in dict.fromkeys(wish.grain for wish in wishes):
        names = list(dict.fromkeys(wish.metric for wish in wishes if wish.grain is grain))
        found |= {Wish(name, grain): series for name, series in workspace.series(names, grain).items()}
    return found


def _spark(project: Project, grain: Grain, period: date | None, observed: Sequence[Observation]) -> list[Number | None]:
    if period is None:
        return []
    first = project.calendar.shift(period, grain, 1 - SPARK_PERIODS)
    return [number_of(observation) for observation in observed if first <= observation.period <= period]
