"""Run a question: compile its passes, fetch them, and put the cells in their places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any

from sqlglot import exp

from beichen.domain.metric import Metric
from beichen.domain.observation import Segment
from beichen.domain.project import Project
from beichen.domain.time import Calendar, Grain, Period, Span
from beichen.engine.answer import Answer
from beichen.engine.assemble import Table, assemble
from beichen.engine.bind import BoundModel, bind_models
from beichen.engine.build import count_rows, group_by_position, is_present
from beichen.engine.cell import Cell, label
from beichen.engine.kinds.kind import Reading, RowKind, Scope, Statement
from beichen.engine.kinds.table import ROW_KINDS
from beichen.engine.plan import Leaf, Pass, find_metric, plan_passes
from beichen.engine.question import Question
from beichen.engine.scan import Bounds, Scan
from beichen.engine.shadows import keep_tables_visible
from beichen.engine.spans import Now, fetch_span
from beichen.errors import ProjectError, QueryError, StatementError
from beichen.warehouse.port import NO_LIMITS, Limits, Warehouse


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(slots=True)
class Engine:
    """Answers questions about one project on one warehouse.

    Attributes:
        now: the present, for sources that are complete through the clock.
    """

    project: Project
    warehouse: Warehouse
    now: Now = _utc_now
    models: Mapping[str, BoundModel] = field(init=False)
    _spans: dict[str, Span | None] = field(init=False, default_factory=dict)
    _unique: set[str] = field(init=False, default_factory=set)

    def __post_init__(self) -> None:
        self.models = bind_models(self.project, self.warehouse)

    def answer(self, question: Question, limits: Limits = NO_LIMITS) -> list[Answer]:
        """One answer per metric of the question, in its order.

        Raises:
            QueryError: the question names something unknown, or a part lacks a dimension.
            ProjectError: a definition does not fit the data.
            LimitError: a limit was reached.
        """
        tables: dict[tuple[str, Grain], Table] = {}
        for planned in plan_passes(self.project, question):
            for name, table in self._run(planned, question, limits).items():
                tables[name, planned.grain] = table
        return [assemble(self.project, question, name, tables, limits) for name in question.metrics]

    def statements(self, question: Question) -> list[tuple[tuple[str, ...], str]]:
        """The SQL that answers a question, with the metrics that each statement serves."""
        found = []
        for planned in plan_passes(self.project, question):
            self._check(planned, question)
            periods = self._periods(planned, question)
            if periods:
                scan = self._scan(planned, question, periods)
                names = tuple(leaf.name for leaf in planned.leaves)
                found.append((names, scan.dialect.write(self._compile(scan, planned).select)))
        return found

    def span(self, model: str) -> Span | None:
        """The covered span of a model; None when it has no rows."""
        if model not in self._spans:
            self._spans[model] = fetch_span(self.models[model], self.now)
        return self._spans[model]

    def count_rows(self, model: str) -> int:
        """How many rows a model has."""
        bound = self.models[model]
        return int(bound.fetch(exp.select(count_rows()).from_(bound.relation()))[0][0])

    def forget(self) -> None:
        """Ask the warehouse anew: data were loaded."""
        self.models = bind_models(self.project, self.warehouse)
        self._spans.clear()
        self._unique.clear()

    def _run(self, planned: Pass, question: Question, limits: Limits) -> dict[str, Table]:
        self._check(planned, question)
        periods = self._periods(planned, question)
        if not periods:
            return {
                leaf.name: Table.empty(self._scope(planned), ROW_KINDS[type(leaf.spec)], leaf.spec)
                for leaf in planned.leaves
            }
        scan = self._scan(planned, question, periods)
        try:
            return self._fetch(scan, planned, question, limits, periods)
        except StatementError as error:
            if not _exceeds_64_bits(error):
                raise self._blame(scan, planned, question, error) from error
        scan.narrow = False
        try:
            return self._fetch(scan, planned, question, limits, periods)
        except StatementError as error:
            raise self._blame(scan, planned, question, error) from error

    def _fetch(
        self, scan: Scan, planned: Pass, question: Question, limits: Limits, periods: Sequence[Period]
    ) -> dict[str, Table]:
        statement = self._compile(scan, planned)
        rows = self.warehouse.fetch(scan.dialect.write(statement.select), limits)
        found = self.warehouse.fetch(scan.dialect.write(statement.segments), limits) if statement.segments else None
        existing = None if found is None else frozenset(_segment(question.by, row) for row in found)
        tables = _read_rows(
            self.project, planned, statement, rows, periods=periods, scope=self._scope(planned), by=question.by
        )
        return {name: replace(table, existing=existing) for name, table in tables.items()}

    def _compile(self, scan: Scan, planned: Pass) -> Statement:
        compile_statement = ROW_KINDS[type(planned.leaves[0].spec)].compile
        try:
            statement = compile_statement(scan, planned.wanted)
        except (QueryError, StatementError):
            for leaf, wanted in zip(planned.leaves, planned.wanted, strict=True):
                with _blamed_on(self.project, leaf):
                    compile_statement(scan, [wanted])
            raise
        for owner in sorted(scan.joined):
            self._check_unique(owner)
        keep_tables_visible(statement.select)
        return statement

    def _scan(self, planned: Pass, question: Question, periods: Sequence[Period]) -> Scan:
        bounds = Bounds(
            periods[0].start if question.start is not None else None,
            periods[-1].until if question.end is not None else None,
        )
        model = self.models[planned.model]
        span = self.span(planned.model)
        assert span is not None  # without rows there are no periods, and nothing is scanned
        return Scan(
            model,
            planned.grain,
            question.by,
            question.where,
            bounds,
            periods=periods,
            span=span,
            squares=question.squares,
        )

    def _check(self, planned: Pass, question: Question) -> None:
        """Refuse what a part of the question lacks, whether or not there are rows to answer it from."""
        model = self.models[planned.model]
        with _blamed_on(self.project, planned.leaves[0], as_part=True):
            for name in question.by:
                bound = model.dimension(name)
                model.dimension_expression(bound)
                if bound.owner is not None:
                    self._check_unique(bound.owner)
            if question.where is not None:
                model.expression(question.where, from_request=True)

    def _periods(self, planned: Pass, question: Question) -> list[Period]:
        """The periods that the model has and the question wants."""
        span = self.span(planned.model)
        if span is None:
            return []
        return wanted_periods(self.project.calendar, span, planned.grain, question)

    def _scope(self, planned: Pass) -> Scope:
        model = self.models[planned.model]
        span = self.span(planned.model) or Span(date.max, date.min, date.min)
        return Scope(span, self.project.calendar, planned.grain, model.clock().is_date)

    def _check_unique(self, owner: str) -> None:
        """A primary model has one row per entity: else joined rows would multiply."""
        if owner in self._unique:
            return
        model = self.models[owner]
        primary = model.model.primary_entity
        assert primary is not None  # only primary models are joined
        key = model.entity(primary.name)
        many = exp.GT(this=count_rows(), expression=exp.Literal.number(1))
        rows = exp.select(exp.alias_(key.copy(), "entity", quoted=True)).from_(model.relation())
        rows = rows.where(is_present(key))
        query = group_by_position(rows, 1).having(many).limit(1)
        twice = model.fetch(query)
        if twice:
            raise ProjectError(
                f"model {owner!r} says one row per {primary.name}, but {label(twice[0][0])!r} has several",
                hint="group the model's sql by the entity, or leave out `type: primary`",
                where=model.model.where,
            )
        self._unique.add(owner)

    def _blame(self, scan: Scan, planned: Pass, question: Question, error: StatementError) -> QueryError:
        """Which part of a question the warehouse refuses: its condition, or one metric's definition."""
        if scan.condition is not None:
            passing = scan.select([("passes", exp.true())])
            cause = self._refusal(scan, exp.select(count_rows()).from_(passing.subquery("passing")))
            if cause is not None:
                return QueryError(f"the condition {question.where!r}: {cause.message}", hint=cause.hint)
        for leaf in planned.leaves:
            alone = Pass(planned.model, planned.grain, (leaf,))
            cause = error if len(planned.leaves) == 1 else self._refusal(scan, self._compile(scan, alone).select)
            if cause is not None:
                return _of_metric(self.project.metrics[leaf.name], cause)
        names = ", ".join(leaf.name for leaf in planned.leaves)
        return QueryError(f"{names}: {error.message}", hint=error.hint, where=error.where)

    def _refusal(self, scan: Scan, statement: exp.Expr) -> StatementError | None:
        try:
            self.warehouse.fetch(scan.dialect.write(statement))
        except StatementError as error:
            return error
        return None


