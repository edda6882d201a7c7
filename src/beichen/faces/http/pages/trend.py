"""The trend of a metric, as every page draws it: the latest periods, those before them, and what was expected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pydantic import Field

from beichen.domain.metric import Metric
from beichen.domain.observation import Observation, Undetermined
from beichen.domain.project import Project
from beichen.domain.text import Text
from beichen.domain.time import Grain
from beichen.faces.http.pages.parts import Number, Part, Words
from beichen.faces.http.pages.periods import name_period
from beichen.faces.http.pages.standing import goal_of, guardrail_of
from beichen.faces.http.ports import BoardWorkspace
from beichen.judgement.change import ExpectedRange, Verdict
from beichen.workspace.explaining.expectation import expected_ranges
from beichen.workspace.explaining.marks import Mark, MarkKind, marks_between

Values = Mapping[date | None, Observation]


class TrendPoint(Part):
    """One period of the trend."""

    start: date
    name: Words
    value: Number | None
    before: Number | None = Field(description="The value of the period that lies `lag` periods earlier.")
    low: Number | None = Field(description="Of the range expected from the periods before it; null when undetermined.")
    high: Number | None
    complete: bool = Field(description="False while the period has not closed; only the last one can be open.")


class ExpectedPart(Part):
    """The range in which the value was to be expected, from the periods before it alone."""

    verdict: Verdict
    low: Number | None
    high: Number | None
    centre: Number | None = Field(description="The likeliest value.")
    reason: Words | None = Field(description="Why there is no verdict.")

    @classmethod
    def of(cls, expected: ExpectedRange) -> ExpectedPart:
        reason = Words.of(expected.reason.text) if expected.reason else None
        return cls(
            verdict=expected.verdict, low=expected.low, high=expected.high, centre=expected.centre, reason=reason
        )


class MarkPart(Part):
    """Something that happened in the days of the trend."""

    on: date
    until: date | None = Field(description="The last day; null while it still runs.")
    kind: MarkKind
    text: Words
    author: str | None = Field(description="The name of the person who wrote or owns it.")

    @classmethod
    def of(cls, project: Project, mark: Mark) -> MarkPart:
        person = project.people.get(mark.author) if mark.author else None
        author = person.name if person else mark.author
        return cls(on=mark.on, until=mark.until, kind=mark.kind, text=Words.of(mark.text), author=author)


class Trend(Part):
    """The latest periods, the same number of periods before them, and the running one where it comes next."""

    points: list[TrendPoint]
    span: Words
    before: Words
    target: Number | None = Field(description="The key result's target, where the trend is of the metric's own grain.")
    bound: Number | None = Field(description="The guardrail's bound, likewise.")
    marks: list[MarkPart] = Field(description="What began or ran in the days of the points, by first day.")


def build_trend(
    workspace: BoardWorkspace,
    metric: Metric,
    grain: Grain,
    period: date | None,
    values: Values,
    *,
    periods: int | None = None,
) -> Trend:
    """The trend up to a period, and the period after it while that is the running one.

    Args:
        values: of the metric by period, as `trend_values` reads them.
        periods: how many; 0 is all that there are, None what is usual at the grain.
    """
    span, project = _span(grain, periods, values), workspace.project
    own = grain is metric.grain
    goal, guardrail = goal_of(project, metric.name, period), guardrail_of(project, metric.name)
    points = _points(workspace, metric, grain, period, values, span=span) if period else []
    return Trend(
        points=points,
        span=Words.of(span.text),
        before=Words.of(span.before),
        target=goal.key_result.target if goal and own else None,
        bound=guardrail.limit.value if guardrail and guardrail.limit and own else None,
        marks=_marks(workspace, metric, grain, points),
    )


def usual_periods(grain: Grain) -> int:
    """How many periods a trend shows unless somebody asks for more or fewer."""
    return _SPANS[grain].periods


def trend_values(workspace: BoardWorkspace, name: str, grain: Grain, period: date | None) -> Values:
    """Every value that a trend needs, by period: from the first one, for the dashed line, to the one after `period`."""
    if period is None:
        return {}
    until = workspace.project.calendar.shift(period, grain, 2)
    return {
        observation.period: observation for observation in workspace.series([name], grain, None, until).get(name, ())
    }


def number_of(observation: Observation | None) -> Number | None:
    """The value; None where there is none."""
    return None if observation is None or isinstance(observation.value, Undetermined) else observation.value


def _points(
    workspace: BoardWorkspace, metric: Metric, grain: Grain, period: date, values: Values, *, span: _Span
) -> list[TrendPoint]:
    calendar = workspace.project.calendar
    ranges = expected_ranges(workspace, metric.name, grain)
    starts = [calendar.shift(period, grain, -back) for back in range(span.periods - 1, -1, -1)]
    running = calendar.shift(period, grain, 1)
    if running in values and not values[running].complete:
        starts.append(running)
    return [
        TrendPoint(
            start=start,
            name=name_period(calendar, grain, start, complete=values[start].complete).name,
            value=number_of(values[start]),
            before=number_of(values.get(calendar.shift(start, grain, -span.lag))),
            low=_end(ranges.get(start), "low"),
            high=_end(ranges.get(start), "high"),
            complete=values[start].complete,
        )
        for start in starts
        if start in values
    ]


def _marks(workspace: BoardWorkspace, metric: Metric, grain: Grain, points: list[TrendPoint]) -> list[MarkPart]:
    if not points:
        return []
    end = workspace.project.calendar.shift(points[-1].start, grain, 1)
    return [
        MarkPart.of(workspace.project, mark) for mark in marks_between(workspace, metric.name, points[0].start, end)
    ]


def _end(expected: ExpectedRange | None, end: Literal["low", "high"]) -> Number | None:
    # Half a range is none: a band needs both of its ends.
    if expected is None or expected.low is None or expected.high is None:
        return None
    return expected.low if end == "low" else expected.high


@dataclass(frozen=True, slots=True)
class _Span:
    """How far a trend reaches back at one grain, and what it is called."""

    periods: int
    lag: int
    text: Text
    before: Text


# A lag of whole weeks keeps Mondays beside Mondays; of whole years, seasons beside seasons.
_SPANS: Mapping[Grain, _Span] = {
    Grain.DAY: _Span(91, 91, Text("last 91 days", "近 91 天"), Text("91 days earlier", "之前 91 天")),
    Grain.WEEK: _Span(26, 26, Text("last 26 weeks", "近 26 周"), Text("26 weeks earlier", "之前 26 周")),
    Grain.MONTH: _Span(12, 12, Text("last 12 months", "近 12 个月"), Text("a year earlier", "去年同期")),
    Grain.QUARTER: _Span(8, 4, Text("last 8 quarters", "近 8 个季度"), Text("a year earlier", "去年同期")),
    Grain.YEAR: _Span(5, 1, Text("last 5 years", "近 5 年"), Text("the year before", "上一年")),
}


def _span(grain: Grain, periods: int | None, values: Values) -> _Span:
    """The usual span of a grain, or one of so many periods; 0 is all that there are."""
    usual = _SPANS[grain]
    if periods is None:
        return usual
    if periods == 0:
        lag = _A_YEAR.get(grain, usual.lag)
        return _Span(len(values), lag, Text("since the data begin", "全部周期"), _earlier(grain, lag))
    lag = min(periods, _A_YEAR[grain]) if grain in _A_YEAR else usual.lag
    unit = _UNITS[grain]
    return _Span(periods, lag, Text(f"last {periods} {unit.en}", f"近 {periods} {unit.zh}"), _earlier(grain, lag))


def _earlier(grain: Grain, lag: int) -> Text:
    if grain in _A_YEAR:
        return Text(f"{lag} {_UNITS[grain].en} earlier", f"之前 {lag} {_UNITS[grain].zh}")
    return _SPANS[grain].before


# Whole weeks, so that Mondays stay beside Mondays.
_A_YEAR = {Grain.DAY: 364, Grain.WEEK: 52}
_UNITS: Mapping[Grain, Text] = {
    Grain.DAY: Text("days", "天"),
    Grain.WEEK: Text("weeks", "周"),
    Grain.MONTH: Text("months", "个月"),
    Grain.QUARTER: Text("quarters", "个季度"),
    Grain.YEAR: Text("years", "年"),
}
