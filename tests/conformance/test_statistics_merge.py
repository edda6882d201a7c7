"""Random worlds: sufficient statistics of small parts merge into those of the whole, where METRICS.md says that they add."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from hypothesis import given

from beichen.domain.time import Grain
from beichen.engine.answer import Row
from beichen.workspace.open import Workspace, open_workspace

from .random_events import World, world_settings, worlds
from .world_files import write_world

LINEAR = {"count", "sum", "avg"}
ENTITY_KINDS = {"threshold", "lifecycle", "retention", "conversion", "repeat"}
Statistics = dict[str, int | float | None]


@world_settings(12)
@given(world=worlds(questions=0))
def test_days_add_up_to_weeks(world: World) -> None:
    """Counts, sums and averages add over time, and so do conversions and repeats of single events."""
    adding = [m["name"] for m in world.metrics if m["type"] == "simple" and m["agg"] in LINEAR]
    adding += ["converted_events", "repeated_events"]
    with tempfile.TemporaryDirectory() as folder:
        workspace = open_workspace(write_world(world, Path(folder) / "world"))
        calendar = workspace.project.calendar
        for name in adding:
            days = _rows(workspace, name, "day")
            weeks = _rows(workspace, name, "week")
            merged = _merged((str(calendar.start_of(row.period, Grain.WEEK)), row) for row in days)
            assert _by_period(weeks) == merged, name
        workspace.close()


@world_settings(12)
@given(world=worlds(questions=0))
def test_segments_of_an_entitys_dimension_add_up_to_the_total(world: World) -> None:
    """Everything that adds over `scope: entity`: each user has one region at most."""
    of_users = {m["name"] for m in world.metrics if m["type"] in ENTITY_KINDS and m.get("entity", "user") == "user"}
    engaged = next(m for m in world.metrics if m["name"] == "engaged")
    if engaged["entity"] != "user":
        of_users -= {name for name in of_users if name.endswith("_engaged")}
    adding = [m["name"] for m in world.metrics if m["type"] == "simple" and m["agg"] in LINEAR]
    adding += ["people", *sorted(of_users)]
    with tempfile.TemporaryDirectory() as folder:
        workspace = open_workspace(write_world(world, Path(folder) / "world"))
        for name in adding:
            parts = _rows(workspace, name, "week", by="region")
            if parts:
                merged = _merged((str(row.period), row) for row in parts)
                assert _by_period(_rows(workspace, name, "week")) == merged, name
        workspace.close()


@world_settings(12)
@given(world=worlds(questions=0))
def test_states_of_the_lifecycle_walk_from_one_period_to_the_next(world: World) -> None:
    """of = new + retained + resurrected, and of(P) = of(P−1) − lapsed + new + resurrected."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = open_workspace(write_world(world, Path(folder) / "world"))
        for of in ("people", "engaged"):
            states = [_values(workspace, f"{state}_{of}") for state in ("new", "retained", "resurrected", "lapsed")]
            counted = _values(workspace, of)
            before = 0
            for now, new, retained, resurrected, lapsed in zip(counted, *states, strict=True):
                assert now == new + retained + resurrected == before - lapsed + new + resurrected
                before = now
        workspace.close()


def _rows(workspace: Workspace, metric: str, grain: str, **question: Any) -> list[Row]:
    return list(workspace.query(metric, grain=grain, **question))


def _values(workspace: Workspace, metric: str) -> list[Any]:
    return [row.value for row in _rows(workspace, metric, "week")]


def _statistics(row: Row) -> Statistics:
    """What adds: numerator and denominator of a quotient, the value of anything else; n and the squares of both."""
    if row.denominator is None:
        return {"value": row.value, "n": row.n, "sum_squares": row.sum_squares}
    parts = {"numerator": row.numerator, "denominator": row.denominator}
    return parts | {"n": row.n, "sum_squares": row.sum_squares}


def _merged(parts: Iterable[tuple[str, Row]]) -> dict[str, Statistics]:
    """Statistics added up by period; a part that is not known leaves the whole unknown."""
    whole: dict[str, Statistics] = {}
    for period, row in parts:
        part = _statistics(row)
        known = whole.setdefault(period, dict.fromkeys(part, 0))
        for name, number in part.items():
            before = known[name]
            known[name] = None if number is None or before is None else before + number
    return whole


def _by_period(rows: Iterable[Row]) -> dict[str, Statistics]:
    return {str(row.period): _statistics(row) for row in rows}
