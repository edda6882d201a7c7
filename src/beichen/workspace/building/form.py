"""A metric as a form holds it: every field of every kind, filled in or not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, cast

from beichen.domain.formula import render
from beichen.domain.metric import (
    AllTime,
    Conversion,
    Cumulative,
    Days,
    Derived,
    Draft,
    Index,
    IndexVersion,
    Lifecycle,
    Measure,
    Metric,
    Offset,
    Ratio,
    Repeat,
    Retention,
    Simple,
    Spec,
    Threshold,
    ToDate,
    Trailing,
    Window,
)
from beichen.domain.text import Text
from beichen.domain.time import Duration
from beichen.workspace.building.conditions import Condition, read_condition

Since = Literal["month", "quarter", "year"]
TimeUnit = Literal["minute", "hour", "day", "week"]

EVERY_ROW = Condition("and", [], None)


@dataclass(frozen=True, slots=True)
class BothLabels:
    """A text that people read, in both languages; empty where it is not written yet."""

    en: str
    zh: str


@dataclass(frozen=True, slots=True)
class MeasureForm:
    """An aggregate over rows."""

    agg: str
    expr: str | None
    percentile: float | None
    filter: Condition


@dataclass(frozen=True, slots=True)
class HavingForm:
    """What is measured of each entity, by a name that the test uses."""

    name: str
    measure: MeasureForm


@dataclass(frozen=True, slots=True)
class WindowForm:
    """The time over which a cumulative metric adds up."""

    kind: Literal["trailing", "to_date", "all"]
    days: int | None
    since: Since


@dataclass(frozen=True, slots=True)
class ComebackForm:
    """When somebody counts as having come back."""

    kind: Literal["offset", "days"]
    offset: int | None
    first: int | None
    until: int | None


@dataclass(frozen=True, slots=True)
class WithinForm:
    """How soon."""

    amount: int | None
    unit: TimeUnit


@dataclass(frozen=True, slots=True)
class ComponentForm:
    """A metric's part in an index."""

    metric: str | None
    weight: float | None
    zero: float | None
    hundred: float | None


@dataclass(frozen=True, slots=True)
class VersionForm:
    """The weights of an index from a day on; null: always."""

    valid_from: str | None
    components: list[ComponentForm]


@dataclass(frozen=True, slots=True)
class BenchmarkForm:
    """An outside figure to compare with."""

    value: float | None
    source: str | None
    of: str | None


@dataclass(frozen=True, slots=True)
class MetricForm:
    """A metric's form. Fields that its type does not use are kept, so that trying another type loses nothing."""

    name: str
    type: str
    label: BothLabels
    role: str
    owner: str | None
    value: BothLabels
    description: BothLabels
    grain: str
    unit: str | None
    good: str | None
    model: str | None
    entity: str | None
    measure: MeasureForm
    filter: Condition
    having: list[HavingForm]
    test: Condition
    numerator: str | None
    denominator: str | None
    formula: str
    of: str | None
    state: str
    window: WindowForm
    comeback: ComebackForm
    cohort: Condition
    returns: Condition
    event: Condition
    first: Condition
    second: Condition
    within: WithinForm
    count: str | None
    versions: list[VersionForm]
    benchmark: BenchmarkForm | None


NO_LABEL = BothLabels("", "")
EMPTY = MetricForm(
    name="",
    type="simple",
    label=NO_LABEL,
    role="input",
    owner=None,
    value=NO_LABEL,
    description=NO_LABEL,
    grain="week",
    unit=None,
    good=None,
    model=None,
    entity=None,
    measure=MeasureForm("count", None, None, EVERY_ROW),
    filter=EVERY_ROW,
    having=[HavingForm("days", MeasureForm("count_distinct", "local_date()", None, EVERY_ROW))],
    test=Condition("and", [], None),
    numerator=None,
    denominator=None,
    formula="",
    of=None,
    state="new",
    window=WindowForm("trailing", 28, "month"),
    comeback=ComebackForm("offset", 1, 7, 14),
    cohort=EVERY_ROW,
    returns=EVERY_ROW,
    event=EVERY_ROW,
    first=EVERY_ROW,
    second=EVERY_ROW,
    within=WithinForm(7, "day"),
    count=None,
    versions=[VersionForm(None, [ComponentForm(None, 1, None, None)])],
    benchmark=None,
)


