"""From an explanation's numbers to the facts of its sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from beichen.domain.observation import Reason, Segment, Undetermined
from beichen.domain.text import Text
from beichen.judgement.change import ExpectedRange, Verdict
from beichen.judgement.guardrails import describe_breach
from beichen.judgement.segments import SegmentShare, standing_out
from beichen.judgement.sentence import Part, Standout, Story, Unsolved, tell_change
from beichen.tree.identity import BranchKind, Split
from beichen.workspace.explaining.ends import Ends
from beichen.workspace.explaining.located import LocatedChange
from beichen.workspace.guarding.standing import last_closed, own_wishes
from beichen.workspace.periods import Pair
from beichen.workspace.treeview import value_of

if TYPE_CHECKING:
    from beichen.workspace.open import Workspace


def tell(
    workspace: Workspace,
    metric: str,
    pair: Pair | None,
    ends: Ends,
    *,
    split: Split,
    segments: Sequence[SegmentShare],
    located: LocatedChange,
    expected: ExpectedRange,
    doubts: Sequence[Text] = (),
    coinciding: Text | None = None,
) -> Text:
    """The sentence of a metric's change between the two observations `ends`; `doubts` say where the answer is fragile."""
    label = workspace.project.metrics[metric].label
    if pair is None:
        why = Reason.NO_PERIOD.text
        return Text(f"{label.en} has no value: {why.en}.", f"{label.zh}没有数值：{why.zh}。")
    before, after = ends.before, ends.after
    story = Story(
        label=label,
        unit=workspace.project.metrics[metric].unit,
        grain=pair.grain,
        period=pair.at,
        versus=pair.versus,
        before=value_of(before),
        after=value_of(after),
        drivers=_drivers(workspace, metric, split),
        standout=_standout(workspace, split, segments, located, moved=expected.verdict is Verdict.MOVED),
        unsolved=_unsolved(workspace, split),
        breaches=_breaches(workspace, metric, pair),
        complete=after is not None and after.complete,
        versus_complete=before is None or before.complete,
        expected=expected,
        doubts=tuple(doubts),
        coinciding=coinciding,
    )
    return tell_change(story)


def _drivers(workspace: Workspace, metric: str, split: Split) -> tuple[Part, ...]:
    """The metric's own exact drivers, not theirs, so that no part is told twice; an estimate is no driver's doing."""
    metrics = workspace.project.metrics
    return tuple(
        Part(metrics[branch.metric].label, branch.contribution)
        for branch in split.branches
        if branch.kind is BranchKind.IDENTITY
        and branch.parent == metric
        and branch.metric is not None
        and not isinstance(branch.contribution, Undetermined)
    )


def _standout(
    workspace: Workspace, split: Split, segments: Sequence[SegmentShare], located: LocatedChange, *, moved: bool
) -> Standout | None:
    """What was located, of whichever metric; else, of a change that is no noise, the segment most beyond its size."""
    if isinstance(split.change, Undetermined):
        return None
    for one in located.segments:
        if not isinstance(one.contribution, Undetermined):
            metric = workspace.project.metrics[one.metric]
            of, unit = (None, None) if one.metric == split.root else (metric.label, metric.unit)
            return Standout(one.segment, one.contribution, of, unit, _labels(workspace, one.segment))
    if located.reason is Reason.EVERYWHERE or (located.reason is Reason.NOTHING_STANDS_OUT and not moved):
        return None  # of noise, the largest segment is not told as if it stood out
    found = standing_out(segments, split.change)
    if found is None or isinstance(found.contribution, Undetermined):
        return None
    return Standout(found.segment, found.contribution, labels=_labels(workspace, found.segment))


def _labels(workspace: Workspace, segment: Segment) -> dict[str, Text]:
    """What people call the segment's dimensions, where that is another word."""
    labels = {name: workspace.project.dimension_label(name) for name, _ in segment}
    return {name: label for name, label in labels.items() if label != Text.same(name)}


def _unsolved(workspace: Workspace, split: Split) -> tuple[Unsolved, ...]:
    metrics = workspace.project.metrics
    return tuple(
        Unsolved(metrics[left.parent].label, left.contribution, broken=not isinstance(left.before, Undetermined))
        for left in split.leftovers
    )


def _breaches(workspace: Workspace, metric: str, pair: Pair) -> tuple[Text, ...]:
    """Broken limits of the guardrails that watch this metric, as they stood when the period ended."""
    project = workspace.project
    guardrails = [g for g in project.tree.guardrails if g.watches == metric and g.limit] if project.tree else []
    observed = workspace.observer.read(own_wishes(project, [g.metric for g in guardrails]))
    by_day = project.calendar.period(pair.at, pair.grain).last_day
    found = []
    for guardrail in guardrails:
        closed = last_closed(project, observed, guardrail.metric, by_day)
        if closed and guardrail.limit and not isinstance(closed.value, Undetermined):
            told = project.metrics[guardrail.metric]
            if not guardrail.limit.holds(closed.value):
                found.append(describe_breach(told.label, closed.value, guardrail.limit, told.unit))
    return tuple(found)
