"""Cohorts: one row an entity, with what it did in days counted from its own beginning."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlglot import exp

from beichen.domain.candidate import Cohort
from beichen.domain.metric import Agg, Measure, Threshold
from beichen.domain.time import Grain, Period, Span
from beichen.engine.bind import BoundModel
from beichen.engine.build import (
    aggregate,
    all_of,
    column,
    count_rows,
    day_literal,
    equals,
    group_by_position,
    is_present,
    named,
    only,
    plus_days,
    shift,
    start_of,
    where_all,
)
from beichen.engine.kinds.behaviours import passes_test
from beichen.engine.kinds.threshold import entity_periods
from beichen.engine.lower import DIALECTS
from beichen.engine.scan import Bounds, Scan, free_name
from beichen.engine.shadows import keep_tables_visible

BEGINNINGS = "beginnings"
ENTITY, BEGAN = "entity", "began"
EPOCH = date(1970, 1, 1)
MOST_BITS = 62  # days that fit one number


@dataclass(frozen=True, slots=True)
class Counted:
    """A measure of an entity's rows from day `first` to day `until` − 1 after its beginning."""

    model: str
    measure: Measure
    first: int
    until: int


@dataclass(frozen=True, slots=True)
class PeriodsActive:
    """In how many periods an entity has a row that passes, from day `first` to day `until` − 1."""

    model: str
    filter: str | None
    grain: Grain
    first: int
    until: int


@dataclass(frozen=True, slots=True)
class PeriodsCounted:
    """In how many stretches of `days` days, from day `first` on and before day `until`, a threshold metric counts an entity.

    Periods are counted from the entity's own beginning: those of the calendar would cut its days up differently.
    """

    spec: Threshold
    days: int
    first: int
    until: int

    @property
    def model(self) -> str:
        return self.spec.model


@dataclass(frozen=True, slots=True)
class FirstText:
    """A value of an entity's rows of its first days, the least where there are several: a dimension, or an expression.

    Attributes:
        until: the day before which; None is all rows, and those without a time.
    """

    model: str
    text: str
    filter: str | None = None
    until: int | None = 1


@dataclass(frozen=True, slots=True)
class FirstDay:
    """How many days after its beginning an entity first has a row that passes, before day `until`."""

    model: str
    filter: str | None
    until: int

    @property
    def first(self) -> int:
        return 0


@dataclass(frozen=True, slots=True)
class FirstCounted:
    """How many days after its beginning the first period begins in which a threshold metric counts an entity.

    That is 0 of the period in which it began itself.
    """

    spec: Threshold
    grain: Grain
    until: int

    @property
    def model(self) -> str:
        return self.spec.model

    @property
    def first(self) -> int:
        return 0


_Step = Callable[[Sequence["Column"], BoundModel, str, Sequence[int], Span | None], exp.Select]

Column = Counted | PeriodsActive | PeriodsCounted | FirstText | FirstDay | FirstCounted


def compile_cohort(
    models: Mapping[str, BoundModel], cohort: Cohort, columns: Sequence[Column], spans: Mapping[str, Span | None]
) -> exp.Select:
    """A statement of the entities that began, in order of beginning: day 0 as days since 1970, then the columns.

    Rows without the entity, or without a time, are nobody's. A count or sum of nothing
    is 0, another aggregate of nothing null, and so is a text.

    Args:
        spans: of the models that columns read; those of a model without rows are 0 or null.
    """
    home = models[cohort.model]
    steps: dict[str, exp.Select] = {BEGINNINGS: _beginnings(home, cohort)}
    where: list[tuple[str, Column, int]] = []
    for name, (model, kind, numbers) in _grouped(columns).items():
        if spans.get(model) is None:
            continue
        steps[name] = kind([columns[n] for n in numbers], models[model], cohort.entity, numbers, spans[model])
        where += [(name, columns[n], n) for n in numbers]
    found = {n: _output(name, wanted, n) for name, wanted, n in where}
    days = exp.Sub(this=column(BEGAN, BEGINNINGS), expression=day_literal(EPOCH))
    outputs = [found.get(n) or named(_nothing(wanted), f"c{n}") for n, wanted in enumerate(columns)]
    query = exp.select(named(days, "day_0"), *outputs).from_(exp.table_(BEGINNINGS, quoted=True))
    for name in list(steps)[1:]:
        same = equals(column(ENTITY, name), column(ENTITY, BEGINNINGS))
        query = query.join(exp.table_(name, quoted=True), on=same, join_type="left")
    for name, step in steps.items():
        query = query.with_(exp.to_identifier(name, quoted=True), as_=step)
    return keep_tables_visible(query.order_by(column(BEGAN, BEGINNINGS), column(ENTITY, BEGINNINGS)))


