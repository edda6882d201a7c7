"""A gym of 110 weeks, one row a week and branch: numbers made by formulas that can be read.

members      grow by half a percent a week with ripples of 2%; two thirds train in the north
fees         go with the members of two weeks before
complaints   2% of the members with ripples of 5%, until they are asked to rise
"""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from beichen.workspace.open import Workspace, open_workspace

WEEKS = 110
FIRST = date(2024, 1, 1)
LATE = WEEKS - 8  # the week from which a gym of the tests fails
LAST = FIRST + timedelta(weeks=WEEKS - 1)

SETTINGS = """\
version: 1
name: Gym
timezone: Europe/London
holidays: none
people: [{id: ada, name: Ada Ray}]
"""
MODELS = """\
semantic_models:
  - name: log
    table: log
    time: {column: day}
    dimensions: [{name: branch, expr: branch, scope: event}]
"""
METRICS = """\
metrics:
  - {name: members, label: {en: Members, zh: 会员}, owner: ada, type: simple, model: log, agg: sum, expr: members, grain: week, good: up, benchmark: {of: residents, value: 0.1, source: "Trade report 2025"}}
  - {name: residents, owner: ada, type: simple, model: log, agg: sum, expr: residents, grain: week}
  - {name: fees, label: {en: Fees, zh: 会费}, role: outcome, owner: ada, type: simple, model: log, agg: sum, expr: fees, grain: week, good: up}
  - {name: complaints, label: {en: Complaints, zh: 投诉}, role: guardrail, owner: ada, type: simple, model: log, agg: sum, expr: complaints, grain: week, good: down}
"""
TREE = """\
north_star: members
guardrails: [{metric: complaints, watches: members, when: up}]
outcomes: [fees]
"""

Weekly = Callable[[int], float]


def ripple(week: int, every: int = 5, size: float = 0.02) -> float:
    """A movement that looks like noise and is the same in every run."""
    return size * math.sin(every * week * week + week)


def members(week: int) -> float:
    return 10_000 * math.exp(0.005 * week + ripple(week))


def fees(week: int) -> float:
    return 50_000 * math.exp(0.005 * week + ripple(week - 2) + ripple(week, 7, 0.003))


def complaints(week: int) -> float:
    return 200 * math.exp(ripple(week, 3, 0.05))


def pushed(week: int) -> float:
    """Members who are talked into it in the last eight weeks, 2% more every week."""
    return members(week) * math.exp(0.02 * max(0, week - LATE + 1))


def hurt(week: int) -> float:
    """And who complain."""
    return complaints(week) * math.exp(0.05 * max(0, week - LATE + 1))


def write_gym(
    folder: Path, *, members: Weekly = members, fees: Weekly = fees, complaints: Weekly = complaints, weeks: int = WEEKS
) -> Path:
    rows = ["day,branch,members,fees,complaints,residents"]
    for week in range(weeks):
        monday = FIRST + timedelta(weeks=week)
        for branch, part in (("north", 2 / 3), ("south", 1 / 3)):
            told = [round(part * amount, 3) for amount in (members(week), fees(week), complaints(week), 200_000)]
            rows.append(",".join(map(str, (monday, branch, *told))))
        rows.append(f"{monday + timedelta(days=6)},north,0,0,0,0")
    files = {
        "beichen.yml": SETTINGS,
        "sources/files.yml": "sources: [{name: log, type: file, path: data/log.csv}]\n",
        "models/log.yml": MODELS,
        "metrics/gym.yml": METRICS,
        "tree.yml": TREE,
        "data/log.csv": "\n".join(rows) + "\n",
    }
    for file, content in files.items():
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return folder


def open_gym(folder: Path, **changed: Weekly) -> Workspace:
    return open_workspace(write_gym(folder, **changed))
