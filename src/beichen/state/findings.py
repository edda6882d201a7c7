"""The store of findings: what every check saw when it last looked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, insert, select

from beichen.domain.finding import Finding, Severity
from beichen.errors import Where
from beichen.state import tables
from beichen.state.database import Database


class Findings:
    """Findings by scope: the name of the check, or of the run, that looks at them all anew."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def replace(self, scope: str, findings: Sequence[Finding]) -> None:
        """Save what a check found, in place of what it found before.

        Raises:
            StateError: the store is locked, full or cannot be written.
        """
        rows = [_as_row(scope, position, finding) for position, finding in enumerate(findings)]
        with self._database.write() as connection:
            connection.execute(delete(tables.findings).where(tables.findings.c.scope == scope))
            if rows:
                connection.execute(insert(tables.findings), rows)

    def read(self, scope: str | None = None) -> list[Finding]:
        """The findings of one scope, or of all by the scope's name, in the order in which they were saved."""
        table = tables.findings
        query = select(table).order_by(table.c.scope, table.c.position)
        with self._database.read() as connection:
            rows = connection.execute(query if scope is None else query.where(table.c.scope == scope))
            return [
                Finding(code, Severity(severity), message, hint, None if file is None else Where(file, line))
                for _, _, code, severity, message, hint, file, line in rows
            ]


def _as_row(scope: str, position: int, finding: Finding) -> dict[str, Any]:
    return {
        "scope": scope,
        "position": position,
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "hint": finding.hint,
        "file": finding.where.file if finding.where else None,
        "line": finding.where.line if finding.where else None,
    }
