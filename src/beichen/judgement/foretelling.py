"""Foretelling each period of a series from the periods before it alone."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import numpy as np

from beichen.judgement.holiday_effect import HolidayEffects
from beichen.judgement.noise_scale import NoiseScale
from beichen.judgement.rhythm import Rhythm
from beichen.judgement.sampling import Chance
from beichen.judgement.smoothing import CUT, LOSS_CUT, Smoothers, Vector
from beichen.judgement.years import Years

FAR_OUT = 3.0  # spreads
NORMAL_MAD = 1.4826  # the standard deviation of a normal distribution, in median absolute deviations
SMALLEST_SPREAD = 1e-6  # of the largest value so far; a guard against dividing by nothing
DOUBTED = 0.25  # of what may or may not come again, by how far a spread reaches: two reach both ends from the middle
WIDENING = 0.1  # of the variance, for every period in a row that was not seen


@dataclass(frozen=True, slots=True)
class Off:
    """Holidays in a period: `share` of it, below 0 where a day of rest was worked on."""

    name: str
    share: float
    made_up: bool = False


@dataclass(frozen=True, slots=True)
class Slot:
    """One period of a series without gaps, on a noise scale."""

    value: float | None  # None: not seen, or not whole
    chance: Chance
    season: int
    mix: Vector  # weights of the seasons in it
    off: Off | None


@dataclass(frozen=True, slots=True)
class Foretold:
    """What was to be expected: a centre and its usual error, on the noise scale."""

    centre: float
    spread: float


def foretell(slots: Sequence[Slot], scale: NoiseScale, rhythm: Rhythm) -> list[Foretold]:
    """Every slot, foretold from those before it.

    The first `rhythm.least` seen values set the beginning, so that what is foretold
    of them is no forecast.
    """
    teller = _Teller(slots, scale, rhythm)
    return [teller.step(at, slot) for at, slot in enumerate(slots)]


class _Teller:
    """Walks over a series, telling each period before it looks at it."""

    def __init__(self, slots: Sequence[Slot], scale: NoiseScale, rhythm: Rhythm) -> None:
        level, season, spread = _beginning(slots, rhythm)
        self._scale, self._rhythm = scale, rhythm
        self._smoothers = Smoothers(rhythm, level, season)
        # mean squares of errors, and of what chance alone would make of them
        self._by_chance = self._chance(slots[0].chance, level) if slots else 0.0
        self._square = max(spread * spread, self._by_chance)
        self._largest = 0.0
        self._unseen = 0
        self._holidays, self._made_up = HolidayEffects(), HolidayEffects()
        self._years = Years(rhythm)
        self._out = _FarOut(rhythm.run)

    def step(self, at: int, slot: Slot) -> Foretold:
        echo = self._years.echo(at)
        foretold = self._smoothers.foretell(slot.mix, echo.usual, echo.beyond)
        plain = self._smoothers.agree(foretold)
        effect, doubt = self._effect(slot.off)
        centre = plain + effect
        chance = self._chance(slot.chance, centre)
        doubt += (DOUBTED * echo.doubtful) ** 2
        spread = math.sqrt(self._usual(chance) * (1 + WIDENING * self._unseen) + doubt)
        spread = max(spread, SMALLEST_SPREAD * self._largest, np.finfo(float).tiny)
        if slot.value is None:
            self._skip()
        else:
            self._look(slot, foretold, Foretold(centre, spread), chance, plain - echo.beyond)
        return Foretold(centre, spread)

    def _skip(self) -> None:
        self._smoothers.skip()
        self._years.add(None, None)
        self._unseen += 1

    def _look(self, slot: Slot, foretold: Vector, told: Foretold, chance: float, usual: float) -> None:
        """Learn from what came; `usual` is what no holiday and no event of another year had a part in."""
        assert slot.value is not None
        plain = self._smoothers.agree(foretold)
        effect = told.centre - plain
        self._smoothers.judge(slot.value - effect - foretold, told.spread)
        if slot.off is not None:
            effects = self._made_up if slot.off.made_up else self._holidays
            effect = effects.learn(slot.off.name, slot.off.share, slot.value - plain, told.spread)
        ordinary = slot.value - effect
        season = self._smoothers.season(slot.mix)
        if self._out.is_new_level(ordinary - plain, told.spread, ordinary - season):
            self._settle(season)
            self._years.add(ordinary, ordinary)
        else:
            self._smoothers.learn(ordinary - foretold, told.spread, None if slot.off else slot.season)
            spread = math.sqrt(self._usual(chance))
            reach = LOSS_CUT * spread
            self._years.add(ordinary, min(max(ordinary, usual - reach), usual + reach))
            self._widen(slot.value - told.centre, spread, chance)
        self._largest = max(self._largest, abs(slot.value))
        self._unseen = 0

    def _settle(self, season: Vector) -> None:
        """Take the last values as a new level, and their own spread if it is larger."""
        levels = np.array(self._out.latest)
        middle = np.median(levels, axis=0)
        self._smoothers.settle(middle)
        around = NORMAL_MAD * float(np.median(np.abs(levels - middle)))
        self._square = max(self._square, around * around)
        self._out.forget()

    def _usual(self, chance: float) -> float:
        """The variance to be expected: that of the errors so far, more where chance is larger than it was then.

        Where errors are smaller than chance would have them (periods that share their
        rows are not drawn anew each time), chance counts for as much less.
        """
        if not self._by_chance:
            return self._square + chance
        weight = min(1.0, self._square / self._by_chance)
        return max(self._square - self._by_chance, 0.0) + weight * chance

    def _widen(self, error: float, spread: float, chance: float) -> None:
        square = min(error * error, (CUT * spread) ** 2)
        self._square += (square - self._square) * self._rhythm.forgetting
        self._by_chance += (chance - self._by_chance) * self._rhythm.forgetting

    def _effect(self, off: Off | None) -> tuple[float, float]:
        if off is None:
            return 0.0, 0.0
        effects = self._made_up if off.made_up else self._holidays
        return effects.expect(off.name, off.share, math.sqrt(self._square))

    def _chance(self, chance: Chance, centre: float) -> float:
        """The variance by chance, on the noise scale."""
        value = self._scale.back(centre)
        return self._scale.distance(value, math.sqrt(chance.variance(value))) ** 2


class _FarOut:
    """Counts periods in a row that lie far out on one side."""

    def __init__(self, run: int) -> None:
        self._run = run
        self._count = 0
        self.latest: deque[Vector] = deque(maxlen=run)

    def is_new_level(self, error: float, spread: float, level: Vector) -> bool:
        """Whether with this error there are enough of them; `level` is what each smoother sees as the level."""
        self.latest.append(level)
        side = 0 if abs(error) <= FAR_OUT * spread else 1 if error > 0 else -1
        self._count = side + (self._count if self._count * side > 0 else 0)
        return abs(self._count) >= self._run

    def forget(self) -> None:
        self._count = 0
        self.latest.clear()


def _beginning(slots: Sequence[Slot], rhythm: Rhythm) -> tuple[float, Vector, float]:
    """Level, season and spread of the first values, by medians, so that an incident among them does no harm."""
    first = [slot for slot in slots if slot.value is not None][: rhythm.least]
    values = [slot.value for slot in first if slot.value is not None]
    season = np.zeros(rhythm.season)
    if not values:
        return 0.0, season, 0.0
    middle = median(values)
    for at in range(rhythm.season if rhythm.season > 1 else 0):
        own = [value for value, slot in zip(values, first, strict=True) if slot.season == at]
        season[at] = median(own) - middle if own else 0.0
    season -= season.mean()
    plain = [value - float(slot.mix @ season) for value, slot in zip(values, first, strict=True)]
    level = median(plain[: max(rhythm.season, 5)])
    return level, season, _spread_of_steps(plain)


def _spread_of_steps(values: Sequence[float]) -> float:
    """The usual distance from one value to the next, by its median; by its mean where most do not move."""
    steps = [abs(after - before) for before, after in pairwise(values)]
    if not steps:
        return 0.0
    return NORMAL_MAD * median(steps) / math.sqrt(2) or sum(steps) / len(steps)