@dataclass(frozen=True, slots=True)
class _Reader:
    dialect: str

    def condition(self, text: str | None) -> Condition:
        return read_condition(text, self.dialect)

    def measure(self, measure: Measure) -> MeasureForm:
        return MeasureForm(measure.agg.value, measure.expr, measure.percentile, self.condition(measure.filter))


def form_of(metric: Metric, dialect: str) -> MetricForm:
    """A metric of the project as its form."""
    benchmark = metric.benchmark
    plain = replace(
        form_of_draft(metric),
        type=metric.kind,
        benchmark=BenchmarkForm(benchmark.value, benchmark.source, benchmark.of) if benchmark else None,
    )
    return _with_spec(plain, metric.spec, _Reader(dialect))


def form_of_draft(draft: Draft | Metric) -> MetricForm:
    """What a metric says beside its definition, as its form."""
    return replace(
        EMPTY,
        name=draft.name,
        label=_both(draft.label),
        role=draft.role.value,
        owner=draft.owner,
        value=_both(draft.value) if draft.value else NO_LABEL,
        description=_both(draft.description) if draft.description else NO_LABEL,
        grain=draft.grain.value,
        unit=draft.unit,
        good=draft.good.value if draft.good else None,
    )


def _with_spec(form: MetricForm, spec: Spec, read: _Reader) -> MetricForm:
    match spec:
        case Simple(model, measure):
            return replace(form, model=model, measure=read.measure(measure))
        case Cumulative(model, measure, window):
            return replace(form, model=model, measure=read.measure(measure), window=_window(window))
        case Ratio(numerator, denominator):
            return replace(form, numerator=numerator, denominator=denominator)
        case Derived(formula):
            return replace(form, formula=render(formula))
        case Lifecycle(of, state):
            return replace(form, of=of, state=state.value)
        case Index(versions):
            return replace(form, versions=[_version(version) for version in versions])
        case _:
            return _with_behaviour(replace(form, model=spec.model, entity=spec.entity), spec, read)


def _with_behaviour(form: MetricForm, spec: Threshold | Retention | Conversion | Repeat, read: _Reader) -> MetricForm:
    match spec:
        case Threshold(having=having, where=where, filter=rows):
            measured = [HavingForm(name, read.measure(measure)) for name, measure in having]
            return replace(form, having=measured, test=read.condition(where), filter=read.condition(rows))
        case Retention(comeback=comeback, cohort_filter=cohort, returns_filter=returns):
            back = _comeback(comeback)
            return replace(form, comeback=back, cohort=read.condition(cohort), returns=read.condition(returns))
        case Conversion(within=within, from_filter=first, to_filter=second, per=per):
            told = replace(form, within=_within(within), count=per.value)
            return replace(told, first=read.condition(first), second=read.condition(second))
        case Repeat(within=within, event_filter=event, per=per):
            return replace(form, within=_within(within), count=per.value, event=read.condition(event))


def _both(text: Text) -> BothLabels:
    return BothLabels(text.en, text.zh)


def _within(within: Duration) -> WithinForm:
    return WithinForm(within.amount, cast(TimeUnit, within.unit))


def _window(window: Window) -> WindowForm:
    match window:
        case Trailing(days):
            return replace(EMPTY.window, kind="trailing", days=days)
        case ToDate(since):
            return replace(EMPTY.window, kind="to_date", since=cast(Since, since.value))
        case AllTime():
            return replace(EMPTY.window, kind="all")


def _comeback(comeback: Offset | Days) -> ComebackForm:
    match comeback:
        case Offset(periods):
            return replace(EMPTY.comeback, kind="offset", offset=periods)
        case Days(first, until):
            return replace(EMPTY.comeback, kind="days", first=first, until=until)


def _version(version: IndexVersion) -> VersionForm:
    parts = [ComponentForm(c.metric, c.weight, c.zero, c.hundred) for c in version.components]
    return VersionForm(version.valid_from.isoformat() if version.valid_from else None, parts)
