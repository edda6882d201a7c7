"""The segments of an explanation: those that carried the change, and all of them by dimension."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import Field

from beichen.domain.project import Project
from beichen.faces.http.pages.parts import Number, Part, Tone, Words, tone_of

SHOWN = 6
ROWS_SHOWN = 40

_Share = Mapping[str, Any]


class SegmentRow(Part):
    """A segment's part in the change of the metric that it names."""

    metric: str
    label: Words
    unit: str | None
    dimension: str
    value: str | None
    before: Number | None
    after: Number | None
    contribution: Number
    reach: Number = Field(description="|contribution| ÷ the largest one shown for the same metric, 0–1.")
    tone: Tone
    excess: Number | None = Field(description="contribution less what the segment's size alone would have given it.")
    within: Number | None = Field(description="Of a ratio, through the segment's own rate.")
    mix: Number | None = Field(description="Of a ratio, through the segment's weight; within + mix = contribution.")


class WhyDimension(Part):
    """All segments of one dimension (or of several crossed), largest contribution first."""

    dimension: str
    label: Words
    adds_up: bool = Field(description="False where segments do not make up the total: then no parts are given.")
    rows: list[SegmentRow]
    left_out: int = Field(description="Segments beyond those given, and those that added nothing.")


def carrying(project: Project, shares: Sequence[_Share]) -> list[SegmentRow]:
    """The few segments that carried most, of whichever dimension."""
    shown = [share for share in shares if share["contribution"]][:SHOWN]
    return _rows(project, shown)


def by_dimension(project: Project, shares: Sequence[_Share]) -> list[WhyDimension]:
    """Every dimension's segments; first the dimension in which few segments explain most."""
    grouped: dict[tuple[str, ...], list[_Share]] = {}
    for share in shares:
        grouped.setdefault(tuple(share["segment"]), []).append(share)
    found = [_dimension(project, names, group) for names, group in grouped.items()]
    return sorted(found, key=lambda one: (not one.adds_up, -_concentration(one)))


def _dimension(project: Project, names: tuple[str, ...], shares: Sequence[_Share]) -> WhyDimension:
    adding = [share for share in shares if share["contribution"] is not None]
    moved = sorted((share for share in adding if share["contribution"]), key=lambda share: -abs(share["contribution"]))
    label = [project.dimension_label(name) for name in names]
    return WhyDimension(
        dimension=" × ".join(names),
        label=Words(en=" × ".join(part.en for part in label), zh=" × ".join(part.zh for part in label)),
        adds_up=bool(adding),
        rows=_rows(project, moved[:ROWS_SHOWN]),
        left_out=len(shares) - len(moved[:ROWS_SHOWN]),
    )


def _concentration(dimension: WhyDimension) -> float:
    """The largest excess among the segments: how much one of them stands out."""
    return max((abs(row.excess) for row in dimension.rows if row.excess is not None), default=0)


def _rows(project: Project, shares: Sequence[_Share]) -> list[SegmentRow]:
    largest: dict[str, float] = {}
    for share in shares:
        largest[share["metric"]] = max(largest.get(share["metric"], 0), abs(share["contribution"]))
    return [_row(project, share, largest[share["metric"]]) for share in shares]


def _row(project: Project, share: _Share, largest: Number) -> SegmentRow:
    metric = project.metrics[share["metric"]]
    pairs = list(share["segment"].items())
    return SegmentRow(
        metric=metric.name,
        label=Words.of(metric.label),
        unit=metric.unit,
        dimension=" × ".join(dimension for dimension, _ in pairs),
        value=" × ".join(str(value) for _, value in pairs) if any(value is not None for _, value in pairs) else None,
        before=share["before"],
        after=share["after"],
        contribution=share["contribution"],
        reach=abs(share["contribution"]) / largest,
        tone=tone_of(share["contribution"], metric.good),
        excess=share["excess"],
        within=share["within"],
        mix=share["mix"],
    )
