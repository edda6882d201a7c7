"""Segments that do not make up their total: which of them moved otherwise than the others.

See docs/methods/located.md.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median

from beichen.domain.observation import Segment

LEAST_EVENTS = 10  # in both periods together, of a segment that is looked at
LEAST_SHIFT = 0.1  # on the log scale, beyond the others
WANDERING = 0.02  # by which segments wander apart without a cause, beyond chance
ENOUGH = 4  # segments, to read from them how much more than by chance they scatter
CERTAIN = 0.01  # chance of naming any segment when none moved
MOST_OF_A_DIMENSION = 3
HALF = 0.5


@dataclass(frozen=True, slots=True)
class Counted:
    """A segment in both periods: events, and of a rate the tries that they are counted in."""

    before: float
    after: float
    before_size: float = 1.0
    after_size: float = 1.0

    @property
    def shift(self) -> float:
        """Log ratio of the rates."""
        return math.log((self.after + HALF) / (self.before + HALF)) - math.log(self.after_size / self.before_size)

    @property
    def variance(self) -> float:
        """Of the shift, by chance."""
        return 1 / (self.after + HALF) + 1 / (self.before + HALF)


def standing_apart(dimensions: Mapping[str, Mapping[Segment, Counted]]) -> dict[Segment, float]:
    """The segments, of one dimension each, that moved otherwise than the others of theirs, with the confidence.

    A segment's own log ratio is compared with the mean of the others'; its error is that of
    counts, times what the segments scatter beyond it. The most telling is named, put aside, and
    the others are looked at again. Confidence is 1 less the chance that any of all segments
    that are looked at would seem so far apart (Bonferroni).
    """
    looked = {
        name: {segment: one for segment, one in segments.items() if _is_enough(one)}
        for name, segments in dimensions.items()
    }
    tests = sum(len(segments) for segments in looked.values() if len(segments) > 1)
    found: dict[Segment, float] = {}
    for segments in looked.values():
        left = dict(segments)
        for _ in range(MOST_OF_A_DIMENSION):
            named = _farthest(left, tests)
            if named is None:
                break
            segment, chance = named
            found[segment] = 1 - chance
            del left[segment]
    return found


def _is_enough(one: Counted) -> bool:
    return one.before + one.after >= LEAST_EVENTS and one.before_size > 0 and one.after_size > 0


def _farthest(segments: Mapping[Segment, Counted], tests: int) -> tuple[Segment, float] | None:
    if len(segments) < 2:
        return None
    scores = _scores(segments)
    # of two segments either moved otherwise than the other: it is told of the one that moved
    size = {name: abs(one.shift if len(segments) == 2 else scores[name][0]) for name, one in segments.items()}
    segment = max(segments, key=size.__getitem__)
    score, apart = scores[segment]
    # a large segment that moved makes all others seem to scatter: they are looked at without it
    others = _scores({name: one for name, one in segments.items() if name != segment})
    scatter = 1.0
    if len(others) >= ENOUGH - 1:
        scatter = max(1.0, median(other**2 for other, _ in others.values()) / 0.455)
    chance = min(1.0, math.erfc(abs(score) / math.sqrt(2 * scatter)) * tests)
    return (segment, chance) if chance <= CERTAIN and abs(apart) >= LEAST_SHIFT else None


def _scores(segments: Mapping[Segment, Counted]) -> dict[Segment, tuple[float, float]]:
    """How far each segment is from the others, in standard errors, and on the log scale."""
    weights = {name: 1 / (one.variance + WANDERING**2) for name, one in segments.items()}
    whole = math.fsum(weights.values())
    moved = math.fsum(weights[name] * one.shift for name, one in segments.items())
    scores = {}
    for name, one in segments.items():
        others = whole - weights[name]
        if others > 0:
            usual = (moved - weights[name] * one.shift) / others
            scores[name] = _score(one, usual, 1 / others), one.shift - usual
    return scores


def _score(one: Counted, usual: float, error: float) -> float:
    """Events beyond those that the usual shift leads one to expect, in standard errors.

    Given the events of both periods together, as a segment that lost all of them has no log ratio to speak of.
    """
    ratio = math.exp(usual) * one.after_size / one.before_size
    share, events = ratio / (1 + ratio), one.before + one.after
    variance = events * share * (1 - share)
    return (one.after - events * share) / math.sqrt(variance + variance**2 * (WANDERING**2 + error))
