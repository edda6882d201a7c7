"""A reading club small enough to be worked out by hand, as a project on disk to be spoilt file by file.

    week        visits                                       visits  minutes  active  regular (2 days or more)
    2026-01-05  ann 20 30 5, bo 40, cy 15 25                      6      135       3   2 (ann, cy)
    2026-01-12  ann 20 10, bo 45 35, dee 5                        5      115       3   2 (ann, bo)
    2026-01-19  bo 50 30 (the last on its Sunday), cy 5           3       85       2   1 (bo)

Ann and cy live in the north, bo in the south; of dee nothing is known.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from beichen.domain.observation import Undetermined
from beichen.errors import BeichenError
from beichen.workspace.open import Workspace, open_workspace

HEADER = "reader,day,minutes,device\n"
VISITS = f"""\
{HEADER}ann,2026-01-05,20,phone
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
"""

SETTINGS = """\
version: 1
name: Reading Club
timezone: Europe/London
people: [{id: mo, name: Mo Okafor}]
"""
SOURCES = """\
sources:
  - {name: visits, type: file, path: data/visits.csv}
  - {name: readers, type: file, path: data/readers.csv}
"""
MODELS = """\
semantic_models:
  - name: visits
    table: visits
    time: {column: day}
    entities: [{name: reader, expr: reader}]
    dimensions:
      - {name: device, expr: device, scope: event}
  - name: readers
    table: readers
    entities: [{name: reader, expr: reader, type: primary}]
    dimensions:
      - {name: region, expr: region, scope: entity}
"""
METRICS = """\
metrics:
  - {name: regulars, owner: mo, type: threshold, model: visits, entity: reader, having: {days: {agg: count_distinct, expr: day}}, where: days >= 2, grain: week, good: up}
  - {name: active, type: simple, model: visits, agg: count_distinct, expr: reader, grain: week}
  - {name: regular_share, type: ratio, numerator: regulars, denominator: active, grain: week, unit: share}
  - {name: minutes, type: simple, model: visits, agg: sum, expr: minutes, grain: week}
  - {name: longest, type: simple, model: visits, agg: max, expr: minutes, grain: week}
  - {name: short_visits, type: simple, model: visits, agg: count, filter: minutes < 10, grain: week}
  - {name: visit_count, type: simple, model: visits, agg: count, grain: week}
  - {name: short_share, role: guardrail, type: ratio, numerator: short_visits, denominator: visit_count, grain: week, unit: share}
"""
TREE = """\
north_star: regulars
drivers:
  regulars: {identity: active * regular_share}
guardrails:
  - {metric: short_share, watches: regulars, limit: "< 30%"}
"""
FILES: Mapping[str, str] = {
    "beichen.yml": SETTINGS,
    "sources/files.yml": SOURCES,
    "models/visits.yml": MODELS,
    "metrics/visits.yml": METRICS,
    "tree.yml": TREE,
    "data/visits.csv": VISITS,
    "data/readers.csv": "reader,region\nann,north\nbo,south\ncy,north\n",
}

Changes = Mapping[str, str | bytes | None]


def write_club(folder: Path, changes: Changes | None = None) -> Path:
    """Write the project, some of its files with other contents (None leaves one out), and return its folder."""
    for file, content in {**FILES, **(changes or {})}.items():
        if content is not None:
            path = folder / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def open_club(folder: Path, changes: Changes | None = None) -> Workspace:
    return open_workspace(write_club(folder, changes))


def visits_source(path: str, **settings: str) -> str:
    """sources/files.yml with the visits read from elsewhere: on its second line."""
    more = "".join(f", {key}: {value}" for key, value in settings.items())
    return f'sources:\n  - {{name: visits, type: file, path: "{path}"{more}}}\n' + SOURCES.splitlines()[2] + "\n"


def values(workspace: Workspace, metric: str, **asked: Any) -> list[Any]:
    """The values of an answer, in its order."""
    return [row.value for row in workspace.query(metric, **asked)]


def table(workspace: Workspace, metric: str, **asked: Any) -> dict[tuple[str | None, ...], Any]:
    """Values by period and segment: `("2026-01-05", "phone")`."""
    return {
        (row.period.isoformat(), *(value for _, value in row.segment)): row.value
        for row in workspace.query(metric, **asked)
    }


def ways_to_ask(workspace: Workspace, metric: str = "regulars") -> dict[str, Any]:
    """Every door of a workspace through which data are read."""
    return {
        "load": workspace.load,
        "query": lambda: workspace.query(metric),
        "sql": lambda: workspace.sql(metric),
        "tree": workspace.tree,
        "explain": lambda: workspace.explain(metric),
        "refresh": workspace.refresh,
    }


def refusals(workspace: Workspace, doors: Sequence[str] = (), metric: str = "regulars") -> list[BeichenError]:
    """The error of every door (or those named), each of which must refuse."""
    errors = []
    for name, ask in ways_to_ask(workspace, metric).items():
        if name in doors or not doors:
            try:
                ask()
            except BeichenError as error:
                errors.append(error)
            else:
                raise AssertionError(f"{name} did not refuse")
    return errors


def is_undetermined(value: object) -> bool:
    return isinstance(value, Undetermined)
