"""A metric's leaves in two periods: its segments by all dimensions at once, as far as these add up and are not too many."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from beichen.domain.additivity import Additivity
from beichen.domain.formula import names_in
from beichen.domain.metric import (
    Agg,
    Conversion,
    Cumulative,
    Derived,
    Lifecycle,
    Ratio,
    Repeat,
    Retention,
    Simple,
    Threshold,
)
from beichen.domain.observation import Observation, Reason, Undetermined
from beichen.domain.project import Project
from beichen.engine.additivity import additivity, shared_dimensions
from beichen.engine.answer import Row
from beichen.engine.checks import count_values
from beichen.engine.plan import leaves_of
from beichen.engine.question import Question
from beichen.errors import LimitError
from beichen.warehouse.port import Limits
from beichen.workspace.explaining.ends import stretches
from beichen.workspace.periods import Pair

if TYPE_CHECKING:
    from arro3.core import Table

    from beichen.workspace.open import Workspace

WIDEST = 1_000
"""Values of a dimension that is looked along, at most."""

LEAVES = 200_000
"""Combinations of values that are looked at, at most."""

SECONDS = 30
TRIES = 3
TOLERANCE = 1e-9  # of the sizes' sum; less is rounding


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A dimension of a metric along which was not looked, and why."""

    metric: str
    dimension: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class LeafTable:
    """A metric's leaves, which make up its totals.

    Attributes:
        leaves: by values, in the order of `dimensions`: before, after, and of a ratio both denominators.
        squares: by values, of the amounts that a leaf sums in both periods; None where it counts.
    """

    dimensions: tuple[str, ...]
    ratio: bool
    leaves: Mapping[tuple[str | None, ...], Sequence[float]]
    squares: Mapping[tuple[str | None, ...], float] | None = None

    def to_arrow(self) -> Table:
        """Columns by dimension, `before` and `after`; of a ratio `before_size` and `after_size`; perhaps `squares`."""
        from arro3.core import Array, DataType, Table

        text, numbers = DataType.string(), DataType.float64()
        columns: dict[str, Any] = {
            name: Array([values[place] for values in self.leaves], text) for place, name in enumerate(self.dimensions)
        }
        names = ("before", "after", "before_size", "after_size")[: 4 if self.ratio else 2]
        measured = list(zip(*self.leaves.values(), strict=True)) or [()] * len(names)
        columns |= {name: Array(list(column), numbers) for name, column in zip(names, measured, strict=False)}
        if self.squares is not None:
            columns["squares"] = Array([self.squares[values] for values in self.leaves], numbers)
        return Table.from_pydict(columns)


