"""Options that several commands take, and how their values are read."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

import typer

from beichen.domain.time import Grain
from beichen.errors import QueryError
from beichen.faces.cli.failure import ExitCode

At = Annotated[
    str | None,
    typer.Option(
        "--at", metavar="PERIOD", help="The period, named by its first day (2013-10-07); else the latest complete one."
    ),
]
Versus = Annotated[
    str | None,
    typer.Option(
        "--versus", metavar="PERIOD", help="The period to compare with, by its first day; else the one before."
    ),
]
GrainOption = Annotated[
    Grain | None,
    typer.Option(
        "--grain", metavar="day|week|month|quarter|year", help="The length of a period; else the metric's own."
    ),
]


class FailOn(StrEnum):
    """From which severity on findings make the exit code 1."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    NEVER = "never"


FailOnOption = Annotated[
    FailOn,
    typer.Option(
        "--fail-on", metavar="error|warning|note|never", help="From which severity on a finding makes the exit code 1."
    ),
]


def read_day(text: str | None, option: str) -> date | None:
    """The day that an option names; None when the option was not given.

    Raises:
        QueryError: the text is no date written as year-month-day.
    """
    if text is None:
        return None
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    raise QueryError(f"{option} {text!r} is not a date", hint="write it as year-month-day: 2013-10-07")


def read_names(options: Iterable[str] | None) -> list[str]:
    """Names given as `a,b`, in one option or several; a name that holds a comma stands in double quotes."""
    return [name.strip() for row in csv.reader(options or (), skipinitialspace=True) for name in row if name.strip()]


def exit_code_of(findings: Iterable[Mapping[str, Any]], fail_on: FailOn) -> ExitCode:
    """1 when a finding is at least as grave as asked."""
    gravity = list(FailOn)
    bound = gravity.index(fail_on)
    grave = fail_on is not FailOn.NEVER and any(gravity.index(FailOn(f["severity"])) <= bound for f in findings)
    return ExitCode.FINDING if grave else ExitCode.FINE