def _exceeds_64_bits(error: StatementError) -> bool:
    """True when a sum of integers that a step kept narrow, for speed, is too large for that."""
    return "INT128" in error.message and "INT64" in error.message


def wanted_periods(calendar: Calendar, span: Span, grain: Grain, question: Question) -> list[Period]:
    """The periods of a span that a question wants: those that begin in `[start, end)`."""
    return [
        period
        for period in calendar.periods(span.first_day, span.end, grain)
        if (question.start is None or period.start >= question.start)
        and (question.end is None or period.start < question.end)
    ]


def _read_rows(
    project: Project,
    planned: Pass,
    statement: Statement,
    rows: Sequence[tuple[Any, ...]],
    *,
    periods: Sequence[Period],
    scope: Scope,
    by: Sequence[str],
) -> dict[str, Table]:
    positions = {name: index for index, name in enumerate(statement.select.named_selects)}
    tables = {}
    for leaf in planned.leaves:
        kind = ROW_KINDS[type(leaf.spec)]
        with _blamed_on(project, leaf):
            cells = _read_cells(kind, leaf.spec, statement.readings[leaf.name], rows, positions=positions, by=by)
        tables[leaf.name] = Table(kind, leaf.spec, scope, tuple(periods), cells, carries=statement.carries)
    return tables


