"""Weights of an index by what its parts foretell: a proposal with intervals, for a person to decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from beichen.domain.text import Text
from beichen.domain.time import Grain
from beichen.judgement.health.facts import Line
from beichen.judgement.health.following import VISIBLE, carried_error, find_lag, follow, freed
from beichen.judgement.health.grid import begins_at, on_grid
from beichen.judgement.health.path import Array
from beichen.judgement.health.watching import CADENCES

DRAWS = 300
BLOCK = 8  # periods that are drawn together: what carries over stays in one piece
SEED = 20_260_101


@dataclass(frozen=True, slots=True)
class Part:
    """A component of an index: its score (0–100) by period, and its weight today."""

    metric: str
    weight: float
    scores: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Weighed:
    """A component with the weight that its foretelling earns; the interval holds it in 95 of 100 draws."""

    metric: str
    weight: float
    proposed: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Proposal:
    """New weights that add up to what today's do; without any, `reason` says why.

    Attributes:
        lag: periods after which the value follows.
    """

    parts: tuple[Weighed, ...]
    lag: int | None
    reason: Text | None


def propose_weights(parts: Sequence[Part], value: Line, grain: Grain, rests: Sequence[float] = ()) -> Proposal:
    """Regress what the index ought to foretell on its components' scores; no weight falls below 0.

    Scores and value are freed of trend and season, and of what carries over; intervals
    come from a block bootstrap (Künsch 1989). An association: no proof of cause.
    """
    y = on_grid(value.values, rests)
    scores = [on_grid(part.scores, rests, plain=True) for part in parts]
    told = [line for line in scores if line is not None]
    if y is None or len(told) < len(parts) or len(parts) < 2:
        return _none(TOO_LITTLE)
    first = max(begins_at(line) for line in (y, *told))
    x, y = np.stack([line[first:] for line in told]), y[first:]
    cadence = CADENCES[grain]
    if len(y) < cadence.least + cadence.latest:
        return _none(TOO_LITTLE)
    today = np.array([part.weight for part in parts])
    lag = find_lag(today @ x, y, grain)
    rows = _regression(x, y, today, lag, grain)
    if rows is None:
        return _none(TOO_LITTLE)
    best = _not_below_zero(*rows)
    seen = follow(best @ x, y, len(y) - cadence.latest, grain, lag) if best.any() else None
    if seen is None or seen.seen < VISIBLE:
        return _none(NOTHING_SEEN)
    drawn = _draws(*rows, total=float(today.sum()))
    return Proposal(
        tuple(
            Weighed(part.metric, part.weight, float(weight), float(low), float(high))
            for part, weight, low, high in zip(
                parts, best / best.sum() * today.sum(), *np.percentile(drawn, [2.5, 97.5], axis=0), strict=True
            )
        ),
        lag,
        None,
    )


TOO_LITTLE = Text(
    "its components and what it should foretell have too short a history", "其组成指标或目标指标的历史太短"
)
NOTHING_SEEN = Text(
    "Whether its components foretell anything cannot be told from chance in the data so far",
    "就目前的数据，其组成指标的预示作用还无法与随机波动区分",
)


def _none(reason: Text) -> Proposal:
    return Proposal((), None, reason)


def _regression(x: Array, y: Array, today: Array, lag: int, grain: Grain) -> tuple[Array, Array] | None:
    """Rows of movements: periods × components, and the value's."""
    count = len(y) - lag
    own = freed(y[lag:], count, grain)
    moved = [freed(line[:count], count, grain) for line in x]
    index = freed((today @ x)[:count], count, grain)
    if own is None or index is None:
        return None
    design = np.stack([np.zeros(count) if line is None else line for line in moved], axis=1)
    carried = carried_error(index, own)
    return design[1:] - carried * design[:-1], own[1:] - carried * own[:-1]


def _not_below_zero(x: Array, y: Array) -> Array:
    """Least squares in which the weight that is furthest below 0 is given up, until none is."""
    used = [at for at in range(x.shape[1]) if bool(x[:, at].any())]
    weights = np.zeros(x.shape[1])
    while used:
        found, *_ = np.linalg.lstsq(x[:, used], y, rcond=None)
        if bool((found >= 0).all()):
            weights[used] = found
            break
        used.pop(int(found.argmin()))
    return weights


def _draws(x: Array, y: Array, *, total: float) -> Array:
    """Weights of resampled histories, each scaled to the total."""
    rng = np.random.default_rng(SEED)
    starts = len(y) - BLOCK + 1
    drawn = []
    for _ in range(DRAWS):
        begins = rng.integers(0, starts, -(-len(y) // BLOCK))
        rows = (begins[:, None] + np.arange(BLOCK)).ravel()[: len(y)]
        weights = _not_below_zero(x[rows], y[rows])
        drawn.append(weights / weights.sum() * total if weights.any() else np.full(len(weights), total / len(weights)))
    return np.array(drawn)