def rows_since(
    model: BoundModel, entity: str, outputs: Sequence[exp.Expr], conditions: Sequence[exp.Expr]
) -> exp.Select:
    """Rows of a model's entities that began, each beside its beginning; the entity comes first."""
    query = exp.select(named(column(ENTITY, BEGINNINGS), ENTITY), *outputs).from_(model.relation())
    query = query.join(exp.table_(BEGINNINGS, quoted=True), on=equals(model.entity(entity), column(ENTITY, BEGINNINGS)))
    used = {found.table for each in (*outputs, *conditions) for found in each.find_all(exp.Column)}
    for owner in sorted(used - {model.name, BEGINNINGS, ""}):
        query = model.join_primary(query, owner)
    return where_all(query, *conditions)


def days_since(model: BoundModel, first: int, until: int) -> exp.Expr:
    """True of rows from day `first` to day `until` − 1."""
    day, began = model.clock().day, column(BEGAN, BEGINNINGS)
    return exp.and_(
        exp.GTE(this=day.copy(), expression=plus_days(began, first)),
        exp.LT(this=day.copy(), expression=plus_days(began, until)),
    )


def _beginnings(model: BoundModel, cohort: Cohort) -> exp.Select:
    entity = model.entity(cohort.entity)
    clock = model.clock()
    passing = None if cohort.filter is None else model.expression(cohort.filter)
    condition = all_of(is_present(entity), is_present(clock.moment), passing)
    first = named(exp.Min(this=clock.day.copy()), BEGAN)
    query = exp.select(named(entity, ENTITY), first).from_(model.relation())
    used = {found.table for found in (condition or exp.true()).find_all(exp.Column)}
    for owner in sorted(used - {model.name, ""}):
        query = model.join_primary(query, owner)
    return group_by_position(where_all(query, condition), 1)


def _grouped(columns: Sequence[Column]) -> dict[str, tuple[str, _Step, list[int]]]:
    """Steps by name: columns that one pass over a model can serve share one."""
    groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for number, wanted in enumerate(columns):
        alone = (number,) if isinstance(wanted, PeriodsCounted | FirstCounted) else ()
        until = wanted.until if isinstance(wanted, FirstText) else None
        groups[wanted.model, type(wanted) is FirstText, until, *alone].append(number)
    steps: dict[str, tuple[str, _Step, list[int]]] = {}
    for numbers in groups.values():
        first = columns[numbers[0]]
        what, step = _STEPS.get(type(first), ("did", _rows_step))
        name = f"{first.model}_{what}"
        while name in steps:
            name += "_too"
        steps[name] = (first.model, step, numbers)
    return steps


def _rows_step(
    wanted: Sequence[Column], model: BoundModel, entity: str, numbers: Sequence[int], span: Span | None
) -> exp.Select:
    outputs = [named(_of_rows(each, model), f"c{n}") for each, n in zip(wanted, numbers, strict=True)]
    firsts = [0 if isinstance(each, FirstText) else each.first for each in wanted]
    untils = [each.until for each in wanted if each.until is not None]
    bounds = [days_since(model, min(firsts), max(untils))] if untils else []
    return group_by_position(rows_since(model, entity, outputs, bounds), 1)


def _of_rows(wanted: Column, model: BoundModel) -> exp.Expr:
    match wanted:
        case FirstText(text=text, filter=chosen):
            known = any(text in (full, b.dimension.name) for full, b in model.offered_dimensions().items())
            value = model.dimension_expression(model.dimension(text)) if known else model.expression(text)
            return only(exp.Min(this=exp.cast(value, "TEXT")), model.expression(chosen) if chosen else None)
        case Counted(measure=measure, first=first, until=until):
            counted = None if measure.expr is None else model.expression(measure.expr)
            passing = None if measure.filter is None else model.expression(measure.filter)
            condition = all_of(days_since(model, first, until), passing)
            if measure.agg is Agg.COUNT_DISTINCT and counted == model.clock().day and until - first <= MOST_BITS:
                return _count_days(model, first, condition)
            return only(aggregate(measure, counted, DIALECTS[model.warehouse.dialect]), condition)
        case FirstDay(filter=wanted_, until=until):
            reached = None if wanted_ is None else model.expression(wanted_)
            return only(exp.Min(this=model.clock().day.copy()), all_of(days_since(model, 0, until), reached))
        case PeriodsActive(filter=filtered, grain=grain, first=first, until=until):
            period = start_of(model.clock().day, grain, model.project.calendar.week_start)
            passing = None if filtered is None else model.expression(filtered)
            periods = exp.Count(this=exp.Distinct(expressions=[period]))
            return only(periods, all_of(days_since(model, first, until), passing))
    raise AssertionError(wanted)  # periods of a threshold metric have a step of their own


