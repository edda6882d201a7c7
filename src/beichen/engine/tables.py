"""The tables that a model reads: one by its name, or those of its query."""

from __future__ import annotations

from collections.abc import Sequence

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

from beichen.domain.model import Model
from beichen.domain.project import Project
from beichen.errors import ProjectError


def parse_query(project: Project, model: Model) -> exp.Query:
    """A model's `sql`.

    Raises:
        ProjectError: it is not one query.
    """
    try:
        parsed = [tree for tree in sqlglot.parse(model.sql or "", dialect=project.dialect) if tree is not None]
    except SqlglotError as error:
        raise ProjectError(
            f"model {model.name!r}: its sql does not parse", hint=str(error).splitlines()[0], where=model.where
        ) from error
    if len(parsed) != 1 or not isinstance(parsed[0], exp.Query):
        raise ProjectError(
            f"model {model.name!r}: its sql is not one query", hint="write a single SELECT", where=model.where
        )
    return parsed[0]


def parse_table(project: Project, model: Model) -> exp.Table:
    """A model's `table`: one that a source makes, whatever its name, or one of the warehouse's own.

    Raises:
        ProjectError: it is not a table's name.
    """
    name = model.table or ""
    if any(source.table.casefold() == name.casefold() for source in project.sources.values()):
        return exp.table_(name, quoted=True)
    try:
        table = exp.to_table(name, dialect=project.dialect)
    except SqlglotError:
        table = exp.Table()
    if not isinstance(table.this, exp.Identifier):
        raise ProjectError(
            f"model {model.name!r}: {name!r} is not the name of a table",
            hint="write a table's name, quoted where it has other than letters, digits and underscores",
            where=model.where,
        )
    return table


def tables_of(project: Project, model: Model) -> frozenset[str]:
    """The names of the tables that a model reads, in lower case, common table expressions left out."""
    if model.table is not None:
        return frozenset({parse_table(project, model).name.lower()})
    key = (project.dialect, model.sql)
    if key not in _TABLES:
        tables = parse_query(project, model).find_all(exp.Table)
        _TABLES[key] = frozenset(table.name.lower() for table in tables if not _is_step(table))
    return _TABLES[key]


_TABLES: dict[tuple[str, str | None], frozenset[str]] = {}
"""Asked for every metric of every answer, and costly to parse; told by the text alone."""


def _is_step(table: exp.Table) -> bool:
    """True when the name means a common table expression that is visible where it stands."""
    child: exp.Expr = table
    while (parent := child.parent) is not None:
        visible: Sequence[exp.Expr] = ()
        if isinstance(parent, exp.With):
            # a step sees those before it, and itself only where the query says `recursive`
            position = parent.expressions.index(child)
            visible = parent.expressions[: position + 1 if parent.args.get("recursive") else position]
        elif isinstance(parent, exp.Query) and not isinstance(child, exp.With):
            visible = parent.ctes
        if any(step.alias.lower() == table.name.lower() for step in visible):
            return not table.db
        child = parent
    return False
