"""The regression of a metric on its influences: distributed lags, errors that carry over, robust intervals."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from beichen.domain.observation import Reason, Undetermined
from beichen.domain.time import Grain
from beichen.judgement.influence import LEAST_PERIODS, Estimate, Series, no_estimates
from beichen.judgement.pace import t_quantile

Array = NDArray[np.float64]

LAGS: Mapping[Grain, int] = {Grain.DAY: 7, Grain.WEEK: 4, Grain.MONTH: 3, Grain.QUARTER: 2, Grain.YEAR: 1}
"""The longest lag that is looked at."""

ROWS_PER_TERM = 3  # fewer rows for each thing estimated, and lags are given up
FEWEST_MOVES = 6  # changes of a driver from which something can be learnt
NEGLIGIBLE = 0.02  # a choice of lags that is so much less likely than the likeliest is left out
NEAR = 2.0  # within so many 1/√n of 1, what carries over is taken for a random walk
HALVINGS = 7  # of 0–1, in which what carries over is looked for
COLLINEAR = 0.98  # of a driver's movement, what the others' explain
DAYS_A_YEAR = 365.25


def fit_influences(
    parent: Series, drivers: Sequence[Series], starts: Sequence[date], grain: Grain, rests: Sequence[float] = ()
) -> dict[str, Estimate | Undetermined]:
    """See `beichen.judgement.influence.estimate_influences`."""
    names = [driver.metric for driver in drivers]
    y = _array(parent)
    seen = {driver.metric: _array(driver) for driver in drivers}
    found = {name: Undetermined(why) for name in names if (why := _unusable(y, seen[name])) is not None}
    used = [name for name in names if name not in found]
    told: dict[str, Estimate | Undetermined] = {}
    if used:
        x = np.stack([seen[name] for name in used])
        told = _fit_together(y, dict(zip(used, x, strict=True)), starts, grain, rests)
    return {name: found[name] if name in found else told[name] for name in names}


def _array(series: Series) -> Array:
    return np.array([math.nan if value is None else value for value in series.values], dtype=np.float64)


def _unusable(y: Array, x: Array) -> Reason | None:
    """Why one driver cannot be estimated, whatever the others are."""
    known = np.isfinite(y) & np.isfinite(x)
    if int(known.sum()) < LEAST_PERIODS:
        return Reason.TOO_FEW_PERIODS
    if min(_moves(y[known]), _moves(x[known])) < FEWEST_MOVES:
        return Reason.NO_VARIATION
    return None


def _moves(values: Array) -> int:
    return int((np.abs(np.diff(values)) > 1e-12 * np.abs(values).max(initial=0)).sum())


def _fit_together(
    y: Array, x: Mapping[str, Array], starts: Sequence[date], grain: Grain, rests: Sequence[float]
) -> dict[str, Estimate | Undetermined]:
    names = list(x)
    driven = np.stack([x[name] for name in names])
    usable = np.isfinite(y) & np.isfinite(driven).all(axis=0)
    periods = int(usable.sum())
    if periods < LEAST_PERIODS:
        return no_estimates(names, Reason.TOO_FEW_PERIODS)
    fixed = _fixed_terms(starts, grain, periods, rests)
    scale_y, scale_x = _scale(y[usable]), np.array([_scale(row[usable]) for row in driven])
    design = _Design(y / scale_y, driven / scale_x[:, None], usable, fixed)
    declined = _declined(design, names)
    fitted = _choose(design, LAGS[grain])
    if fitted is None or len(declined) == len(names):
        return {name: Undetermined(declined.get(name, Reason.TOO_FEW_PERIODS)) for name in names}
    return {
        name: Undetermined(declined[name])
        if name in declined
        else fitted.estimate(at, float(scale_y / scale_x[at]), periods, len(names))
        for at, name in enumerate(names)
    }


def _scale(values: Array) -> float:
    return float(values.std()) or 1.0


def _fixed_terms(starts: Sequence[date], grain: Grain, periods: int, rests: Sequence[float]) -> Array:
    """What moves parent and drivers alike and is nobody's influence: level, trend, season, days off."""
    days = np.array([start.toordinal() for start in starts], dtype=np.float64)
    count = len(starts)
    terms = [np.ones(count), np.linspace(-1.0, 1.0, count)]
    if grain is Grain.DAY:
        weekdays = np.array([start.weekday() for start in starts])
        terms += [(weekdays == day).astype(np.float64) for day in range(1, 7)]
    years = float(days[-1] - days[0]) / DAYS_A_YEAR
    for wave in range(1, _waves(grain, years, periods) + 1):
        angle = 2 * np.pi * wave * days / DAYS_A_YEAR
        terms += [np.cos(angle), np.sin(angle)]
    if len(rests) == count and np.std(rests) > 0:
        terms.append(np.asarray(rests, dtype=np.float64))
    return np.stack(terms)


