"""Computing definitions that no metric of the project has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from beichen.domain.metric import Metric, Role
from beichen.domain.observation import Reason, Undetermined
from beichen.domain.project import Project
from beichen.domain.text import Text
from beichen.domain.time import Calendar, Grain
from beichen.engine.question import Question
from beichen.engine.run import Engine
from beichen.errors import BeichenError
from beichen.project.contrast.walk import Definition, rename_parts
from beichen.warehouse.port import Limits

if TYPE_CHECKING:
    from beichen.workspace.open import Workspace

Amount = int | float | Undetermined
Values = Mapping[date, Amount]

LIMITS = Limits(rows=200_000, seconds=60)
"""What one variant may ask of the warehouse."""


@dataclass(frozen=True, slots=True)
class Variant:
    """A definition as it would be computed in a calendar.

    Attributes:
        slice: a condition on rows, beside the definition's own.
        shift: by how many periods it looks aside.
    """

    definition: Definition
    grain: Grain
    calendar: Calendar
    slice: str | None = None
    shift: int = 0


class Variants:
    """The values of variants in some periods, each computed once."""

    def __init__(self, workspace: Workspace, days: Iterable[date]) -> None:
        self._workspace = workspace
        self._days = tuple(days)
        self.asked = 0

    def values(self, variant: Variant) -> Values | BeichenError:
        """The variant's value in the period that holds each of the days; why it cannot be computed."""
        self.asked += 1
        calendar, grain = variant.calendar, variant.grain
        starts = {day: calendar.shift(calendar.start_of(day, grain), grain, variant.shift) for day in self._days}
        first, last = min(starts.values()), max(starts.values())
        question = Question((_NAME,), where=variant.slice, grain=grain, start=first, end=calendar.shift(last, grain, 1))
        workspace = self._workspace
        try:
            with workspace.turn:
                engine = Engine(_with(workspace.project, variant), workspace.engine.warehouse)
                rows = {row.period: row for row in engine.answer(question, LIMITS)[0]}
        except BeichenError as error:
            return error
        missing = Undetermined(Reason.NO_PERIOD)
        return {day: missing if start not in rows else rows[start].amount for day, start in starts.items()}


def resolve(project: Project, metric: str) -> Definition:
    """A metric's definition, as one to be varied."""
    return Definition(project.metrics[metric].spec)


def _with(project: Project, variant: Variant) -> Project:
    parts = variant.definition.parts

    def apart(name: str) -> str:
        return f"{_NAME}.{name}" if name in parts else name

    specs = {apart(name): rename_parts(spec, apart) for name, spec in parts.items()}
    specs[_NAME] = rename_parts(variant.definition.spec, apart)
    added = {
        name: Metric(name, spec, label=Text.same(name), role=Role.INPUT, grain=variant.grain)
        for name, spec in specs.items()
    }
    return replace(project, metrics={**project.metrics, **added}, calendar=variant.calendar)


_NAME = "~"  # no metric of a project can be called so
