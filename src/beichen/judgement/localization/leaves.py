"""A table's leaves as arrays: one row per combination of values, with what was and what was expected."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from beichen.errors import QueryError, did_you_mean
from beichen.judgement.localization.lattice import Floats, Indices

if TYPE_CHECKING:
    from arro3.core import Array, ChunkedArray, DataType, Table


class ArrowTable(Protocol):
    """Any table with the Arrow PyCapsule interface: polars, pyarrow, pandas, DuckDB, arro3."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...


@dataclass(frozen=True, slots=True)
class Leaves:
    """What was and what was expected, by leaf.

    Attributes:
        names: of the dimensions.
        values: by dimension its values, by code.
        codes: by dimension the code of each leaf's value.
        actual, expected: of the metric, or of a ratio's numerator.
        actual_size, expected_size: a ratio's denominators; None of a metric that adds.
        squares: of the amounts that actual and expected are sums of, both together; None where that is not known.
    """

    names: tuple[str, ...]
    values: tuple[tuple[Hashable, ...], ...]
    codes: tuple[Indices, ...]
    actual: Floats
    expected: Floats
    actual_size: Floats | None = None
    expected_size: Floats | None = None
    squares: Floats | None = None

    @property
    def sizes(self) -> tuple[int, ...]:
        """The number of values by dimension."""
        return tuple(len(each) for each in self.values)

    def __len__(self) -> int:
        return len(self.actual)


def read_leaves(
    table: ArrowTable,
    dimensions: Sequence[str],
    measured: tuple[str, str],
    sizes: tuple[str, str] | None,
    squares: str | None = None,
) -> Leaves:
    """The leaves of a table; rows with nothing in them, was or expected, are left out.

    Args:
        measured: the columns of what was and what was expected.
        sizes: likewise of a ratio's denominators.
        squares: the column of the squares of the amounts that both are sums of.

    Raises:
        QueryError: a column is missing, is no number, or has a row without value.
    """
    from arro3.core import Table

    read = Table.from_arrow(table)
    if not dimensions:
        raise QueryError("there is no dimension to look along", hint="name one dimension column at least")
    coded = [_coded(_column(read, name)) for name in dimensions]
    numbers = [_numbers(_column(read, name), name) for name in (*measured, *(sizes or ()))]
    something = (
        np.logical_or.reduce([column != 0 for column in numbers]) if sizes is None else numbers[2] + numbers[3] > 0
    )
    later, earlier, *rest = (column[something] for column in numbers)
    after, before = rest or (None, None)
    along = [(name, values, codes[something]) for name, (values, codes) in zip(dimensions, coded, strict=True)]
    # a dimension in which all leaves are alike says nothing, and would only lengthen names
    along = [each for each in along if (each[2] != each[2][:1]).any()] or along[:1]
    return Leaves(
        tuple(name for name, *_ in along),
        tuple(values for _, values, _ in along),
        tuple(codes for *_, codes in along),
        later,
        earlier,
        after,
        before,
        None if squares is None else _numbers(_column(read, squares), squares)[something],
    )


def _column(table: Table, name: str) -> ChunkedArray:
    if name not in table.column_names:
        raise QueryError(f"the table has no column {name!r}", hint=did_you_mean(name, table.column_names))
    return table.column(name)


def _numbers(column: ChunkedArray, name: str) -> Floats:
    from arro3.core import DataType

    if column.null_count:
        raise QueryError(f"column {name!r} has rows without a value", hint="fill them: with 0 where nothing happened")
    if not (DataType.is_numeric(column.type) or DataType.is_decimal(column.type)):
        raise QueryError(f"column {name!r} holds no numbers", hint="name a column of numbers")
    parts = [chunk.cast(DataType.float64()).to_numpy() for chunk in column.chunks]
    numbers = np.concatenate([np.zeros(0), *parts])
    if not np.isfinite(numbers).all():
        raise QueryError(f"column {name!r} holds values that are no finite numbers", hint="leave such rows out")
    return numbers


def _coded(column: ChunkedArray) -> tuple[tuple[Hashable, ...], Indices]:
    """The distinct values in order of appearance, and each row's place among them."""
    place: dict[Any, int] = {}
    parts = [np.zeros(0, np.int64)]
    for chunk in column.chunks:
        values, codes = _encoded(chunk)
        places = np.fromiter((place.setdefault(value, len(place)) for value in values), np.int64)
        parts.append(places[codes])
    return tuple(place), np.concatenate(parts)


def _encoded(chunk: Array) -> tuple[Iterable[Any], Indices]:
    """Values that hold all of a chunk's, and each row's place among them."""
    from arro3.core import DataType, dictionary_dictionary, dictionary_indices

    # Arrow numbers texts and integers without making Python objects of them, ten times as fast as a dict
    if chunk.null_count or not (_is_text(chunk.type) or DataType.is_integer(chunk.type)):
        return chunk.to_pylist(), np.arange(len(chunk))
    encoded = chunk.cast(DataType.dictionary(DataType.int32(), chunk.type))
    return dictionary_dictionary(encoded).to_pylist(), dictionary_indices(encoded).to_numpy().astype(np.int64)


def _is_text(kind: DataType) -> bool:
    from arro3.core import DataType

    return kind in (DataType.utf8(), DataType.large_utf8())
