"""The use case of an explanation: values of the tree, the split, the segments, the sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from beichen.domain.observation import Observation, Reason, Undetermined
from beichen.domain.time import Grain
from beichen.domain.tree import Tree
from beichen.engine.additivity import additivity, shared_dimensions
from beichen.engine.plan import find_metric
from beichen.errors import QueryError
from beichen.judgement.branches import path_down
from beichen.judgement.change import ExpectedRange, no_range
from beichen.judgement.coinciding import Coincidence
from beichen.judgement.segments import SegmentShare, share_segments
from beichen.tree.identity import Split, split_change
from beichen.workspace.explaining.asked import asked_segments
from beichen.workspace.explaining.coinciding import coinciding_with, told_clause
from beichen.workspace.explaining.ends import Ends
from beichen.workspace.explaining.expectation import expected_for
from beichen.workspace.explaining.explanation import Explanation
from beichen.workspace.explaining.influencing import associated, estimated_influences
from beichen.workspace.explaining.located import LocatedChange
from beichen.workspace.explaining.locating import Locator, ends_of
from beichen.workspace.explaining.robustness import cut_of, robustness_of
from beichen.workspace.explaining.storytelling import tell
from beichen.workspace.guarding.standing import own_wishes
from beichen.workspace.periods import Pair, choose_periods
from beichen.workspace.refreshing.observe import Wish
from beichen.workspace.treeview import Amount, difference, pair_values, value_of

if TYPE_CHECKING:
    from beichen.workspace.open import Workspace


def explain(
    workspace: Workspace, metric: str | None, *, at: date | None, versus: date | None, grain: Grain | None
) -> Explanation:
    """See `Workspace.explain`."""
    looked = _look(workspace, metric, at, versus, grain)
    name, pair, ends = looked.metric, looked.pair, looked.ends
    split = _split(workspace, looked)
    segments = _segments(workspace, name, pair, ends.before, ends.after)
    located = _locate(workspace, looked, split)
    was, now = value_of(ends.before), value_of(ends.after)
    events = _coinciding(workspace, looked, split, located)
    robustness = robustness_of(workspace, name, pair, ends, cut_of(located, segments, difference(was, now)))
    sentence = tell(
        workspace,
        name,
        pair,
        ends,
        split=split,
        segments=segments,
        located=located,
        expected=looked.expected,
        doubts=robustness.doubts,
        coinciding=told_clause(events),
    )
    return Explanation(
        name,
        looked.grain,
        *looked.days,
        was,
        now,
        difference(was, now),
        ends.after is not None and ends.after.complete,
        looked.expected,
        split,
        estimated_influences(workspace, looked.nodes, looked.grain),
        segments,
        located,
        events,
        robustness,
        sentence,
    )


@dataclass(frozen=True, slots=True)
class _Looked:
    """What is explained, and the totals of it and of all below it in both periods."""

    metric: str
    grain: Grain
    tree: Tree
    nodes: tuple[str, ...]
    pair: Pair | None
    before: Mapping[str, Observation]
    after: Mapping[str, Observation]
    expected: ExpectedRange

    @property
    def ends(self) -> Ends:
        return Ends(self.before.get(self.metric), self.after.get(self.metric))

    @property
    def days(self) -> tuple[date | None, date | None]:
        """The first days of the period and of the one compared with."""
        return (self.pair.at, self.pair.versus) if self.pair else (None, None)

    def values(self, observed: Mapping[str, Observation]) -> dict[str, Amount]:
        return {node: value_of(observed.get(node)) for node in self.nodes}


def _look(
    workspace: Workspace, metric: str | None, at: date | None, versus: date | None, grain: Grain | None
) -> _Looked:
    project = workspace.project
    name = metric or project.north_star
    if name is None:
        raise QueryError("the project has no North Star to explain", hint="name a metric")
    grain = grain or find_metric(project, name).grain
    tree = project.tree or Tree(north_star=name)
    nodes = tree.nodes_below(name)
    wishes = {node: Wish(node, grain) for node in nodes}
    guarded = own_wishes(project, [guardrail.metric for guardrail in tree.guardrails])
    workspace.ensure(list(dict.fromkeys([*wishes.values(), *guarded])))
    totals = workspace.observer.read([wishes[name]])[wishes[name]]
    pair = choose_periods(project.calendar, grain, totals, at, versus)
    before, after = pair_values(workspace, wishes, pair)
    expected = expected_for(workspace, name, grain, pair.at) if pair else no_range(Reason.NO_PERIOD)
    return _Looked(name, grain, tree, nodes, pair, before, after, expected)


def _split(workspace: Workspace, looked: _Looked) -> Split:
    influences = associated(workspace, looked.nodes, looked.pair)
    before, after = looked.values(looked.before), looked.values(looked.after)
    return split_change(looked.tree, looked.metric, before, after, influences)


def _locate(workspace: Workspace, looked: _Looked, split: Split) -> LocatedChange:
    if looked.pair is None:
        return LocatedChange.nothing(Reason.NO_PERIOD)
    return Locator(workspace, looked.pair).locate(split, ends_of(looked.before, looked.after))


def _coinciding(workspace: Workspace, looked: _Looked, split: Split, located: LocatedChange) -> tuple[Coincidence, ...]:
    standing = [(one.metric, one.segment) for one in located.segments]
    return coinciding_with(workspace, looked.pair, path=path_down(split), below=looked.nodes, located=standing)


def _segments(
    workspace: Workspace, name: str, pair: Pair | None, before: Observation | None, after: Observation | None
) -> tuple[SegmentShare, ...]:
    """The shares of the metric's segments by every dimension, largest contribution first."""
    if pair is None or before is None or after is None:
        return ()
    shares: list[SegmentShare] = []
    wishes = [Wish(name, pair.grain, (by,)) for by in shared_dimensions(workspace.engine, name)]
    for wish, observed in _observed(workspace, wishes, pair).items():
        was = {o.segment: o for o in observed if o.period == pair.versus}
        now = {o.segment: o for o in observed if o.period == pair.at}
        kind = additivity(workspace.engine, name, wish.by[0])
        shares += share_segments(name, kind, was, now, total_before=before, total_after=after)
    return tuple(sorted(shares, key=_size, reverse=True))


def _observed(workspace: Workspace, wishes: Sequence[Wish], pair: Pair) -> dict[Wish, list[Observation]]:
    """The segments of both periods: from the observations where these are fresh, else asked of the warehouse."""
    stale = set(workspace.stale(wishes))
    kept = [wish for wish in wishes if wish not in stale]
    observed = workspace.observer.read_periods(kept, [pair.versus, pair.at])
    for wish in stale:
        observed[wish] = asked_segments(workspace, wish, pair)
    return {wish: observed[wish] for wish in wishes}


def _size(share: SegmentShare) -> float:
    return -1.0 if isinstance(share.contribution, Undetermined) else abs(share.contribution)
