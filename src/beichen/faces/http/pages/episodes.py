"""Episodes of guardrails as documents show them: since when, what was traded, what carried it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pydantic import Field

from beichen.domain.episode import Episode, RuleKind, Trade
from beichen.domain.project import Project
from beichen.faces.http.pages.parts import MetricName, Number, Part, Words, name_of
from beichen.faces.http.pages.periods import PeriodName, name_period
from beichen.faces.http.ports import BoardWorkspace
from beichen.judgement.guarding.trade import describe_trade
from beichen.workspace.guarding.guardrails import open_episodes


class TradePart(Part):
    """What a period of an episode won and cost beyond what was to be expected without it, on average."""

    text: Words
    gained_metric: str
    gained: Number
    cost_metric: str
    cost: Number
    before: Number | None = Field(description="What the same gain cost before; null where the two are no amounts.")
    periods: int
    segment: Words | None = Field(description="The segment that carried the most of both.")


class EpisodePart(Part):
    """A time in which a guardrail fired."""

    metric: MetricName
    watches: MetricName
    rule: RuleKind
    began: PeriodName
    last: PeriodName
    over: PeriodName | None = Field(description="The first period in which it no longer fired; null while it goes on.")
    trade: TradePart | None


def episode_parts(project: Project, episodes: Sequence[Episode]) -> list[EpisodePart]:
    """Episodes of metrics that the project still has, the latest first."""
    there = [e for e in episodes if e.metric in project.metrics and e.watches in project.metrics]
    return [_episode(project, episode) for episode in sorted(there, key=lambda e: e.began_on, reverse=True)]


def open_episodes_of(workspace: BoardWorkspace, metric: str) -> list[EpisodePart]:
    """The kept episodes that go on, of guardrails with the metric on either side, the latest first."""
    return episode_parts(workspace.project, open_episodes(workspace, metric))


def _episode(project: Project, episode: Episode) -> EpisodePart:
    def named(day: date) -> PeriodName:
        return name_period(project.calendar, episode.grain, day, complete=True)

    return EpisodePart(
        metric=name_of(project, episode.metric),
        watches=name_of(project, episode.watches),
        rule=episode.rule,
        began=named(episode.began_on),
        last=named(episode.last_on),
        over=named(episode.over_on) if episode.over_on else None,
        trade=trade_part(project, episode.trade),
    )


def trade_part(project: Project, trade: Trade | None) -> TradePart | None:
    """A trade with its sentence; None where there is none, or a metric of it is gone."""
    if trade is None or not {trade.gained_metric, trade.cost_metric} <= project.metrics.keys():
        return None
    return TradePart(
        text=Words.of(describe_trade(trade, project.metrics)),
        gained_metric=trade.gained_metric,
        gained=trade.gained,
        cost_metric=trade.cost_metric,
        cost=trade.cost,
        before=trade.before,
        periods=trade.periods,
        segment=_segment(project, trade) if trade.segment else None,
    )


def _segment(project: Project, trade: Trade) -> Words:
    parts = [(project.dimension_label(name), value) for name, value in trade.segment.items()]
    return Words(
        en=", ".join(f"{label.en}: {'(null)' if value is None else value}" for label, value in parts),
        zh="，".join(f"{label.zh}：{'（空）' if value is None else value}" for label, value in parts),
    )
