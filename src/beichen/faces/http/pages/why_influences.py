"""The influences below a metric: what each may have given to its change, and what that rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import Field

from beichen.domain.observation import Reason
from beichen.domain.project import Project
from beichen.domain.time import Grain
from beichen.faces.http.pages.estimates import EstimatePart, estimate_part
from beichen.faces.http.pages.parts import Number, Part, Words
from beichen.judgement.influence_sentence import Named, tell_together
from beichen.tree.identity import BranchKind

_Row = Mapping[str, Any]


class Span(Part):
    """Where an interval lies on the scale that all influences of the page share, 0–1."""

    begins: Number
    ends: Number
    amount: Number
    zero: Number


class InfluenceRow(Part):
    """A driver whose effect is estimated; not part of the waterfall."""

    metric: str
    label: Words
    parent: str
    parent_label: Words
    contribution: Number | None = Field(description="To the metric's change, in its unit; null: not known.")
    low: Number | None
    high: Number | None
    span: Span | None
    estimate: EstimatePart | None
    reason: Words | None = Field(description="Why there is no estimate, or no contribution.")


class Rest(Part):
    """What the estimates leave of a metric that has influences alone, in the unit of the metric explained."""

    parent: str
    parent_label: Words
    amount: Number


class Influences(Part):
    """Everything that is estimated below a metric."""

    rows: list[InfluenceRow]
    rests: list[Rest]
    together: Words | None = Field(description="How to read several intervals at once; null for one alone.")


def influences_of(
    project: Project, branches: Sequence[_Row], grain: Grain, values: Mapping[str, Number | None]
) -> Influences:
    """The drivers whose effect is estimated, in the tree's order; `values` are those of the later period."""
    rows = [branch for branch in branches if branch["kind"] == BranchKind.INFLUENCE]
    spans = _spans([branch["interval"] for branch in rows], [branch["contribution"] for branch in rows])
    estimated = sum(branch.get("estimate") is not None for branch in rows)
    together = tell_together(estimated)
    return Influences(
        rows=[_row(project, branch, grain, values, span) for branch, span in zip(rows, spans, strict=True)],
        rests=[_rest(project, row) for row in branches if row["kind"] == BranchKind.UNEXPLAINED],
        together=Words.of(together) if together else None,
    )


def _rest(project: Project, branch: _Row) -> Rest:
    label = Words.of(project.metrics[branch["parent"]].label)
    return Rest(parent=branch["parent"], parent_label=label, amount=branch["contribution"])


def _row(
    project: Project, branch: _Row, grain: Grain, values: Mapping[str, Number | None], span: Span | None
) -> InfluenceRow:
    driver, parent = project.metrics[branch["metric"]], project.metrics[branch["parent"]]
    found, reason, interval = branch.get("estimate"), branch.get("reason"), branch["interval"]
    return InfluenceRow(
        metric=driver.name,
        label=Words.of(driver.label),
        parent=parent.name,
        parent_label=Words.of(parent.label),
        contribution=branch["contribution"],
        low=interval[0] if interval else None,
        high=interval[1] if interval else None,
        span=span,
        estimate=None
        if found is None
        else estimate_part(
            found,
            grain,
            driver=Named(driver.label, driver.unit, values.get(driver.name)),
            parent=Named(parent.label, parent.unit),
        ),
        reason=Words.of(Reason(reason).text) if reason else None,
    )


def _spans(intervals: Sequence[Sequence[Number] | None], amounts: Sequence[Number | None]) -> list[Span | None]:
    ends = [end for interval in intervals if interval for end in interval]
    low, high = min([0, *ends]), max([0, *ends])
    size = high - low
    if not size:
        return [None] * len(intervals)
    return [
        Span(
            begins=(interval[0] - low) / size,
            ends=(interval[1] - low) / size,
            amount=(amount - low) / size,
            zero=-low / size,
        )
        if interval and amount is not None
        else None
        for interval, amount in zip(intervals, amounts, strict=True)
    ]
