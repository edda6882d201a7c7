"""Words of definitions: aggregates, conditions and periods as people say them, in both languages."""

from __future__ import annotations

from beichen.domain.formula import Formula, Name, Number, Operation
from beichen.domain.metric import Agg, Measure
from beichen.domain.project import Project
from beichen.domain.text import Text
from beichen.domain.time import Duration, Grain


def period_of(grain: Grain) -> Text:
    """The period that a value is for: `the week`, 本周."""
    return _PERIODS[grain]


def label_of(project: Project, metric: str) -> Text:
    """A metric as people read it."""
    return project.metrics[metric].label


def aggregate(measure: Measure) -> Text:
    """An aggregate without its filter: ``sum of `amount` ``."""
    expr = f"`{measure.expr}`"
    match measure.agg:
        case Agg.COUNT if measure.expr is None:
            return Text("number of rows", "记录数")
        case Agg.COUNT:
            return Text(f"number of rows with {expr}", f"{expr} 非空的记录数")
        case Agg.PERCENTILE:
            return Text(f"percentile {measure.percentile:g} of {expr}", f"{expr} 的 {measure.percentile:g} 分位数")
        case agg:
            en, zh = _AGGREGATES[agg]
            return Text(f"{en} {expr}", f"{expr} 的{zh}")


def condition(passes: str | None) -> Text:
    """What rows pass, to stand after them in English and before them in Chinese; empty for every row."""
    if passes is None:
        return Text.same("")
    return Text(f" where `{passes.strip()}`", f"满足 `{passes.strip()}` 的")


def measured(measure: Measure) -> Text:
    """An aggregate with its filter."""
    words, rows = aggregate(measure), condition(measure.filter)
    return Text(words.en + rows.en, (f"在{rows.zh}记录中，" if rows.zh else "") + words.zh)


def length(duration: Duration) -> Text:
    """A length of time: `7 days`, 7 天."""
    return Text(str(duration), f"{duration.amount} {_UNITS[duration.unit]}")


def formula(project: Project, tree: Formula) -> Text:
    """A formula with the labels of its metrics."""
    return Text(_formula(project, tree, "en"), _formula(project, tree, "zh"))


def first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _formula(project: Project, tree: Formula, locale: str) -> str:
    match tree:
        case Number(value):
            return f"{value:g}"
        case Name(name):
            label = label_of(project, name)
            return label.zh if locale == "zh" else label.en
        case Operation(operator, left, right):
            shown_left, shown_right = _formula(project, left, locale), _formula(project, right, locale)
            if operator in "*/" and _adds(left):
                shown_left = f"({shown_left})"
            if (operator != "+" and _adds(right)) or (operator == "/" and isinstance(right, Operation)):
                shown_right = f"({shown_right})"
            return f"{shown_left} {_SIGNS[operator]} {shown_right}"


def _adds(tree: Formula) -> bool:
    return isinstance(tree, Operation) and tree.operator in "+-"


_SIGNS = {"+": "+", "-": "−", "*": "×", "/": "÷"}
_AGGREGATES = {
    Agg.SUM: ("sum of", "总和"),
    Agg.AVG: ("average of", "平均值"),
    Agg.MIN: ("smallest", "最小值"),
    Agg.MAX: ("largest", "最大值"),
    Agg.COUNT_DISTINCT: ("number of distinct", "去重数"),
}
_PERIODS = {
    Grain.DAY: Text("the day", "当日"),
    Grain.WEEK: Text("the week", "本周"),
    Grain.MONTH: Text("the month", "本月"),
    Grain.QUARTER: Text("the quarter", "本季度"),
    Grain.YEAR: Text("the year", "本年"),
}
_UNITS = {"minute": "分钟", "hour": "小时", "day": "天", "week": "周"}
