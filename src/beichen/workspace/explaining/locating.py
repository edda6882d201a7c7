"""Locating a change: the branches that moved most, each looked at along all dimensions that it has.

See docs/methods/located.md.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from beichen.domain.metric import Role
from beichen.domain.observation import Observation, Reason, Undetermined
from beichen.domain.project import Project
from beichen.domain.tree import Tree
from beichen.judgement.branches import most_telling_first, path_down, told_once
from beichen.state.explained import PartKey
from beichen.tree.identity import Split, split_change
from beichen.workspace.explaining.following import Ends, Follower
from beichen.workspace.explaining.keeping import kept_part
from beichen.workspace.explaining.leaftable import Leaves
from beichen.workspace.explaining.located import LocatedChange
from beichen.workspace.explaining.looking import Look, look
from beichen.workspace.periods import Pair, choose_periods
from beichen.workspace.refreshing.observe import Wish
from beichen.workspace.refreshing.progress import Progress
from beichen.workspace.refreshing.refresh import board_grain, tree_metrics
from beichen.workspace.treeview import pair_values

if TYPE_CHECKING:
    from beichen.workspace.open import Workspace

PART = "located"
METHOD = "1"
"""Another one whenever the same data would be located otherwise."""


LOOKED_AT_FIRST = frozenset({Role.NORTH_STAR, Role.KEY_RESULT})


@dataclass(slots=True)
class Locator:
    """Locates changes between two periods; what several explanations share is asked once."""

    workspace: Workspace
    pair: Pair
    leaves: Leaves = field(init=False)
    _looked: dict[str, Look] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.leaves = Leaves(self.workspace, self.pair)

    def locate(self, split: Split, ends: Ends) -> LocatedChange:
        """Where the change of the split's root sits: kept, or looked for now.

        Args:
            ends: totals of the root and of every metric below it that has both.
        """
        pair, metric = self.pair, split.root
        key = PartKey(PART, metric, pair.grain, pair.at, pair.versus)
        below = (self.workspace.project.tree or Tree(metric)).nodes_below(metric)
        method = f"{METHOD} {_formulas(self.workspace.project, below)}"
        document = kept_part(self.workspace, key, below, lambda: self._located(split, ends).as_dict(), method=method)
        return LocatedChange.from_dict(document)

    def _located(self, split: Split, ends: Ends) -> LocatedChange:
        """The root and the branches that moved most, each by itself; what is found is followed down the tree."""
        if split.root not in ends:
            return LocatedChange.nothing(Reason.NO_PERIOD)
        looks = [self._look(name, ends[name]) for name in path_down(split) if name in ends]
        if looks[0].reason is Reason.PARTIAL_PERIOD:
            return LocatedChange.nothing(Reason.PARTIAL_PERIOD)
        follower = Follower(self.leaves, ends)
        found = [(each, follower.start_of(each)) for one in looks for each in one.found]
        segments = tuple(most_telling_first(told_once(found), split, _changes(ends)))
        left_out = tuple(dict.fromkeys(each for one in looks for each in one.left_out))
        return LocatedChange(segments, looks[0].residual, None if segments else looks[0].reason, left_out)

    def _look(self, metric: str, ends: tuple[Observation, Observation]) -> Look:
        if metric not in self._looked:
            self._looked[metric] = look(self.leaves, metric, ends)
        return self._looked[metric]


def ends_of(before: Mapping[str, Observation], after: Mapping[str, Observation]) -> Ends:
    """The totals of metrics that have both."""
    return {name: (before[name], after[name]) for name in before if name in after}


def locate_tree(workspace: Workspace, progress: Progress, turn: AbstractContextManager[object]) -> None:
    """Locate the changes of the last closed period that people look at first, unless they are kept.

    Those are the North Star's and the key results'. What else moved is located by the morning
    read, and the rest when it is asked for.

    Args:
        turn: of those who ask the warehouse; given back after every metric.
    """
    project, grain = workspace.project, board_grain(workspace.project)
    workspace.state.explained.keep_only(list(project.metrics))
    wishes = {name: Wish(name, grain) for name in tree_metrics(project)}
    names = [name for name in wishes if project.metrics[name].role in LOOKED_AT_FIRST]
    observed = workspace.observer.read(list(wishes.values()))
    locators: dict[Pair, Locator] = {}
    for done, name in enumerate(names):
        progress("locate", done, len(names))
        pair = choose_periods(project.calendar, grain, observed.get(wishes[name], ()), None, None)
        if pair is None:
            continue
        locator = locators.setdefault(pair, Locator(workspace, pair))
        with turn:
            _locate(locator, name, wishes)
        time.sleep(0)  # whoever waits for a turn may have it
    progress("locate", len(names), len(names))


def _locate(locator: Locator, name: str, wishes: Mapping[str, Wish]) -> None:
    tree = locator.workspace.project.tree or Tree(name)
    nodes = tree.nodes_below(name)
    before, after = pair_values(locator.workspace, {node: wishes[node] for node in nodes}, locator.pair)
    missing = Undetermined(Reason.NO_PERIOD)
    was, now = (
        {node: observed[node].value if node in observed else missing for node in nodes} for observed in (before, after)
    )
    locator.locate(split_change(tree, name, was, now), ends_of(before, after))


def _changes(ends: Ends) -> dict[str, float]:
    return {
        name: now.value - was.value
        for name, (was, now) in ends.items()
        if not isinstance(was.value, Undetermined) and not isinstance(now.value, Undetermined)
    }


def _formulas(project: Project, names: Sequence[str]) -> str:
    """The exact formulas below a metric, which decide on the way down."""
    drivers = project.tree.drivers if project.tree else {}
    return "; ".join(f"{name} = {drivers[name].identity}" for name in names if name in drivers)
