"""What is still to be filled in before a form is a metric."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from beichen.domain.text import Text
from beichen.workspace.building.conditions import Condition, is_filled
from beichen.workspace.building.form import MeasureForm, MetricForm

Needs = Iterator[tuple[str, Text]]


LONGEST_NAME = 100


def needed(form: MetricForm) -> Iterator[tuple[str, Text]]:
    """The fields that must be filled in before there is a metric, with what to do."""
    if not form.name.strip():
        yield "name", Text("Give it a name.", "请填写标识名。")
    elif not re.fullmatch(r"[^\W\d]\w*", form.name.strip()):
        yield (
            "name",
            Text(
                "Letters, digits and underscores, beginning with a letter.",
                "只用字母（含汉字）、数字和下划线，以字母开头。",
            ),
        )
    if len(form.name) > LONGEST_NAME:
        yield "name", Text(f"{LONGEST_NAME} characters at most.", f"最多 {LONGEST_NAME} 个字符。")
    yield from _NEEDED.get(form.type, _needs_type)(form)


_CHOOSE_MODEL = Text("Choose the table that it reads.", "请选择数据模型。")
_CHOOSE_ENTITY = Text("Choose who is counted.", "请选择按谁统计。")
_CHOOSE_METRIC = Text("Choose a metric.", "请选择一个指标。")
_NAME_COLUMN = Text("Say which column, or write an expression.", "请选择字段，或填写表达式。")
_SAY_PERCENTILE = Text("Say which percentile: 0.9 is the 90th.", "请填写分位数，例如 0.9 表示 P90。")
_SAY_NUMBER = Text("Give a number.", "请填写数字。")
_FILL_ROW = Text("Finish this condition, or take it out.", "请补全这个条件，或将其删除。")


def _needs_type(form: MetricForm) -> Needs:
    yield "type", Text("Choose what kind of metric it is.", "请选择指标类型。")


def _needs_measure(form: MetricForm) -> Needs:
    if not form.model:
        yield "model", _CHOOSE_MODEL
    yield from _measure_needs(form.measure, "measure")


def _measure_needs(measure: MeasureForm, place: str) -> Needs:
    if measure.agg != "count" and not (measure.expr or "").strip():
        yield f"{place}.expr", _NAME_COLUMN
    if measure.agg == "percentile" and measure.percentile is None:
        yield f"{place}.percentile", _SAY_PERCENTILE
    yield from _condition_needs(measure.filter, f"{place}.filter")


def _condition_needs(condition: Condition, place: str) -> Needs:
    if condition.raw is None and any(not is_filled(row) for row in condition.rows):
        yield place, _FILL_ROW


def _needs_cumulative(form: MetricForm) -> Needs:
    yield from _needs_measure(form)
    if form.window.kind == "trailing" and not form.window.days:
        yield "window", Text("Say how many days.", "请填写天数。")


def _needs_ratio(form: MetricForm) -> Needs:
    for place in ("numerator", "denominator"):
        if not getattr(form, place):
            yield place, _CHOOSE_METRIC


def _needs_derived(form: MetricForm) -> Needs:
    if not form.formula.strip():
        yield "formula", Text("Write a formula over metrics, as in a + b.", "请填写由指标组成的公式，例如 a + b。")


def _needs_lifecycle(form: MetricForm) -> Needs:
    if not form.of:
        yield "of", _CHOOSE_METRIC


def _needs_who(form: MetricForm) -> Needs:
    if not form.model:
        yield "model", _CHOOSE_MODEL
    if not form.entity:
        yield "entity", _CHOOSE_ENTITY


def _needs_threshold(form: MetricForm) -> Needs:
    yield from _needs_who(form)
    for number, each in enumerate(form.having):
        if not each.name.strip():
            yield f"having.{number}.name", Text("Give it a short name for the test.", "请起一个短名，供判断条件引用。")
        yield from _measure_needs(each.measure, f"having.{number}")
    if not form.having:
        yield "having", Text("Say what is measured of each.", "请填写要统计的行为。")
    if form.test.is_empty:
        yield "test", Text("Say who passes, as in days ≥ 3.", "请填写达标条件，例如 days ≥ 3。")
    yield from _condition_needs(form.test, "test")
    yield from _condition_needs(form.filter, "filter")


def _needs_retention(form: MetricForm) -> Needs:
    yield from _needs_who(form)
    back = form.comeback
    missing = back.offset is None if back.kind == "offset" else None in (back.first, back.until)
    if missing:
        yield "comeback", _SAY_NUMBER
    yield from _condition_needs(form.cohort, "cohort")
    yield from _condition_needs(form.returns, "returns")


def _needs_conversion(form: MetricForm) -> Needs:
    yield from _needs_who(form)
    if not form.within.amount:
        yield "within", _SAY_NUMBER
    for place in ("first", "second"):
        if getattr(form, place).is_empty:
            yield place, Text("Say which rows.", "请填写条件。")
        yield from _condition_needs(getattr(form, place), place)


def _needs_repeat(form: MetricForm) -> Needs:
    yield from _needs_who(form)
    if not form.within.amount:
        yield "within", _SAY_NUMBER
    yield from _condition_needs(form.event, "event")


def _needs_index(form: MetricForm) -> Needs:
    for number, version in enumerate(form.versions):
        if version.valid_from is None and len(form.versions) > 1:
            yield f"versions.{number}.valid_from", Text("Say from which day it holds.", "请填写生效日期。")
        for position, part in enumerate(version.components):
            place = f"versions.{number}.components.{position}"
            if not part.metric:
                yield f"{place}.metric", _CHOOSE_METRIC
            for key in ("weight", "zero", "hundred"):
                if getattr(part, key) is None:
                    yield f"{place}.{key}", _SAY_NUMBER
        if not version.components:
            yield f"versions.{number}.components", _CHOOSE_METRIC


_NEEDED: Mapping[str, Callable[[MetricForm], Needs]] = {
    "simple": _needs_measure,
    "ratio": _needs_ratio,
    "derived": _needs_derived,
    "cumulative": _needs_cumulative,
    "threshold": _needs_threshold,
    "lifecycle": _needs_lifecycle,
    "retention": _needs_retention,
    "conversion": _needs_conversion,
    "repeat": _needs_repeat,
    "index": _needs_index,
}
