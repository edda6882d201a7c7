"""Branches and segments together: at which metric below the explained one a segment's deviation starts.

See docs/methods/located.md.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from beichen.domain.formula import Formula
from beichen.domain.observation import Segment, Undetermined
from beichen.tree.identity import BranchKind, Split
from beichen.tree.weights import split_weights

DEEPEST = 4  # branches below the explained metric
MOST_OF_IT = 2 / 3  # of a segment's change, for one driver to be where it starts
BEYOND_ITS_PART = 0.1  # of that change, more than had all drivers of the segment moved by the same percentage
GAP = 0.1  # of a segment's change, that its formula may leave within the segment


@dataclass(frozen=True, slots=True)
class Located:
    """A segment that stands out, in the units of the metric that it names.

    Attributes:
        contribution: to the change of `metric`; undetermined where its segments do not make up the total.
        excess: contribution less what the segment's size alone would have given it.
        within, mix: of a ratio, through the segment's own rate and through its weight.
        confidence: 0–1, that it moved otherwise than the rest.
    """

    metric: str
    segment: Segment
    before: float | None
    after: float | None
    contribution: float | Undetermined
    excess: float | Undetermined
    within: float | None
    mix: float | None
    confidence: float


def path_down(split: Split) -> tuple[str, ...]:
    """The explained metric, then at every level the exact driver that moved it most, for the change or against it."""
    path = [split.root]
    while len(path) <= DEEPEST:
        below = {
            branch.metric: branch.contribution
            for branch in split.branches
            if branch.parent == path[-1] and branch.kind is BranchKind.IDENTITY and branch.metric is not None
            if not isinstance(branch.contribution, Undetermined) and branch.metric not in path
        }
        if not any(below.values()):
            break
        path.append(max(below, key=lambda name: abs(below[name])))
    return tuple(path)


def starting_driver(
    formula: Formula, before: Mapping[str, float], after: Mapping[str, float], change: float
) -> str | None:
    """The driver to which nearly all of a segment's change at its parent can be traced.

    Args:
        before, after: the drivers' values within the segment.
        change: the parent's within the segment.

    Returns:
        None where several drivers moved alike, or the formula does not hold within the segment.
    """
    weights = split_weights(formula, before, after)
    if isinstance(weights, Undetermined) or not change:
        return None
    parts = {name: weight * (after[name] - before[name]) for name, weight in weights.items()}
    if abs(math.fsum(parts.values()) - change) > GAP * abs(change):
        return None
    sizes = {name: abs(weight) * (abs(before[name]) + abs(after[name])) / 2 for name, weight in weights.items()}
    whole = math.fsum(sizes.values())
    name = max(parts, key=lambda each: parts[each] / change)
    share, alike = parts[name] / change, sizes[name] / whole if whole else 0.0
    enough = share >= MOST_OF_IT and (len(parts) == 1 or share >= alike + BEYOND_ITS_PART)
    return name if enough else None


def told_once(found: Iterable[tuple[Located, Located]]) -> list[Located]:
    """Every segment once, at the metric at which it starts.

    Args:
        found: from the explained metric downwards, each segment as it was found and as it is at the metric
            at which it starts.
    """
    told: list[tuple[Located, Located]] = []
    for as_found, starts in found:
        same = next((pair for pair in told if pair[0].metric != as_found.metric and _is_same(pair[1], starts)), None)
        if same is None:
            told.append((as_found, starts))
        elif same[1].metric == starts.metric:
            told[told.index(same)] = (as_found, starts)  # found there itself, it is told by its own numbers
    return list(dict.fromkeys(starts for _, starts in told))


def most_telling_first(located: Sequence[Located], split: Split, changes: Mapping[str, float]) -> list[Located]:
    """By what each did to the explained metric's change; those of which that is unknown last.

    Args:
        changes: of the metrics that the segments name.
    """
    given = {split.root: split.change}
    for branch in split.branches:
        if branch.metric is not None and branch.metric not in given:
            given[branch.metric] = branch.contribution

    def size(one: Located) -> float:
        worth, moved = given.get(one.metric), changes.get(one.metric)
        if isinstance(one.contribution, Undetermined) or worth is None or isinstance(worth, Undetermined) or not moved:
            return -1.0
        return abs(one.contribution * worth / moved)

    return sorted(located, key=size, reverse=True)


def _is_same(one: Located, other: Located) -> bool:
    """True where one lies in the other."""
    return set(one.segment) <= set(other.segment) or set(other.segment) <= set(one.segment)
