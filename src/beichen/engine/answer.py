"""Answers: a metric's values by period and segment, readable as rows, JSON or an Arrow table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from beichen.domain.observation import Reason, Segment, Undetermined
from beichen.domain.time import Grain
from beichen.engine.cell import Cell, Value

if TYPE_CHECKING:
    import pandas as pd  # type: ignore[import-untyped]
    from arro3.core import Table


@dataclass(frozen=True, slots=True)
class Row:
    """One value of an answer; `value` None is undetermined, with the `reason`."""

    period: date
    segment: Segment
    value: Value | None
    reason: Reason | None
    numerator: Value | None
    denominator: Value | None
    n: int | None
    sum_squares: float | None
    complete: bool

    @property
    def amount(self) -> Value | Undetermined:
        """The value, or why there is none."""
        if self.value is not None:
            return self.value
        assert self.reason is not None  # the engine gives a reason wherever it gives no value
        return Undetermined(self.reason)

    def as_dict(self) -> dict[str, Any]:
        return {
            "period": self.period.isoformat(),
            "segment": dict(self.segment),
            "value": self.value,
            "reason": None if self.reason is None else self.reason.value,
            "numerator": self.numerator,
            "denominator": self.denominator,
            "n": self.n,
            "complete": self.complete,
        }


class Answer:
    """All periods × all segments of one metric, by period, then segment; iterated, it gives its rows.

    Not a `Sequence` by type, or polars would take it for a list of objects. Speaks the
    Arrow PyCapsule interface: `polars.DataFrame(answer)`,
    `pyarrow.table(answer)` and `pandas.DataFrame.from_arrow(answer)` work. Arrow
    columns: period (date), one text column a dimension, value (double, or int64
    when every value is an integer), reason (text), numerator, denominator (likewise),
    n (int64), complete (bool).

    Args:
        cells: for each period its segments' cells, in the order of `segments`.
    """

    def __init__(
        self,
        metric: str,
        grain: Grain,
        by: Sequence[str],
        *,
        periods: Sequence[date],
        complete: Sequence[bool],
        segments: Sequence[Segment],
        cells: Sequence[Sequence[Cell]],
    ) -> None:
        self.metric = metric
        self.grain = grain
        self.by = tuple(by)
        self.periods = tuple(periods)
        self.segments = tuple(segments)
        self._complete = tuple(complete)
        self._cells = cells

    def __len__(self) -> int:
        return len(self.periods) * len(self.segments)

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            return [self[position] for position in range(*index.indices(len(self)))]
        if not -len(self) <= index < len(self):
            raise IndexError(index)
        period, segment = divmod(index % len(self), len(self.segments))
        return self._row(period, segment)

    def __iter__(self) -> Iterator[Row]:
        for period in range(len(self.periods)):
            for segment in range(len(self.segments)):
                yield self._row(period, segment)

    def __repr__(self) -> str:
        return (
            f"<Answer {self.metric} by {self.grain.value}: {len(self.periods)} periods × {len(self.segments)} segments>"
        )

    def as_dict(self) -> dict[str, Any]:
        """The JSON document of `beichen query --json`."""
        return {"metric": self.metric, "grain": self.grain.value, "rows": [row.as_dict() for row in self]}

    def to_arrow(self) -> Table:
        """The rows as an Arrow table (arro3)."""
        from beichen.engine.arrow import answer_table

        return answer_table(self)

    def to_pandas(self) -> pd.DataFrame:
        """The rows as a pandas frame.

        Raises:
            MissingExtra: pandas is not installed.
        """
        from beichen.engine.arrow import answer_frame

        return answer_frame(self)

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self.to_arrow().__arrow_c_stream__(requested_schema)

    def _row(self, period: int, segment: int) -> Row:
        cell = self._cells[period][segment]
        return Row(self.periods[period], self.segments[segment], *cell, complete=self._complete[period])
