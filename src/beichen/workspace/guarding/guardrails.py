"""The guardrails of a project: how each stands, since when, and every episode in which one fired."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from beichen.domain.episode import Episode, RuleKind, Trade
from beichen.domain.metric import Good
from beichen.domain.observation import Reason
from beichen.domain.text import Text
from beichen.domain.time import Grain
from beichen.domain.tree import Guardrail
from beichen.judgement.guarding.course import Course
from beichen.judgement.guarding.firing import GuardStatus, Run, Shot, fire_by_condition, fire_by_limit, runs_of
from beichen.judgement.guarding.trade import Amounts, describe_trade, weigh
from beichen.state.episodes import Guarded
from beichen.workspace.explaining.history import Remembering
from beichen.workspace.guarding.carrying import segment_of_both
from beichen.workspace.guarding.courses import Looked, amount_of, bad_direction, grain_between

if TYPE_CHECKING:
    from beichen.workspace.open import Workspace


YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class GuardrailView:
    """How one guardrail stands.

    Attributes:
        since: first day of the period in which it began to fire; None while it does not.
        reason: why it is not known.
        trade: of the episode that goes on; None where there is none, or nothing was won.
        owners: of the guardrail and of what it watches, persons' ids, each once.
        period: the last that was judged.
    """

    guardrail: Guardrail
    status: GuardStatus
    since: date | None
    reason: Reason | None
    trade: Trade | None
    trade_text: Text | None
    owners: tuple[str, ...]
    grain: Grain
    period: date | None
    episodes: tuple[Episode, ...]

    def as_dict(self) -> dict[str, Any]:
        """The guardrail in the JSON document of `beichen guard --json`."""
        return {
            "metric": self.guardrail.metric,
            "watches": self.guardrail.watches,
            "status": self.status.value,
            "since": self.since.isoformat() if self.since else None,
            "trade": self._trade(),
            "owners": list(self.owners),
        }

    def _trade(self) -> dict[str, Any]:
        if self.trade is None or self.trade_text is None:
            return {} if self.reason is None else {"reason": self.reason.value}
        return trade_document(self.trade, self.trade_text)


def trade_document(trade: Trade, text: Text) -> dict[str, Any]:
    """A trade as documents have it."""
    return {
        "gained": {"metric": trade.gained_metric, "amount": trade.gained},
        "cost": {"metric": trade.cost_metric, "amount": trade.cost},
        "before": trade.before,
        "periods": trade.periods,
        "segment": dict(trade.segment),
        "text": text.as_dict(),
    }


def judge_guardrails(looked: Looked) -> list[GuardrailView]:
    """Every guardrail of the tree, in the author's order."""
    tree = looked.workspace.project.tree
    return [_Judge(looked, guardrail).view() for guardrail in tree.guardrails] if tree else []


def fired_conditions(looked: Looked) -> list[Guardrail]:
    """The guardrails whose condition fired within the year before, in the author's order."""
    tree = looked.workspace.project.tree
    return [g for g in (tree.guardrails if tree else ()) if g.when is not None and _Judge(looked, g).fired_lately()]


def keep_episodes(workspace: Workspace) -> None:
    """Bring the kept episodes in line with what the observations say, as far as these reach."""
    tree = workspace.project.tree
    looked = Looked(workspace)
    for guardrail in tree.guardrails if tree else ():
        judge = _Judge(looked, guardrail)
        for rule in judge.rules():
            if rule.reaches_to is not None:
                of = Guarded(guardrail.metric, guardrail.watches, rule.kind)
                episodes = judge.episodes(rule, known=workspace.state.episodes.read(of))
                workspace.state.episodes.replace(of, episodes, reaches_to=rule.reaches_to)


@dataclass(frozen=True, slots=True)
class _Rule:
    """One rule of a guardrail over all closed periods."""

    kind: RuleKind
    grain: Grain
    shots: dict[date, Shot]

    @property
    def latest(self) -> Shot | None:
        return self.shots[next(reversed(self.shots))] if self.shots else None

    @property
    def reaches_to(self) -> date | None:
        """The first period with a verdict."""
        judged = (day for day, shot in self.shots.items() if shot.status is not GuardStatus.UNDETERMINED)
        return next(judged, None)


