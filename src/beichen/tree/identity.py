"""The split of a metric's change over the tree below it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from beichen.domain.formula import Formula, names_in
from beichen.domain.observation import Reason, Undetermined
from beichen.domain.tree import Drivers, Edge, EdgeKind, Tree
from beichen.tree.gap import identity_gap
from beichen.tree.shape import top_down
from beichen.tree.weights import split_weights

Values = Mapping[str, float | Undetermined]
Amount = float | Undetermined


class BranchKind(StrEnum):
    """What a row of the split is."""

    IDENTITY = "identity"
    INFLUENCE = "influence"
    LEFTOVER = "leftover"  # what an identity that does not hold, or cannot be computed, leaves at its parent
    UNEXPLAINED = "unexplained"  # what estimates leave of a parent that has influences alone: no fault


@dataclass(frozen=True, slots=True)
class Branch:
    """What one driver added to the root's change by way of one parent."""

    metric: str | None  # None for a leftover and for what is unexplained, which are no metric's
    parent: str
    kind: BranchKind
    contribution: Amount  # in the root's unit
    share: Amount  # of the root's change; may be negative or above 1
    interval: tuple[float, float] | None = None  # of an estimate; an identity has none


@dataclass(frozen=True, slots=True)
class Associated:
    """What is estimated to go with a driver's change, in its parent's unit, with its interval."""

    amount: float
    low: float
    high: float


Influences = Mapping[tuple[str, str], Associated | Undetermined]
"""By parent and driver; an edge that is not in it has not been estimated."""


@dataclass(frozen=True, slots=True)
class Leftover:
    """What the data say of a parent beyond its formula."""

    parent: str
    before: Amount  # in the parent's own unit; undetermined where the formula has no value
    after: Amount
    contribution: float  # of the change between them, in the root's unit


@dataclass(frozen=True, slots=True)
class Split:
    """A change, split over every edge of the tree below it."""

    root: str
    change: Amount
    branches: tuple[Branch, ...]  # parents first, the author's order below each, what it leaves last
    leftovers: tuple[Leftover, ...]
    unexplained: Amount  # the sum of the leftovers, with what estimates leave of the root; undetermined with the change


def split_change(
    tree: Tree, root: str, before: Values, after: Values, influences: Influences = MappingProxyType({})
) -> Split:
    """Split the change of `root` over its drivers: exactly through identities, by estimate through influences.

    Contributions are in the root's unit. Those of one parent's children, with what is
    left over or unexplained at it, add up to the parent's own (summed over its rows
    where it drives several metrics). Weights of drivers are Shapley values per unit of
    change, see `beichen.tree.weights`; a driver's own drivers share its weight.

    A formula that does not hold leaves a row of kind `leftover`. One that cannot be
    computed, because a driver has no value or it divides by zero, leaves its parent's
    whole contribution there, and its children undetermined. An influence has what is
    estimated of it, at its parent's worth; below a parent that has influences alone a
    row of kind `unexplained` holds the rest, once estimates are there. Beside an
    identity, influences take no part in the sum. What lies only below an influence is
    undetermined.

    Args:
        before, after: value by metric, for `root` and every metric below it.
        influences: what goes with the drivers' changes, or why that is not known.
    """
    changes = {name: _change(before[name], after[name]) for name in top_down(tree, root)}
    walk = _Walk(root, changes, changes[root], influences)
    walk.weights[root] = walk.total if isinstance(walk.total, Undetermined) else 1.0
    for parent in changes:
        drivers = tree.drivers.get(parent)
        if drivers is not None:
            walk.split(parent, drivers, tree.edges_of(parent))
    return Split(root, walk.amount, tuple(walk.branches), tuple(walk.leftovers), walk.unexplained)


@dataclass(frozen=True, slots=True)
class _Change:
    before: float
    after: float
    amount: float

    @property
    def is_rounding(self) -> bool:
        """True when no more than rounding lies between before and after."""
        return abs(self.amount) <= 1e-12 * max(abs(self.before), abs(self.after))


