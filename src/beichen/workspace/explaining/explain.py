"""The use case of an explanation: values of the tree, the split, the segments, the sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from beichen.domain.observation import Observation, Reason, Undetermined
from beichen.domain.time import Grain
from beichen.domain.tree import Tree
from beichen.engine.additivity import additivity, shared_dimensions
from beichen.engine.plan import find_metric
from beichen.errors import QueryError
from beichen.judgement.branches import path_down
from beichen.judgement.change import no_range
from beichen.judgement.segments import SegmentShare, share_segments
from beichen.tree.identity import split_change
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
    influences = associated(workspace, nodes, pair)
    split = split_change(tree, name, _values(nodes, before), _values(nodes, after), influences)
    segments = _segments(workspace, name, pair, before.get(name), after.get(name))
    located = (
        Locator(workspace, pair).locate(split, ends_of(before, after))
        if pair
        else LocatedChange.nothing(Reason.NO_PERIOD)
    )
    observed = after.get(name)
    was, now = value_of(before.get(name)), value_of(observed)
    expected = expected_for(workspace, name, grain, pair.at) if pair else no_range(Reason.NO_PERIOD)
    ends = Ends(before.get(name), observed)
    standing = [(one.metric, one.segment) for one in located.segments]
    events = coinciding_with(workspace, pair, path=path_down(split), below=nodes, located=standing)
    robustness = robustness_of(workspace, name, pair, ends, cut_of(located, segments, difference(was, now)))
    return Explanation(
        name,
        grain,
        pair.at if pair else None,
        pair.versus if pair else None,
        was,
        now,
        difference(was, now),
        observed is not None and observed.complete,
        expected,
        split,
        estimated_influences(workspace, nodes, grain),
        segments,
        located,
        events,
        robustness,
        tell(
            workspace,
            name,
            pair,
            ends,
            split=split,
            segments=segments,
            located=located,
            expected=expected,
            doubts=robustness.doubts,
            coinciding=told_clause(events),
        ),
    )


def _values(nodes: Sequence[str], observed: Mapping[str, Observation]) -> dict[str, Amount]:
    missing = Undetermined(Reason.NO_PERIOD)
    return {node: observed[node].value if node in observed else missing for node in nodes}


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