class _Judge:
    """Judges one guardrail."""

    def __init__(self, looked: Looked, guardrail: Guardrail) -> None:
        self._looked = looked
        self._guardrail = guardrail
        metrics = looked.workspace.project.metrics
        self._metric, self._watched = metrics[guardrail.metric], metrics[guardrail.watches]
        self._bad = bad_direction(guardrail, self._metric)
        self._up = self._watched.good or Good.UP
        self._courses: dict[tuple[str, Grain], Course] = {}

    def view(self) -> GuardrailView:
        rules = self.rules()
        found = [(rule, rule.latest or Shot(GuardStatus.UNDETERMINED, reason=Reason.NO_PERIOD)) for rule in rules]
        # a rule that speaks outweighs one that cannot; of several that fire, the condition tells of the trade
        firing = [rule for rule, shot in found if shot.status is GuardStatus.FIRING]
        unknown = [shot.reason for _, shot in found if shot.status is GuardStatus.UNDETERMINED]
        status = (
            GuardStatus.FIRING if firing else GuardStatus.UNDETERMINED if unknown or not rules else GuardStatus.QUIET
        )
        ongoing = [episode for rule in firing for episode in self.episodes(rule, ongoing=True)]
        trade = next((episode.trade for episode in reversed(ongoing) if episode.trade), None)
        metrics = self._looked.workspace.project.metrics
        owners = dict.fromkeys(owner for owner in (self._metric.owner, self._watched.owner) if owner)
        last = max((day for rule in rules for day in rule.shots), default=None)
        return GuardrailView(
            self._guardrail,
            status,
            min((episode.began_on for episode in ongoing), default=None),
            (unknown[0] if unknown else Reason.NO_PERIOD) if status is GuardStatus.UNDETERMINED else None,
            trade,
            describe_trade(trade, metrics) if trade else None,
            tuple(owners),
            rules[-1].grain if rules else self._metric.grain,
            last,
            tuple(ongoing),
        )

    def fired_lately(self) -> bool:
        """Whether the condition fired within a year of the last period."""
        return any(
            run.periods[-1] > list(rule.shots)[-1] - YEAR for rule in self._condition() for run in runs_of(rule.shots)
        )

    def rules(self) -> list[_Rule]:
        """The limit first, then the condition; those that the guardrail has."""
        return [*self._limit(), *self._condition()]

    def episodes(self, rule: _Rule, *, ongoing: bool = False, known: Sequence[Episode] = ()) -> list[Episode]:
        """The episodes of a rule with their trades, or only the one that goes on.

        Args:
            known: of those that are over and still the same, the trade is taken as it was weighed.
        """
        over = {(e.began_on, e.last_on, e.over_on): e for e in known}
        over = {when: episode for when, episode in over.items() if episode.over_on is not None}
        runs = [run for run in runs_of(rule.shots) if not ongoing or run.over_on is None]
        return [over.get((run.periods[0], run.periods[-1], run.over_on)) or self._episode(rule, run) for run in runs]

    def _limit(self) -> Iterator[_Rule]:
        if self._guardrail.limit is not None:
            grain = self._metric.grain
            values = self._course(self._metric.name, grain).values
            yield _Rule(RuleKind.LIMIT, grain, fire_by_limit(values, self._guardrail.limit, list(values)))

    def _condition(self) -> Iterator[_Rule]:
        if self._guardrail.when is not None:
            grain = grain_between(self._metric, self._watched)
            guarding, watched = self._course(self._metric.name, grain), self._course(self._watched.name, grain)
            periods = sorted(guarding.values.keys() | watched.values.keys())
            yield _Rule(RuleKind.CONDITION, grain, fire_by_condition(guarding, self._bad, watched, self._up, periods))

    def _episode(self, rule: _Rule, run: Run) -> Episode:
        trade = self._trade(rule.grain, run)
        first, last = run.periods[0], run.periods[-1]
        guardrail = self._guardrail
        return Episode(guardrail.metric, guardrail.watches, rule.kind, rule.grain, first, last, run.over_on, trade)

    def _trade(self, grain: Grain, run: Run) -> Trade | None:
        """In counted things where both sides have them, else in the metrics' own units."""
        workspace = self._looked.workspace
        watched, guarding = self._watched.name, self._metric.name
        won = self._amounts(watched, grain, run.onset, amount_of(workspace, watched) == watched, self._up)
        counted = amount_of(workspace, guarding)
        trade = weigh(won, self._amounts(counted, grain, run.onset, True, self._bad), run.periods) if counted else None
        if trade is None and counted != guarding:
            trade = weigh(won, self._amounts(guarding, grain, run.onset, False, self._bad), run.periods)
        if trade is None:
            return None
        sides = (watched, self._up), (guarding, self._bad)
        before = workspace.project.calendar.shift(run.onset, grain, -1)
        return replace(trade, segment=segment_of_both(workspace, sides, grain, before, run.periods[-1]))

    def _amounts(self, metric: str, grain: Grain, onset: date, is_amount: bool, direction: Good) -> Amounts:
        course = self._course(metric, grain)
        return Amounts(metric, course.values, course.told_before(onset), is_amount, direction)

    def _course(self, metric: str, grain: Grain) -> Course:
        if (metric, grain) not in self._courses:
            self._courses[metric, grain] = self._looked.course(metric, grain)
        return self._courses[metric, grain]


def open_episodes(workspace: Remembering, metric: str | None = None) -> Sequence[Episode]:
    """The kept episodes that go on, of guardrails that the tree still has."""
    tree = workspace.project.tree
    there = {(g.metric, g.watches) for g in tree.guardrails} if tree else set()
    kept = workspace.state.episodes.read(metric=metric, ongoing=True)
    return [episode for episode in kept if (episode.metric, episode.watches) in there]
