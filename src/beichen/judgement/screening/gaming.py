"""Gaming resistance: when it was inflated, did value follow?

Three traces that inflation leaves in the data. Whoever was inflated stands at the
top of what is left of the candidate once all else is held: there the later value
falls short of what the slope below promises. Pushes go to active users: among
those of whom much is expected, more of it then tells less. And a campaign inflates
whole weeks of beginners: between weeks the candidate varies more than chance
allows, and the later value does not follow.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from beichen.judgement.screening.curve import Curve
from beichen.judgement.screening.holding import Held
from beichen.judgement.screening.part import Missing, PartScore, undetermined
from beichen.judgement.screening.resampling import DRAWS, interval
from beichen.judgement.screening.trial import Floats, Ints

WEEKS_FEWEST, WEEK_ENTITIES = 8, 20
SURE_EPISODES = 2.0  # variance between weeks, as a multiple of what chance gives
CHEAP = 0.5  # what is declared cheap has at most these marks
SMOOTH = 0.6  # correlation of weeks with the weeks after them from which they are a season
PASSED_ON = 0.5  # of the link: what inflated weeks must pass on to value at least


@dataclass(frozen=True, slots=True)
class Episodes:
    """Weeks in which a candidate was up: how much value followed, by deviation of the candidate, in every draw."""

    followed: Floats
    strength: float  # variance between weeks, as a multiple of chance
    smooth: bool  # weeks are like the weeks beside them, as seasons are and campaigns are not


@dataclass(frozen=True, slots=True)
class Gaming:
    """The part of the score, and what is seen of inflation."""

    part: PartScore
    top_falls: bool  # the top has surely less value than the third below it
    top_rises: bool  # surely more
    episodes_empty: bool  # weeks in which it was up surely passed on less than half of what its link promises
    seasonal: bool  # and those weeks follow one another, as seasons do


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
    falls = rise_high < 0 and not curve.capped
    seasonal = empty and episodes is not None and episodes.smooth
    return Gaming(_part(traces, cheap=cheap), falls, rise_low > 0, empty, seasonal)


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
    """Weeks of beginners that differ by more than chance; None when there are none, or too few weeks.

    Draws are of weeks, not of entities: what a week has of its own is the error.
    """
    week = began // 7
    values, place, counts = np.unique(week, return_inverse=True, return_counts=True)
    kept = counts >= WEEK_ENTITIES
    if int(kept.sum()) < WEEKS_FEWEST:
        return None
    left, value = held.behaviour[:, candidate], held.value[:, candidate]
    size = counts[kept].astype(np.float64)
    x = np.bincount(place, left, len(values))[kept] / size
    y = np.bincount(place, value, len(values))[kept] / size
    x, y = x - np.average(x, weights=size), y - np.average(y, weights=size)
    within, shared = float(left.var()), float(np.mean((left - left.mean()) * (value - value.mean())))
    weeks = len(size)
    strength = float((size * x * x).sum() / (weeks - 1) / max(within, 1e-12))
    if strength < SURE_EPISODES:
        return None
    chance = np.random.default_rng([weeks, 2])
    drawn = np.vstack([np.ones(weeks), chance.multinomial(weeks, np.full(weeks, 1 / weeks), DRAWS)])
    # chance between weeks, which passes on what the link within weeks does, is taken off
    over = drawn @ (size * x * x - within)
    followed = drawn @ (size * x * y - shared)
    passed = np.divide(followed, over, out=np.zeros_like(over), where=over > 1e-9)
    return Episodes(passed, strength, float(np.corrcoef(x[1:], x[:-1])[0, 1]) >= SMOOTH)