@dataclass(slots=True)
class Leaves:
    """Asks the warehouse for leaves; how wide dimensions are is counted once."""

    workspace: Workspace
    pair: Pair
    most: int = LEAVES
    _widths: dict[tuple[str, str], int] = field(default_factory=dict)

    def dimensions(self, metric: str) -> tuple[dict[str, Additivity], list[LeftOut]]:
        """The dimensions along which can be looked, the narrowest first, and those with too many values."""
        engine = self.workspace.engine
        with self.workspace.turn:
            kinds = {name: additivity(engine, metric, name) for name in shared_dimensions(engine, metric)}
            widths = {name: self._width(metric, name) for name in kinds}
        order = sorted(kinds, key=lambda name: widths[name])
        fit = {name: kinds[name] for name in order if widths[name] <= WIDEST}
        return fit, [LeftOut(metric, name, Reason.TOO_WIDE) for name in kinds if name not in fit]

    def ask(
        self, metric: str, dimensions: Sequence[str], ends: tuple[Observation, Observation], *, ratio: bool
    ) -> tuple[LeafTable | Undetermined, list[LeftOut]]:
        """The leaves by these dimensions, without the widest where there are too many leaves.

        Args:
            dimensions: over which the metric adds up by its definition, the narrowest first.
            ends: the totals before and after, which the leaves have to make up.
        """
        along, left_out = list(dimensions), list[LeftOut]()
        # the rows' own dimensions first: of two that say the same, they are named
        joined = {name: self._is_joined(metric, name) for name in along}
        tries = TRIES
        while along and tries:
            try:
                leaves = self._leaves(metric, sorted(along, key=joined.__getitem__), ratio=ratio)
            except LimitError:
                tries -= 1
                left_out.append(LeftOut(metric, along.pop(), Reason.TOO_WIDE))
                continue
            doubt = _doubt(leaves, ends, ratio=ratio) if isinstance(leaves, LeafTable) else leaves
            if doubt is None:
                return leaves, left_out
            unfit = (
                [] if len(along) == 1 else [each for each in along if not self._adds(metric, each, ends, ratio=ratio)]
            )
            if not unfit:
                return doubt, left_out
            left_out += [LeftOut(metric, each, Reason.NOT_ADDITIVE) for each in unfit]
            along = [each for each in along if each not in unfit]
        return Undetermined(left_out[-1].reason if left_out else Reason.NO_DIMENSIONS), left_out

    def within(
        self, metrics: Sequence[str], dimensions: Sequence[str]
    ) -> dict[str, dict[tuple[str | None, ...], list[Row | None]]]:
        """Every metric's segments by some dimensions, before and after; nothing where they are too many."""
        found: dict[str, dict[tuple[str | None, ...], list[Row | None]]] = {name: {} for name in metrics}
        try:
            for name, place, row in self._rows(metrics, dimensions):
                values = tuple(value for _, value in row.segment)
                found[name].setdefault(values, [None, None])[place] = row
        except LimitError:
            return {name: {} for name in metrics}
        return found

    def _leaves(self, metric: str, dimensions: Sequence[str], *, ratio: bool) -> LeafTable | Undetermined:
        leaves: dict[tuple[str | None, ...], list[float]] = {}
        counted, spec = _sums_counts(self.workspace.project, metric), self.workspace.project.metrics[metric].spec
        squares: dict[tuple[str | None, ...], float] = {}
        summed = spec.numerator if isinstance(spec, Ratio) else metric  # whose amounts are known by their squares
        asked = (metric,) if counted or summed == metric else (metric, summed)
        for name, place, row in self._rows(asked, dimensions, squares=not counted):
            values = tuple(value for _, value in row.segment)
            if name == summed and not counted:
                squares[values] = squares.get(values, 0.0) + _squares(row)
            if name != metric:
                continue
            amount, size = (row.numerator, row.denominator) if ratio else (row.value, 0)
            if size is None or (amount is None and not ratio):
                return Undetermined(Reason.PART_UNDETERMINED)
            leaf = leaves.setdefault(values, [0.0] * (4 if ratio else 2))
            leaf[place] = float(amount or 0)  # over nothing the denominator, 0, may be known and no numerator
            if ratio:
                leaf[2 + place] = float(size)
        known = None if counted else {values: squares.get(values, 0.0) for values in leaves}
        return LeafTable(tuple(dimensions), ratio, leaves, known)

    def _rows(
        self, metrics: Sequence[str], dimensions: Sequence[str], *, squares: bool = False
    ) -> Iterator[tuple[str, int, Row]]:
        """Rows of the two periods: 0 is the one compared with, 1 the other."""
        pair = self.pair
        for start, end in stretches(self.workspace, pair):
            question = Question(
                tuple(metrics), by=tuple(dimensions), grain=pair.grain, start=start, end=end, squares=squares
            )
            with self.workspace.turn:
                answers = self.workspace.engine.answer(question, Limits(rows=2 * self.most, seconds=SECONDS))
            for answer in answers:
                yield from ((answer.metric, int(row.period == pair.at), row) for row in answer)

    def _adds(self, metric: str, dimension: str, ends: tuple[Observation, Observation], *, ratio: bool) -> bool:
        leaves = self._leaves(metric, [dimension], ratio=ratio)
        return isinstance(leaves, LeafTable) and _doubt(leaves, ends, ratio=ratio) is None

    def _width(self, metric: str, dimension: str) -> int:
        return max(self._values(leaf.model, dimension) for leaf in leaves_of(self.workspace.project, metric))

    def _is_joined(self, metric: str, dimension: str) -> bool:
        models = self.workspace.engine.models
        leaves = leaves_of(self.workspace.project, metric)
        return any(models[leaf.model].dimension(dimension).owner is not None for leaf in leaves)

    def _values(self, model: str, dimension: str) -> int:
        bound = self.workspace.engine.models[model]
        found = bound.dimension(dimension)
        key = (found.owner or model, found.dimension.name)
        if key not in self._widths:
            self._widths[key] = count_values(bound, dimension, WIDEST)
        return self._widths[key]


def is_counted(project: Project, metric: str) -> bool:
    """True where a value counts things or entities, or is a rate of such a count: then chance in it is known."""
    match project.metrics[metric].spec:
        case Simple(measure=measure) | Cumulative(measure=measure):
            return measure.agg in (Agg.COUNT, Agg.COUNT_DISTINCT)
        case Ratio(numerator, denominator):
            return is_counted(project, numerator) and is_counted(project, denominator)
        case Threshold() | Lifecycle() | Retention() | Conversion() | Repeat():
            return True
        case _:
            return False


def _sums_counts(project: Project, metric: str) -> bool:
    """True where what adds up is counted: a count, or a sum of counts."""
    spec = project.metrics[metric].spec
    if isinstance(spec, Derived):
        return all(_sums_counts(project, name) for name in names_in(spec.formula))
    return is_counted(project, metric)


def _doubt(table: LeafTable, ends: tuple[Observation, Observation], *, ratio: bool) -> Undetermined | None:
    """Why the leaves do not make up the totals; None where they do."""
    totals = [end.numerator or 0 if ratio else end.value for end in ends]
    totals += [end.denominator or 0 for end in ends] if ratio else []
    for place, total in enumerate(totals):
        if isinstance(total, Undetermined):
            return total
        column = [leaf[place] for leaf in table.leaves.values()]
        size = max(math.fsum(map(abs, column)), abs(total))
        if abs(math.fsum(column) - total) > TOLERANCE * size:
            return Undetermined(Reason.NOT_ADDITIVE)
    return None


def _squares(row: Row) -> float:
    """Of the amounts that a value sums; where they are not known, as if it were a single one."""
    if row.sum_squares is not None:
        mean = (row.numerator or 0) ** 2 / row.denominator if row.denominator else 0.0
        return max(float(row.sum_squares) - mean, 0.0)
    amount = row.value if row.numerator is None else row.numerator
    return float(amount or 0) ** 2
