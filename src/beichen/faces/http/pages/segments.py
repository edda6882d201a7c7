"""A metric's segments by one dimension, as a table with sparklines."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from beichen.domain.additivity import Additivity
from beichen.domain.metric import Good
from beichen.domain.observation import Undetermined
from beichen.domain.time import Grain
from beichen.faces.http.pages.metric import metric_named
from beichen.faces.http.pages.parts import Number, Part, Tone, Words, grain_of, tone_of
from beichen.faces.http.pages.periods import PeriodName, name_period
from beichen.judgement.change import Verdict
from beichen.workspace.explaining.segmenting import Rest, SegmentRow, SegmentTable, dimensions_of, segment_table
from beichen.workspace.open import Workspace
from beichen.workspace.periods import Pair, choose_periods


class DimensionName(Part):
    """A dimension by which the metric can be sliced."""

    dimension: str
    label: Words


class SegmentLine(Part):
    """One segment. What cannot be told is null; `note` of the table says why."""

    value: str | None = Field(description="Of the dimension; null for the rows that have none.")
    before: Number | None
    after: Number | None
    change: Number | None
    relative: Number | None = Field(description="change ÷ |before|; null for shares and where before is 0.")
    tone: Tone
    weight: Number | None = Field(description="Its part of the total; of a ratio, of the denominator. 0–1.")
    contribution: Number | None = Field(description="What it added to the total's change.")
    excess: Number | None = Field(description="contribution less what its size alone would have given it.")
    within: Number | None = Field(description="Of a ratio, through its own rate; within + mix = contribution.")
    mix: Number | None = Field(description="Of a ratio, through its weight.")
    reach: Number = Field(description="|contribution| ÷ the largest one, 0–1.")
    verdict: Verdict | None = Field(description="Against the segment's own usual noise; null where it is not judged.")
    low: Number | None = Field(description="The range that its own history leads one to expect.")
    high: Number | None
    spark: list[Number | None] = Field(description="Its latest values, oldest first; empty where they are not kept.")


class RestLine(Part):
    """The segments that are left out, together."""

    count: int
    before: Number | None
    after: Number | None
    contribution: Number | None
    weight: Number | None


class SegmentsPart(Part):
    """The segments of a metric by one dimension, largest contribution first."""

    metric: str
    unit: str | None
    grain: Grain
    period: PeriodName | None
    versus: PeriodName | None
    dimensions: list[DimensionName]
    dimension: str | None = Field(description="The one that is shown; null where the metric has none.")
    additivity: Additivity | None
    note: Words | None = Field(description="Why no contributions are given; null where the parts make up the total.")
    rows: list[SegmentLine]
    rest: RestLine | None


def build_segments(
    workspace: Workspace,
    name: str,
    dimension: str | None,
    *,
    at: date | None = None,
    versus: date | None = None,
    grain: Grain | None = None,
) -> SegmentsPart:
    """The segments by a dimension; None is the metric's first one.

    Raises:
        UnknownMetricError: the project has no such metric.
        QueryError: it cannot be sliced by that dimension.
    """
    project, metric = workspace.project, metric_named(workspace.project, name)
    chosen = grain_of(project, grain)
    looked_at = project.north_star or name  # every page shows the same periods: those of the North Star
    known = workspace.series([looked_at], chosen).get(looked_at, [])
    pair = choose_periods(project.calendar, chosen, known, at, versus)
    names = dimensions_of(workspace, name)
    shown = dimension or next(iter(names), None)
    table = segment_table(workspace, name, shown, pair) if shown and pair else None
    return SegmentsPart(
        metric=name,
        unit=metric.unit,
        grain=chosen,
        period=_named(workspace, pair, at=True),
        versus=_named(workspace, pair, at=False),
        dimensions=dimension_names(workspace, name),
        dimension=shown,
        additivity=table.additivity if table else None,
        note=Words.of(table.adds_up.reason.text) if table and table.adds_up else None,
        rows=_lines(workspace, table) if table else [],
        rest=_rest(table.rest) if table and table.rest else None,
    )


def dimension_names(workspace: Workspace, metric: str) -> list[DimensionName]:
    """The dimensions of a metric, with what people call them."""
    return [
        DimensionName(dimension=name, label=Words.of(workspace.project.dimension_label(name)))
        for name in dimensions_of(workspace, metric)
    ]


def known_number(amount: Number | Undetermined | None) -> Number | None:
    """An amount as a document gives it."""
    return None if isinstance(amount, Undetermined) else amount


def _named(workspace: Workspace, pair: Pair | None, *, at: bool) -> PeriodName | None:
    if pair is None:
        return None
    return name_period(workspace.project.calendar, pair.grain, pair.at if at else pair.versus, complete=True)


def _lines(workspace: Workspace, table: SegmentTable) -> list[SegmentLine]:
    sizes = [abs(known_number(row.share.contribution) or 0) for row in table.rows]
    largest = max(sizes, default=0)
    metric = workspace.project.metrics[table.metric]
    return [
        _line(row, metric.unit, metric.good, reach=size / largest if largest else 0)
        for row, size in zip(table.rows, sizes, strict=True)
    ]


def _line(row: SegmentRow, unit: str | None, good: Good | None, *, reach: float) -> SegmentLine:
    share = row.share
    before, change = known_number(share.before), known_number(share.change)
    return SegmentLine(
        value=row.value,
        before=before,
        after=known_number(share.after),
        change=change,
        relative=None if unit == "share" or change is None or not before else change / abs(before),
        tone=tone_of(change, good),
        weight=known_number(row.weight),
        contribution=known_number(share.contribution),
        excess=known_number(share.excess),
        within=known_number(share.within),
        mix=known_number(share.mix),
        reach=reach,
        verdict=row.expected.verdict if row.expected else None,
        low=row.expected.low if row.expected else None,
        high=row.expected.high if row.expected else None,
        spark=list(row.latest),
    )


def _rest(rest: Rest) -> RestLine:
    return RestLine(
        count=rest.count,
        before=known_number(rest.before),
        after=known_number(rest.after),
        contribution=known_number(rest.contribution),
        weight=known_number(rest.weight),
    )