def _count_days(model: BoundModel, first: int, condition: exp.Expr | None) -> exp.Expr:
    """Distinct days as bits of one number: several times faster than a set of days per entity and column."""
    number = exp.Sub(this=model.clock().day.copy(), expression=exp.paren(plus_days(column(BEGAN, BEGINNINGS), first)))
    one = exp.cast(exp.Literal.number(1), "BIGINT")
    bit = exp.BitwiseLeftShift(this=one, expression=exp.cast(exp.paren(number), "INT"))
    # a day outside would shift too far: the condition is said within, too
    inside = exp.case().when(condition, bit) if condition is not None else bit
    return DIALECTS[model.warehouse.dialect].bits(exp.Anonymous(this="bit_or", expressions=[inside]))


def _periods_step(
    wanted: Sequence[Column], model: BoundModel, entity: str, numbers: Sequence[int], span: Span | None
) -> exp.Select:
    (only_one,) = wanted
    assert isinstance(only_one, PeriodsCounted) and span is not None
    spec, dialect = only_one.spec, DIALECTS[model.warehouse.dialect]
    start = plus_days(column(BEGAN, BEGINNINGS), only_one.first)
    since = exp.Sub(this=model.clock().day.copy(), expression=exp.paren(start))
    outputs = [named(dialect.divide(exp.paren(since), only_one.days), "stretch")]
    outputs += [named(_behaviour(model, measure), free_name(name)) for name, measure in spec.having]
    whole = (only_one.until - only_one.first) // only_one.days * only_one.days
    conditions = [days_since(model, only_one.first, only_one.first + whole)]
    conditions += [model.expression(spec.filter)] if spec.filter is not None else []
    stretches = group_by_position(rows_since(model, entity, outputs, conditions), 2)
    scan = Scan(model, Grain.DAY, (), None, Bounds(), periods=[Period(span.first_day, span.end)], span=span)
    query = exp.select(column(ENTITY), named(count_rows(passes_test(scan, spec, "")), f"c{numbers[0]}"))
    return group_by_position(query.from_(stretches.subquery("stretches")), 1)


def _counted_step(
    wanted: Sequence[Column], model: BoundModel, entity: str, numbers: Sequence[int], span: Span | None
) -> exp.Select:
    (only_one,) = wanted
    assert isinstance(only_one, FirstCounted) and span is not None
    whole = Period(span.first_day, span.end)
    scan = Scan(model, only_one.grain, (), None, Bounds(), periods=[whole], span=span)
    inner = entity_periods(scan, only_one.spec, Bounds())
    began, period = column(BEGAN, BEGINNINGS), column("period", "counted_periods")
    first = exp.Greatest(this=exp.Min(this=period.copy()), expressions=[exp.Min(this=began.copy())])
    query = exp.select(named(column(ENTITY, BEGINNINGS), ENTITY), named(first, f"c{numbers[0]}"))
    same = equals(column(ENTITY, "counted_periods"), column(ENTITY, BEGINNINGS))
    query = query.from_(inner.subquery("counted_periods")).join(exp.table_(BEGINNINGS, quoted=True), on=same)
    inside = [
        column("counts", "counted_periods"),
        exp.GT(this=shift(period, only_one.grain, 1), expression=began.copy()),
        exp.LT(this=period.copy(), expression=plus_days(began, only_one.until)),
    ]
    return group_by_position(where_all(query, *inside), 1)


def _behaviour(model: BoundModel, measure: Measure) -> exp.Expr:
    value = None if measure.expr is None else model.expression(measure.expr)
    passing = None if measure.filter is None else model.expression(measure.filter)
    found = only(aggregate(measure, value, DIALECTS[model.warehouse.dialect]), passing)
    return exp.func("coalesce", found, exp.Literal.number(0)) if measure.agg is Agg.SUM else found


def _output(step: str, wanted: Column, number: int) -> exp.Expr:
    found = column(f"c{number}", step)
    if isinstance(wanted, FirstText):
        return named(found, f"c{number}")
    if isinstance(wanted, FirstDay | FirstCounted):
        return named(exp.cast(exp.Sub(this=found, expression=column(BEGAN, BEGINNINGS)), "DOUBLE"), f"c{number}")
    real = exp.cast(found, "DOUBLE")
    return named(exp.func("coalesce", real, exp.Literal.number(0)) if _is_additive(wanted) else real, f"c{number}")


def _nothing(wanted: Column) -> exp.Expr:
    if isinstance(wanted, FirstText):
        return exp.cast(exp.null(), "TEXT")
    return exp.cast(exp.Literal.number(0) if _is_additive(wanted) else exp.null(), "DOUBLE")


def _is_additive(wanted: Column) -> bool:
    adding = (Agg.COUNT, Agg.SUM, Agg.COUNT_DISTINCT)
    return (
        wanted.measure.agg in adding if isinstance(wanted, Counted) else not isinstance(wanted, FirstDay | FirstCounted)
    )


_STEPS: Mapping[type, tuple[str, _Step]] = {
    PeriodsCounted: ("periods", _periods_step),
    FirstCounted: ("counted", _counted_step),
    FirstText: ("values", _rows_step),
}
"""How the step of a column is called, and made; of the others one pass over the model's rows does all."""
