"""The store of observations: slices saved whole, read by period, and told apart when stale."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, and_, delete, select, true

from beichen.domain.observation import TOTAL, Observation, Segment
from beichen.domain.time import Grain
from beichen.state import tables
from beichen.state.bulk import insert_or_update, insert_rows
from beichen.state.database import Database
from beichen.state.rows import (
    dimensions_as_text,
    observation_rows,
    read_dimensions,
    read_observation,
    read_segment,
    segment_rows,
)
from beichen.state.slice import Slice, SliceKey


class Observations:
    """Every slice of observations that was ever computed, as of its last computation."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save_slice(self, slice_: Slice, observations: Iterable[Observation]) -> None:
        """Save one slice in place of what it held before; see `save_slices`."""
        self.save_slices([(slice_, observations)])

    def save_slices(self, batch: Iterable[tuple[Slice, Iterable[Observation]]]) -> None:
        """Save slices, each in place of what it held before: all of them or, after an error, none.

        Other writers wait meanwhile: what is given should have been computed already.

        Raises:
            ValueError: an observation does not belong to its slice or holds a number that is not finite.
            StateError: the store is locked, full or cannot be written.
            IntegrityError: (the driver's or SQLAlchemy's) the metric's definition was not saved before,
                or a slice has two observations of one period and segment.
        """
        with self._database.write() as connection:
            for slice_, observations in batch:
                self._save(connection, slice_, observations)

    def _save(self, connection: Connection, slice_: Slice, observations: Iterable[Observation]) -> None:
        slice_id = _claim_slice(connection, slice_)
        numbers: dict[Segment, int] = {}
        rows = observation_rows(slice_, slice_id, observations, numbers, sqlite=self._database.is_sqlite)
        insert_rows(connection, tables.observations, rows)
        insert_rows(connection, tables.segments, segment_rows(slice_id, numbers))

    def read_slice(
        self, key: SliceKey, *, start: date | None = None, end: date | None = None
    ) -> list[Observation] | None:
        """One slice's observations of the periods that begin in `[start, end)`, by period; None when it was never computed."""
        return self.read_slices([key], start=start, end=end).get(key)

    def read_slices(
        self, keys: Collection[SliceKey], *, start: date | None = None, end: date | None = None
    ) -> dict[SliceKey, list[Observation]]:
        """Several slices at once, as they stood at one instant; those that were never computed are left out.

        Within a slice observations come by period, and within a period in the order in which they were saved.
        """
        period = tables.observations.c.period
        bounds = [] if start is None else [period >= start]
        bounds += [] if end is None else [period < end]
        return self._read(keys, and_(true(), *bounds))

    def read_periods(self, keys: Collection[SliceKey], periods: Collection[date]) -> dict[SliceKey, list[Observation]]:
        """As `read_slices`, of the periods that begin on one of these days."""
        return self._read(keys, tables.observations.c.period.in_(periods))

    def _read(self, keys: Collection[SliceKey], periods: ColumnElement[bool]) -> dict[SliceKey, list[Observation]]:
        with self._database.read() as connection:
            slices = _find_slices(connection, keys)
            segments = _read_segments(connection, slices)
            query = _OBSERVATIONS.where(tables.observations.c.slice_id.in_(slices), periods)
            rows = connection.execute(query).all()
        found: dict[int, list[Observation]] = {slice_id: [] for slice_id in slices}
        for row in rows:
            slice_id, _, number, *_ = row
            found[slice_id].append(read_observation(row, slices[slice_id], segments[slice_id, number]))
        return {slices[slice_id].key: observations for slice_id, observations in found.items()}

    def slice_info(self, key: SliceKey) -> Slice | None:
        """When and from which data a slice was computed; None when it never was."""
        with self._database.read() as connection:
            return next(iter(_find_slices(connection, [key]).values()), None)

    def data_versions(self, keys: Collection[SliceKey]) -> dict[SliceKey, str]:
        """From which data slices were computed; those that never were are left out."""
        with self._database.read() as connection:
            return {slice_.key: slice_.data_version for slice_ in _find_slices(connection, keys).values()}

    def slices(self) -> list[Slice]:
        """Every slice that is held, those of past definitions too."""
        with self._database.read() as connection:
            return list(_read_slices(connection, true()).values())

    def latest_at(self) -> datetime | None:
        """When a slice was last computed, by whichever process; None when none ever was."""
        with self._database.read() as connection:
            return connection.execute(
                select(tables.slices.c.computed_at).order_by(tables.slices.c.computed_at.desc()).limit(1)
            ).scalar()

    def stale(self, wanted: Mapping[SliceKey, str]) -> list[SliceKey]:
        """Of the slices wanted, each with the version of the data at hand, those never computed or computed from other data."""
        held = {slice_.key: slice_.data_version for slice_ in self.slices()}
        return [key for key, data_version in wanted.items() if held.get(key) != data_version]


_KEY = (
    tables.slices.c.metric,
    tables.slices.c.definition_hash,
    tables.slices.c.grain,
    tables.slices.c.dimensions,
)
_OBSERVATIONS = select(tables.observations).order_by(*tables.observations.primary_key)


def _key_values(key: SliceKey) -> tuple[str, str, str, str]:
    return key.metric, key.definition_hash, key.grain.value, dimensions_as_text(key.dimensions)


def _claim_slice(connection: Connection, slice_: Slice) -> int:
    """Write down the slice itself, empty it, and return its number; until the transaction ends nobody else can."""
    key = dict(zip((column.name for column in _KEY), _key_values(slice_.key), strict=True))
    origin = {"data_version": slice_.data_version, "computed_at": slice_.computed_at}
    insert_or_update(connection, tables.slices, [key | origin], key=_KEY, update=tuple(origin))
    [slice_id] = _find_slices(connection, [slice_.key])
    for table in (tables.observations, tables.segments):
        connection.execute(delete(table).where(table.c.slice_id == slice_id))
    return slice_id


def _find_slices(connection: Connection, keys: Collection[SliceKey]) -> dict[int, Slice]:
    """Those of the slices that are held, by number."""
    columns = tables.slices.c
    # Two lists and a second look are found through the index; a list of pairs is not, in SQLite.
    near = columns.metric.in_({k.metric for k in keys}) & columns.definition_hash.in_({k.definition_hash for k in keys})
    wanted = set(keys)
    return {slice_id: found for slice_id, found in _read_slices(connection, near).items() if found.key in wanted}


def _read_slices(connection: Connection, condition: ColumnElement[bool]) -> dict[int, Slice]:
    rows = connection.execute(select(tables.slices).where(condition).order_by(tables.slices.c.id))
    return {
        slice_id: Slice(SliceKey(metric, hash_, Grain(grain), read_dimensions(dimensions)), data_version, computed_at)
        for slice_id, metric, hash_, grain, dimensions, data_version, computed_at in rows
    }


def _read_segments(connection: Connection, slices: Mapping[int, Slice]) -> dict[tuple[int, int], Segment]:
    """Segments by the number of their slice and their own; that of a total is known without reading."""
    segments: dict[tuple[int, int], Segment] = {(slice_id, 0): TOTAL for slice_id in slices}
    divided = [slice_id for slice_id, slice_ in slices.items() if slice_.key.dimensions]
    if divided:
        rows = connection.execute(select(tables.segments).where(tables.segments.c.slice_id.in_(divided)))
        segments |= {(slice_id, number): read_segment(text) for slice_id, number, text in rows}
    return segments
