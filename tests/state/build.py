"""Short ways to say what a test saves."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from beichen.domain.observation import TOTAL, Observation, Segment
from beichen.domain.time import Grain
from beichen.state.definitions import Definition
from beichen.state.open import State
from beichen.state.slice import Slice, SliceKey

NOON = datetime(2026, 5, 4, 12, 0, 0, 123456, tzinfo=UTC)
MONDAY, NEXT_MONDAY, THIRD_MONDAY = date(2026, 4, 6), date(2026, 4, 13), date(2026, 4, 20)

WAU = SliceKey("weekly_active", "h1", Grain.WEEK)
WAU_BY_CITY = SliceKey("weekly_active", "h1", Grain.WEEK, ("city",))
REVENUE = SliceKey("revenue", "h2", Grain.WEEK)


def define(state: State, *keys: SliceKey) -> None:
    """Save the definitions that these slices rest on."""
    state.definitions.save_definitions(Definition(key.metric, key.definition_hash, "as tested") for key in keys)


def computed(key: SliceKey, data_version: str = "v1") -> Slice:
    return Slice(key, data_version, NOON)


def observe(key: SliceKey, period: date, value: Any, segment: Segment = TOTAL, **more: Any) -> Observation:
    """An observation of a slice, complete and without statistics unless `more` says so."""
    rest: dict[str, Any] = {"numerator": None, "denominator": None, "n": None, "sum_squares": None, "complete": True}
    return Observation(
        metric=key.metric,
        definition_hash=key.definition_hash,
        grain=key.grain,
        period=period,
        segment=segment,
        value=value,
        computed_at=NOON,
        **(rest | more),
    )
