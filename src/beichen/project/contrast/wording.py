"""Conditions in words, and settings as the project would write them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from beichen.domain.metric import AllTime, Days, Measure, Offset, ToDate, Trailing
from beichen.domain.text import Text
from beichen.domain.time import Duration
from beichen.project.contrast.condition import Aspect, Condition


def write_measure(measure: Measure) -> str:
    """`count_distinct user_id`; its filter is told elsewhere."""
    share = "" if measure.percentile is None else f" {measure.percentile:g}"
    return f"{measure.agg.value}{share}" + (f" {measure.expr}" if measure.expr else "")


def write_setting(value: object) -> str:
    """A name, a choice, or a length of time."""
    match value:
        case Enum():
            return str(value.value)
        case Trailing(days):
            return f"{days} days"
        case ToDate(grain):
            return f"{grain.value} to date"
        case AllTime():
            return "all time"
        case Offset(periods):
            return f"{periods} periods later"
        case Days(first, until):
            return f"days {first}-{until - 1}"
        case Duration(amount, unit):
            return f"{amount} {unit}" + ("s" if amount != 1 else "")
        case _:
            return str(value)


def describe_condition(condition: Condition) -> Text:
    """What is changed, in words: `without the filter is_test = false`."""
    name = _NAMES[condition.aspect]
    before, after = condition.before, condition.after
    if before is None and after is None:
        told = Text(f"{name.en}, written otherwise", f"{name.zh}（写法不同）")
    elif after is None:
        told = Text(f"without the {name.en} {before}", f"去掉{name.zh} {before}")
    elif condition.aspect is Aspect.PERIOD and before is None:
        told = Text(f"the period {after}", "上一周期" if after == "before" else "下一周期")
    elif condition.aspect is Aspect.SEGMENT and before is None:
        told = Text(f"only the segment {after}", f"仅统计分群 {after}")
    elif before is None:
        told = Text(f"with the {name.en} {after}", f"加上{name.zh} {after}")
    else:
        told = Text(f"{name.en}: {before} → {after}", f"{name.zh}：{before} → {after}")
    if not condition.of:
        return told
    part = [_PARTS.get(role, Text.same(role)) for role in condition.of.split(".")]
    return Text(f"{', '.join(p.en for p in part)}: {told.en}", f"{'、'.join(p.zh for p in part)}：{told.zh}")


_NAMES: Mapping[Aspect, Text] = {
    Aspect.PERIOD: Text("period", "周期"),
    Aspect.TIMEZONE: Text("time zone", "时区"),
    Aspect.WEEK_START: Text("first day of the week", "每周起始日"),
    Aspect.KIND: Text("kind", "指标类型"),
    Aspect.MODEL: Text("model", "数据模型"),
    Aspect.DEDUPE: Text("deduplication", "去重方式"),
    Aspect.MEASURE: Text("measure", "度量"),
    Aspect.ENTITY: Text("entity", "统计主体"),
    Aspect.FILTER: Text("filter", "筛选条件"),
    Aspect.THRESHOLD: Text("threshold", "门槛"),
    Aspect.WINDOW: Text("window", "时间窗口"),
    Aspect.STATE: Text("state", "状态"),
    Aspect.FORMULA: Text("formula", "公式"),
    Aspect.SEGMENT: Text("segment", "分群"),
}

_PARTS: Mapping[str, Text] = {
    "numerator": Text("numerator", "分子"),
    "denominator": Text("denominator", "分母"),
    "of": Text("metric behind it", "所依据的指标"),
}
