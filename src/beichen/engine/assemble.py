"""Put cells in their places: all periods × all segments, zeros and unknowns filled in, parts composed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from beichen.domain.observation import TOTAL, Segment
from beichen.domain.project import Project
from beichen.domain.time import Grain, Period
from beichen.engine.answer import Answer
from beichen.engine.cell import Cell
from beichen.engine.kinds.kind import RowKind, Scope
from beichen.engine.kinds.table import COMPOSITE_KINDS
from beichen.engine.plan import find_metric, grain_of, leaves_of
from beichen.engine.question import Question
from beichen.errors import LimitError
from beichen.warehouse.port import Limits


@dataclass(frozen=True, slots=True)
class Table:
    """What one row-reading metric gave: cells where it used rows, nothing where it did not."""

    kind: RowKind
    spec: Any
    scope: Scope
    periods: tuple[Period, ...]
    cells: Mapping[date, Mapping[Segment, Cell]]
    carries: bool = False
    existing: frozenset[Segment] | None = None  # its segments, where the cells do not tell

    @classmethod
    def empty(cls, scope: Scope, kind: RowKind, spec: Any) -> Table:
        return cls(kind, spec, scope, (), {})

    def filled(self, wanted: Sequence[Period]) -> dict[date, Mapping[Segment, Cell]]:
        """The cells of the wanted periods, carried on where the kind's totals run."""
        if not self.carries:
            return {period.start: self.cells.get(period.start, {}) for period in wanted}
        filled: dict[date, Mapping[Segment, Cell]] = {}
        running: dict[Segment, Cell] = {}
        days = sorted(self.cells)
        position = 0
        for period in wanted:
            while position < len(days) and days[position] <= period.start:
                running.update(self.cells[days[position]])
                position += 1
            filled[period.start] = dict(running)
        return filled

    def segments(self, filled: Mapping[date, Mapping[Segment, Cell]]) -> Iterable[Segment]:
        """The segments in which a row that the metric uses lies."""
        if self.existing is not None:
            return self.existing
        return (segment for cells in filled.values() for segment in cells)


def assemble(
    project: Project, question: Question, name: str, tables: Mapping[tuple[str, Grain], Table], limits: Limits
) -> Answer:
    """One metric's answer from the tables of the metrics that it is made of.

    Raises:
        LimitError: periods × segments is more than `limits.rows`.
    """
    grain = grain_of(project, question, name)
    leaves = {leaf.name: tables[leaf.name, grain] for leaf in leaves_of(project, name)}
    periods = _common_periods(list(leaves.values()))
    filled = {leaf: table.filled(periods) for leaf, table in leaves.items()}
    segments = (
        _sorted({s for leaf, table in leaves.items() for s in table.segments(filled[leaf])}) if question.by else [TOTAL]
    )
    if limits.rows is not None and len(periods) * len(segments) > limits.rows:
        raise LimitError(
            f"the answer has {len(periods) * len(segments):,} rows, more than {limits.rows:,}",
            hint="ask for fewer periods, a coarser grain or a dimension with fewer values",
        )
    board = _Board(project, leaves, filled, segments)
    cells = [board.cells(name, period) for period in periods]
    complete = [board.complete(name, period) for period in periods]
    return Answer(
        name,
        grain,
        question.by,
        periods=[period.start for period in periods],
        complete=complete,
        segments=segments,
        cells=cells,
    )


@dataclass(slots=True)
class _Board:
    """The cells of one answer while its parts are composed."""

    project: Project
    leaves: Mapping[str, Table]
    filled: Mapping[str, Mapping[date, Mapping[Segment, Cell]]]
    segments: Sequence[Segment]

    def cells(self, name: str, period: Period) -> list[Cell]:
        """A metric's cells in a period, one a segment."""
        if name in self.leaves:
            return self._leaf(name, period)
        spec = find_metric(self.project, name).spec
        kind = COMPOSITE_KINDS[type(spec)]
        parts = {part: self.cells(part, period) for part in kind.parts_at(spec, period.start)}
        return [
            kind.compose(spec, {part: cells[index] for part, cells in parts.items()}, period.start)
            for index in range(len(self.segments))
        ]

    def complete(self, name: str, period: Period) -> bool:
        if name in self.leaves:
            table = self.leaves[name]
            return table.kind.complete(table.spec, period, table.scope)
        spec = find_metric(self.project, name).spec
        parts = COMPOSITE_KINDS[type(spec)].parts_at(spec, period.start)
        return bool(parts) and all(self.complete(part, period) for part in parts)

    def _leaf(self, name: str, period: Period) -> list[Cell]:
        table = self.leaves[name]
        nothing = table.kind.read(table.spec, None)
        found = self.filled[name][period.start]
        cells = [found.get(segment, nothing) for segment in self.segments]
        reason = table.kind.barred(table.spec, period, table.scope)
        if reason is None:
            return cells
        return [Cell(None, reason, None, cell.denominator, cell.n) for cell in cells]


def _common_periods(tables: Sequence[Table]) -> list[Period]:
    """The periods that all tables have, in order."""
    shared = set(tables[0].periods)
    for table in tables[1:]:
        shared &= set(table.periods)
    return sorted(shared, key=lambda period: period.start)


def _sorted(found: Iterable[Segment]) -> list[Segment]:
    """Segments by the names of their values, null segments last."""
    return sorted(found, key=lambda segment: [(value is None, value or "") for _, value in segment])
