"""A reading club small enough to be worked out by hand, as a project on disk.

Regulars read on two days of a week or more:

    week        readers on days                      active  regular  share
    2026-01-05  ann 3 days, bo 1, cy 2                    3        2    2/3
    2026-01-12  ann 2, bo 2, dee 1                        3        2    2/3
    2026-01-19  bo 2 (the last on its Sunday), cy 1       2        1    1/2
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

FILES = {
    "beichen.yml": """\
version: 1
name: Reading Club
timezone: Europe/London
north_star: regulars
teams: [{id: library, label: {en: Library, zh: 图书馆}}]
people: [{id: mo, name: Mo Okafor, team: library}]
""",
    "sources/files.yml": """\
sources:
  - {name: visits, type: file, path: data/visits.csv}
""",
    "models/visits.yml": """\
semantic_models:
  - name: visits
    table: visits
    time: {column: day, grain: day}
    entities: [{name: reader, expr: reader}]
    dimensions:
      - {name: device, expr: device, scope: event}
""",
    "metrics/visits.yml": """\
metrics:
  - name: regulars
    label: {en: Weekly regulars, zh: 每周常读者}
    role: north_star
    owner: mo
    value: Readers who have found a rhythm.
    type: threshold
    model: visits
    entity: reader
    having: {days: {agg: count_distinct, expr: day}}
    where: days >= 2
    grain: week
    unit: readers
    good: up
  - {name: active, label: {en: Active readers, zh: 活跃读者}, role: key_result, owner: mo, type: simple, model: visits, agg: count_distinct, expr: reader, grain: week, unit: readers, good: up}
  - {name: regular_share, label: {en: Regular share, zh: 常读者占比}, role: key_result, owner: mo, type: ratio, numerator: regulars, denominator: active, grain: week, unit: share, good: up}
  - {name: minutes, label: {en: Minutes read, zh: 阅读分钟数}, role: input, owner: mo, type: simple, model: visits, agg: sum, expr: minutes, grain: week, good: up}
  - {name: short_visits, label: {en: Share of short visits, zh: 短访占比}, role: guardrail, owner: mo, type: ratio, numerator: short, denominator: visit_count, grain: week, unit: share, good: down}
  - {name: short, role: input, owner: mo, type: simple, model: visits, agg: count, filter: minutes < 10, grain: week, good: down}
  - {name: visit_count, role: input, owner: mo, type: simple, model: visits, agg: count, grain: week, good: up}
""",
    "tree.yml": """\
north_star: regulars
drivers:
  regulars:
    identity: active * regular_share
guardrails:
  - {metric: short_visits, watches: regulars, limit: "< 50%"}
""",
    "data/visits.csv": """\
reader,day,minutes,device
ann,2026-01-05,20,phone
ann,2026-01-06,30,phone
ann,2026-01-07,5,tablet
bo,2026-01-05,40,tablet
cy,2026-01-06,15,phone
cy,2026-01-08,25,phone
ann,2026-01-12,20,phone
ann,2026-01-13,10,phone
bo,2026-01-12,45,tablet
bo,2026-01-16,35,tablet
dee,2026-01-14,5,phone
bo,2026-01-19,50,tablet
bo,2026-01-25,30,tablet
cy,2026-01-20,5,phone
""",
}


WriteClub = Callable[..., Path]


@pytest.fixture
def write_club(tmp_path: Path) -> WriteClub:
    """Write the project, some of its files with another text (None leaves one out), and return its folder."""

    def write(name: str = "club", changed: Mapping[str, str | None] | None = None) -> Path:
        folder = tmp_path / name
        for file, text in {**FILES, **(changed or {})}.items():
            if text is not None:
                path = folder / file
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
        return folder

    return write


@pytest.fixture
def club(write_club: WriteClub) -> Path:
    """The project's folder, never loaded."""
    return write_club()
