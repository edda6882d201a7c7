"""The tree with its values: what every metric was, how it moved, and what it gave to the North Star."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from beichen.domain.metric import Draft, Role
from beichen.domain.observation import Observation, Reason, Undetermined
from beichen.domain.project import Project
from beichen.domain.text import Text
from beichen.domain.time import EARLIEST, Grain
from beichen.domain.tree import EdgeKind, Tree
from beichen.errors import ProjectError
from beichen.judgement.status import Status
from beichen.tree.identity import BranchKind, Split, split_change
from beichen.workspace.explaining.influencing import associated
from beichen.workspace.guarding.standing import node_status, own_wishes
from beichen.workspace.periods import Pair, choose_periods
from beichen.workspace.refreshing.observe import Wish
from beichen.workspace.refreshing.refresh import board_grain, tree_metrics
from beichen.workspace.slicing import Slice, observe_slice, read_slice

if TYPE_CHECKING:
    from beichen.workspace.open import Workspace

Amount = int | float | Undetermined


@dataclass(frozen=True, slots=True)
class Node:
    """A metric in the tree, in the period and the one compared with; a draft has no values."""

    metric: str
    label: Text
    role: Role
    owner: str | None
    value: Amount
    previous: Amount
    change: Amount
    status: Status
    complete: bool
    draft: bool = False

    def as_dict(self) -> dict[str, Any]:
        return {
            "metric": self.metric,
            "label": self.label.as_dict(),
            "role": self.role.value,
            "owner": self.owner,
            "value": plain(self.value),
            "reason": reason_of(self.value),
            "previous": plain(self.previous),
            "change": plain(self.change),
            "status": self.status.value,
            "complete": self.complete,
            "draft": self.draft,
        }


@dataclass(frozen=True, slots=True)
class EdgeView:
    """A driver, and what it added to the North Star's change, in the North Star's unit.

    Attributes:
        share: of the North Star's change; may be negative or above 1.
        planned: it waits for a draft.
        interval: of an estimated contribution.
    """

    parent: str
    child: str
    kind: EdgeKind
    contribution: Amount
    share: Amount
    planned: bool = False
    interval: tuple[float, float] | None = None

    def as_dict(self) -> dict[str, Any]:
        return {
            "parent": self.parent,
            "child": self.child,
            "kind": self.kind.value,
            "contribution": plain(self.contribution),
            "share": plain(self.share),
            "interval": None if self.interval is None else list(self.interval),
            "reason": reason_of(self.contribution),
            "planned": self.planned,
        }


@dataclass(frozen=True, slots=True)
class Unexplained:
    """What stays at a parent because its identity does not hold or cannot be computed, in the North Star's unit."""

    parent: str
    contribution: Amount
    share: Amount
    reason: Reason | None  # why the formula has no value; None where it does not hold

    def as_dict(self) -> dict[str, Any]:
        return {
            "parent": self.parent,
            "contribution": plain(self.contribution),
            "share": plain(self.share),
            "reason": None if self.reason is None else self.reason.value,
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
    leftovers: tuple[Unexplained, ...] = ()  # the same by parent
    slice: Slice | None = None  # within which all values are; None is the total

    def as_dict(self) -> dict[str, Any]:
        """The JSON document of `beichen tree --json`."""
        return {
            "north_star": self.north_star,
            "grain": self.grain.value,
            "period": None if self.period is None else self.period.isoformat(),
            "versus": None if self.versus is None else self.versus.isoformat(),
            "slice": {} if self.slice is None else dict(self.slice.segment),
            "nodes": [node.as_dict() for node in self.nodes],
            "edges": [edge.as_dict() for edge in self.edges],
            "unexplained": plain(self.unexplained),
            "leftovers": [row.as_dict() for row in self.leftovers],
        }


def view_tree(
    workspace: Workspace, *, at: date | None, versus: date | None, grain: Grain | None, within: str | None = None
) -> TreeView:
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
    slice_ = None if within is None else read_slice(workspace, within)
    before, after = _pair_values(workspace, wishes, pair, slice_)
    # of a slice there is no history to estimate from
    influences = associated(workspace, tree.nodes_below(tree.north_star), pair) if slice_ is None else {}
    split = split_change(tree, tree.north_star, before, after, influences)
    statuses = _statuses(workspace, judged, pair) if slice_ is None else {}
    return TreeView(
        tree.north_star,
        grain,
        pair.at if pair else None,
        pair.versus if pair else None,
        _nodes(project, tree, before, after, statuses),
        _edges(tree, split),
        split.unexplained,
        _leftovers(split),
        slice_,
    )


@dataclass(frozen=True, slots=True)
class _Values(Mapping[str, Amount]):
    """The tree's values in one period, by metric, with which of them are of a whole one."""

    amounts: Mapping[str, Amount]
    complete: frozenset[str]

    @classmethod
    def of(cls, names: Iterable[str], observed: Mapping[str, Observation], missing: Mapping[str, Reason]) -> _Values:
        amounts = {
            name: observed[name].value if name in observed else Undetermined(missing.get(name, Reason.NO_PERIOD))
            for name in names
        }
        return cls(amounts, frozenset(name for name, observation in observed.items() if observation.complete))

    def __getitem__(self, name: str) -> Amount:
        return self.amounts[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.amounts)

    def __len__(self) -> int:
        return len(self.amounts)


def _pair_values(
    workspace: Workspace, wishes: Mapping[str, Wish], pair: Pair | None, slice_: Slice | None
) -> tuple[_Values, _Values]:
    """The totals, or what the slice holds of them, in the period compared with and in the period."""
    if pair is None or slice_ is None:
        before, after = pair_values(workspace, wishes, pair)
        return _Values.of(wishes, before, {}), _Values.of(wishes, after, {})
    first, last = sorted((pair.versus, pair.at))
    end = workspace.project.calendar.shift(last, pair.grain, 1)
    found = observe_slice(workspace, slice_, list(wishes), pair.grain, start=first, end=end)
    missing = {name: Reason.NO_ROWS if name in found else Reason.NO_DIMENSION for name in wishes}
    was, now = (
        {name: o for name, observed in found.items() for o in observed if o.period == day}
        for day in (pair.versus, pair.at)
    )
    return _Values.of(wishes, was, missing), _Values.of(wishes, now, missing)


def _statuses(workspace: Workspace, judged: Sequence[Wish], pair: Pair | None) -> dict[str, Status]:
    project = workspace.project
    by_day = project.calendar.period(pair.at, pair.grain).last_day if pair else EARLIEST
    own = workspace.observer.read(judged)
    return {wish.metric: node_status(project, own, wish.metric, by_day) for wish in judged}


def _nodes(
    project: Project, tree: Tree, before: _Values, after: _Values, statuses: Mapping[str, Status]
) -> tuple[Node, ...]:
    """Every metric and draft that is drawn: the tree from the root down, then what stands beside it."""
    names = dict.fromkeys([*tree.drawn_nodes_below(tree.north_star), *after])
    return tuple(
        _draft_node(project.drafts[name]) if name in project.drafts else _node(project, name, before, after, statuses)
        for name in names
    )


def _node(project: Project, name: str, before: _Values, after: _Values, statuses: Mapping[str, Status]) -> Node:
    metric = project.metrics[name]
    value, previous = after[name], before[name]
    return Node(
        name,
        metric.label,
        metric.role,
        metric.owner,
        value,
        previous,
        difference(previous, value),
        statuses.get(name, Status.NONE),
        name in after.complete,
    )


def _draft_node(draft: Draft) -> Node:
    missing = Undetermined(Reason.DRAFT)
    return Node(
        draft.name, draft.label, draft.role, draft.owner, missing, missing, missing, Status.NONE, False, draft=True
    )


def _edges(tree: Tree, split: Split) -> tuple[EdgeView, ...]:
    rows = {(row.metric, row.parent): row for row in split.branches}
    waiting = Undetermined(Reason.PLANNED)
    edges = []
    for edge in tree.drawn_below(tree.north_star):
        row = rows.get((edge.child, edge.parent))
        amount, share, interval = (
            (waiting, waiting, None) if row is None else (row.contribution, row.share, row.interval)
        )
        edges.append(EdgeView(edge.parent, edge.child, edge.kind, amount, share, edge.planned, interval))
    return tuple(edges)


def _leftovers(split: Split) -> tuple[Unexplained, ...]:
    reasons = {row.parent: row.before.reason for row in split.leftovers if isinstance(row.before, Undetermined)}
    return tuple(
        Unexplained(row.parent, row.contribution, row.share, reasons.get(row.parent))
        for row in split.branches
        if row.kind is BranchKind.LEFTOVER
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


def reason_of(amount: Amount) -> str | None:
    """Why an amount is undetermined, for JSON; null where it is known."""
    return amount.reason.value if isinstance(amount, Undetermined) else None
