"""Observations: what a metric was in a period and segment, with what is needed to add it up again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from beichen.domain.text import Text
from beichen.domain.time import Grain

Segment = tuple[tuple[str, str | None], ...]
"""Dimension and value, by dimension in the order asked; () is the total, a value of None the null segment."""

TOTAL: Segment = ()


class Reason(StrEnum):
    """Why there is no value."""

    NO_ROWS = "no_rows"
    ZERO_DENOMINATOR = "zero_denominator"
    PART_UNDETERMINED = "part_undetermined"
    WINDOW_OUTSIDE_SPAN = "window_outside_span"
    RETURN_NOT_BEGUN = "return_not_begun"
    NOT_FINITE = "not_finite"
    NO_VERSION = "no_version"
    NO_PERIOD = "no_period"
    TOO_SHORT = "too_short"
    PARTIAL_PERIOD = "partial_period"
    NO_CHANGE = "no_change"
    NOT_ESTIMATED = "not_estimated"
    NOT_ADDITIVE = "not_additive"
    NOTHING_STANDS_OUT = "nothing_stands_out"
    EVERYWHERE = "everywhere"
    NOT_REACHED = "not_reached"
    NO_WAY = "no_way"
    NOT_PACED = "not_paced"
    NOT_BEGUN = "not_begun"
    WHOLE_DAYS = "whole_days"
    TOO_EARLY = "too_early"
    BEGINS_ANEW = "begins_anew"
    OUTDATED = "outdated"
    NO_DIMENSION = "no_dimension"
    DRAFT = "draft"
    PLANNED = "planned"
    NO_DIMENSIONS = "no_dimensions"
    TOO_WIDE = "too_wide"
    TOO_FEW_PERIODS = "too_few_periods"
    NO_VARIATION = "no_variation"
    COLLINEAR = "collinear"
    BELOW_ESTIMATE = "below_estimate"

    @property
    def text(self) -> Text:
        """The reason for a person to read."""
        return _REASONS[self]


_REASONS: dict[Reason, Text] = {
    Reason.NO_ROWS: Text("no rows to compute it from", "没有可计算的数据"),
    Reason.ZERO_DENOMINATOR: Text("the denominator is 0", "分母为 0"),
    Reason.PART_UNDETERMINED: Text("a part of it is undetermined", "其组成部分无法确定"),
    Reason.WINDOW_OUTSIDE_SPAN: Text("the window lies outside the data", "统计窗口在数据范围之外"),
    Reason.RETURN_NOT_BEGUN: Text("the return period has not begun in the data", "回访期在数据中尚未开始"),
    Reason.NOT_FINITE: Text("the result is not a finite number", "结果不是有限数值"),
    Reason.NO_VERSION: Text("no version of its weights is valid yet", "当时没有有效的权重版本"),
    Reason.NO_PERIOD: Text("the data have no such period", "数据中没有该周期"),
    Reason.TOO_SHORT: Text("the history is too short", "历史数据太短"),
    Reason.PARTIAL_PERIOD: Text("the period is not complete", "该周期尚不完整"),
    Reason.NO_CHANGE: Text("the total did not change", "总量没有变化"),
    Reason.NOT_ESTIMATED: Text("the influence has not been estimated", "该影响关系尚未估计"),
    Reason.NOT_ADDITIVE: Text("the parts do not add up to the total", "各部分相加不等于总量"),
    Reason.NOTHING_STANDS_OUT: Text("no segment stands out from the noise", "没有细分明显偏离正常波动"),
    Reason.EVERYWHERE: Text("all segments moved alike", "各细分的变化基本一致"),
    Reason.NOT_REACHED: Text("no period of its days has closed yet", "目标期内尚无已结束的周期"),
    Reason.NO_WAY: Text("there is no way from a start to a target", "没有从起点到目标的路径"),
    Reason.NOT_PACED: Text("no pace is computed for metrics of this role", "该角色的指标不计算进度预测"),
    Reason.NOT_BEGUN: Text("the running period has no whole day yet", "当前周期尚无完整的一天"),
    Reason.WHOLE_DAYS: Text("a day has no days within it by which to tell its pace", "按天统计的指标没有周期内进度"),
    Reason.TOO_EARLY: Text(
        "so early in the period its value is always the same", "周期刚开始，此时的数值尚不能说明什么"
    ),
    Reason.BEGINS_ANEW: Text("its window begins anew within the period", "其统计窗口会在周期内重新开始"),
    Reason.OUTDATED: Text("the data or the definition changed since the last refresh", "自上次刷新后数据或口径有变化"),
    Reason.NO_DIMENSION: Text("the metric has no such dimension", "该指标没有这一维度"),
    Reason.DRAFT: Text("it is a draft: not defined yet", "草稿，尚未定义"),
    Reason.PLANNED: Text("the formula waits for a draft to be defined", "公式中有草稿，待其定义后才能拆解"),
    Reason.NO_DIMENSIONS: Text("the metric has no dimension to look along", "该指标没有可供下钻的维度"),
    Reason.TOO_WIDE: Text("the dimension has too many values", "该维度的取值过多"),
    Reason.TOO_FEW_PERIODS: Text(
        "fewer than 30 complete periods have values of both the metric and what drives it",
        "指标与驱动同时有值的完整周期不足 30 个",
    ),
    Reason.NO_VARIATION: Text(
        "one of the two hardly moved, trend and season apart", "除趋势和季节性外，指标或驱动几乎没有变化"
    ),
    Reason.COLLINEAR: Text(
        "it moves together with another driver, so their effects cannot be told apart",
        "与其他驱动同步变化，无法区分各自的影响",
    ),
    Reason.BELOW_ESTIMATE: Text(
        "it drives the metric only through an estimate, which is not split further",
        "仅通过估计的关系起作用，不再逐层拆解",
    ),
}


@dataclass(frozen=True, slots=True)
class Undetermined:
    """No answer, and why: never 0, never NaN."""

    reason: Reason
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class Observation:
    """One value with its sufficient statistics; immutable once its period is complete."""

    metric: str
    definition_hash: str
    grain: Grain
    period: date
    segment: Segment
    value: int | float | Undetermined
    numerator: int | float | None
    denominator: int | float | None
    n: int | None  # rows, or entities, behind the value
    sum_squares: float | None
    complete: bool
    computed_at: datetime  # UTC
