"""Findings: what a check saw, for a person to act on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from beichen.domain.text import Text
from beichen.errors import Where


class Severity(StrEnum):
    """How much it matters: an error makes numbers wrong or missing, a warning misleads, a note could be better."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a rule or a data check found."""

    code: str
    severity: Severity
    message: Text
    hint: Text | None = None
    where: Where | None = None

    def as_dict(self) -> dict[str, Any]:
        """The finding as `beichen check --json` shows it."""
        return {
            "code": self.code,
            "severity": self.severity.value,
            "message": self.message.as_dict(),
            "hint": None if self.hint is None else self.hint.as_dict(),
            "where": None if self.where is None else {"file": self.where.file, "line": self.where.line},
        }
