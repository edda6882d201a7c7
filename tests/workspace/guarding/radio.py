"""A radio whose listeners were bought with complaints: numbers small enough to be worked out by hand.

    weeks                       listeners (organic + paid)     complaints (organic + paid)
    12 until 2026-03-29         1,000  (600 + 400)              75  (45 + 30)
    2026-03-30 and 2026-04-06   2,200  (700 + 1,500)           415  (55 + 360)
    2026-04-13 and 2026-04-20   1,000  (600 + 400)              75  (45 + 30)

So 1,200 listeners more cost 340 complaints; at 75 per 1,000, they would have cost 90.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from beichen.workspace.open import Workspace, open_workspace

FIRST = date(2026, 1, 5)
USUAL = {"organic": (600, 45), "paid": (400, 30)}
BOUGHT = {"organic": (700, 55), "paid": (1500, 360)}
WEEKS = [USUAL] * 12 + [BOUGHT] * 2 + [USUAL] * 2
BEGAN, SECOND, OVER = date(2026, 3, 30), date(2026, 4, 6), date(2026, 4, 13)

SETTINGS = """\
version: 1
name: Radio
timezone: Europe/London
teams: [{id: growth, label: Growth}, {id: care, label: Care}]
people: [{id: ada, name: Ada Ray, team: growth}, {id: ben, name: Ben Oduya, team: care}]
"""
MODELS = """\
semantic_models:
  - name: log
    table: log
    time: {column: day}
    dimensions: [{name: channel, expr: channel, scope: event}]
"""
METRICS = """\
metrics:
  - {name: listeners, label: listeners, owner: ada, type: simple, model: log, agg: sum, expr: listeners, grain: week, good: up}
  - {name: complaints, label: complaints, owner: ben, type: simple, model: log, agg: sum, expr: complaints, grain: week, good: down}
  - {name: complaint_rate, label: complaint rate, role: guardrail, owner: ben, type: ratio, numerator: complaints, denominator: listeners, grain: week, unit: share, good: down}
"""
TREE = """\
north_star: listeners
guardrails:
  - {metric: complaint_rate, watches: listeners, when: up}
"""


def write_radio(folder: Path, *, weeks: int = len(WEEKS), tree: str = TREE) -> Path:
    files = {
        "beichen.yml": SETTINGS,
        "sources/files.yml": "sources: [{name: log, type: file, path: data/log.csv}]\n",
        "models/log.yml": MODELS,
        "metrics/radio.yml": METRICS,
        "tree.yml": tree,
        "data/log.csv": _log(weeks),
    }
    for file, content in files.items():
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return folder


def open_radio(folder: Path, *, weeks: int = len(WEEKS), tree: str = TREE) -> Workspace:
    return open_workspace(write_radio(folder, weeks=weeks, tree=tree))


def _log(weeks: int) -> str:
    """A row a day and channel; all of a week's on its Monday, and none on its other days but the last."""
    rows = ["day,channel,listeners,complaints"]
    for at, week in enumerate(WEEKS[:weeks]):
        monday = FIRST + timedelta(weeks=at)
        rows += [f"{monday},{channel},{listeners},{complaints}" for channel, (listeners, complaints) in week.items()]
        rows.append(f"{monday + timedelta(days=6)},organic,0,0")
    return "\n".join(rows) + "\n"