def _change(before: Amount, after: Amount) -> _Change | Undetermined:
    if isinstance(before, Undetermined):
        return before
    if isinstance(after, Undetermined):
        return after
    amount = float(after - before)
    return _Change(float(before), float(after), amount) if math.isfinite(amount) else Undetermined(Reason.NOT_FINITE)


@dataclass(slots=True)
class _Walk:
    """One pass over the tree, parents first, which gathers rows and what a unit of each metric is worth at the root."""

    root: str
    changes: Mapping[str, _Change | Undetermined]
    total: _Change | Undetermined
    influences: Influences
    weights: dict[str, Amount] = field(default_factory=dict)
    branches: list[Branch] = field(default_factory=list)
    leftovers: list[Leftover] = field(default_factory=list)

    @property
    def amount(self) -> Amount:
        return self.total if isinstance(self.total, Undetermined) else self.total.amount

    @property
    def unexplained(self) -> Amount:
        if isinstance(self.total, Undetermined):
            return self.total
        rests = [b.contribution for b in self.branches if b.kind is BranchKind.UNEXPLAINED and b.parent == self.root]
        known = [rest for rest in rests if not isinstance(rest, Undetermined)]
        return math.fsum([*(row.contribution for row in self.leftovers), *known])

    def split(self, parent: str, drivers: Drivers, edges: tuple[Edge, ...]) -> None:
        """Add the rows below one parent, whose own parents have been split before."""
        if drivers.identity is not None:
            self._split_exactly(parent, drivers.identity)
        estimated = [self._add_estimate(edge) for edge in edges if edge.kind is EdgeKind.INFLUENCE]
        tried = any((parent, edge.child) in self.influences for edge in edges)
        if drivers.identity is None and tried:
            self._add_unexplained(parent, [amount for amount in estimated if amount is not None])

    def _add_estimate(self, edge: Edge) -> float | None:
        """The row of an influence; its contribution where it is known."""
        found = self.influences.get((edge.parent, edge.child), Undetermined(Reason.NOT_ESTIMATED))
        worth, change = self.weights[edge.parent], self.changes[edge.parent]
        if isinstance(found, Associated) and isinstance(worth, Undetermined):
            found = worth
        if isinstance(found, Undetermined) or isinstance(worth, Undetermined) or isinstance(change, Undetermined):
            reason = found.reason if isinstance(found, Undetermined) else Reason.PART_UNDETERMINED
            self._add_unknown(edge.child, edge.parent, BranchKind.INFLUENCE, reason)
            return None
        low, high = sorted((worth * found.low, worth * found.high))
        amount = worth * found.amount + 0.0
        if not all(math.isfinite(number) for number in (low, amount, high)):
            self._add_unknown(edge.child, edge.parent, BranchKind.INFLUENCE, Reason.NOT_FINITE)
            return None
        self.weights.setdefault(edge.child, Undetermined(Reason.BELOW_ESTIMATE))
        self._add_branch(edge.child, edge.parent, BranchKind.INFLUENCE, amount, (low + 0.0, high + 0.0))
        return amount

    def _split_exactly(self, parent: str, formula: Formula) -> None:
        worth, change = self.weights[parent], self.changes[parent]
        if isinstance(worth, Undetermined) or isinstance(change, Undetermined):
            reason = worth.reason if isinstance(worth, Undetermined) else Reason.PART_UNDETERMINED
            self._add_unknowns(formula, parent, reason)
            return
        effect = _effect(formula, change, self.changes, worth)
        if isinstance(effect, Undetermined):
            self._add_unknowns(formula, parent, effect.reason)
            self._add_leftover(Leftover(parent, effect, effect, worth * change.amount))
            return
        for child, (weight, contribution) in effect.drivers.items():
            self._add_known(child, parent, weight, contribution)
        if effect.gap_before or effect.gap_after:
            rest = worth * change.amount - math.fsum(contribution for _, contribution in effect.drivers.values())
            self._add_leftover(Leftover(parent, effect.gap_before, effect.gap_after, rest))

    def _add_unexplained(self, parent: str, estimated: Sequence[float]) -> None:
        worth, change = self.weights[parent], self.changes[parent]
        if not isinstance(worth, Undetermined) and not isinstance(change, Undetermined):
            rest = worth * change.amount - math.fsum(estimated)
            if math.isfinite(rest):
                self._add_branch(None, parent, BranchKind.UNEXPLAINED, rest)

    def _add_known(self, child: str, parent: str, weight: float, contribution: float) -> None:
        others = self.weights.get(child)
        worth = weight + (0.0 if others is None or isinstance(others, Undetermined) else others)
        self.weights[child] = worth if math.isfinite(worth) else Undetermined(Reason.NOT_FINITE)
        self._add_branch(child, parent, BranchKind.IDENTITY, contribution)

    def _add_unknowns(self, formula: Formula, parent: str, reason: Reason) -> None:
        for child in names_in(formula):
            self._add_unknown(child, parent, BranchKind.IDENTITY, reason)

    def _add_unknown(self, child: str, parent: str, kind: BranchKind, reason: Reason) -> None:
        # Another way to the root may be known: what is not counted here does not hide what is counted there.
        self.weights.setdefault(child, Undetermined(reason))
        self._add_branch(child, parent, kind, Undetermined(reason))

    def _add_leftover(self, row: Leftover) -> None:
        self.leftovers.append(row)
        self._add_branch(None, row.parent, BranchKind.LEFTOVER, row.contribution)

    def _add_branch(
        self,
        metric: str | None,
        parent: str,
        kind: BranchKind,
        contribution: Amount,
        interval: tuple[float, float] | None = None,
    ) -> None:
        self.branches.append(Branch(metric, parent, kind, contribution, self._share(contribution), interval))

    def _share(self, contribution: Amount) -> Amount:
        if isinstance(contribution, Undetermined):
            return contribution
        if isinstance(self.total, Undetermined):
            return self.total
        if self.total.is_rounding:
            return Undetermined(Reason.NO_CHANGE)
        share = contribution / self.total.amount
        return share if math.isfinite(share) else Undetermined(Reason.NOT_FINITE)


