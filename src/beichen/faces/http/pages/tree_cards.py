"""The cards of the tree page: every metric and draft, with its latest values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from pydantic import Field

from beichen.domain.metric import Draft, Good, Role
from beichen.domain.observation import Observation, Reason, Undetermined
from beichen.domain.project import Project
from beichen.domain.time import Grain
from beichen.faces.http.pages.parts import (
    Change,
    Number,
    Owner,
    Part,
    Reading,
    Words,
    change_between,
    missing,
    owner_of,
    read,
)
from beichen.faces.http.pages.standing import goal_of, guardrail_of
from beichen.faces.http.ports import BoardWorkspace
from beichen.judgement.status import Status
from beichen.tree.shape import chip_of

SPARK_PERIODS = 26

Lane = Literal["tree", "guardrail", "outcome"]


class TreeCard(Part):
    """One metric as a card."""

    metric: str
    label: Words
    role: Role
    lane: Lane
    draft: bool = Field(description="It is wanted and not defined yet: it has no values.")
    owner: Owner | None
    unit: str | None
    good: Good | None
    reading: Reading
    change: Change
    status: Status = Field(description="Within a slice nothing is judged: `none`.")
    spark: list[Number | None] = Field(description="The latest values up to the period, oldest first.")
    target: Number | None = Field(description="What its key result aims at, at the metric's own grain.")
    limit: str | None = Field(description="Of a guardrail: the bound, as the project wrote it.")
    watches: str | None = Field(description="Of a guardrail: the metric whose growth it guards.")
    operator: str | None = Field(description="How its children make it up: + − × ÷ ƒ =, or ~ for influences.")
    planned: bool = Field(description="Its identity waits for a draft, and is not split.")


@dataclass(frozen=True, slots=True)
class Looked:
    """What a tree page looks at: two periods, and the slice of the metrics."""

    grain: Grain
    period: date | None
    compared: date | None
    within: str | None = None


def build_cards(workspace: BoardWorkspace, looked: Looked, nodes: Sequence[Mapping[str, Any]]) -> list[TreeCard]:
    """A card for every node of the tree's document."""
    histories = _histories(workspace, looked, [node["metric"] for node in nodes if not node["draft"]])
    project = workspace.project
    lanes = _lanes(project)
    cards = []
    for node in nodes:
        name = node["metric"]
        lane = lanes.get(name, "tree")
        if node["draft"]:
            cards.append(_draft_card(project, project.drafts[name], lane))
        else:
            cards.append(_card(project, node, histories.get(name, _History({}, [], looked)), lane))
    return cards


@dataclass(frozen=True, slots=True)
class _History:
    """A metric's latest values, and its two readings."""

    by_period: Mapping[date, Observation]
    spark: list[Number | None]
    looked: Looked

    def reading(self, period: date | None, reason: str | None) -> Reading:
        observation = self.by_period.get(period) if period else None
        # within a slice the document says why a metric has nothing to show
        return missing(Reason(reason)) if observation is None and reason else read(observation)


def _histories(workspace: BoardWorkspace, looked: Looked, names: Sequence[str]) -> dict[str, _History]:
    if looked.period is None:
        return {}
    calendar = workspace.project.calendar
    first = calendar.shift(looked.period, looked.grain, 1 - SPARK_PERIODS)
    start, last = min(first, looked.compared or first), max(looked.period, looked.compared or looked.period)
    end = last + timedelta(days=1)
    series = (
        workspace.series(names, looked.grain, start, end)
        if looked.within is None
        else workspace.sliced_series(names, looked.grain, start, end, within=looked.within)
    )
    return {name: _history(observed, first, looked) for name, observed in series.items()}


def _history(observed: Sequence[Observation], first: date, looked: Looked) -> _History:
    spark = [
        None if isinstance(o.value, Undetermined) else o.value
        for o in observed
        if o.period >= first and (looked.period is None or o.period <= looked.period)
    ]
    return _History({o.period: o for o in observed}, spark, looked)


def _card(project: Project, node: Mapping[str, Any], history: _History, lane: Lane) -> TreeCard:
    metric, looked = project.metrics[node["metric"]], history.looked
    guardrail = guardrail_of(project, metric.name)
    judged = looked.grain is metric.grain and looked.within is None
    goal = goal_of(project, metric.name, looked.period) if judged else None
    reading = history.reading(looked.period, node["reason"])
    before = history.reading(looked.compared, node["reason"])
    return TreeCard(
        metric=metric.name,
        label=Words.of(metric.label),
        role=metric.role,
        lane=lane,
        draft=False,
        owner=owner_of(project, metric),
        unit=metric.unit,
        good=metric.good,
        reading=reading,
        change=change_between(reading, before, metric.unit, metric.good),
        status=node["status"],
        spark=history.spark,
        target=goal.key_result.target if goal else None,
        limit=guardrail.limit.text if guardrail and guardrail.limit and looked.within is None else None,
        watches=guardrail.watches if guardrail else None,
        operator=_operator(project, metric.name),
        planned=_is_planned(project, metric.name),
    )


def _draft_card(project: Project, draft: Draft, lane: Lane) -> TreeCard:
    nothing = missing(Reason.DRAFT)
    return TreeCard(
        metric=draft.name,
        label=Words.of(draft.label),
        role=draft.role,
        lane=lane,
        draft=True,
        owner=owner_of(project, draft),
        unit=draft.unit,
        good=draft.good,
        reading=nothing,
        change=change_between(nothing, nothing, draft.unit, draft.good),
        status=Status.NONE,
        spark=[],
        target=None,
        limit=None,
        watches=None,
        operator=_operator(project, draft.name),
        planned=_is_planned(project, draft.name),
    )


def _lanes(project: Project) -> dict[str, Lane]:
    """Where every metric that is drawn stands: what is part of the tree stands there, whatever else it is."""
    tree = project.tree
    if tree is None:
        return {}
    lanes: dict[str, Lane] = dict.fromkeys(tree.outcomes, "outcome")
    lanes |= dict.fromkeys((guardrail.metric for guardrail in tree.guardrails), "guardrail")
    return lanes | dict.fromkeys(tree.drawn_nodes_below(tree.north_star), "tree")


def _operator(project: Project, metric: str) -> str | None:
    tree = project.tree
    if tree is None:
        return None
    drivers, planned = tree.drivers.get(metric), tree.planned.get(metric)
    waiting = planned is not None and (planned.identity is not None or drivers is None)
    return chip_of(planned if waiting else drivers)


def _is_planned(project: Project, metric: str) -> bool:
    planned = project.tree.planned.get(metric) if project.tree else None
    return planned is not None and planned.identity is not None
