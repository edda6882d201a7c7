"""Why a metric moved: the waterfall, the segments and the sentence, ready to be drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Literal

from pydantic import Field

from beichen.domain.metric import Good
from beichen.domain.observation import Reason
from beichen.domain.project import Project
from beichen.domain.time import Grain
from beichen.domain.tree import EdgeKind
from beichen.faces.http.pages.metric import metric_named
from beichen.faces.http.pages.parts import Number, Part, Tone, Words, day_of, grain_of, tone_of
from beichen.faces.http.pages.periods import PeriodName, name_period
from beichen.faces.http.ports import BoardWorkspace

STEPS_SHOWN = 8
SEGMENTS_SHOWN = 6

StepKind = Literal["before", "branch", "others", "unexplained", "after"]
_Part = Literal["branch", "others", "unexplained"]


class Step(Part):
    """One bar of the waterfall, from where the one above it ended."""

    kind: StepKind
    metric: str | None
    label: Words | None = Field(description="null where the kind says it all.")
    begins: Number
    ends: Number
    amount: Number
    tone: Tone


class InfluenceRow(Part):
    """A driver whose effect is estimated; not part of the waterfall."""

    metric: str
    label: Words
    contribution: Number | None
    low: Number | None
    high: Number | None


class SegmentRow(Part):
    """A segment's part in the change of the metric that it names."""

    metric: str
    label: Words
    unit: str | None
    dimension: str
    value: str | None
    contribution: Number
    reach: Number = Field(description="|contribution| ÷ the largest one shown for the same metric, 0–1.")
    tone: Tone
    excess: Number | None
    within: Number | None
    mix: Number | None


class Expected(Part):
    """Whether the change is more than noise."""

    verdict: str
    low: Number | None
    high: Number | None
    reason: Words | None


class WhyPage(Part):
    """Why a metric moved."""

    metric: str
    label: Words
    unit: str | None
    period: PeriodName | None
    versus: PeriodName | None
    before: Number | None
    after: Number | None
    expected: Expected
    steps: list[Step] = Field(
        description="before, what each lowest exact driver added, the rest, after; empty when there is nothing to split."
    )
    influences: list[InfluenceRow]
    segments: list[SegmentRow]
    sentence: Words


def build_why_page(
    workspace: BoardWorkspace,
    name: str,
    *,
    at: date | None = None,
    versus: date | None = None,
    grain: Grain | None = None,
) -> WhyPage:
    """Why a metric moved from `versus` to `at`.

    Raises:
        UnknownMetricError: the project has no such metric.
    """
    project = workspace.project
    metric = metric_named(project, name)
    chosen = grain_of(project, grain)
    found = workspace.explain(name, at=at, versus=versus, grain=chosen).as_dict()
    period, compared = day_of(found["period"]), day_of(found["versus"])
    return WhyPage(
        metric=name,
        label=Words.of(metric.label),
        unit=metric.unit,
        period=name_period(project.calendar, chosen, period, complete=found["complete"]) if period else None,
        versus=name_period(project.calendar, chosen, compared, complete=True) if compared else None,
        before=found["before"],
        after=found["after"],
        expected=_expected(found["expected"]),
        steps=_steps(project, found, metric.good),
        influences=_influences(project, found["branches"]),
        segments=_segments(project, found["segments"]),
        sentence=Words(**found["sentence"]),
    )


def _expected(found: Mapping[str, Any]) -> Expected:
    reason = Words.of(Reason(found["reason"]).text) if found["reason"] else None
    return Expected(verdict=found["verdict"], low=found["low"], high=found["high"], reason=reason)


def _steps(project: Project, found: Mapping[str, Any], good: Good | None) -> list[Step]:
    before, after = found["before"], found["after"]
    leaves = _lowest_exact(found["branches"], found["metric"])
    if before is None or after is None or not leaves:
        return []
    shown, others = _largest(leaves)
    steps = [Step(kind="before", metric=None, label=None, begins=0, ends=before, amount=before, tone="neutral")]
    level = before
    for branch in shown:
        amount = branch["contribution"]
        label = Words.of(project.metrics[branch["metric"]].label)
        steps.append(_step("branch", level, amount, good, metric=branch["metric"], label=label))
        level += amount
    rest: list[tuple[_Part, Number]] = [("others", others), ("unexplained", found["unexplained"] or 0)]
    for kind, amount in rest:
        if amount:
            steps.append(_step(kind, level, amount, good))
            level += amount
    return [*steps, Step(kind="after", metric=None, label=None, begins=0, ends=after, amount=after, tone="neutral")]


def _step(
    kind: _Part,
    level: Number,
    amount: Number,
    good: Good | None,
    *,
    metric: str | None = None,
    label: Words | None = None,
) -> Step:
    tone: Tone = "neutral" if kind == "unexplained" else tone_of(amount, good)
    return Step(kind=kind, metric=metric, label=label, begins=level, ends=level + amount, amount=amount, tone=tone)


def _lowest_exact(branches: Sequence[Mapping[str, Any]], root: str) -> list[Mapping[str, Any]]:
    """The exact branches that are not split further, in the tree's order: together they are the change."""
    exact = [b for b in branches if b["kind"] == EdgeKind.IDENTITY and b["contribution"] is not None]
    parents = {branch["parent"] for branch in exact}
    return [branch for branch in exact if branch["metric"] not in parents or branch["metric"] == root]


def _largest(leaves: Sequence[Mapping[str, Any]]) -> tuple[list[Mapping[str, Any]], Number]:
    """The largest leaves, in the tree's order, and the sum of those left out."""
    if len(leaves) <= STEPS_SHOWN:
        return list(leaves), 0
    kept = sorted(leaves, key=lambda b: -abs(b["contribution"]))[:STEPS_SHOWN]
    left_out = [branch for branch in leaves if branch not in kept]
    return [branch for branch in leaves if branch in kept], sum(b["contribution"] for b in left_out)


def _influences(project: Project, branches: Sequence[Mapping[str, Any]]) -> list[InfluenceRow]:
    return [
        InfluenceRow(
            metric=branch["metric"],
            label=Words.of(project.metrics[branch["metric"]].label),
            contribution=branch["contribution"],
            low=branch["interval"][0] if branch["interval"] else None,
            high=branch["interval"][1] if branch["interval"] else None,
        )
        for branch in branches
        if branch["kind"] == EdgeKind.INFLUENCE
    ]


def _segments(project: Project, segments: Sequence[Mapping[str, Any]]) -> list[SegmentRow]:
    shown = [segment for segment in segments if segment["contribution"]][:SEGMENTS_SHOWN]
    largest: dict[str, float] = {}
    for segment in shown:
        largest[segment["metric"]] = max(largest.get(segment["metric"], 0), abs(segment["contribution"]))
    return [_segment_row(project, segment, largest[segment["metric"]]) for segment in shown]


def _segment_row(project: Project, segment: Mapping[str, Any], largest: Number) -> SegmentRow:
    metric = project.metrics[segment["metric"]]
    pairs = list(segment["segment"].items())
    return SegmentRow(
        metric=metric.name,
        label=Words.of(metric.label),
        unit=metric.unit,
        dimension=" × ".join(dimension for dimension, _ in pairs),
        value=" × ".join(str(value) for _, value in pairs) if any(value is not None for _, value in pairs) else None,
        contribution=segment["contribution"],
        reach=abs(segment["contribution"]) / largest,
        tone=tone_of(segment["contribution"], metric.good),
        excess=segment["excess"],
        within=segment["within"],
        mix=segment["mix"],
    )
