"""The use case of the morning read: everything that moved in a period, the most important first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from beichen.domain.metric import Metric
from beichen.domain.observation import Observation, Reason, Undetermined
from beichen.domain.period_name import period_within
from beichen.domain.project import Project
from beichen.domain.text import Text
from beichen.domain.time import EARLIEST, LATEST, Grain, Period
from beichen.domain.tree import Tree
from beichen.domain.units import format_change, format_share, is_share
from beichen.errors import QueryError
from beichen.judgement.change import Verdict
from beichen.judgement.morning import Mover, Told, order_movers
from beichen.judgement.morning_sentence import Headline, tell_morning
from beichen.judgement.sentence import LARGEST_PERCENT
from beichen.workspace.explaining.expectation import expected_for
from beichen.workspace.explaining.explanation import Explanation
from beichen.workspace.explaining.morning_read import MorningRead, Moved
from beichen.workspace.explaining.morning_tree import metrics_above, part_of, steps_below
from beichen.workspace.guarding.standing import Observed, last_closed
from beichen.workspace.refreshing.observe import Wish
from beichen.workspace.refreshing.progress import Progress
from beichen.workspace.refreshing.refresh import board_grain
from beichen.workspace.treeview import Amount

if TYPE_CHECKING:
    from beichen.workspace.open import Workspace


def explain_all(workspace: Workspace, *, at: date | None, grain: Grain | None, progress: Progress) -> MorningRead:
    """See `Workspace.explain_all`."""
    morning = _Morning.of(workspace, at, grain)
    found, noise, undetermined = morning.judge()
    explained = dict(_explained(workspace, found, progress))
    told = order_movers(morning.movers(found, explained))
    moved = tuple(_moved(row, explained) for row in told)
    return MorningRead(
        morning.grain,
        morning.period,
        None if morning.period is None else workspace.project.calendar.shift(morning.period, morning.grain, -1),
        moved,
        noise,
        undetermined,
        _sentence(workspace.project, morning, moved, counts=(len(found), len(noise), len(undetermined))),
    )


def keep_morning(workspace: Workspace, progress: Progress) -> None:
    """Explain what moved in the last closed period, so that whoever reads it need not wait for the warehouse."""
    explain_all(workspace, at=None, grain=None, progress=progress)


@dataclass(frozen=True, slots=True)
class _Found:
    """A metric in the period in which it is judged."""

    metric: Metric
    grain: Grain
    period: date
    value: float


@dataclass(frozen=True)
class _Morning:
    """What is read: a period, and every metric's totals at its own grain or at the one asked for."""

    workspace: Workspace
    grain: Grain
    asked: Grain | None
    period: date | None
    observed: Observed

    @classmethod
    def of(cls, workspace: Workspace, at: date | None, asked: Grain | None) -> _Morning:
        if at is not None and not EARLIEST <= at <= LATEST:
            raise QueryError(f"the data have no period with {at}", hint=f"days from {EARLIEST} to {LATEST} are known")
        grain = asked or board_grain(workspace.project)
        observed = _totals(workspace, asked)
        return cls(workspace, grain, asked, _last_closed_period(workspace, grain, observed, at), observed)

    @property
    def project(self) -> Project:
        return self.workspace.project

    def judge(self) -> tuple[list[_Found], tuple[str, ...], dict[str, Reason]]:
        """What moved, what stayed in its range, and what cannot be judged and why."""
        moved: list[_Found] = []
        noise: list[str] = []
        undetermined: dict[str, Reason] = {}
        for name, metric in self.project.metrics.items():
            grain = self.asked or metric.grain
            closed = self._closed(name, grain)
            if closed is None:
                undetermined[name] = Reason.NO_PERIOD
                continue
            expected = expected_for(self.workspace, name, grain, closed.period)
            if expected.verdict is Verdict.MOVED and not isinstance(closed.value, Undetermined):
                moved.append(_Found(metric, grain, closed.period, closed.value))
            elif expected.verdict is Verdict.NOISE:
                noise.append(name)
            else:
                undetermined[name] = expected.reason or Reason.TOO_SHORT
        return moved, tuple(noise), undetermined

    def movers(self, found: Sequence[_Found], explained: Mapping[str, Explanation]) -> list[Mover]:
        """What is known of each for its place: how near it is, what it made of the changes above it."""
        return [self._mover(one, found, explained) for one in found]

    def _mover(self, one: _Found, found: Sequence[_Found], explained: Mapping[str, Explanation]) -> Mover:
        name = one.metric.name
        together = {o.metric.name for o in found if (o.grain, o.period) == (one.grain, one.period)} - {name}
        shares = {
            above: part_of(self.project, explained[above], name, self._value)
            for above in metrics_above(self.project, name)
            if above in together
        }
        return Mover(
            name,
            one.value,
            explained[name].expected,
            steps=self._steps.get(name),
            share=self._share(one, explained),
            broken=self._is_broken(one),
            earlier=self._is_earlier(one),
            explains={above: share for above, share in shares.items() if share is not None},
        )

    def _share(self, one: _Found, explained: Mapping[str, Explanation]) -> float | None:
        """Of the North Star's change in the same period, whether that moved or not."""
        star = self.project.north_star
        if star is None or one.metric.name == star or one.grain is not self.grain or one.period != self.period:
            return None
        explanation = explained.get(star) or self._star
        return None if explanation is None else part_of(self.project, explanation, one.metric.name, self._value)

    @cached_property
    def _star(self) -> Explanation | None:
        if self.period is None or self.project.north_star is None or self._tree is None:
            return None
        return self.workspace.explain(at=self.period, grain=self.grain)

    def _value(self, name: str, grain: Grain, period: date) -> Amount:
        kept = self.observed.get(Wish(name, grain), ())
        return next((o.value for o in kept if o.period == period), Undetermined(Reason.NO_PERIOD))

    def _closed(self, name: str, grain: Grain) -> Observation | None:
        """The metric's last complete period that had closed by the end of the one that is read."""
        if self.period is None:
            return None
        calendar = self.project.calendar
        by_day = calendar.period(self.period, self.grain).last_day
        for observation in reversed(self.observed.get(Wish(name, grain), ())):
            if observation.complete and calendar.period(observation.period, grain).last_day <= by_day:
                return observation
        return None

    @property
    def _tree(self) -> Tree | None:
        return self.project.tree

    @cached_property
    def _steps(self) -> Mapping[str, int]:
        return steps_below(self._tree) if self._tree else {}

    def _is_broken(self, one: _Found) -> bool:
        """True when the metric stood beyond a limit in its own last period that had closed by then."""
        limits = (
            [g.limit for g in self._tree.guardrails if g.metric == one.metric.name and g.limit] if self._tree else []
        )
        if not limits or self.period is None:
            return False
        by_day = self.project.calendar.period(self.period, self.grain).last_day
        kept = self.workspace.series([one.metric.name], one.metric.grain)
        own = {Wish(name, one.metric.grain): found for name, found in kept.items()}
        closed = last_closed(self.project, own, one.metric.name, by_day)
        value = None if closed is None or isinstance(closed.value, Undetermined) else closed.value
        return value is not None and any(not limit.holds(value) for limit in limits)

    def _is_earlier(self, one: _Found) -> bool:
        return self.period is not None and self.project.calendar.period(one.period, one.grain).last_day < self.period