@dataclass(frozen=True, slots=True)
class _Effect:
    """How drivers move their parent, and what the formula leaves of it."""

    drivers: Mapping[str, tuple[float, float]]  # worth of a unit at the root, and contribution there
    gap_before: float
    gap_after: float


def _effect(
    formula: Formula, change: _Change, changes: Mapping[str, _Change | Undetermined], worth: float
) -> _Effect | Undetermined:
    moved: dict[str, _Change] = {}
    for name in names_in(formula):
        driver = changes[name]
        if isinstance(driver, Undetermined):
            return Undetermined(Reason.PART_UNDETERMINED, name)
        moved[name] = driver
    before = {name: driver.before for name, driver in moved.items()}
    after = {name: driver.after for name, driver in moved.items()}
    weights = split_weights(formula, before, after)
    if isinstance(weights, Undetermined):
        return weights
    gap_before, gap_after = identity_gap(formula, change.before, before), identity_gap(formula, change.after, after)
    if isinstance(gap_before, Undetermined) or isinstance(gap_after, Undetermined):
        return Undetermined(Reason.NOT_FINITE)
    # + 0.0 makes −0.0, which prints with its sign, a plain 0.
    drivers = {name: (worth * weight, worth * weight * moved[name].amount + 0.0) for name, weight in weights.items()}
    if not all(math.isfinite(number) for pair in drivers.values() for number in pair):
        return Undetermined(Reason.NOT_FINITE)
    return _Effect(drivers, gap_before, gap_after)