def _waves(grain: Grain, years: float, periods: int) -> int:
    """Pairs of waves that draw the year, more of them the longer it was seen."""
    most = {Grain.DAY: 4, Grain.WEEK: 4, Grain.MONTH: 4, Grain.QUARTER: 1, Grain.YEAR: 0}[grain]
    return min(most, 1 if years < 1 else 2 if years < 1.5 else 4, periods // 15)


@dataclass(frozen=True, slots=True)
class _Design:
    """Series of unit scale on a grid of periods, and where all of them are known."""

    y: Array  # periods
    x: Array  # drivers × periods
    usable: NDArray[np.bool_]
    fixed: Array  # terms × periods

    def rows(self, lags: int) -> NDArray[np.intp]:
        """Periods that are known together with so many before them, and one more."""
        whole = self.usable.copy()
        for back in range(1, lags + 2):
            whole &= np.concatenate([np.zeros(back, dtype=bool), self.usable[:-back]])
        return np.flatnonzero(whole)

    def lagged(self, rows: NDArray[np.intp], lags: int) -> Array:
        """Rows × (drivers × lags): each driver's lags side by side."""
        return np.stack([row[rows - lag] for row in self.x for lag in range(lags + 1)], axis=1)

    def quasi_differences(self, rows: NDArray[np.intp], lags: int, carried: float) -> tuple[Array, Array]:
        """Parent and regressors less `carried` times what they were a period before, fixed terms taken out of both."""
        before = rows - 1
        y = self.y[rows] - carried * self.y[before]
        x = self.lagged(rows, lags) - carried * self.lagged(before, lags)
        basis = _basis((self.fixed[:, rows] - carried * self.fixed[:, before]).T)
        return y - basis @ (basis.T @ y), x - basis @ (basis.T @ x)


def _basis(columns: Array) -> Array:
    """Orthonormal columns that span the same; differences of a constant are none."""
    left, size, _ = np.linalg.svd(columns, full_matrices=False)
    return left[:, size > 1e-9 * size[0]]


def _declined(design: _Design, names: Sequence[str]) -> dict[str, Reason]:
    """Drivers that say nothing of their own: all of their movement is season, or the other drivers'."""
    rows = design.rows(0)
    if len(rows) < len(design.fixed) + len(names) + 2:
        return dict.fromkeys(names, Reason.TOO_FEW_PERIODS)
    y, x = design.quasi_differences(rows, 0, 1.0)
    if float(y @ y) <= 1e-16 * len(rows):
        return dict.fromkeys(names, Reason.NO_VARIATION)
    sizes = np.einsum("ij,ij->j", x, x)
    still = sizes <= 1e-16 * len(rows)
    declined = {name: Reason.NO_VARIATION for name, none in zip(names, still, strict=True) if none}
    moving = np.flatnonzero(~still)
    if len(moving) > 1:
        unit = x[:, moving] / np.sqrt(sizes[moving])
        for at, driver in enumerate(moving):
            others = np.delete(unit, at, axis=1)
            rest = unit[:, at] - others @ np.linalg.lstsq(others, unit[:, at], rcond=1e-10)[0]
            if 1 - float(rest @ rest) > COLLINEAR:
                declined[names[int(driver)]] = Reason.COLLINEAR
    return declined


@dataclass(frozen=True, slots=True)
class _Fit:
    """Coefficients by driver and lag, with their covariance, in units of scale."""

    weights: Array
    covariance: Array
    lags: tuple[int, ...]  # by driver, the longest
    degrees: int

    def estimate(self, driver: int, unit: float, periods: int, among: int) -> Estimate:
        first = sum(lags + 1 for lags in self.lags[:driver])
        own = slice(first, first + self.lags[driver] + 1)
        covariance = self.covariance[own, own] * unit * unit
        return Estimate(
            tuple(float(weight) * unit for weight in self.weights[own]),
            tuple(tuple(float(value) for value in row) for row in covariance),
            t_quantile(0.975, self.degrees),
            periods,
            among,
        )


def _choose(design: _Design, most: int) -> _Fit | None:
    """The fit with as many lags of each driver as are worth their place; None where rows do not suffice."""
    while most > 0 and len(design.rows(most)) < ROWS_PER_TERM * (len(design.fixed) + len(design.x) + 1):
        most -= 1
    rows = design.rows(most)
    if len(rows) < len(design.fixed) + len(design.x) + 8:
        return None
    weighed = _weigh(design, rows, most, 1.0)
    likeliest = max(weighed.items(), key=lambda pair: pair[1])[0]
    carried = _carried(design, rows, most, likeliest)
    if carried < 1.0:
        weighed = _weigh(design, rows, most, carried)
    return _average(design, rows, weighed, carried)


def _columns(lags: Sequence[int], most: int) -> list[int]:
    return [driver * (most + 1) + lag for driver, longest in enumerate(lags) for lag in range(longest + 1)]


def _weigh(design: _Design, rows: NDArray[np.intp], most: int, carried: float) -> dict[tuple[int, ...], float]:
    """How likely each choice of lags is, by the Bayesian information criterion.

    Choices are those met on the way from no lags upwards, one driver's lengthened at a
    time as long as that makes it likelier.
    """
    y, x = design.quasi_differences(rows, most, carried)
    products, with_y, whole = x.T @ x, x.T @ y, float(y @ y)
    room = len(rows) // ROWS_PER_TERM - len(design.fixed)

    def score(lags: tuple[int, ...]) -> float:
        used = _columns(lags, most)
        if len(used) > max(room, len(lags)):
            return math.inf
        weights = np.linalg.lstsq(products[np.ix_(used, used)], with_y[used], rcond=1e-12)[0]
        left = max(whole - float(with_y[used] @ weights), 1e-12 * whole, 1e-300)
        return len(rows) * math.log(left) + math.log(len(rows)) * len(used)

    best: tuple[int, ...] = (0,) * len(design.x)
    scores = {best: score(best)}
    while True:
        longer = [
            (*best[:at], tried, *best[at + 1 :]) for at in range(len(best)) for tried in range(best[at] + 1, most + 1)
        ]
        scores |= {lags: score(lags) for lags in longer}
        likeliest = min(scores, key=lambda lags: scores[lags])
        if likeliest == best:
            break
        best = likeliest
    weights = {lags: math.exp((scores[best] - found) / 2) for lags, found in scores.items()}
    kept = {lags: weight for lags, weight in weights.items() if weight > NEGLIGIBLE}
    total = sum(kept.values())
    return {lags: weight / total for lags, weight in kept.items()}


def _average(design: _Design, rows: NDArray[np.intp], weighed: Mapping[tuple[int, ...], float], carried: float) -> _Fit:
    """One fit of several choices of lags; what they disagree about widens the intervals (Buckland and others 1997)."""
    longest = tuple(max(lags) for lags in zip(*weighed, strict=True))
    place = {column: at for at, column in enumerate(_columns(longest, max(longest)))}
    size = len(place)
    fits: list[tuple[float, Array, Array]] = []
    for lags, weight in weighed.items():
        own, spread = _fit(design, rows, lags, carried)
        at = [place[column] for column in _columns(lags, max(longest))]
        weights, covariance = np.zeros(size), np.zeros((size, size))
        weights[at] = own
        covariance[np.ix_(at, at)] = spread
        fits.append((weight, weights, covariance))
    mean, whole = np.zeros(size), np.zeros((size, size))
    for weight, weights, _ in fits:
        mean += weight * weights
    for weight, weights, covariance in fits:
        whole += weight * (covariance + np.outer(weights - mean, weights - mean))
    degrees = len(rows) - len(design.fixed) - max(sum(lags) + len(lags) for lags in weighed)
    return _Fit(mean, whole, longest, max(degrees, 3))


def _carried(design: _Design, rows: NDArray[np.intp], most: int, lags: Sequence[int]) -> float:
    """What of the error of a period is still there in the next, 0–1; 1 where it cannot be told from a random walk.

    The error is what a regression of changes leaves of the levels. Its autocorrelation
    lies low because trend and season are taken out of it: that of the process whose
    expected one it is. Within `NEAR`/√n of 1 it is set to 1 (after Perron and Yabu 2009).
    """
    used = _columns(lags, most)
    y, x = design.quasi_differences(rows, most, 1.0)
    weights = np.linalg.lstsq(x[:, used], y, rcond=1e-10)[0]
    levels = design.y[rows] - design.lagged(rows, most)[:, used] @ weights
    basis = _basis(design.fixed[:, rows].T)
    rest = levels - basis @ (basis.T @ levels)
    size = float(rest @ rest)
    if size <= 1e-20 * len(rows):
        return 0.0
    seen = float(rest[1:] @ rest[:-1]) / size
    low, high = 0.0, 1.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if _expected(middle, basis) < seen else (low, middle)
    carried = (low + high) / 2 if low else 0.0
    return 1.0 if carried > 1 - NEAR / math.sqrt(len(rows)) else carried


def _expected(carried: float, basis: Array) -> float:
    """The autocorrelation to expect once `basis` is taken out of an autoregression's errors."""
    count = len(basis)
    powers = carried ** np.arange(count)
    kernel = np.concatenate([powers[:0:-1], powers])
    spread = np.stack([np.convolve(column, kernel)[count - 1 : 2 * count - 1] for column in basis.T], axis=1)
    inner = basis.T @ spread
    whole = count - float(np.trace(inner))
    shifted = (count - 1) * carried
    shifted -= float((basis[1:] * spread[:-1]).sum() + (spread[1:] * basis[:-1]).sum())
    shifted += float(((basis @ inner)[1:] * basis[:-1]).sum())
    return shifted / whole


def _fit(design: _Design, rows: NDArray[np.intp], lags: tuple[int, ...], carried: float) -> tuple[Array, Array]:
    """Least squares with these lags: coefficients, and a covariance that stands uneven, autocorrelated errors.

    No variance is below the plain one's: in short histories robust ones lie low.
    """
    y, x = design.quasi_differences(rows, max(lags), carried)
    x = x[:, _columns(lags, max(lags))]
    inverse = np.linalg.pinv(x.T @ x, rcond=1e-10, hermitian=True)
    weights = inverse @ (x.T @ y)
    rest = y - x @ weights
    degrees = max(len(rows) - len(design.fixed) - x.shape[1], 1)
    plain = np.diag(inverse) * float(rest @ rest) / degrees
    # (1 − leverage): a period that draws the line to itself shows too little of its error (MacKinnon and White 1985)
    leverage = np.einsum("ij,jk,ik->i", x, inverse, x)
    scores = np.zeros((len(design.y), x.shape[1]))
    scores[rows] = x * (rest / np.clip(1 - leverage, 0.05, None))[:, None]
    robust = inverse @ _long_run(scores, len(rows)) @ inverse
    grown = np.sqrt(np.maximum(plain / np.maximum(np.diag(robust), 1e-300), 1.0))
    return weights, robust * np.outer(grown, grown)


def _long_run(scores: Array, count: int) -> Array:
    """Newey and West (1987): rows far apart count less; a missing period is a score of 0 (Parzen 1963)."""
    total = scores.T @ scores
    reach = int(4 * (count / 100) ** (2 / 9))
    for lag in range(1, reach + 1):
        shifted = scores[lag:].T @ scores[:-lag]
        total += (1 - lag / (reach + 1)) * (shifted + shifted.T)
    return total
