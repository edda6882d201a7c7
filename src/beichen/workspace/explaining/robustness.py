"""The use case of robustness: an explanation's question asked once more, a little otherwise, and the answers compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from beichen.domain.observation import Reason, Segment, Undetermined
from beichen.domain.text import Text
from beichen.domain.tree import Drivers, Tree
from beichen.judgement.robustness import (
    Answer,
    Check,
    Code,
    Difference,
    Robustness,
    Verdict,
    find_difference,
    judge_robustness,
    leading,
)
from beichen.judgement.robustness_words import (
    NO_NEIGHBOUR,
    NOTHING_LEFT,
    Instead,
    day_differs,
    day_holds,
    neighbour_differs,
    neighbours_hold,
    not_asked,
)
from beichen.judgement.segments import SegmentShare, standing_out
from beichen.state.explained import PartKey
from beichen.tree.identity import BranchKind, split_change
from beichen.workspace.explaining.days import can_leave_days_out, largest_day
from beichen.workspace.explaining.ends import Ends, LeftOut, Rows
from beichen.workspace.explaining.keeping import kept_part
from beichen.workspace.explaining.located import LocatedChange
from beichen.workspace.periods import Pair
from beichen.workspace.treeview import Amount, value_of

if TYPE_CHECKING:
    from beichen.workspace.open import Workspace

PART = "robustness"
METHOD = "1"
"""To be raised when a check changes: what was kept is then computed anew."""


@dataclass(frozen=True, slots=True)
class Cut:
    """The dimensions of the segment that an explanation names, and the metric in which it stands out."""

    metric: str
    dimensions: tuple[str, ...]


def cut_of(located: LocatedChange, segments: Sequence[SegmentShare], change: Amount) -> Cut | None:
    """The cut of the segment that an explanation names: the first that was located, else the one that stands out."""
    for one in located.segments:
        if not isinstance(one.contribution, Undetermined):
            return Cut(one.metric, tuple(name for name, _ in one.segment))
    found = None if isinstance(change, Undetermined) else standing_out(segments, change)
    return None if found is None else Cut(found.metric, tuple(name for name, _ in found.segment))


def robustness_of(workspace: Workspace, metric: str, pair: Pair | None, ends: Ends, cut: Cut | None) -> Robustness:
    """Whether the answer survives a neighbouring compare period, and leaving out the day that moved most.

    Kept in the state once computed.

    Args:
        ends: the totals of the metric in both periods.
        cut: of the segment that the answer names; None where it names none.
    """
    reason = _why_not(pair, ends)
    if pair is None or reason is not None:
        return judge_robustness(not_asked(code, reason or Reason.NO_PERIOD) for code in Code)
    question = _Question(workspace, metric, pair, cut)
    metrics = [metric, *question.drivers, *([cut.metric] if cut else [])]
    key = PartKey(PART, metric, pair.grain, pair.at, pair.versus)
    method = f"{METHOD} {cut} {question.formula} {[workspace.project.metrics[name].label for name in metrics]}"
    document = kept_part(workspace, key, sorted(set(metrics)), lambda: question.robustness().as_dict(), method=method)
    return _read(document)


def _read(document: Mapping[str, Any]) -> Robustness:
    checks = tuple(Check(Code(c["code"]), c["holds"], Text(**c["reason"])) for c in document["checks"])
    return Robustness(Verdict(document["verdict"]), checks)


def _why_not(pair: Pair | None, ends: Ends) -> Reason | None:
    """Why there is no change to be looked at once more."""
    if pair is None:
        return Reason.NO_PERIOD
    was, now = value_of(ends.before), value_of(ends.after)
    for value in (now, was):
        if isinstance(value, Undetermined):
            return value.reason
    if not all(o is not None and o.complete for o in (ends.before, ends.after)):
        return Reason.PARTIAL_PERIOD
    return Reason.NO_CHANGE if was == now else None


@dataclass(frozen=True, slots=True)
class _Question:
    """A change, and the other ways to ask of it."""

    workspace: Workspace
    metric: str
    pair: Pair
    cut: Cut | None

    def robustness(self) -> Robustness:
        first = self._answer(Rows(self.workspace, self.pair))
        assert not isinstance(first, Undetermined)  # both values are known, see _why_not
        return judge_robustness([self._neighbours(first), self._day(first)])

    @property
    def formula(self) -> Drivers | None:
        tree = self.workspace.project.tree
        return tree.drivers.get(self.metric) if tree else None

    @property
    def drivers(self) -> tuple[str, ...]:
        """The exact drivers of the metric itself."""
        formula, tree = self.formula, self.workspace.project.tree
        if tree is None or formula is None or formula.identity is None:
            return ()
        return tuple(edge.child for edge in tree.edges_of(self.metric) if edge.kind.value == "identity")

    def _neighbours(self, first: Answer) -> Check:
        pairs = list(self._neighbouring_pairs())
        answers = [(pair, self._answer(Rows(self.workspace, pair))) for pair in pairs]
        known = [(pair, answer) for pair, answer in answers if not isinstance(answer, Undetermined)]
        if not known:
            return not_asked(Code.NEIGHBOURING_PERIOD, NO_NEIGHBOUR)
        for pair, answer in known:
            difference = find_difference(first, answer)
            if difference is not None:
                instead = self._instead(difference, first, answer)
                rose = first.change > 0
                return neighbour_differs(pair.versus, pair.grain, difference, rose=rose, instead=instead)
        return neighbours_hold([pair.versus for pair, _ in known], self.pair.grain)

    def _neighbouring_pairs(self) -> Iterator[Pair]:
        """The period compared with, one earlier and one later; never the period itself."""
        calendar, pair = self.workspace.project.calendar, self.pair
        for step in (-1, 1):
            other = Pair(pair.grain, pair.at, calendar.shift(pair.versus, pair.grain, step))
            if other.versus != pair.at:
                ends = Rows(self.workspace, other).ends([self.metric])[self.metric]
                if ends.before is not None and ends.before.complete:
                    yield other

    def _day(self, first: Answer) -> Check:
        found = largest_day(self.workspace, self.metric, self.pair, change=first.change)
        if isinstance(found, Text):
            return not_asked(Code.LARGEST_DAY, found)
        other = self._answer(Rows(self.workspace, self.pair, without=found))
        if isinstance(other, Undetermined):
            return not_asked(Code.LARGEST_DAY, other.reason)
        if other.before == other.after == 0:
            return not_asked(Code.LARGEST_DAY, NOTHING_LEFT)
        difference = find_difference(first, other)
        if difference is None:
            return day_holds(found.day)
        instead = self._instead(difference, first, other)
        return day_differs(found.day, difference, rose=first.change > 0, instead=instead)

    def _answer(self, rows: Rows) -> Answer | Undetermined:
        """What the question's rows say, or why they say nothing."""
        drivers = self._comparable(rows.without)
        ends = rows.ends([self.metric, *drivers])
        was, now = value_of(ends[self.metric].before), value_of(ends[self.metric].after)
        for value in (was, now):
            if isinstance(value, Undetermined):
                return value
        assert not isinstance(was, Undetermined) and not isinstance(now, Undetermined)
        return Answer(was, now, self._contributions(drivers, ends), self._segments(rows))

    def _comparable(self, without: LeftOut | None) -> tuple[str, ...]:
        """The drivers, where all of them have a meaning without a day."""
        project = self.workspace.project
        meaningless = without and any(can_leave_days_out(project, name) is not None for name in self.drivers)
        return () if meaningless else self.drivers

    def _contributions(self, drivers: Sequence[str], ends: Mapping[str, Ends]) -> dict[str, float]:
        if not drivers or self.formula is None:
            return {}
        was: dict[str, Amount] = {name: value_of(ends[name].before) for name in (self.metric, *drivers)}
        now: dict[str, Amount] = {name: value_of(ends[name].after) for name in (self.metric, *drivers)}
        split = split_change(Tree(self.metric, {self.metric: Drivers(self.formula.identity)}), self.metric, was, now)
        return {
            branch.metric: branch.contribution
            for branch in split.branches
            if branch.metric
            and branch.kind is BranchKind.IDENTITY
            and not isinstance(branch.contribution, Undetermined)
        }

    def _segments(self, rows: Rows) -> dict[Segment, float]:
        """By how much each segment moved its metric beyond its size, in the direction of that metric's change."""
        if self.cut is None:
            return {}
        if rows.without and can_leave_days_out(self.workspace.project, self.cut.metric) is not None:
            return {}
        return rows.excesses(self.cut.metric, self.cut.dimensions)

    def _instead(self, difference: Difference, first: Answer, other: Answer) -> Instead | None:
        sign = 1.0 if first.change > 0 else -1.0
        if difference is Difference.BRANCH:
            labels = self.workspace.project.metrics
            one, two = leading(first.drivers, sign)[0], leading(other.drivers, sign)[0]
            return Instead(labels[one].label, labels[two].label)
        if difference is Difference.SEGMENT:
            return Instead(self._name(leading(first.segments, 1)[0]), self._name(leading(other.segments, 1)[0]))
        return None

    def _name(self, segment: Segment) -> Text:
        labels = [(self.workspace.project.dimension_label(name), value) for name, value in segment]
        return Text(
            ", ".join(f"{label.en} {value or 'unknown'}" for label, value in labels),
            "、".join(f"{label.zh} {value or '未知'}" for label, value in labels),
        )
