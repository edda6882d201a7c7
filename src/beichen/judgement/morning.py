"""The morning read: of all that moved, what to look at first, and which of it is one story.

See docs/methods/morning-read.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from beichen.judgement.change import ExpectedRange

FARTHEST = 10.0  # half-widths; beyond it a value is no more telling
BESIDE_THE_TREE = 4  # steps: further than most drivers, and still to be seen
LEAST_PART = 0.1  # of the parent's change, for a driver to be part of its story


@dataclass(frozen=True, slots=True)
class Mover:
    """A metric whose value lies outside its expected range.

    Attributes:
        steps: edges up to the North Star; None beside the tree.
        share: of the North Star's change in the same period; None where the tree does not give it.
        broken: it is a guardrail beyond its limit.
        earlier: its period had closed before the one that is read began.
        explains: what share of the change it made, of each metric above it in the tree that
            moved in the same period; the nearest first, and never in a circle.
    """

    metric: str
    value: float
    expected: ExpectedRange
    steps: int | None = None
    share: float | None = None
    broken: bool = False
    earlier: bool = False
    explains: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Told:
    """A mover in its place: `below` are the drivers that explain it, told with it."""

    mover: Mover
    importance: float
    below: tuple[Told, ...] = ()

    @property
    def metric(self) -> str:
        return self.mover.metric


def order_movers(movers: Iterable[Mover]) -> tuple[Told, ...]:
    """What moved, in the order in which to read it.

    Broken guardrails first, then what is news of this period, then by importance, then by
    closeness to the North Star and name. A driver that made at least a tenth of the change of a
    metric above it, in its direction, stands below the nearest such metric; a broken
    guardrail always stands for itself.
    """
    ordered = sorted(movers, key=_place)
    above = {mover.metric: _story_of(mover) for mover in ordered}
    return _below(None, ordered, above)


def importance(mover: Mover) -> float:
    """How far out the value lies, in half-widths of its range from the middle, times the metric's weight.

    1 is the end of the North Star's own range.
    """
    return _distance(mover) * weight(mover)


def weight(mover: Mover) -> float:
    """1 for the North Star, 1 ÷ (1 + steps) below it; or the part of the North Star's change that it made, when larger."""
    steps = BESIDE_THE_TREE if mover.steps is None else mover.steps
    share = 0.0 if mover.share is None else min(1.0, abs(mover.share))
    return max(share, 1 / (1 + steps))


def _distance(mover: Mover) -> float:
    low, high = mover.expected.low, mover.expected.high
    if low is None or high is None or high <= low:
        return FARTHEST  # a metric that never moved, and did
    half = (high - low) / 2
    return min(FARTHEST, abs(mover.value - (low + half)) / half)


def _place(mover: Mover) -> tuple[bool, bool, float, int, str]:
    steps = BESIDE_THE_TREE if mover.steps is None else mover.steps
    return not mover.broken, mover.earlier, -importance(mover), steps, mover.metric


def _story_of(mover: Mover) -> str | None:
    """The metric with which a mover is told; None where it stands for itself."""
    if mover.broken:
        return None
    return next((parent for parent, share in mover.explains.items() if share >= LEAST_PART), None)


def _below(parent: str | None, ordered: Sequence[Mover], above: Mapping[str, str | None]) -> tuple[Told, ...]:
    return tuple(
        Told(mover, importance(mover), _below(mover.metric, ordered, above))
        for mover in ordered
        if above[mover.metric] == parent
    )
