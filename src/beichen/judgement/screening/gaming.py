"""Gaming resistance: when it was inflated, did value follow?

Three traces that inflation leaves in the data. Whoever was inflated stands at the
top of what is left of the candidate once all else is held: there the later value
falls short of what the slope below promises. Pushes go to active users: among
those of whom much is expected, more of it then tells less. And a campaign inflates
whole weeks of beginners: those stand out above all others, and the later value
does not follow.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from beichen.judgement.screening.curve import TOP, Curve
from beichen.judgement.screening.holding import Held
from beichen.judgement.screening.part import Missing, PartScore, undetermined
from beichen.judgement.screening.resampling import DRAWS, interval
from beichen.judgement.screening.trial import Floats, Ints

WEEKS_FEWEST, WEEK_ENTITIES = 12, 20
SPIKE = 4.0  # deviations, by chance and of the other weeks, that a week is up by
SPIKES_MOST = 0.25  # share of the weeks: more are no exception
CHEAP = 0.5  # what is declared cheap has at most these marks
HALF_A_YEAR = 26  # weeks
PASSED_ON = 0.5  # of the link: what inflated weeks must pass on to value at least


@dataclass(frozen=True, slots=True)
class Episodes:
    """Weeks in which a candidate was up: how much value followed, by deviation of the candidate, in every draw."""

    followed: Floats
    weeks: int


@dataclass(frozen=True, slots=True)
class Gaming:
    """The part of the score, and what is seen of inflation."""

    part: PartScore
    top_falls: bool  # the top has surely less value than the third below it, and less than was expected of it
    top_rises: bool  # surely more
    episodes_empty: bool  # weeks in which it was up surely passed on less than half of what its link promises


def judge_gaming(curve: Curve, episodes: Episodes | None, links: Floats, *, cheap: bool) -> Gaming:
    """What of its link holds at the top, among those who do most, and in inflated weeks; the least of the three."""
    rise_low, rise_high = interval(curve.top_rise)
    traces = [] if curve.capped else [_kept(curve.top_rise, curve.top_promise), _kept(curve.heavy, curve.light)]
    empty = False
    if episodes is not None:
        traces.append(_kept(episodes.followed, links))
        low, _ = interval(links)
        _, high = interval(episodes.followed)
        empty = low > 0 and high < PASSED_ON * float(links[0])
    # a top that merely has no more than the third below it may have enough of a good thing
    falls = rise_high < 0 and interval(curve.value[:, TOP])[1] < 0 and not curve.capped
    return Gaming(_part(traces, cheap=cheap), falls, rise_low > 0, empty)


def _part(traces: list[Floats], *, cheap: bool) -> PartScore:
    if not traces:
        return undetermined(Missing.NO_TRACE)
    least = np.minimum.reduce(traces)
    return PartScore(least * CHEAP if cheap else least)


def _kept(found: Floats, promised: Floats) -> Floats:
    """What was found, as a share of what was promised, 0–1; a deviation by chance is not held against it."""
    kept: Floats = (found + found[1:].std(ddof=1)) / np.maximum(promised, 1e-9)
    return np.where(promised > 0, np.clip(kept, 0.0, 1.0), 0.0)


def find_episodes(held: Held, candidate: int, began: Ints) -> Episodes | None:
    """Weeks of beginners that stand out above all others; None when there are none, or too few weeks.

    Weeks that differ all the time are no episodes: what they have of their own is a season, or a schedule.
    """
    values, place, counts = np.unique(began // 7, return_inverse=True, return_counts=True)
    kept = counts >= WEEK_ENTITIES
    if int(kept.sum()) < WEEKS_FEWEST:
        return None
    left, value = held.behaviour[:, candidate], held.value[:, candidate]
    size = counts[kept].astype(np.float64)
    x = np.bincount(place, left, len(values))[kept] / size
    y = np.bincount(place, value, len(values))[kept] / size
    middle = float(np.median(x))
    usual = 1.4826 * float(np.median(np.abs(x - middle)))
    up = (x - middle > SPIKE * left.std() / np.sqrt(size)) & (x - middle > SPIKE * usual)
    if not 0 < up.mean() <= SPIKES_MOST:
        return None
    rise = float(np.average(x[up], weights=size[up]) - np.average(x[~up], weights=size[~up]))
    value_rise = float(np.average(y[up], weights=size[up]) - np.average(y[~up], weights=size[~up]))
    # the error is of weeks, not of entities: what a week has of its own
    error = float(y[~up].std(ddof=1)) * np.sqrt(1 / up.sum() + 1 / (~up).sum())
    strayed = np.random.default_rng([len(x), 2]).normal(0.0, error, DRAWS)
    return Episodes((value_rise + np.concatenate([[0.0], strayed])) / rise, int(up.sum()))


def seasonal_share(scale: Floats, began: Ints) -> float | None:
    """Share of a candidate's variance between weeks of beginning, chance taken off; None of less than half a year."""
    values, place, counts = np.unique(began // 7, return_inverse=True, return_counts=True)
    if len(values) < HALF_A_YEAR:
        return None
    means = np.bincount(place, scale) / counts
    between = float((counts * (means - scale.mean()) ** 2).sum()) / max(
        float(((scale - scale.mean()) ** 2).sum()), 1e-12
    )
    chance = (len(values) - 1) / max(len(scale) - 1, 1)
    return max(between - chance, 0.0)