def _totals(workspace: Workspace, asked: Grain | None) -> Observed:
    """Every metric's totals at its own grain or the one asked for, by one question a grain."""
    metrics = workspace.project.metrics
    found: dict[Wish, Sequence[Observation]] = {}
    for grain in [asked] if asked else dict.fromkeys(metric.grain for metric in metrics.values()):
        names = [name for name, metric in metrics.items() if asked or metric.grain is grain]
        found |= {Wish(name, grain): kept for name, kept in workspace.series(names, grain).items()}
    return found


def _last_closed_period(workspace: Workspace, grain: Grain, observed: Observed, at: date | None) -> date | None:
    """The period that holds `at`, or the last before it that has closed: the North Star's, else any metric's.

    Raises:
        QueryError: no period had closed by then.
    """
    project, star = workspace.project, workspace.project.north_star
    calendar = project.calendar
    totals = {Wish(star, grain): workspace.series([star], grain).get(star, [])} if star else observed
    periods = [(calendar.period(o.period, wish.grain), o.complete) for wish, kept in totals.items() for o in kept]
    closed = [period.last_day for period, complete in periods if complete]
    if at is not None:
        _check_known(at, grain, [period for period, _ in periods])
        last = calendar.period(at, grain).last_day
        if closed and min(closed) > last:
            hint = f"the first {grain.value} that closed ended on {min(closed)}"
            raise QueryError(f"nothing had closed by the end of the {grain.value} that holds {at}", hint=hint)
        closed = [day for day in closed if day <= last]
    return calendar.start_of(max(closed), grain) if closed else None


def _check_known(at: date, grain: Grain, periods: Sequence[Period]) -> None:
    if periods and not min(p.start for p in periods) <= at <= max(p.last_day for p in periods):
        hint = f"the data reach from {min(p.start for p in periods)} to {max(p.last_day for p in periods)}"
        raise QueryError(f"the data have no {grain.value} that holds {at}", hint=hint)


def _explained(workspace: Workspace, found: Sequence[_Found], progress: Progress) -> Iterator[tuple[str, Explanation]]:
    for done, one in enumerate(found):
        name = one.metric.name
        progress(f"explain {name}", done, len(found))
        yield name, workspace.explain(name, at=one.period, grain=one.grain)
    progress("explain", len(found), len(found))


def _moved(told: Told, explained: Mapping[str, Explanation]) -> Moved:
    mover = told.mover
    below = tuple(_moved(row, explained) for row in told.below)
    return Moved(explained[told.metric], told.importance, mover.broken, mover.earlier, below)


def _sentence(project: Project, morning: _Morning, moved: Sequence[Moved], *, counts: tuple[int, int, int]) -> Text:
    if morning.period is None:
        return Text("Nothing can be read: no period has closed yet.", "尚无已结束的周期，没有可解读的内容。")
    found, noise, undetermined = counts
    within = period_within(morning.period, morning.grain)
    headlines = [_headline(project, row) for row in moved]
    return tell_morning(within, headlines, moved=found, noise=noise, undetermined=undetermined)


def _headline(project: Project, row: Moved) -> Headline:
    explanation = row.explanation
    metric = project.metrics[explanation.metric]
    with_ = [project.metrics[below.explanation.metric].label for below in row.below]
    change, before = explanation.change, explanation.before
    if isinstance(change, Undetermined) or isinstance(before, Undetermined):
        return Headline(metric.label, None, with_, row.broken)
    relative = ""
    if not is_share(metric.unit) and before and abs(change) < LARGEST_PERCENT * abs(before):
        relative = ("+" if change > 0 else "") + format_share(change / abs(before))
    en, zh = format_change(change, metric.unit, "en"), format_change(change, metric.unit, "zh")
    said = Text(f"{en} ({relative})", f"{zh}（{relative}）") if relative else Text(en, zh)
    return Headline(metric.label, said, with_, row.broken)
