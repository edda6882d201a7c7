"""Trying a definition that is not saved: its values of the last periods and its SQL, with limits; nothing is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from beichen.domain.project import Project
from beichen.domain.time import Grain
from beichen.errors import BeichenError
from beichen.project.definition import definition_hash
from beichen.warehouse.port import Limits

if TYPE_CHECKING:
    from beichen.engine.answer import Row
    from beichen.engine.run import Engine
    from beichen.workspace.open import Workspace

LAST = {Grain.DAY: 28, Grain.WEEK: 13, Grain.MONTH: 12, Grain.QUARTER: 8, Grain.YEAR: 5}
"""How many periods a trial shows."""

Rows = tuple["Row", ...]

LIMITS = Limits(rows=20_000, seconds=8)


@dataclass(frozen=True, slots=True)
class Trial:
    """What a definition gives.

    Attributes:
        rows: by period, the last ones that there are.
        saved: the same periods by the definition that the project has, where it is another.
        problem: why there are none.
    """

    grain: Grain
    rows: Rows = ()
    saved: Rows = ()
    sql: str | None = None
    problem: BeichenError | None = None


def try_metric(workspace: Workspace, project: Project, name: str, *, known_as: str | None = None) -> Trial:
    """Ask the warehouse what a metric of a project that is not saved would be.

    Args:
        project: the workspace's, with the metric as it is being written.
        known_as: the metric's name in the workspace's own project; None for a new one.
    """
    from beichen.engine.run import Engine

    grain = project.metrics[name].grain
    with workspace.turn:
        engine = Engine(project, workspace.engine.warehouse)
        try:
            start = _start(engine, name, grain)
            rows = _rows(engine, name, grain, start)
            sql = _sql(engine, name, grain, start)
            return Trial(grain, rows, _saved(workspace, project, name, known_as, start), sql)
        except BeichenError as error:
            return Trial(grain, problem=error)


def _start(engine: Engine, name: str, grain: Grain) -> date | None:
    """The first day of the periods to show; None where no model has rows."""
    spans = [span for model in engine.project.models_of(name) if (span := engine.span(model)) is not None]
    if not spans:
        return None
    calendar = engine.project.calendar
    latest = calendar.start_of(min(span.end for span in spans), grain)
    return calendar.shift(latest, grain, 1 - LAST[grain])


def _rows(engine: Engine, name: str, grain: Grain, start: date | None) -> Rows:
    from beichen.engine.question import Question

    return tuple(engine.answer(Question((name,), grain=grain, start=start), LIMITS)[0])


def _sql(engine: Engine, name: str, grain: Grain, start: date | None) -> str:
    from beichen.engine.question import Question
    from beichen.workspace.statements import statements_of

    return statements_of(engine, Question((name,), grain=grain, start=start))


def _saved(workspace: Workspace, project: Project, name: str, known_as: str | None, start: date | None) -> Rows:
    if known_as is None or known_as not in workspace.project.metrics:
        return ()
    if definition_hash(project, name) == definition_hash(workspace.project, known_as):
        return ()
    try:
        return _rows(workspace.engine, known_as, project.metrics[name].grain, start)
    except BeichenError:
        return ()  # what is saved may be what is being mended
