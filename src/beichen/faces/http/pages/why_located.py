"""Where a change sits: the segments that stand out, each with the branch at which it starts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import Field

from beichen.domain.observation import Reason
from beichen.domain.project import Project
from beichen.domain.text import Text
from beichen.domain.units import format_share
from beichen.faces.http.pages.parts import MetricName, Number, Part, Tone, Words, name_of, tone_of

SHOWN = 8

_ALMOST_CERTAIN, _VERY_LIKELY = 0.999, 0.95


class SegmentPart(Part):
    """A value of one dimension."""

    dimension: Words
    value: str | None = Field(description="null for rows that have none.")


class LocatedRow(Part):
    """A segment of any combination of dimensions that stands out, in the unit of the metric that it names."""

    metric: MetricName
    unit: str | None
    own: bool = Field(description="True where that is the explained metric itself, not a branch of it.")
    segment: list[SegmentPart]
    before: Number | None
    after: Number | None
    contribution: Number | None = Field(description="To that metric's change; null with a `reason`.")
    reach: Number = Field(description="|contribution| ÷ the largest one shown for the same metric, 0–1.")
    tone: Tone
    excess: Number | None = Field(description="contribution less what the segment's size alone would have given it.")
    within: Number | None = Field(description="Of a ratio, through the segment's own rate.")
    mix: Number | None = Field(description="Of a ratio, through the segment's weight.")
    confidence: Number = Field(description="0–1, that it moved otherwise than the rest.")
    sure: Words = Field(description="The confidence in words, with its number.")
    reason: Words | None = Field(description="Why it has no contribution.")


class LeftOutRow(Part):
    """Dimensions along which was not looked."""

    metric: MetricName
    dimensions: Words = Field(description="Their names in a row.")
    reason: Words


class WhyLocated(Part):
    """Where the change sits."""

    rows: list[LocatedRow]
    left: int = Field(description="Segments beyond those given.")
    residual: Number | None = Field(
        description="What the metric's own segments leave of its change; null without such."
    )
    reason: Words | None = Field(description="Why no segment is given.")
    left_out: list[LeftOutRow]


def located_of(project: Project, document: Mapping[str, Any]) -> WhyLocated:
    """From `located` and `metric` of an explanation's document."""
    found, shown = document["located"], document["located"]["segments"][:SHOWN]
    largest: dict[str, float] = {}
    for one in shown:
        largest[one["metric"]] = max(largest.get(one["metric"], 0.0), abs(one["contribution"] or 0))
    return WhyLocated(
        rows=[_row(project, one, document["metric"], largest[one["metric"]]) for one in shown],
        left=len(found["segments"]) - len(shown),
        residual=found["residual"] if any(_adds_to(document["metric"], one) for one in shown) else None,
        reason=_reason(found["reason"]),
        left_out=_left_out(project, found["left_out"]),
    )


def _adds_to(explained: str, one: Mapping[str, Any]) -> bool:
    return one["metric"] == explained and one["contribution"] is not None


def _row(project: Project, one: Mapping[str, Any], explained: str, largest: float) -> LocatedRow:
    metric, amount = project.metrics[one["metric"]], one["contribution"]
    moved = (one["after"] or 0) - (one["before"] or 0) if amount is None else amount
    return LocatedRow(
        metric=name_of(project, metric.name),
        unit=metric.unit,
        own=metric.name == explained,
        segment=[
            SegmentPart(dimension=Words.of(project.dimension_label(name)), value=value)
            for name, value in one["segment"].items()
        ],
        before=one["before"],
        after=one["after"],
        contribution=amount,
        reach=abs(amount) / largest if amount and largest else 0,
        tone=tone_of(moved, metric.good),
        excess=one["excess"],
        within=one["within"],
        mix=one["mix"],
        confidence=one["confidence"],
        sure=Words.of(_sure(one["confidence"])),
        reason=_reason(one["reason"]),
    )


def _sure(confidence: float) -> Text:
    if confidence >= _ALMOST_CERTAIN:
        return Text("almost certain (over 99.9%)", "几乎可以确定（99.9% 以上）")
    told = format_share(confidence)
    return (
        Text(f"very likely ({told})", f"非常可能（{told}）")
        if confidence >= _VERY_LIKELY
        else Text(f"likely ({told})", f"较可能（{told}）")
    )


def _reason(code: str | None) -> Words | None:
    return None if code is None else Words.of(Reason(code).text)


def _left_out(project: Project, rows: Sequence[Mapping[str, str]]) -> list[LeftOutRow]:
    """By metric and reason."""
    grouped: dict[tuple[str, str], list[Text]] = {}
    for row in rows:
        grouped.setdefault((row["metric"], row["reason"]), []).append(project.dimension_label(row["dimension"]))
    return [
        LeftOutRow(
            metric=name_of(project, metric),
            dimensions=Words(en=", ".join(name.en for name in names), zh="、".join(name.zh for name in names)),
            reason=Words.of(Reason(reason).text),
        )
        for (metric, reason), names in grouped.items()
    ]
