"""A small sound project on disk, to be spoilt one line at a time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from beichen.domain.project import Project
from beichen.errors import ProjectError
from beichen.project.read import read_project

SOUND = {
    "beichen.yml": """\
name: Lumen
timezone: Asia/Shanghai
north_star: engaged
teams: [{id: growth, label: 增长}]
people:
  - {id: lin, name: 林晓, team: growth}
""",
    "sources/files.yml": """\
sources:
  - {name: plays, type: file, path: data/plays.csv}
  - {name: listeners, type: file, path: data/listeners.csv}
""",
    "models/plays.yml": """\
semantic_models:
  - name: plays
    table: plays
    time: {column: played_at, grain: second}
    entities: [{name: listener, expr: user_id}]
    dimensions: [{name: device, expr: device, scope: event}]
  - name: listeners
    table: listeners
    entities: [{name: listener, expr: user_id, type: primary}]
    dimensions: [{name: region, expr: region, scope: entity}]
""",
    "metrics/base.yml": """\
metrics:
  - name: engaged
    owner: lin
    value: Music fits their day.
    type: threshold
    model: plays
    entity: listener
    having: {days: {agg: count_distinct, expr: local_date()}}
    where: days >= 3
    unit: listeners
    good: up
  - {name: active, owner: lin, type: simple, model: plays, agg: count_distinct, expr: user_id, unit: listeners}
  - {name: engaged_share, owner: lin, type: ratio, numerator: engaged, denominator: active, unit: share, good: up}
  - {name: dislikes, owner: lin, type: simple, model: plays, agg: count, filter: "event = 'dislike'"}
  - {name: dislike_rate, owner: lin, role: guardrail, type: ratio, numerator: dislikes, denominator: active, unit: share, good: down}
  - {name: back, owner: lin, type: retention, model: plays, entity: listener, offset: 1, unit: share}
""",
    "tree.yml": """\
north_star: engaged
drivers:
  engaged:
    identity: active * engaged_share
  engaged_share:
    influences:
      - {metric: back, because: who comes back listens on more days}
guardrails:
  - {metric: dislike_rate, watches: engaged, limit: "< 0.8%"}
""",
}


class Folder:
    """A project's folder that a test writes to."""

    def __init__(self, path: Path) -> None:
        self.path = path
        for file, text in SOUND.items():
            self.write(file, text)

    def write(self, file: str, text: str | bytes) -> Folder:
        path = self.path / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return self

    def replace(self, file: str, old: str, new: str) -> Folder:
        text = (self.path / file).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        return self.write(file, text.replace(old, new))

    def add_metric(self, line: str) -> Folder:
        """Append a metric, which then stands on line 17 of metrics/base.yml."""
        return self.write("metrics/base.yml", SOUND["metrics/base.yml"] + f"  - {line}\n")

    def remove(self, file: str) -> Folder:
        (self.path / file).unlink()
        return self

    def read(self) -> Project:
        return read_project(self.path)

    def refusal(self) -> ProjectError:
        with pytest.raises(ProjectError) as caught:
            read_project(self.path)
        return caught.value


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


@pytest.fixture
def another_folder(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Folder]:
    """Sound projects, each in a folder of its own."""
    return lambda: Folder(tmp_path_factory.mktemp("project"))
