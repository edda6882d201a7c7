"""A metric's definition as a sentence, in both languages: one phrasing a kind, listed in one table."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from beichen.domain.formula import Formula, Name, Operation, names_in, render
from beichen.domain.metric import (
    Agg,
    AllTime,
    Conversion,
    Cumulative,
    Days,
    Derived,
    Index,
    Lifecycle,
    Measure,
    Offset,
    Per,
    Ratio,
    Repeat,
    Retention,
    Simple,
    State,
    Threshold,
    ToDate,
    Trailing,
    Window,
)
from beichen.domain.project import Project
from beichen.domain.text import Text
from beichen.domain.time import Grain


def define_in_words(project: Project, metric: str) -> Text:
    """What the metric counts, for a reader who does not read YAML. Expressions stay as the project wrote them."""
    spec = project.metrics[metric].spec
    return _PHRASES[type(spec)](spec, project)


def _simple(spec: Simple, _: Project) -> Text:
    return _measured(spec.measure, spec.model)


def _ratio(spec: Ratio, project: Project) -> Text:
    top, bottom = _label(project, spec.numerator), _label(project, spec.denominator)
    return Text(f"{top.en} ÷ {bottom.en}.", f"{top.zh} ÷ {bottom.zh}。")


def _derived(spec: Derived, project: Project) -> Text:
    formula = _formula(spec, project)
    return Text(f"{formula.en}.", f"{formula.zh}。")


def _cumulative(spec: Cumulative, _: Project) -> Text:
    measured, window = _measured(spec.measure, spec.model), _window(spec.window)
    return Text(f"{measured.en[:-1]}, {window.en}.", f"{window.zh}，{measured.zh}")


def _threshold(spec: Threshold, _: Project) -> Text:
    having = {name: _measured(measure, spec.model) for name, measure in spec.having}
    english = "; ".join(f"{name}: {_lower(text.en[:-1])}" for name, text in having.items())
    chinese = "；".join(f"{name} 为{text.zh[:-1]}" for name, text in having.items())
    english_filter = f", of rows where {spec.filter}" if spec.filter else ""
    chinese_filter = f"（仅统计满足 {spec.filter} 的记录）" if spec.filter else ""
    return Text(
        f"{_plural(spec.entity)} for whom {spec.where} within the period{english_filter} ({english}).",
        f"周期内满足 {spec.where} 的{spec.entity}数{chinese_filter}，其中 {chinese}。",
    )


def _lifecycle(spec: Lifecycle, project: Project) -> Text:
    of, state = _label(project, spec.of), _STATES[spec.state]
    return Text(f"Of “{of.en}”: those counted {state.en}.", f"在“{of.zh}”中，{state.zh}。")


def _retention(spec: Retention, _: Project) -> Text:
    back = _comeback(spec.comeback)
    english = f" (first row where {spec.cohort_filter})" if spec.cohort_filter else ""
    chinese = f"（以首次满足 {spec.cohort_filter} 为准）" if spec.cohort_filter else ""
    english_return = f" with a row where {spec.returns_filter}" if spec.returns_filter else ""
    chinese_return = f"且满足 {spec.returns_filter}" if spec.returns_filter else ""
    return Text(
        f"Share of the period's new {_plural(spec.entity)}{english} who come back {back.en}{english_return}.",
        f"周期内新增{spec.entity}{chinese}中，{back.zh}回访{chinese_return}的占比。",
    )


def _conversion(spec: Conversion, _: Project) -> Text:
    subject = _subject(spec.per, spec.entity)
    origin, goal = spec.from_filter or "any row", spec.to_filter or "any row"
    return Text(
        f"Share of {subject.en} with {origin} that reach {goal} within {spec.within}.",
        f"满足 {spec.from_filter or '任意记录'} 的{subject.zh}中，{_duration(spec.within.amount, spec.within.unit)}内达到 "
        f"{spec.to_filter or '任意记录'} 的占比。",
    )


def _repeat(spec: Repeat, _: Project) -> Text:
    subject = _subject(spec.per, spec.entity)
    english = f" where {spec.event_filter}" if spec.event_filter else ""
    chinese = f"满足 {spec.event_filter} 的" if spec.event_filter else ""
    return Text(
        f"Share of {subject.en}{english} followed by another within {spec.within}.",
        f"{chinese}{subject.zh}中，{_duration(spec.within.amount, spec.within.unit)}内再次发生的占比。",
    )


def _index(spec: Index, project: Project) -> Text:
    latest = spec.versions[-1].components
    english = ", ".join(f"{_label(project, c.metric).en} (weight {c.weight:g})" for c in latest)
    chinese = "、".join(f"{_label(project, c.metric).zh}（权重 {c.weight:g}）" for c in latest)
    return Text(f"Weighted score of 0–100 over {english}.", f"由{chinese}加权得到的 0–100 分。")


_PHRASES: Mapping[type, Callable[[Any, Project], Text]] = {
    Simple: _simple,
    Ratio: _ratio,
    Derived: _derived,
    Cumulative: _cumulative,
    Threshold: _threshold,
    Lifecycle: _lifecycle,
    Retention: _retention,
    Conversion: _conversion,
    Repeat: _repeat,
    Index: _index,
}


def _measured(measure: Measure, model: str) -> Text:
    expr = measure.expr or ""
    phrase = _AGGREGATES[measure.agg]
    english, chinese = phrase.en.format(expr=expr, model=model), phrase.zh.format(expr=expr, model=model)
    if measure.agg is Agg.COUNT and measure.expr:
        english, chinese = f"number of rows of {model} that have {expr}", f"{model} 中 {expr} 非空的记录数"
    if measure.percentile is not None:
        english, chinese = (
            f"P{measure.percentile * 100:g} of {expr} in {model}",
            f"{model} 中 {expr} 的 P{measure.percentile * 100:g}",
        )
    if measure.filter:
        english, chinese = f"{english}, where {measure.filter}", f"{chinese}（满足 {measure.filter}）"
    return Text(f"{english[:1].upper()}{english[1:]}.", f"{chinese}。")


_AGGREGATES: Mapping[Agg, Text] = {
    Agg.COUNT: Text("number of rows of {model}", "{model} 的记录数"),
    Agg.SUM: Text("sum of {expr} over {model}", "{model} 中 {expr} 之和"),
    Agg.AVG: Text("average of {expr} over {model}", "{model} 中 {expr} 的平均值"),
    Agg.MIN: Text("smallest {expr} in {model}", "{model} 中 {expr} 的最小值"),
    Agg.MAX: Text("largest {expr} in {model}", "{model} 中 {expr} 的最大值"),
    Agg.COUNT_DISTINCT: Text("number of distinct {expr} in {model}", "{model} 中 {expr} 的去重数"),
    Agg.PERCENTILE: Text("percentile of {expr} in {model}", "{model} 中 {expr} 的分位数"),
}

_STATES: Mapping[State, Text] = {
    State.NEW: Text("for the first time", "首次出现的数量"),
    State.RETAINED: Text("in the period before as well", "上一周期也在其中的数量"),
    State.RESURRECTED: Text("again after a period or more away", "中断至少一个周期后重新出现的数量"),
    State.LAPSED: Text("in the period before but not in this one", "上一周期在而本周期不在的数量"),
}


def _window(window: Window) -> Text:
    match window:
        case Trailing(days):
            return Text(f"over the {days} days that end with the period", f"截至周期末的最近 {days} 天")
        case ToDate(grain):
            return Text(f"from the first day of the {grain}", f"自{_GRAINS[grain]}初起")
        case AllTime():
            return Text("over all time", "自有数据以来累计")


_GRAINS = {Grain.DAY: "当日", Grain.WEEK: "周", Grain.MONTH: "月", Grain.QUARTER: "季度", Grain.YEAR: "年"}


def _comeback(comeback: Offset | Days) -> Text:
    if isinstance(comeback, Offset):
        return Text(f"{comeback.periods} period(s) later", f"之后第 {comeback.periods} 个周期")
    last = comeback.until - 1
    if comeback.first == last:
        return Text(f"on day {last}", f"第 {last} 天")
    return Text(f"on days {comeback.first}–{last}", f"第 {comeback.first}–{last} 天")


def _subject(per: Per, entity: str) -> Text:
    return Text(_plural(entity).lower(), entity) if per is Per.ENTITIES else Text("rows", "记录")


def _label(project: Project, metric: str) -> Text:
    return project.metrics[metric].label if metric in project.metrics else Text.same(metric)


def _formula(spec: Derived, project: Project) -> Text:
    # Numbered stand-ins: a label may itself hold an operator sign or another metric's name.
    names = names_in(spec.formula)
    text = render(_renamed(spec.formula, {name: f"m{index}" for index, name in enumerate(names)}))
    for sign, shown in ((" * ", " × "), (" / ", " ÷ "), (" - ", " − ")):
        text = text.replace(sign, shown)
    labels = [_label(project, name) for name in names]
    return Text(
        re.sub(r"m(\d+)", lambda found: labels[int(found[1])].en, text),
        re.sub(r"m(\d+)", lambda found: labels[int(found[1])].zh, text),
    )


def _renamed(formula: Formula, names: Mapping[str, str]) -> Formula:
    match formula:
        case Name(name):
            return Name(names[name])
        case Operation(operator, left, right):
            return Operation(operator, _renamed(left, names), _renamed(right, names))
        case _:
            return formula


def _duration(amount: int, unit: str) -> str:
    return f"{amount} " + {"minute": "分钟", "hour": "小时", "day": "天", "week": "周"}[unit]


def _plural(entity: str) -> str:
    return f"{entity[:1].upper()}{entity[1:]}s"


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