def _read_cells(
    kind: RowKind,
    spec: Any,
    reading: Reading,
    rows: Sequence[tuple[Any, ...]],
    *,
    positions: Mapping[str, int],
    by: Sequence[str],
) -> dict[date, dict[Segment, Cell]]:
    stats = [positions[name] for name in reading.stats]
    used = positions[reading.used] if reading.used is not None else None
    cells: dict[date, dict[Segment, Cell]] = {}
    for row in rows:
        if used is None or row[used]:
            segment = _segment(by, row[1 : 1 + len(by)])
            cells.setdefault(row[0], {})[segment] = kind.read(spec, tuple(row[index] for index in stats))
    return cells


def _segment(by: Sequence[str], values: Sequence[Any]) -> Segment:
    return tuple((name, label(value)) for name, value in zip(by, values, strict=True))


@contextmanager
def _blamed_on(project: Project, leaf: Leaf, *, as_part: bool = False) -> Iterator[None]:
    """Errors of a definition name the metric, and the place where it is written."""
    try:
        yield
    except (QueryError, StatementError) as error:
        if error.where is not None and not as_part:
            raise
        metric = find_metric(project, leaf.name)
        # what a question asks in vain is written nowhere in the project
        where = error.where if as_part else metric.where
        raise _of_metric(replace(metric, where=where), error) from error


def _of_metric(metric: Metric, cause: QueryError | StatementError) -> QueryError:
    hint = cause.hint
    if hint is None and "VARCHAR" in cause.message:
        hint = "a column that should hold numbers is text: give it its type under the source's `columns:`"
    return QueryError(f"metric {metric.name!r}: {cause.message}", hint=hint, where=metric.where)
