"""How much a metric goes with the metrics that are believed to drive it, now and some periods later.

A regression of the parent on all of its influences together: `docs/methods/influences.md`.
It tells an association, never a cause.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from beichen.domain.observation import Reason, Undetermined
from beichen.domain.time import Grain

LEAST_PERIODS = 30
"""Complete periods in which the parent and its influences all have values; with fewer nothing is estimated."""


@dataclass(frozen=True, slots=True)
class Series:
    """The values of one metric by period, on a grid without gaps; None where a period has no whole value."""

    metric: str
    values: Sequence[float | None]


@dataclass(frozen=True, slots=True)
class Estimate:
    """What one more unit of a driver goes with in its parent, in the parent's unit.

    Attributes:
        by_lag: the parent's change in the same period, one period later, and so on.
        covariance: of `by_lag`, row by row.
        quantile: standard errors on either side of an estimate that make its 95% interval.
        periods: complete periods that it rests on.
        among: influences of the same parent that were estimated together with it, itself included.
    """

    by_lag: tuple[float, ...]
    covariance: tuple[tuple[float, ...], ...]
    quantile: float
    periods: int
    among: int = 1

    @property
    def lag(self) -> int:
        """The number of periods after which the association is strongest."""
        return max(range(len(self.by_lag)), key=lambda lag: abs(self.by_lag[lag]))

    @property
    def coefficient(self) -> float:
        """Over all lags together."""
        return sum(self.by_lag)

    @property
    def interval(self) -> tuple[float, float]:
        """The 95% interval of `coefficient`."""
        return self.effect([1.0] * len(self.by_lag)).interval

    def effect(self, changes: Sequence[float]) -> Effect:
        """What goes with the driver's changes, the latest first: one for every lag."""
        amount = sum(weight * change for weight, change in zip(self.by_lag, changes, strict=True))
        variance = sum(
            first * second * self.covariance[row][column]
            for row, first in enumerate(changes)
            for column, second in enumerate(changes)
        )
        half = self.quantile * max(variance, 0.0) ** 0.5
        return Effect(amount, (amount - half, amount + half))


@dataclass(frozen=True, slots=True)
class Effect:
    """An amount in the parent's unit with its 95% interval."""

    amount: float
    interval: tuple[float, float]


Estimates = Mapping[str, Estimate | Undetermined]


def estimate_influences(
    parent: Series, drivers: Sequence[Series], starts: Sequence[date], grain: Grain, *, rests: Sequence[float] = ()
) -> dict[str, Estimate | Undetermined]:
    """Regress a metric on its influences together, with lags; by driver, in the order given.

    The parent and each driver are freed of trend and season. What carries over from one
    period to the next without the drivers' doing is estimated too, up to a random walk,
    for which the regression is one of changes: two series that merely both grow, or both
    drift, are not associated. Choices of lags (weeks: up to 4) are averaged by how likely
    the Bayesian information criterion finds them; where they disagree the interval is wider.
    Intervals stand autocorrelated and uneven noise.

    Args:
        starts: first day of every period of the grid.
        rests: days off in every period; they are held, as they move parent and drivers alike.

    Returns:
        For a driver without an estimate the reason: `too_few_periods` (under 30 that are
        complete for all), `no_variation` (it or the parent hardly ever moved but by trend
        and season), `collinear` (it moves as the others do).
    """
    from beichen.judgement.influence_fit import fit_influences  # NumPy, which a reader of estimates does without

    return fit_influences(parent, drivers, starts, grain, rests)


def no_estimates(drivers: Sequence[str], reason: Reason) -> dict[str, Estimate | Undetermined]:
    """The same reason for all of them."""
    return {name: Undetermined(reason) for name in drivers}
