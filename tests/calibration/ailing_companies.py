"""Companies whose North Star's truth is known: healthy ones, and ones where it fails on a given week in one of five ways.

Weekly series as a company has them: growth, a year's season, holidays, noise that carries
over, a level that wanders, incidents of a week.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from beichen.domain.metric import Good
from beichen.domain.text import Text
from beichen.domain.time import Grain
from beichen.judgement.health.facts import Ceiling, Driven, Facts, Line, Split

Array = NDArray[np.float64]

FAILURES = ("link", "saturation", "gaming", "decoupling", "concentration")
WEEKS = 156
FIRST = date(2023, 1, 2)
HOLIDAYS = (3, 39)  # weeks of the year that are mostly days off


@dataclass(frozen=True, slots=True)
class World:
    """What drives a company's numbers, on the scale of logarithms."""

    rng: np.random.Generator
    late: Array  # weeks since the failure began; below 0 before it
    drivers: Array  # 2 × weeks
    weights: Array  # of the drivers in the North Star
    own: Array  # of the North Star, nobody's doing
    base: Array  # growth and season
    rests: Array

    @property
    def failing(self) -> NDArray[np.bool_]:
        return self.late >= 0

    @property
    def ramp(self) -> Array:
        """1 in the first week of the failure, 2 in the second."""
        return np.maximum(self.late + 1, 0)

    def elsewhere(self) -> Array:
        """Movements of the drivers' size that are not theirs."""
        return np.asarray((self.weights * _drivers(self.rng, len(self.late))).sum(axis=0))


def company(seed: int, failure: str | None = None, onset: int = WEEKS, weeks: int = WEEKS) -> Facts:
    """One company; from the week `onset` on its North Star fails, if `failure` is one of `FAILURES`."""
    world = _world(np.random.default_rng(seed), onset if failure else weeks, weeks)
    rng = world.rng
    shocks = (world.weights * world.drivers).sum(axis=0)
    if failure == "decoupling":
        shocks = np.where(world.failing, world.elsewhere(), shocks)
    moves = shocks + world.own
    pushed = rng.uniform(0.015, 0.03) * world.ramp if failure == "gaming" else 0.0
    star = 10_000 * np.exp(world.base + moves + pushed)
    hurt = rng.uniform(0.03, 0.06) * world.ramp if failure == "gaming" else 0.0 * world.ramp
    drivers = tuple(_line(f"driver_{at}", 500 * np.exp(series)) for at, series in enumerate(world.drivers))
    facts = Facts(
        Grain.WEEK,
        tuple(FIRST + timedelta(weeks=week) for week in range(weeks)),
        _line("north_star", star),
        FIRST + timedelta(weeks=weeks),
        rests=tuple(world.rests),
        outcomes=(_outcome(world, moves, decayed=failure == "link"),),
        guardrails=(_guardrail(rng, moves, hurt, "complaints"), _guardrail(rng, moves, 0.0 * hurt, "refunds")),
        influences=(Driven(_line("north_star", star), drivers),),
        splits=(_split(world, star, failure == "concentration"),),
        ceiling=_population(world, star),
    )
    return _filling(facts, world) if failure == "saturation" else facts


def _world(rng: np.random.Generator, onset: int, weeks: int) -> World:
    week = np.arange(weeks)
    angle = 2 * np.pi * week / 52.18
    growth = rng.uniform(0, 0.006) * week
    season = rng.uniform(0, 0.12) * np.sin(angle + rng.uniform(0, 6))
    season += rng.uniform(0, 0.05) * np.sin(2 * angle + rng.uniform(0, 6))
    rests = np.isin(np.floor(week % 52.18).astype(int), HOLIDAYS) * 4.0
    dips = -rng.uniform(0.05, 0.3) * (rests > 0)
    wander = np.cumsum(rng.normal(0, rng.uniform(0, 0.003), weeks))
    incidents = (rng.random(weeks) < 0.02) * rng.normal(0, 0.15, weeks)
    own = _noise(rng, weeks, rng.uniform(0.2, 0.6), rng.uniform(0.005, 0.012)) + incidents
    weights = rng.uniform(0.6, 1.0, (2, 1))
    return World(rng, week - float(onset), _drivers(rng, weeks), weights, own, growth + season + dips + wander, rests)


def _drivers(rng: np.random.Generator, weeks: int) -> Array:
    return np.stack([_noise(rng, weeks, rng.uniform(0.3, 0.7), rng.uniform(0.02, 0.035)) for _ in range(2)])


def _noise(rng: np.random.Generator, weeks: int, carried: float, spread: float) -> Array:
    """Noise of which a part is found again a week later."""
    noise = rng.normal(0, spread, weeks + 30)
    for week in range(1, len(noise)):
        noise[week] += carried * noise[week - 1]
    return noise[30:]


def _outcome(world: World, moves: Array, *, decayed: bool) -> Line:
    """Follows the North Star after some weeks; once decayed, it moves as much by something else."""
    rng, weeks = world.rng, len(moves)
    lag = int(rng.integers(0, 5))
    followed = np.concatenate([moves[:1].repeat(lag), moves[: weeks - lag]])
    other = world.elsewhere()
    if decayed:
        followed = np.where(world.failing, other, followed)
    noise = _noise(rng, weeks, rng.uniform(0.0, 0.5), rng.uniform(0.008, 0.018))
    path = world.base * rng.uniform(0.5, 1.0)
    return _line("revenue", 90_000 * np.exp(path + rng.uniform(0.7, 1.2) * followed + noise))


def _guardrail(rng: np.random.Generator, moves: Array, hurt: Array, name: str) -> Line:
    noise = _noise(rng, len(moves), rng.uniform(0.1, 0.5), rng.uniform(0.04, 0.08))
    wander = np.cumsum(rng.normal(0, 0.004, len(moves)))
    return replace(_line(name, 0.02 * np.exp(rng.uniform(-0.2, 0.3) * moves + noise + wander + hurt)), good=Good.DOWN)


def _split(world: World, star: Array, concentrating: bool) -> Split:
    rng, weeks = world.rng, len(star)
    size = rng.normal(0, 0.6, (4, 1)) + np.cumsum(rng.normal(0, 0.004, (4, weeks)), axis=1)
    size = size + rng.normal(0, 0.03, size.shape)
    if concentrating:
        size[int(size[:, 0].argmax())] += rng.uniform(0.04, 0.08) * world.ramp
    share = np.exp(size) / np.exp(size).sum(axis=0)
    parts = tuple(_line(f"channel_{at}", star * share[at]) for at in range(4))
    return Split("channel", Text("Channel", "渠道"), parts)


def _population(world: World, star: Array) -> Ceiling:
    """Everybody: far more than the North Star counts."""
    population = np.exp(world.base - world.base[0]) * star[0] * world.rng.uniform(2.5, 5)
    return Ceiling(tuple(population.tolist()), Text("All customers", "全部客户"))


def _filling(facts: Facts, world: World) -> Facts:
    """The North Star as a share that reaches what it can on the week of the failure."""
    rng, weeks = world.rng, len(world.late)
    most, growth = rng.uniform(0.92, 0.98), rng.uniform(0.004, 0.01)
    noise = _noise(rng, weeks, 0.3, 0.0065)
    share = most * np.exp(-growth * np.maximum(-world.late, 0) + noise)
    ceiling = Ceiling((1.0,) * weeks, Text("100%", "100%"))
    return replace(facts, north_star=_line("north_star", np.minimum(share, 1.0)), ceiling=ceiling)


def _line(name: str, values: Array) -> Line:
    return Line(name, Text.same(name), tuple(float(value) for value in values), Good.UP)
