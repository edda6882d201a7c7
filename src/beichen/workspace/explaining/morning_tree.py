"""What stands above a metric, in the tree or by definition, and what it made of a change there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from beichen.domain.formula import Formula, Name, Operation, names_in
from beichen.domain.metric import Derived, Ratio, Spec
from beichen.domain.observation import Undetermined
from beichen.domain.project import Project
from beichen.domain.time import Grain
from beichen.domain.tree import Drivers, Tree
from beichen.tree.identity import BranchKind, Split, split_change
from beichen.workspace.explaining.explanation import Explanation
from beichen.workspace.treeview import Amount

ValueOf = Callable[[str, Grain, date], Amount]
"""A metric's value in the period that begins on a day."""


def metrics_above(project: Project, name: str) -> tuple[str, ...]:
    """The metrics that a metric drives, at any distance, and those that are made of it; the nearest first."""
    found: dict[str, None] = {}
    waiting = [name]
    while waiting:
        child = waiting.pop(0)
        for parent in _parents(project, child):
            if parent not in found and parent != name:
                found[parent] = None
                waiting.append(parent)
    return tuple(found)


def part_of(project: Project, explanation: Explanation, metric: str, value_of: ValueOf) -> float | None:
    """What share of an explained change a metric below made; None where neither tree nor definition gives it."""
    change = explanation.change
    if isinstance(change, Undetermined) or not change:
        return None
    part = _contribution(explanation.split, metric)
    formula = _formula_of(project.metrics[explanation.metric].spec)
    if part is None and formula is not None and metric in names_in(formula):
        part = _contribution(_split_by_definition(explanation, formula, value_of), metric)
    return None if part is None else part / change


def steps_below(tree: Tree) -> dict[str, int]:
    """How many edges lie between each metric and the North Star; guardrails and outcomes stand one further out."""
    steps = {tree.north_star: 0}
    waiting = [tree.north_star]
    while waiting:
        parent = waiting.pop(0)
        for edge in tree.edges_of(parent):
            if edge.child not in steps:
                steps[edge.child] = steps[parent] + 1
                waiting.append(edge.child)
    for guardrail in tree.guardrails:
        steps.setdefault(guardrail.metric, steps.get(guardrail.watches, 0) + 1)
    for outcome in tree.outcomes:
        steps.setdefault(outcome, 1)
    return steps


def _parents(project: Project, child: str) -> list[str]:
    """The metrics that the tree puts above one; of a metric beside the tree, those whose definition holds it."""
    tree = project.tree
    if tree and (child in tree.drivers or any(child in _children(tree, parent) for parent in tree.drivers)):
        # a share of active users may drive them: definitions would lead round in a circle here
        return [parent for parent in tree.drivers if child in _children(tree, parent)]
    return [name for name, metric in project.metrics.items() if child in _names(metric.spec)]


def _children(tree: Tree, parent: str) -> list[str]:
    return [edge.child for edge in tree.edges_of(parent)]


def _names(spec: Spec) -> tuple[str, ...]:
    formula = _formula_of(spec)
    return () if formula is None else names_in(formula)


def _formula_of(spec: Spec) -> Formula | None:
    """The arithmetic by which a metric is made of others; None for one that reads rows, and for an index."""
    match spec:
        case Ratio(numerator, denominator):
            return Operation("/", Name(numerator), Name(denominator))
        case Derived(formula):
            return formula
        case _:
            return None


def _split_by_definition(explanation: Explanation, formula: Formula, value_of: ValueOf) -> Split:
    name, grain = explanation.metric, explanation.grain
    before, after = {name: explanation.before}, {name: explanation.after}
    for values, period in ((before, explanation.versus), (after, explanation.period)):
        values.update({part: value_of(part, grain, period) for part in names_in(formula)} if period else {})
    return split_change(Tree(name, {name: Drivers(identity=formula)}), name, before, after)


def _contribution(split: Split, metric: str) -> float | None:
    parts = [
        branch.contribution
        for branch in split.branches
        if branch.metric == metric and branch.kind is not BranchKind.LEFTOVER
    ]
    known = [part for part in parts if not isinstance(part, Undetermined)]
    return sum(known) if known else None
