"""The tree page: every card, edge and guardrail for one period against another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from pydantic import Field

from beichen.domain.formula import Formula, Operation
from beichen.domain.metric import Good, Role
from beichen.domain.observation import Observation, Undetermined
from beichen.domain.project import Project
from beichen.domain.time import Grain
from beichen.domain.tree import EdgeKind
from beichen.faces.http.pages.parts import (
    Change,
    FreshnessPart,
    Number,
    Owner,
    Part,
    Reading,
    Tone,
    Words,
    change_between,
    day_of,
    grain_of,
    owner_of,
    read,
    tone_of,
)
from beichen.faces.http.pages.periods import PeriodName, completeness, name_period
from beichen.faces.http.pages.standing import goal_of, guardrail_of
from beichen.faces.http.ports import BoardWorkspace
from beichen.judgement.status import Status

SPARK_PERIODS = 26

Lane = Literal["tree", "guardrail", "outcome"]


class TreeCard(Part):
    """One metric as a card."""

    metric: str
    label: Words
    role: Role
    lane: Lane
    owner: Owner | None
    unit: str | None
    good: Good | None
    reading: Reading
    change: Change
    status: Status
    spark: list[Number | None] = Field(description="The latest values up to the period, oldest first.")
    target: Number | None = Field(description="What its key result aims at, at the metric's own grain.")
    limit: str | None = Field(description="Of a guardrail: the bound, as the project wrote it.")
    watches: str | None = Field(description="Of a guardrail: the metric whose growth it guards.")
    operator: str | None = Field(description="How its children make it up: + − × ÷ ± ƒ, or ~ for influences.")


class TreeLink(Part):
    """A driver and what it added to the North Star's change."""

    parent: str
    child: str
    kind: EdgeKind
    contribution: Number | None = Field(description="In the North Star's unit.")
    weight: Number = Field(description="|contribution| ÷ the largest one, 0–1.")
    tone: Tone


class TreePage(Part):
    """The tree page."""

    north_star: str
    unit: str | None = Field(description="The North Star's unit, that of every contribution.")
    grain: Grain
    period: PeriodName | None = Field(description="null while nothing has been computed.")
    versus: PeriodName | None
    cards: list[TreeCard]
    links: list[TreeLink]
    freshness: FreshnessPart


def build_tree_page(
    workspace: BoardWorkspace, *, at: date | None = None, versus: date | None = None, grain: Grain | None = None
) -> TreePage:
    """The tree page for a period: `at` None is the last complete one, `versus` None the one before it."""
    project = workspace.project
    chosen = grain_of(project, grain)
    view = workspace.tree(at=at, versus=versus, grain=chosen).as_dict()
    period, compared = day_of(view["period"]), day_of(view["versus"])
    flags = completeness(workspace, chosen)
    shown = name_period(project.calendar, chosen, period, complete=flags.get(period, False)) if period else None
    against = name_period(project.calendar, chosen, compared, complete=flags.get(compared, False)) if compared else None
    return TreePage(
        north_star=view["north_star"],
        unit=project.metrics[view["north_star"]].unit,
        grain=chosen,
        period=shown,
        versus=against,
        cards=_cards(workspace, chosen, period, compared, view["nodes"]),
        links=_links(project, view, comparable=shown is not None and shown.complete),
        freshness=FreshnessPart.of(workspace.freshness()),
    )


def _cards(
    workspace: BoardWorkspace,
    grain: Grain,
    period: date | None,
    compared: date | None,
    nodes: Sequence[Mapping[str, Any]],
) -> list[TreeCard]:
    project = workspace.project
    if period is None:
        return [_card(project, node, _History({}, [], grain, None, None)) for node in nodes]
    first = project.calendar.shift(period, grain, 1 - SPARK_PERIODS)
    until = project.calendar.shift(period, grain, 1)
    series = workspace.series([node["metric"] for node in nodes], grain, min(first, compared or first), until)
    return [
        _card(project, node, _History.of(series.get(node["metric"], ()), grain, first, period, compared))
        for node in nodes
    ]


@dataclass(frozen=True, slots=True)
class _History:
    """A metric's latest values, and its two readings."""

    by_period: Mapping[date, Observation]
    spark: list[Number | None]
    grain: Grain
    period: date | None
    compared: date | None

    @classmethod
    def of(
        cls, observed: Sequence[Observation], grain: Grain, first: date, period: date, compared: date | None
    ) -> _History:
        spark = [None if isinstance(o.value, Undetermined) else o.value for o in observed if o.period >= first]
        return cls({o.period: o for o in observed}, spark, grain, period, compared)

    def reading(self) -> Reading:
        return read(self.by_period.get(self.period) if self.period else None)

    def previous(self) -> Reading:
        return read(self.by_period.get(self.compared) if self.compared else None)


def _card(project: Project, node: Mapping[str, Any], history: _History) -> TreeCard:
    metric = project.metrics[node["metric"]]
    guardrail = guardrail_of(project, metric.name)
    goal = goal_of(project, metric.name, history.period) if history.grain is metric.grain else None
    reading = history.reading()
    return TreeCard(
        metric=metric.name,
        label=Words.of(metric.label),
        role=metric.role,
        lane=_lane(project, metric.name),
        owner=owner_of(project, metric),
        unit=metric.unit,
        good=metric.good,
        reading=reading,
        change=change_between(reading, history.previous(), metric.unit, metric.good),
        status=node["status"],
        spark=history.spark,
        target=goal.key_result.target if goal else None,
        limit=guardrail.limit.text if guardrail and guardrail.limit else None,
        watches=guardrail.watches if guardrail else None,
        operator=_operator(project, metric.name),
    )


def _lane(project: Project, metric: str) -> Lane:
    tree = project.tree
    if tree is None or metric in tree.nodes_below(tree.north_star):
        return "tree"
    return "guardrail" if any(g.metric == metric for g in tree.guardrails) else "outcome"


def _operator(project: Project, metric: str) -> str | None:
    drivers = project.tree.drivers.get(metric) if project.tree else None
    if drivers is None:
        return None
    if drivers.identity is None:
        return "~"
    signs = frozenset(_signs(drivers.identity))
    return _SIGNS.get(signs, "ƒ")


_SIGNS: Mapping[frozenset[str], str] = {
    frozenset("+"): "+",
    frozenset("-"): "−",
    frozenset("*"): "×",
    frozenset("/"): "÷",
    frozenset("+-"): "±",
    frozenset(): "=",
}


def _signs(formula: Formula) -> list[str]:
    if isinstance(formula, Operation):
        return [formula.operator, *_signs(formula.left), *_signs(formula.right)]
    return []


def _links(project: Project, view: Mapping[str, Any], *, comparable: bool) -> list[TreeLink]:
    """The edges; what drivers added is told of a closed period only."""
    good = project.metrics[view["north_star"]].good
    amounts = [edge["contribution"] if comparable else None for edge in view["edges"]]
    largest = max((abs(amount) for amount in amounts if amount is not None), default=0)
    return [
        TreeLink(
            parent=edge["parent"],
            child=edge["child"],
            kind=edge["kind"],
            contribution=amount,
            weight=abs(amount or 0) / largest if largest else 0,
            tone=tone_of(amount, good),
        )
        for edge, amount in zip(view["edges"], amounts, strict=True)
    ]
