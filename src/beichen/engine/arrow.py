"""Answers as Arrow tables and pandas frames."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from beichen.errors import BeichenError

if TYPE_CHECKING:
    import pandas as pd  # type: ignore[import-untyped]
    from arro3.core import Array, Table

    from beichen.engine.answer import Answer

_LARGEST = 2**63
_EPOCH = date(1970, 1, 1).toordinal()


def answer_table(answer: Answer) -> Table:
    """Columns as `Answer` describes them."""
    from arro3.core import Array, DataType, Table

    rows = list(answer)
    columns: dict[str, Any] = {"period": _days([row.period for row in rows])}
    for index, name in enumerate(answer.by):
        # a dimension may have the name of a column of ours
        key = (
            name
            if name not in ("period", "value", "reason", "numerator", "denominator", "n", "complete")
            else f"by_{name}"
        )
        columns[key] = Array([row.segment[index][1] for row in rows], DataType.string())
    columns["value"] = _numbers([row.value for row in rows])
    columns["reason"] = Array([None if row.reason is None else row.reason.value for row in rows], DataType.string())
    columns["numerator"] = _numbers([row.numerator for row in rows])
    columns["denominator"] = _numbers([row.denominator for row in rows])
    columns["n"] = Array([row.n for row in rows], DataType.int64())
    columns["complete"] = Array([row.complete for row in rows], DataType.bool())
    return Table.from_pydict(columns)


def answer_frame(answer: Answer) -> pd.DataFrame:
    """The same columns as a pandas frame."""
    try:
        import pandas
    except ImportError as error:
        raise BeichenError("to_pandas() needs pandas", hint="pip install pandas pyarrow") from error
    table = answer_table(answer)
    return pandas.DataFrame({name: table.column(name).combine_chunks().to_pylist() for name in table.column_names})


def _days(days: Sequence[date]) -> Array:
    """Dates; arro3 makes them from the days since 1970."""
    from arro3.core import Array, DataType

    return Array([day.toordinal() - _EPOCH for day in days], DataType.int32()).cast(DataType.date32())


def _numbers(values: Sequence[Any]) -> Array:
    """Integers where all are and fit 64 bits, else doubles."""
    from arro3.core import Array, DataType

    if all(value is None or (isinstance(value, int) and abs(value) < _LARGEST) for value in values):
        return Array(list(values), DataType.int64())
    return Array([None if value is None else float(value) for value in values], DataType.float64())
