"""The tree page: every card, edge and guardrail for one period against another, in total or within a slice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from pydantic import Field

from beichen.domain.observation import Reason
from beichen.domain.project import Project
from beichen.domain.text import Text
from beichen.domain.time import Grain
from beichen.domain.tree import EdgeKind
from beichen.faces.http.pages.parts import FreshnessPart, Number, Part, Tone, Words, day_of, grain_of, tone_of
from beichen.faces.http.pages.periods import PeriodName, completeness, name_period
from beichen.faces.http.pages.tree_cards import Looked, TreeCard, build_cards
from beichen.faces.http.ports import BoardWorkspace


class TreeLink(Part):
    """A driver and what it added to the North Star's change."""

    parent: str
    child: str
    kind: EdgeKind
    planned: bool = Field(description="It waits for a draft.")
    contribution: Number | None = Field(description="In the North Star's unit.")
    share: Number | None = Field(description="Of the North Star's change; may be negative, or above 1.")
    low: Number | None = Field(description="Of an estimated contribution: its 95% interval.")
    high: Number | None
    weight: Number = Field(description="|contribution| ÷ the largest one, 0–1.")
    tone: Tone
    reason: Words | None = Field(description="Why there is no contribution.")


class UnexplainedPart(Part):
    """What stays of the North Star's change at a metric whose identity does not hold, or cannot be computed."""

    parent: str
    contribution: Number | None
    share: Number | None
    weight: Number
    reason: Words


class SlicePart(Part):
    """The segment within which everything is told."""

    dimension: str
    label: Words
    value: str | None = Field(description="null: the rows without a value.")


class SliceDimension(Part):
    """A dimension by which the tree can be sliced."""

    dimension: str
    label: Words
    metrics: int = Field(description="How many metrics of the tree have it.")
    values: list[str | None] = Field(description="Of the North Star's last complete period, the largest first.")


class TreePage(Part):
    """The tree page."""

    north_star: str
    unit: str | None = Field(description="The North Star's unit, that of every contribution.")
    grain: Grain
    period: PeriodName | None = Field(description="null while nothing has been computed.")
    versus: PeriodName | None
    slice: SlicePart | None
    cards: list[TreeCard]
    links: list[TreeLink]
    unexplained: list[UnexplainedPart]
    dimensions: list[SliceDimension]
    freshness: FreshnessPart


def build_tree_page(
    workspace: BoardWorkspace,
    *,
    at: date | None = None,
    versus: date | None = None,
    grain: Grain | None = None,
    within: str | None = None,
) -> TreePage:
    """The tree page for a period: `at` None is the last complete one, `versus` None the one before it."""
    project = workspace.project
    chosen = grain_of(project, grain)
    view = workspace.tree(at=at, versus=versus, grain=chosen, within=within).as_dict()
    period, compared = day_of(view["period"]), day_of(view["versus"])
    flags = completeness(workspace, chosen)
    shown = name_period(project.calendar, chosen, period, complete=flags.get(period, False)) if period else None
    against = name_period(project.calendar, chosen, compared, complete=flags.get(compared, False)) if compared else None
    # what drivers added is told of a closed period only
    told = view if shown is not None and shown.complete else _untold(view)
    largest = _largest(told)
    return TreePage(
        north_star=view["north_star"],
        unit=project.metrics[view["north_star"]].unit,
        grain=chosen,
        period=shown,
        versus=against,
        slice=_slice(project, view["slice"]),
        cards=build_cards(workspace, Looked(chosen, period, compared, within), view["nodes"]),
        links=[_link(project, view["north_star"], edge, largest) for edge in told["edges"]],
        unexplained=[_unexplained(row, largest) for row in told["leftovers"]],
        dimensions=_dimensions(workspace),
        freshness=FreshnessPart.of(workspace.freshness()),
    )


def _untold(view: Mapping[str, Any]) -> Mapping[str, Any]:
    edges = [{**edge, "contribution": None, "share": None, "interval": None} for edge in view["edges"]]
    return {**view, "edges": edges, "leftovers": []}


def _largest(view: Mapping[str, Any]) -> Number:
    rows: Sequence[Mapping[str, Any]] = [*view["edges"], *view["leftovers"]]
    return max((abs(row["contribution"]) for row in rows if row["contribution"] is not None), default=0)


def _link(project: Project, star: str, edge: Mapping[str, Any], largest: Number) -> TreeLink:
    amount, interval = edge["contribution"], edge.get("interval") or (None, None)
    return TreeLink(
        parent=edge["parent"],
        child=edge["child"],
        kind=edge["kind"],
        planned=edge["planned"],
        contribution=amount,
        share=edge["share"],
        low=interval[0],
        high=interval[1],
        weight=_weight(amount, largest),
        tone=tone_of(amount, project.metrics[star].good),
        reason=Words.of(Reason(edge["reason"]).text) if edge["reason"] else None,
    )


def _unexplained(row: Mapping[str, Any], largest: Number) -> UnexplainedPart:
    why = _BROKEN if row["reason"] is None else Reason(row["reason"]).text
    return UnexplainedPart(
        parent=row["parent"],
        contribution=row["contribution"],
        share=row["share"],
        weight=_weight(row["contribution"], largest),
        reason=Words.of(why),
    )


_BROKEN = Text("the formula does not hold in the data", "公式与数据不符")


def _weight(amount: Number | None, largest: Number) -> Number:
    return abs(amount or 0) / largest if largest else 0


def _slice(project: Project, written: Mapping[str, str | None]) -> SlicePart | None:
    for dimension, value in written.items():
        return SlicePart(dimension=dimension, label=Words.of(project.dimension_label(dimension)), value=value)
    return None


def _dimensions(workspace: BoardWorkspace) -> list[SliceDimension]:
    return [
        SliceDimension(
            dimension=choice.dimension,
            label=Words.of(workspace.project.dimension_label(choice.dimension)),
            metrics=choice.metrics,
            values=list(choice.values),
        )
        for choice in workspace.slice_choices()
    ]
