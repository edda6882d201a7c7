"""Observations as rows of the tables, and back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from math import isfinite
from typing import Any

from beichen.domain.observation import Observation, Reason, Segment, Undetermined
from beichen.state.columns import number_as_text, number_for_sqlite
from beichen.state.slice import Slice

_to_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def observation_rows(
    slice_: Slice, slice_id: int, observations: Iterable[Observation], numbers: dict[Segment, int], *, sqlite: bool
) -> Iterator[tuple[Any, ...]]:
    """A row for every observation, in the order of the table's columns, as the driver takes it.

    `numbers` receives the number of every segment met, in the order of their first mention.

    Raises:
        ValueError: an observation belongs to another slice, or holds a number that is not finite.
    """
    key, computed_at = slice_.key, slice_.computed_at
    as_kept = number_for_sqlite if sqlite else number_as_text
    days: dict[date, str] = {}
    for o in observations:
        if o.metric != key.metric or o.definition_hash != key.definition_hash or o.grain is not key.grain:
            raise ValueError(f"{o} does not belong to {key}")
        if o.computed_at != computed_at:
            raise ValueError(f"{o} was not computed at {computed_at}, when its slice was")
        if o.sum_squares is not None and not isfinite(o.sum_squares):
            raise ValueError(f"{o} has a sum of squares that is not finite")
        number = numbers.get(o.segment)
        if number is None:
            number = _number_segment(o.segment, slice_, numbers)
        undetermined = o.value if isinstance(o.value, Undetermined) else None
        yield (
            slice_id,
            days.get(o.period) or days.setdefault(o.period, o.period.isoformat()),
            number,
            None if isinstance(o.value, Undetermined) else as_kept(o.value),
            undetermined and undetermined.reason.value,
            undetermined and undetermined.detail,
            as_kept(o.numerator),
            as_kept(o.denominator),
            o.n,
            o.sum_squares,
            o.complete,
        )


def _number_segment(segment: Segment, slice_: Slice, numbers: dict[Segment, int]) -> int:
    if tuple(name for name, _ in segment) != slice_.key.dimensions:
        raise ValueError(f"{segment} is not a segment by {slice_.key.dimensions}")
    return numbers.setdefault(segment, len(numbers))


def segment_rows(slice_id: int, numbers: Mapping[Segment, int]) -> Iterator[tuple[int, int, str]]:
    """A row for every numbered segment."""
    return ((slice_id, number, _to_json(segment)) for segment, number in numbers.items())


def read_segment(text: str) -> Segment:
    """The segment that `segment_rows` wrote."""
    return tuple((name, value) for name, value in json.loads(text))


def read_observation(row: Sequence[Any], slice_: Slice, segment: Segment) -> Observation:
    """The observation in a row that holds every column of the table."""
    _, period, _, value, reason, detail, numerator, denominator, n, sum_squares, complete = row
    key = slice_.key
    return Observation(
        key.metric,
        key.definition_hash,
        key.grain,
        period,
        segment,
        value if reason is None else Undetermined(Reason(reason), detail),
        numerator,
        denominator,
        n,
        sum_squares,
        complete,
        slice_.computed_at,
    )


def dimensions_as_text(dimensions: tuple[str, ...]) -> str:
    """A slice's dimensions as its row holds them."""
    return _to_json(dimensions)


def read_dimensions(text: str) -> tuple[str, ...]:
    """The dimensions that `dimensions_as_text` wrote."""
    return tuple(json.loads(text))
