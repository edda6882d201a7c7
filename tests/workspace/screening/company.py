"""A gym as a project on disk: who comes often early stays; reminders go to those who come, and do nothing.

900 members join over five months. Each has a rhythm; visits follow it while they
stay, and whoever has a better rhythm stays longer. Reminders are sent to whoever
came the week before, and are opened by chance.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path

import numpy as np

FILES = {
    "beichen.yml": """\
version: 1
name: Gym
timezone: Asia/Shanghai
locale: en
north_star: visits_made
people: [{id: mo, name: Mo Okafor}]
""",
    "sources/files.yml": """\
sources:
  - {name: members, type: file, path: data/members.csv, complete_through: 2026-08-31}
  - {name: visits, type: file, path: data/visits.csv, complete_through: 2026-08-31}
  - {name: reminders, type: file, path: data/reminders.csv, complete_through: 2026-08-31}
""",
    "models/gym.yml": """\
semantic_models:
  - name: members
    table: members
    time: {column: joined, grain: day}
    entities: [{name: member, expr: member, type: primary}]
    dimensions: [{name: branch, expr: branch, scope: entity}]
  - name: visits
    table: visits
    time: {column: came_at, zone: UTC, grain: second}
    entities: [{name: member, expr: member}]
  - name: reminders
    table: reminders
    time: {column: opened_on, grain: day}
    entities: [{name: member, expr: member}]
""",
    "metrics/gym.yml": """\
metrics:
  - {name: visits_made, type: simple, model: visits, agg: count, grain: week, owner: mo}
  - {name: visitors_ever, type: cumulative, model: visits, agg: count_distinct, expr: member, window: all, grain: week}
  - name: regulars
    type: threshold
    model: visits
    entity: member
    having: {days: {agg: count_distinct, expr: local_date()}}
    where: days >= 2
    grain: week
    unit: members
    owner: mo
""",
    "candidates.yml": """\
cohort: {model: members, entity: member}
pre: 7 days
window: 28 days
value: [{name: stays, model: visits, agg: count_distinct, expr: local_date(), from: 28 days, to: 84 days}]
behaviours:
  - {name: days_come, model: visits, agg: count_distinct, expr: local_date()}
  - {name: reminders_opened, model: reminders, agg: count, cheap_to_inflate: true}
metrics: [regulars, visits_made, visitors_ever]
background: [branch]
""",
    "journey.yml": """\
entity: member
stages:
  - {name: join, model: members}
  - {name: first_visit, model: visits}
  - {name: rhythm, metric: regulars}
""",
}

WriteGym = Callable[[Mapping[str, str]], Path]


def write_gym(folder: Path, changed: Mapping[str, str] | None = None, *, members: int = 900) -> Path:
    """The project with its data; `changed` are files in place of the usual ones."""
    for name, text in {**FILES, **_data(members), **(changed or {})}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def _data(members: int) -> dict[str, str]:
    chance = np.random.default_rng(5)
    people, visits, reminders = ["member,branch,joined"], ["member,came_at"], ["member,opened_on"]
    for member in range(1, members + 1):
        joined = date(2026, 1, 1) + timedelta(days=int(chance.integers(0, 150)))
        rhythm = chance.beta(1.2, 3.0)
        stays = 14 + int(chance.exponential(25 + 160 * rhythm))
        people.append(f"{member},{'north' if chance.random() < 0.5 else 'south'},{joined}")
        came = [
            day for day in range(stays) if chance.random() < rhythm and joined + timedelta(days=day) < date(2026, 9, 1)
        ]
        for day in came:
            at = datetime(joined.year, joined.month, joined.day, 10) + timedelta(
                days=day, minutes=int(chance.integers(0, 300))
            )
            visits.append(f"{member},{at}")
        opened = [day + 3 for day in came if chance.random() < 0.5]
        reminders += [f"{member},{joined + timedelta(days=day)}" for day in opened]
    tables = {"members": people, "visits": visits, "reminders": reminders}
    return {f"data/{name}.csv": "\n".join(lines) + "\n" for name, lines in tables.items()}
