"""A model tied to the warehouse: its relation, columns, time, entities and dimensions as expressions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from sqlglot import exp

from beichen.domain.model import Dimension, Model
from beichen.domain.project import Project
from beichen.engine.build import column, equals, is_null, is_present
from beichen.engine.expressions import parse_expression, parse_request, tie_columns
from beichen.engine.lower import DIALECTS
from beichen.engine.shadows import mark_tables
from beichen.engine.tables import parse_query, parse_table, tables_of
from beichen.errors import ProjectError, QueryError, StatementError, did_you_mean
from beichen.warehouse.port import Column, Warehouse

Tree = TypeVar("Tree", bound=exp.Expr)


@dataclass(frozen=True, slots=True)
class Clock:
    """When a row happened.

    Attributes:
        day: its DATE in the project's timezone.
        moment: what orders rows and what windows are measured on: a DATE, a TIMESTAMP, or a TIMESTAMPTZ.
        is_date: true when `moment` is a DATE.
        zone: by whose clock days are told when `moment` is an instant; None otherwise.
    """

    day: exp.Expr
    moment: exp.Expr
    is_date: bool
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class BoundDimension:
    """A dimension as one model offers it; `owner` is the primary model to join, None for the model's own."""

    dimension: Dimension
    owner: str | None


class BoundModel:
    """One model of a project on one warehouse.

    Args:
        others: every bound model by name, for the dimensions of primary models; filled by `bind_models`.
    """

    def __init__(self, project: Project, model: Model, warehouse: Warehouse, others: Mapping[str, BoundModel]) -> None:
        self.project = project
        self.model = model
        self.warehouse = warehouse
        self.others = others
        self.staged: str | None = None  # a temporary table that holds the model's rows, while a refresh runs
        self._columns: dict[str, Column] | None = None
        self._types: dict[str, tuple[str, ...]] = {}

    @property
    def name(self) -> str:
        return self.model.name

    def relation(self) -> exp.Expr:
        """The model's rows as a table expression, under the model's name.

        Raises:
            ProjectError: the model's SQL is not one query.
        """
        if self.staged is not None:
            return exp.alias_(exp.table_(self.staged, quoted=True), self.name, table=True, quoted=True)
        if self.model.table is not None:
            table = _fold(parse_table(self.project, self.model), self)
            return mark_tables(exp.alias_(table, self.name, table=True, quoted=True))
        return exp.Subquery(
            this=mark_tables(self.query()), alias=exp.TableAlias(this=exp.to_identifier(self.name, quoted=True))
        )

    def query(self) -> exp.Query:
        """The query of a model that has one."""
        return _fold(parse_query(self.project, self.model), self)

    def columns(self) -> Mapping[str, Column]:
        """The model's columns by their lower-case name.

        Raises:
            ProjectError: the table or query cannot be read; the message is the warehouse's.
        """
        if self._columns is None:
            statement = exp.select("*").from_(self.relation())
            try:
                described = self.warehouse.describe(DIALECTS[self.warehouse.dialect].write(statement))
            except StatementError as error:
                raise self._unreadable(error) from error
            self._columns = {found.name.lower(): found for found in described}
        return self._columns

    def fetch(self, query: exp.Query) -> list[tuple[Any, ...]]:
        """The rows of a query over the model.

        Raises:
            ProjectError: the warehouse refuses it, so that what the model says does not fit the data.
        """
        try:
            return self.warehouse.fetch(DIALECTS[self.warehouse.dialect].write(query))
        except StatementError as error:
            raise ProjectError(
                f"model {self.name!r}: {error.message}", hint=error.hint, where=self.model.where
            ) from error

    def _unreadable(self, error: StatementError) -> ProjectError:
        quoted = {
            name: exp.to_identifier(name, quoted=True).sql() for name in tables_of(self.project, self.model) if name
        }
        missing = sorted(name for name, table in quoted.items() if not self.warehouse.has_table(table))
        if not missing:
            return ProjectError(f"model {self.name!r}: {error.message}", hint=error.hint, where=self.model.where)
        sources = {source.table.lower(): source.name for source in self.project.sources.values()}
        if missing[0] in sources:
            return ProjectError(
                f"model {self.name!r}: its table {missing[0]!r} is not loaded",
                hint=f"beichen load {sources[missing[0]]}",
                where=self.model.where,
            )
        return ProjectError(
            f"model {self.name!r}: there is no table {missing[0]!r}",
            hint=did_you_mean(missing[0], sources) or "name a source's table, or one that is in the warehouse",
            where=self.model.where,
        )

    def types_of(self, query: exp.Query) -> tuple[str, ...]:
        """The types of a query's columns, in the warehouse's own words; asked once for each query."""
        sql = DIALECTS[self.warehouse.dialect].write(query)
        if sql not in self._types:
            self._types[sql] = tuple(found.type for found in self.warehouse.describe(sql))
        return self._types[sql]

    def column(self, name: str) -> exp.Expr:
        """A column by its name as written, in any case.

        Raises:
            QueryError: there is none.
        """
        found = self.find_column(name)
        if found is None:
            known = [column.name for column in self.columns().values()]
            raise QueryError(f"model {self.name!r} has no column {name!r}", hint=did_you_mean(name, known))
        return found

    def find_column(self, name: str) -> exp.Expr | None:
        found = self.columns().get(name.lower())
        if found is None and name.lower().startswith(self.name.lower() + "."):
            found = self.columns().get(name[len(self.name) + 1 :].lower())
        return None if found is None else column(found.name, self.name)

    def clock(self) -> Clock:
        """When the model's rows happened.

        Raises:
            QueryError: the model has no time.
            ProjectError: its time column is neither DATE nor TIMESTAMP.
        """
        time = self.model.time
        if time is None:
            raise QueryError(
                f"model {self.name!r} has no time, so nothing can be counted by period",
                hint="add `time: {column: …}` to the model",
                where=self.model.where,
            )
        with self._blamed():
            moment = self.column(time.column)
        kind = self.columns()[moment.name.lower()].type.upper()
        zone = exp.Literal.string(self.project.calendar.timezone)
        if kind == "DATE":
            return Clock(day=moment, moment=moment, is_date=True)
        if "WITH TIME ZONE" in kind or kind == "TIMESTAMPTZ":
            local = exp.AtTimeZone(this=moment.copy(), zone=zone)
            return Clock(exp.cast(local, "DATE"), moment, is_date=False, zone=self.project.calendar.timezone)
        if not kind.startswith(("TIMESTAMP", "DATETIME")):
            raise ProjectError(
                f"model {self.name!r}: the time column {time.column!r} is {kind}, not a DATE or TIMESTAMP"
                + self._undated(moment),
                hint="give it its type under the source's `columns:`, or cast it in the model's `sql`",
                where=self.model.where,
            )
        if time.zone is not None and time.zone != self.project.calendar.timezone:
            moment = exp.AtTimeZone(this=moment, zone=exp.Literal.string(time.zone))
            local = exp.AtTimeZone(this=moment.copy(), zone=zone)
            return Clock(exp.cast(local, "DATE"), moment, is_date=False, zone=self.project.calendar.timezone)
        return Clock(day=exp.cast(moment.copy(), "DATE"), moment=moment, is_date=False)

    def _undated(self, moment: exp.Expr) -> str:
        """A value of a text column that is no time, for the person who must find it."""
        if self.warehouse.dialect != "duckdb":
            return ""
        value = exp.cast(moment.copy(), "TEXT")
        dated = exp.TryCast(this=value, to=exp.DataType.build("TIMESTAMP"))
        strange = [
            is_present(moment),
            is_null(dated),
        ]
        found = self.fetch(exp.select(value.copy()).from_(self.relation()).where(*strange).limit(1))
        return f": {found[0][0]!r} is no time" if found else ""

    def expression(self, text: str, *, from_request: bool = False) -> exp.Expr:
        """An expression over the model's columns; a name that is no column may be a dimension.

        Raises:
            QueryError: it does not parse, names nothing known, or a request may not say it.
        """
        parse = parse_request if from_request else parse_expression
        return self._tie(parse(text, self.project.dialect), frozenset())

    def entity(self, name: str) -> exp.Expr:
        """What identifies an entity in the model's rows."""
        found = self.model.entity(name)
        if found is None:
            known = [entity.name for entity in self.model.entities]
            raise QueryError(f"model {self.name!r} has no entity {name!r}", hint=did_you_mean(name, known))
        with self._blamed():
            return self.expression(found.expr)

    def dimension(self, name: str) -> BoundDimension:
        """A dimension by its name: the model's own, or one of a primary model of one of its entities.

        Raises:
            QueryError: there is none, or two models offer it.
        """
        offered = self.offered_dimensions()
        matches = [bound for full, bound in offered.items() if name in (full, bound.dimension.name)]
        if len(matches) == 1:
            return matches[0]
        if not matches:
            raise QueryError(
                f"model {self.name!r} has no dimension {name!r}",
                hint=did_you_mean(name, [bound.dimension.name for bound in offered.values()]),
            )
        both = [full for full, bound in offered.items() if bound.dimension.name == name]
        raise QueryError(f"dimension {name!r} is offered by two models", hint="say " + " or ".join(both))

    def offered_dimensions(self) -> dict[str, BoundDimension]:
        """Every dimension that rows of this model can be sliced by, by its full name `model.dimension`."""
        offered = {f"{self.name}.{d.name}": BoundDimension(d, None) for d in self.model.dimensions}
        entities = {entity.name for entity in self.model.entities}
        for other in self.project.models.values():
            primary = other.primary_entity
            if other.name != self.name and primary is not None and primary.name in entities:
                offered |= {f"{other.name}.{d.name}": BoundDimension(d, other.name) for d in other.dimensions}
        return offered

    @cached_property
    def misleads_when_joined(self) -> bool:
        """True for an empty table on DuckDB, whose left join would give wrong sums; every value of it is null.

        DuckDB 2.0 takes filtered rows that meet an empty table for no rows at all, and folds
        comparisons with their sums into constants. What cannot meet anything is not joined.
        """
        if self.warehouse.dialect != "duckdb":
            return False
        return not self.fetch(exp.select(exp.Literal.number(1)).from_(self.relation()).limit(1))

    def is_primary_of(self, entity: str) -> bool:
        """True when the model has one row per entity of that name."""
        primary = self.model.primary_entity
        return primary is not None and primary.name == entity

    def dimension_expression(self, bound: BoundDimension, within: frozenset[Dimension] = frozenset()) -> exp.Expr:
        """A dimension's values, `within` being the dimensions whose own expressions name this one."""
        owner = self if bound.owner is None else self.others[bound.owner]
        if owner is not self and owner.misleads_when_joined:
            return exp.cast(exp.null(), "TEXT")
        dimension = bound.dimension
        try:
            return owner._tie(parse_expression(dimension.expr, self.project.dialect), within | {dimension})
        except QueryError as error:
            where = error.where or dimension.where or owner.model.where
            raise QueryError(f"dimension {dimension.name!r}: {error.message}", hint=error.hint, where=where) from error

    def join_primary(self, query: exp.Select, owner: str) -> exp.Select:
        """The query with a primary model joined, each row meeting one of its rows or none."""
        other = self.others[owner]
        primary = other.model.primary_entity
        assert primary is not None  # offered_dimensions only names models that have one
        condition = equals(other.expression(primary.expr), self.entity(primary.name))
        return query.join(other.relation(), on=condition, join_type="left")

    def _tie(self, tree: exp.Expr, within: frozenset[Dimension]) -> exp.Expr:
        def resolve(name: str) -> exp.Expr:
            found = self.find_column(name)
            if found is not None:
                return found
            offered = self.offered_dimensions()
            if any(name in (full, bound.dimension.name) for full, bound in offered.items()):
                bound = self.dimension(name)
                if bound.dimension not in within:  # a dimension that names itself means a column
                    return self.dimension_expression(bound, within)
            return self.column(name)

        return tie_columns(tree, resolve, self.clock().day if self.model.time is not None else None)

    @contextmanager
    def _blamed(self) -> Iterator[None]:
        """Errors of what the model itself says point to it."""
        try:
            yield
        except QueryError as error:
            raise QueryError(error.message, hint=error.hint, where=error.where or self.model.where) from error


def bind_models(project: Project, warehouse: Warehouse) -> dict[str, BoundModel]:
    """Every model of the project; nothing is asked of the warehouse before it is needed."""
    bound: dict[str, BoundModel] = {}
    for model in project.models.values():
        bound[model.name] = BoundModel(project, model, warehouse, bound)
    return bound


def _fold(tree: Tree, bound: BoundModel) -> Tree:
    """Names in the case in which the engine keeps them: DuckDB, in which projects are written, ignores case."""
    if bound.warehouse.dialect == "duckdb":
        return tree
    folded = tree.copy()
    for identifier in folded.find_all(exp.Identifier):
        identifier.set("this", identifier.name.lower())
    return folded
