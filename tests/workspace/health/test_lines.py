from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from beichen.domain.observation import TOTAL, Observation, Reason, Undetermined
from beichen.domain.time import Grain
from beichen.project.read import read_project
from beichen.workspace.health.lines import grid_of, rests_of

from .gym import write_gym

MONDAY = date(2026, 1, 5)


def seen(day: date, value: float | None, *, complete: bool = True, grain: Grain = Grain.DAY) -> Observation:
    told = Undetermined(Reason.NO_ROWS) if value is None else value
    at = datetime(2026, 2, 1, tzinfo=UTC)
    return Observation("members", "h", grain, day, TOTAL, told, None, None, None, None, complete, at)


def test_daily_metric_is_judged_by_the_means_of_whole_weeks(tmp_path: Path) -> None:
    project = read_project(write_gym(tmp_path, weeks=1))
    days = [seen(MONDAY + timedelta(days=at), float(at)) for at in range(10)]  # one week and three days

    grid = grid_of(project, Grain.DAY, days, None)

    assert (grid.grain, grid.reads, grid.starts) == (Grain.WEEK, Grain.DAY, (MONDAY,))
    assert grid.values(project, days) == (3.0,)


def test_grid_has_no_gap_and_ends_with_the_last_whole_period(tmp_path: Path) -> None:
    project = read_project(write_gym(tmp_path, weeks=1))
    weeks = [
        seen(MONDAY, 1.0, grain=Grain.WEEK),
        seen(MONDAY + timedelta(weeks=2), 3.0, grain=Grain.WEEK),
        seen(MONDAY + timedelta(weeks=3), None, grain=Grain.WEEK),
        seen(MONDAY + timedelta(weeks=4), 9.0, complete=False, grain=Grain.WEEK),
    ]

    grid = grid_of(project, Grain.WEEK, weeks, None)

    assert grid.starts == tuple(MONDAY + timedelta(weeks=at) for at in range(4))
    assert grid.values(project, weeks) == (1.0, None, 3.0, None)


def test_holidays_on_working_days_are_counted_by_week(tmp_path: Path) -> None:
    write_gym(tmp_path, weeks=1)
    settings = tmp_path / "beichen.yml"
    settings.write_text(settings.read_text().replace("holidays: none", "holidays: GB"))
    weeks = [seen(day, 1.0, grain=Grain.WEEK) for day in (date(2025, 12, 15), date(2025, 12, 22))]

    project = read_project(tmp_path)

    assert rests_of(project, grid_of(project, Grain.WEEK, weeks, None)) == (0.0, 2.0)  # 25 and 26 December
