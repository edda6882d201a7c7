"""The shape of a tree, free of layout: who stands where, below whom, joined by which operator."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from beichen.domain.formula import Formula, Operation
from beichen.domain.tree import Drivers, Tree

CHIPS = {"+": "+", "-": "−", "*": "×", "/": "÷"}
MIXED = "ƒ"
SAME = "="
INFLUENCE = "~"


@dataclass(frozen=True, slots=True)
class NodeShape:
    """Where one metric stands in the tree."""

    metric: str
    depth: int  # edges on the longest way from the root, so that every child is deeper than all its parents
    parents: tuple[str, ...]  # in top-down order; none for the root
    chip: str | None  # how its drivers join, see `chip_of`; None for a leaf


def shape_of(tree: Tree, root: str) -> tuple[NodeShape, ...]:
    """`root` and every metric below it, parents before children, siblings in the author's order."""
    order = top_down(tree, root)
    depth = {root: 0}
    parents: dict[str, list[str]] = {name: [] for name in order}
    for parent in order:
        for edge in tree.edges_of(parent):
            parents[edge.child].append(parent)
            depth[edge.child] = max(depth.get(edge.child, 0), depth[parent] + 1)
    return tuple(NodeShape(name, depth[name], tuple(parents[name]), chip_of(tree.drivers.get(name))) for name in order)


def top_down(tree: Tree, root: str) -> tuple[str, ...]:
    """`root` and every metric below it, each once and after all of its parents."""
    finished: dict[str, None] = {}

    def finish(name: str) -> None:
        for edge in reversed(tree.edges_of(name)):
            if edge.child not in finished:
                finish(edge.child)
        finished[name] = None

    finish(root)
    return tuple(reversed(finished))


def chip_of(drivers: Drivers | None) -> str | None:
    """The operator at a parent: `+ − × ÷` when its formula has one kind, `ƒ` when several, `=` when none.

    `~` stands for a parent with influences only; None for a metric that nothing drives.
    """
    if drivers is None:
        return None
    if drivers.identity is None:
        return INFLUENCE if drivers.influences else None
    operators = set(_operators(drivers.identity))
    if not operators:
        return SAME
    return CHIPS[operators.pop()] if len(operators) == 1 else MIXED


def _operators(formula: Formula) -> Iterator[str]:
    if isinstance(formula, Operation):
        yield formula.operator
        yield from _operators(formula.left)
        yield from _operators(formula.right)
