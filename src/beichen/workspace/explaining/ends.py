"""What metrics were in two periods, of all rows or without a day's: kept where it is kept, else asked of the warehouse."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from beichen.domain.additivity import Additivity
from beichen.domain.observation import TOTAL, Observation, Segment, Undetermined
from beichen.engine.additivity import additivity
from beichen.engine.question import Question
from beichen.errors import LimitError
from beichen.judgement.segments import share_segments
from beichen.warehouse.port import Limits
from beichen.workspace.periods import Pair
from beichen.workspace.refreshing.observe import Wish

if TYPE_CHECKING:
    from beichen.workspace.open import Workspace

ASKED = Limits(rows=200_000, seconds=30)


@dataclass(frozen=True, slots=True)
class Ends:
    """A metric or a segment of it in the period compared with, and in the period; None where there is nothing."""

    before: Observation | None = None
    after: Observation | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A day of the period, and the one at its place in the period compared with."""

    day: date
    counterpart: date

    @property
    def condition(self) -> str:
        """What the rows of all other days have in common."""
        return f"local_date() not in ('{self.day}', '{self.counterpart}')"


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of two periods; `without` leaves a day out of each."""

    workspace: Workspace
    pair: Pair
    without: LeftOut | None = None

    def ends(self, metrics: Sequence[str]) -> dict[str, Ends]:
        """The totals of metrics."""
        found = self._observed(metrics, ())
        return {name: found[name].get(TOTAL, Ends()) for name in metrics}

    def excesses(self, metric: str, dimensions: tuple[str, ...]) -> dict[Segment, float]:
        """By how much each segment moved the metric beyond its size, in the direction of its change.

        Nothing where segments do not make up the total, or are too many to be asked for.
        """
        kinds = {additivity(self.workspace.engine, metric, name) for name in dimensions}
        total = self.ends([metric])[metric]
        if len(kinds) != 1 or Additivity.NONE in kinds or total.before is None or total.after is None:
            return {}
        try:
            found = self._observed([metric], dimensions)[metric]
        except LimitError:
            return {}
        was = {segment: ends.before for segment, ends in found.items() if ends.before is not None}
        now = {segment: ends.after for segment, ends in found.items() if ends.after is not None}
        shares = share_segments(metric, kinds.pop(), was, now, total_before=total.before, total_after=total.after)
        if isinstance(total.before.value, Undetermined) or isinstance(total.after.value, Undetermined):
            return {}
        sign = math.copysign(1, total.after.value - total.before.value)
        return {share.segment: share.excess * sign for share in shares if not isinstance(share.excess, Undetermined)}

    def _observed(self, metrics: Sequence[str], by: tuple[str, ...]) -> dict[str, dict[Segment, Ends]]:
        wishes = [Wish(name, self.pair.grain, by) for name in dict.fromkeys(metrics)]
        if self.without is None and len(by) < 2 and not self.workspace.stale(wishes):
            kept = self.workspace.observer.read_periods(wishes, [self.pair.versus, self.pair.at])
            return {wish.metric: self._paired(kept.get(wish, [])) for wish in wishes}
        asked = list(self._asked([wish.metric for wish in wishes], by))
        return {name: self._paired([o for found in asked for o in found.get(name, [])]) for name in metrics}

    def _asked(self, metrics: Sequence[str], by: tuple[str, ...]) -> Iterator[Mapping[str, Sequence[Observation]]]:
        """The two periods: by one question where they follow each other."""
        workspace, pair = self.workspace, self.pair
        where = None if self.without is None else self.without.condition
        for start, end in stretches(workspace, pair):
            question = Question(tuple(metrics), by=by, where=where, grain=pair.grain, start=start, end=end)
            with workspace.turn:
                answers = workspace.engine.answer(question, ASKED)
                yield {answer.metric: workspace.observer.answered(answer) for answer in answers}

    def _paired(self, observed: Sequence[Observation]) -> dict[Segment, Ends]:
        was = {o.segment: o for o in observed if o.period == self.pair.versus}
        now = {o.segment: o for o in observed if o.period == self.pair.at}
        return {segment: Ends(was.get(segment), now.get(segment)) for segment in dict.fromkeys([*was, *now])}


def stretches(workspace: Workspace, pair: Pair) -> list[tuple[date, date]]:
    """The days `[start, end)` of the two periods; in one stretch where they follow each other."""
    calendar = workspace.project.calendar
    first, last = sorted((pair.versus, pair.at))
    middle, end = calendar.shift(first, pair.grain, 1), calendar.shift(last, pair.grain, 1)
    return [(first, end)] if middle == last else [(first, middle), (last, end)]
