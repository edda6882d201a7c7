"""Which metrics push a common ancestor opposite ways, by the tree's exact formulas at current values.

See docs/methods/conflicts.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from beichen.domain.formula import names_in
from beichen.domain.observation import Undetermined
from beichen.domain.tree import Tree
from beichen.tree.shape import top_down
from beichen.tree.weights import split_weights

ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Opposed:
    """Two metrics whose good directions move `ancestor` opposite ways.

    Attributes:
        push_a, push_b: by how many percent `ancestor` moves when one goes 1% its good way and nothing else changes.
    """

    a: str
    b: str
    ancestor: str
    push_a: float
    push_b: float


def opposed_in(
    tree: Tree, values: Mapping[str, float | Undetermined], good: Mapping[str, int], pairs: Sequence[tuple[str, str]]
) -> list[Opposed]:
    """The pairs that are opposed, each at its nearest ancestor; an ancestor may be one of the two.

    Args:
        values: by metric, in one period; what rests on one without value is passed over.
        good: 1 where up is good, −1 where down is.
    """
    order = top_down(tree, tree.north_star)
    slopes = _slopes(tree, order, {name: v for name, v in values.items() if not isinstance(v, Undetermined)})
    found = []
    for a, b in pairs:
        for ancestor in reversed(order):
            pushes = [_push(name, ancestor, slopes[ancestor], values) * good[name] for name in (a, b)]
            if pushes[0] * pushes[1] < 0 and min(map(abs, pushes)) >= ROUNDING:
                found.append(Opposed(a, b, ancestor, *pushes))
                break
    return found


def _push(name: str, ancestor: str, slopes: Mapping[str, float], values: Mapping[str, float | Undetermined]) -> float:
    """Percent of the ancestor for one percent of the metric; 0 where that is not known."""
    own, top = values.get(name), values.get(ancestor)
    if name not in slopes or isinstance(own, Undetermined | None) or isinstance(top, Undetermined | None) or not top:
        return 0.0
    return slopes[name] * abs(own) / abs(top)


def _slopes(tree: Tree, order: Sequence[str], values: Mapping[str, float]) -> dict[str, dict[str, float]]:
    """For every metric, by how much it moves with each of those below it, through all ways."""
    slopes: dict[str, dict[str, float]] = {}
    for name in reversed(order):
        slopes[name] = {name: 1.0}
        for child, slope in _own_slopes(tree, name, values).items():
            for below, further in slopes.get(child, {}).items():
                slopes[name][below] = slopes[name].get(below, 0.0) + slope * further
    return slopes


def _own_slopes(tree: Tree, name: str, values: Mapping[str, float]) -> Mapping[str, float]:
    drivers = tree.drivers.get(name)
    if drivers is None or drivers.identity is None or any(n not in values for n in names_in(drivers.identity)):
        return {}
    # with the same period before and after, the exact weights are the partial derivatives
    weights = split_weights(drivers.identity, values, values)
    return {} if isinstance(weights, Undetermined) else weights
