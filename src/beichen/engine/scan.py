"""A scan: one pass over a model's rows, sliced and bounded as a question asks.

Kinds of metric build their statements from it; where two of them agree on what
they need of a model, they share one.
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sqlglot import exp

from beichen.domain.metric import Threshold
from beichen.domain.project import Project
from beichen.domain.time import Calendar, Grain, Period, Span
from beichen.engine.bind import BoundModel, Clock
from beichen.engine.build import all_of, column, day_literal, is_present, named, start_of
from beichen.engine.lower import DIALECTS, Dialect

PERIOD = "period"
WEEK = "week"

STEP_COLUMNS = frozenset(
    [
        *(PERIOD, WEEK, "entity", "day", "at", "starts", "ends", "next_at", "rows"),
        *("counts", "counted", "entered", "measured", "change", "previous", "following", "present", "since", "until"),
        *("first_day", "last_day", "new", "retained", "resurrected", "lapsed"),
    ]
)
"""The names that kinds give to columns of their steps; a dimension or behaviour of that name gets another one."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Days of rows that are read: `[start, until)`, open where None."""

    start: date | None = None
    until: date | None = None


class Scan:
    """One model, seen at a grain, by dimensions, under a condition.

    Args:
        dimensions: their names as they were asked.
        where: the request's condition, if any.
        bounds: the days of the periods asked for, open on a side on which all are.
        periods: every period that the answer will hold; at least one.
        squares: also sum the squares of measured values.
    """

    def __init__(
        self,
        model: BoundModel,
        grain: Grain,
        dimensions: Sequence[str],
        where: str | None,
        bounds: Bounds,
        *,
        periods: Sequence[Period],
        span: Span,
        squares: bool = False,
    ) -> None:
        self.model = model
        self.grain = grain
        self.by = _columns_of(model.project, dimensions)
        self.dimensions = {column: model.dimension(name) for column, name in zip(self.by, dimensions, strict=True)}
        self.bounds = bounds
        self.first_period, self.last_period = periods[0], periods[-1]
        self.span = span
        self.squares = squares
        self.narrow = True  # steps may keep sums of integers in 64 bits
        self.joined: set[str] = set()  # primary models that a statement of this scan joins
        self.condition = model.expression(where, from_request=True) if where else None

    @property
    def calendar(self) -> Calendar:
        return self.model.project.calendar

    @property
    def dialect(self) -> Dialect:
        return DIALECTS[self.model.warehouse.dialect]

    @cached_property
    def clock(self) -> Clock:
        return self.model.clock()

    @cached_property
    def slices(self) -> list[tuple[str, exp.Expr]]:
        """Column and expression of each dimension asked."""
        return [(name, self.model.dimension_expression(bound)) for name, bound in self.dimensions.items()]

    def varying(self, entity: str) -> tuple[str, ...]:
        """The columns of dimensions of which an entity may have several values: those that no primary model says of it."""
        return tuple(
            name
            for name, bound in self.dimensions.items()
            if bound.owner is None or not self.model.others[bound.owner].is_primary_of(entity)
        )

    @cached_property
    def period(self) -> exp.Expr:
        """First day of the row's period."""
        return self.period_of(self.clock.day)

    @cached_property
    def bucket(self) -> tuple[str, exp.Expr]:
        """What the first step of a pass groups by: the period, of weeks their number, which is a third faster."""
        if self.grain is not Grain.WEEK:
            return PERIOD, self.period
        return WEEK, self.dialect.divide(exp.paren(self._days_since_first_week), 7)

    @property
    def bucket_start(self) -> exp.Expr:
        """First day of the period, from the column of `bucket`."""
        if self.grain is not Grain.WEEK:
            return column(PERIOD)
        days = exp.cast(exp.Mul(this=column(WEEK), expression=exp.Literal.number(7)), "INT")
        return exp.Add(this=self._first_week, expression=days)

    @property
    def day_of_period(self) -> exp.Expr:
        """How many days of the period are over before the row's day."""
        if self.grain is not Grain.WEEK:
            return exp.Sub(this=self.clock.day.copy(), expression=exp.paren(self.period.copy()))
        return exp.Mod(this=exp.paren(self._days_since_first_week), expression=exp.Literal.number(7))

    @property
    def _first_week(self) -> exp.Expr:
        """The first day of the calendar on which the project's weeks begin; 1 January of year 1 was a Monday."""
        return day_literal(date(1, 1, 1 + self.calendar.week_start))

    @property
    def _days_since_first_week(self) -> exp.Expr:
        return exp.Sub(this=self.clock.day.copy(), expression=self._first_week)

    def period_of(self, day: exp.Expr) -> exp.Expr:
        return start_of(day, self.grain, self.calendar.week_start)

    def filter(self, text: str | None) -> exp.Expr | None:
        """A definition's filter, tied to the model."""
        return None if text is None else self.model.expression(text)

    def value(self, text: str | None) -> exp.Expr | None:
        """A definition's expression, tied to the model."""
        return None if text is None else self.model.expression(text)

    def select(
        self,
        columns: Sequence[tuple[str, exp.Expr]],
        *conditions: exp.Expr | None,
        bounds: Bounds | None = None,
        slices_first: int = 0,
        slices: Sequence[str] | None = None,
    ) -> exp.Select:
        """Rows of the model: `columns` with the dimensions put in at position `slices_first`.

        `bounds` are the scan's own unless given, `slices` all dimensions asked; rows
        without a time are no row of any period.
        """
        listed = list(columns)
        listed[slices_first:slices_first] = [pair for pair in self.slices if slices is None or pair[0] in slices]
        condition = all_of(*self._time_conditions(bounds or self.bounds), self.condition, *conditions)
        query = exp.select(*(named(expression, name) for name, expression in listed)).from_(self.model.relation())
        for owner in self._owners([*(expression for _, expression in listed), *([condition] if condition else [])]):
            self.joined.add(owner)
            query = self.model.join_primary(query, owner)
        return query.where(condition) if condition is not None else query

    def keys(self, table: str | None = None) -> list[exp.Expr]:
        """The dimensions as columns of an earlier step."""
        return [column(name, table) for name in self.by]

    def is_huge(self, aggregate: exp.Expr) -> bool:
        """True when the warehouse would widen the aggregate to a 128-bit integer."""
        if not self.narrow or not isinstance(aggregate, exp.Sum):
            return False
        rows = exp.select(named(aggregate, "total")).from_(self.model.relation())
        for owner in self._owners([aggregate]):
            rows = self.model.join_primary(rows, owner)
        return "HUGEINT" in self.model.types_of(rows)

    def _time_conditions(self, bounds: Bounds) -> list[exp.Expr]:
        day = self.clock.day
        if bounds.start is None and bounds.until is None:
            return [is_present(self.clock.moment)]
        conditions: list[exp.Expr] = []
        if bounds.start is not None:
            conditions.append(exp.GTE(this=day.copy(), expression=day_literal(bounds.start)))
        if bounds.until is not None:
            conditions.append(exp.LT(this=day.copy(), expression=day_literal(bounds.until)))
        return conditions

    def _owners(self, expressions: Sequence[exp.Expr]) -> list[str]:
        """The primary models whose columns the expressions use, each once."""
        tables = {col.table for expression in expressions for col in expression.find_all(exp.Column)}
        return sorted(tables - {self.model.name, ""})


def free_name(name: str, taken: AbstractSet[str] = frozenset()) -> str:
    """The name, or a longer one where a step has a column of that name in any case; dots are kept for steps."""
    name = name.replace(".", "_")
    while name.lower() in STEP_COLUMNS or name.lower() in taken:
        name += "_"
    return name


def _columns_of(project: Project, dimensions: Sequence[str]) -> tuple[str, ...]:
    """A column for each dimension, none of which is called like what metrics name: themselves, and behaviours."""
    if not dimensions:
        return ()
    behaviours = (spec.having for m in project.metrics.values() if isinstance(spec := m.spec, Threshold))
    taken = {free_name(name).lower() for having in behaviours for name, _ in having}
    taken |= {name.lower() for name in project.metrics}
    columns: list[str] = []
    for name in dimensions:
        # a metric's helpers are called `metric.n` and the like
        columns.append(free_name(name.replace(".", " "), taken))
        taken.add(columns[-1].lower())
    return tuple(columns)
