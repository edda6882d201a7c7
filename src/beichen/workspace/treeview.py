"""The tree with its values: what every metric was, how it moved, and what it gave to the North Star."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from beichen.domain.metric import Role
from beichen.domain.observation import Observation, Reason, Undetermined
from beichen.domain.text import Text
from beichen.domain.time import EARLIEST, Grain
from beichen.domain.tree import EdgeKind, Tree
from beichen.errors import ProjectError
from beichen.judgement.status import Status
from beichen.tree.identity import split_change
from beichen.workspace.guarding import node_status, own_wishes
from beichen.workspace.observe import Wish
from beichen.workspace.periods import Pair, choose_periods
from beichen.workspace.refresh import board_grain, tree_metrics

if TYPE_CHECKING:
    from beichen.workspace.open import Workspace

Amount = int | float | Undetermined


@dataclass(frozen=True, slots=True)
class Node:
    """A metric in the tree, in the period and the one compared with."""

    metric: str
    label: Text
    role: Role
    owner: str | None
    value: Amount
    previous: Amount
    change: Amount
    status: Status
    complete: bool

    def as_dict(self) -> dict[str, Any]:
        return {
            "metric": self.metric,
            "label": self.label.as_dict(),
            "role": self.role.value,
            "owner": self.owner,
            "value": plain(self.value),
            "previous": plain(self.previous),
            "change": plain(self.change),
            "status": self.status.value,
            "complete": self.complete,
        }


@dataclass(frozen=True, slots=True)
class EdgeView:
    """A driver, and what it added to the North Star's change, in the North Star's unit."""

    parent: str
    child: str
    kind: EdgeKind
    contribution: Amount

    def as_dict(self) -> dict[str, Any]:
        return {
            "parent": self.parent,
            "child": self.child,
            "kind": self.kind.value,
            "contribution": plain(self.contribution),
        }


@dataclass(frozen=True, slots=True)
class TreeView:
    """The tree in a period against another; without data there is no period, and every value is undetermined."""

    north_star: str
    grain: Grain
    period: date | None
    versus: date | None
    nodes: tuple[Node, ...]
    edges: tuple[EdgeView, ...]
    unexplained: Amount  # of the North Star's change, what its identities leave

    def as_dict(self) -> dict[str, Any]:
        """The JSON document of `beichen tree --json`."""
        return {
            "north_star": self.north_star,
            "grain": self.grain.value,
            "period": None if self.period is None else self.period.isoformat(),
            "versus": None if self.versus is None else self.versus.isoformat(),
            "nodes": [node.as_dict() for node in self.nodes],
            "edges": [edge.as_dict() for edge in self.edges],
            "unexplained": plain(self.unexplained),
        }


def view_tree(workspace: Workspace, *, at: date | None, versus: date | None, grain: Grain | None) -> TreeView:
    """See `Workspace.tree`."""
    project = workspace.project
    tree = project.tree
    if tree is None:
        raise ProjectError("the project has no tree", hint="write tree.yml with `north_star:` and `drivers:`")
    grain = grain or board_grain(project)
    shown = tree_metrics(project)
    wishes = {name: Wish(name, grain) for name in shown}
    judged = own_wishes(project, shown)
    workspace.ensure(list(dict.fromkeys([*wishes.values(), *judged])))
    root = workspace.observer.read([wishes[tree.north_star]])[wishes[tree.north_star]]
    pair = choose_periods(project.calendar, grain, root, at, versus)
    before, after = pair_values(workspace, wishes, pair)
    split = split_change(tree, tree.north_star, amounts(before, tree), amounts(after, tree))
    contributions = {(row.metric, row.parent): row.contribution for row in split.branches}
    by_day = project.calendar.period(pair.at, grain).last_day if pair else EARLIEST
    own = workspace.observer.read(judged)
    nodes = [
        _node(workspace, name, before.get(name), after.get(name), node_status(project, own, name, by_day))
        for name in shown
    ]
    edges = [
        EdgeView(edge.parent, edge.child, edge.kind, contributions[edge.child, edge.parent])
        for edge in tree.below(tree.north_star)
    ]
    return TreeView(
        tree.north_star,
        grain,
        pair.at if pair else None,
        pair.versus if pair else None,
        tuple(nodes),
        tuple(edges),
        split.unexplained,
    )


def pair_values(
    workspace: Workspace, wishes: Mapping[str, Wish], pair: Pair | None
) -> tuple[dict[str, Observation], dict[str, Observation]]:
    """The totals of the period compared with, and of the period, by metric; a metric without that period is left out."""
    before: dict[str, Observation] = {}
    after: dict[str, Observation] = {}
    if pair is None:
        return before, after
    for wish, observations in workspace.observer.read_periods(list(wishes.values()), [pair.versus, pair.at]).items():
        for observation in observations:
            (after if observation.period == pair.at else before)[wish.metric] = observation
    return before, after


def amounts(observed: Mapping[str, Observation], tree: Tree) -> dict[str, Amount]:
    """Values of all metrics of the tree; those without an observation have no such period."""
    missing = Undetermined(Reason.NO_PERIOD)
    names = tree.nodes_below(tree.north_star)
    return {name: observed[name].value if name in observed else missing for name in names}


def value_of(observation: Observation | None) -> Amount:
    return Undetermined(Reason.NO_PERIOD) if observation is None else observation.value


def difference(before: Amount, after: Amount) -> Amount:
    """What `after` is beyond `before`; undetermined where one of them is."""
    if isinstance(after, Undetermined):
        return after
    return before if isinstance(before, Undetermined) else after - before


def plain(amount: Amount) -> int | float | None:
    """An amount for JSON: null where it is undetermined."""
    return None if isinstance(amount, Undetermined) else amount


def _node(
    workspace: Workspace, name: str, before: Observation | None, after: Observation | None, status: Status
) -> Node:
    metric = workspace.project.metrics[name]
    value, previous = value_of(after), value_of(before)
    return Node(
        name,
        metric.label,
        metric.role,
        metric.owner,
        value,
        previous,
        difference(previous, value),
        status,
        after is not None and after.complete,
    )
