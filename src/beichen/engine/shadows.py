"""Steps of a statement that are called like a table of the user's: a step's name would hide the table."""

from __future__ import annotations

from typing import TypeVar

from sqlglot import exp

Tree = TypeVar("Tree", bound=exp.Expr)

_OWN = "own"


def mark_tables(tree: Tree) -> Tree:
    """The same tree, its tables noted as the user's own and not steps."""
    for table in tree.find_all(exp.Table):
        table.meta[_OWN] = True
    return tree


def keep_tables_visible(statement: exp.Select) -> exp.Select:
    """The same statement, steps renamed that would hide a table; they are read under the name that they had."""
    own = {table.name.lower() for table in statement.find_all(exp.Table) if table.meta.get(_OWN) and not table.db}
    hiding = {cte.alias for cte in statement.ctes if cte.alias.lower() in own}
    for cte in statement.ctes:
        if cte.alias in hiding:
            cte.set("alias", exp.TableAlias(this=_renamed(cte.alias)))
    for table in list(statement.find_all(exp.Table)):
        if table.name in hiding and not table.meta.get(_OWN):
            alias = table.alias or table.name
            table.set("this", _renamed(table.name))
            table.set("alias", exp.TableAlias(this=exp.to_identifier(alias, quoted=True)))
    return statement


def _renamed(step: str) -> exp.Identifier:
    return exp.to_identifier(f"{step}_step", quoted=True)
