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


def period_before(grain: Grain) -> Text:
    """The period before it: `the week before`, 上周."""
    return Text(f"{period_of(grain).en} before", _BEFORE[grain])


def period_after(grain: Grain, steps: int) -> Text:
    """The period so many later: `the week after`, 次周."""
    if steps == 1:
        return Text(f"{period_of(grain).en} after", _AFTER[grain])
    return Text(f"the {grain.value} {steps} {grain.value}s later", f"之后第 {steps} 个{_NAMES[grain]}")


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


def over_rows(measure: Measure, model: str, when: Text) -> Text:
    """An aggregate over a model's rows of some time: ``Sum of `amount` over the rows of `orders` in the week``."""
    what, rows = aggregate(measure), condition(measure.filter)
    if measure.agg is Agg.COUNT and measure.expr is None:
        return Text(f"Number of rows of `{model}` {when.en}{rows.en}", f"{when.zh} `{model}` 中{rows.zh or '的'}记录数")
    chosen = f"{rows.zh}记录里，" if rows.zh else " "
    return Text(
        f"{what.en[:1].upper()}{what.en[1:]} over the rows of `{model}` {when.en}{rows.en}",
        f"{when.zh} `{model}` 中{chosen}{what.zh}",
    )


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
_BEFORE = {
    Grain.DAY: "前一日",
    Grain.WEEK: "上周",
    Grain.MONTH: "上月",
    Grain.QUARTER: "上季度",
    Grain.YEAR: "上年",
}
_AFTER = {
    Grain.DAY: "次日",
    Grain.WEEK: "次周",
    Grain.MONTH: "次月",
    Grain.QUARTER: "次季度",
    Grain.YEAR: "次年",
}
_NAMES = {Grain.DAY: "日", Grain.WEEK: "周", Grain.MONTH: "月", Grain.QUARTER: "季度", Grain.YEAR: "年"}
_UNITS = {"minute": "分钟", "hour": "小时", "day": "天", "week": "周"}
