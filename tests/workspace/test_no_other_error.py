"""Projects and data with anything in them: an answer, or an error that is told; never another library's."""

from __future__ import annotations

import copy
import json
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from beichen.errors import BeichenError
from beichen.workspace.open import Workspace, open_workspace

from .club import FILES, write_club

# One metric of every kind, so that wrong words meet them all.
MORE = """\
  - {name: median, type: simple, model: visits, agg: percentile, percentile: 0.5, expr: minutes, grain: week}
  - {name: trailing, type: cumulative, model: visits, agg: count_distinct, expr: reader, window: 10 days, grain: week}
  - {name: to_date, type: cumulative, model: visits, agg: sum, expr: minutes, to_date: month, grain: week}
  - {name: per_visit, type: derived, formula: minutes / visit_count, grain: week}
  - {name: newcomers, type: lifecycle, of: regulars, state: new, grain: week}
  - {name: back, type: retention, model: visits, entity: reader, offset: 1, grain: week}
  - {name: longer, type: conversion, model: visits, entity: reader, from: {filter: minutes < 20}, to: {filter: minutes >= 20}, within: 3 days, grain: week}
  - {name: again, type: repeat, model: visits, entity: reader, within: 3 days, grain: week}
  - {name: score, type: index, components: [{metric: minutes, weight: 1, zero: 0, hundred: 200}], grain: week}
"""
DOCUMENTS: dict[str, Any] = {
    name: yaml.safe_load(text + (MORE if name.startswith("metrics") else ""))
    for name, text in FILES.items()
    if name.endswith(".yml")
}
DATA = FILES["data/visits.csv"]

Path_ = tuple[str | int, ...]


def scalars(document: Any, path: Path_ = ()) -> Iterator[Path_]:
    """The path of every value that is neither list nor mapping."""
    items = (
        document.items() if isinstance(document, dict) else enumerate(document) if isinstance(document, list) else ()
    )
    if not isinstance(document, dict | list):
        yield path
    for key, value in items:
        yield from scalars(value, (*path, key))


PLACES = [(name, path) for name, document in DOCUMENTS.items() for path in scalars(document)]
WORDS = [
    "regulars",
    "minutes",
    "visits",
    "reader",
    "device",
    "day",
    "region",
    "readers.region",
    "nothing",
    "",
    " ",
    "week",
]
WORDS += [
    "sum(minutes)",
    "(select 1)",
    "minutes + ",
    "cast(device as int)",
    "minutes / 0",
    "day + minutes",
    "local_date()",
]
WORDS += [
    "'x'",
    '"day"',
    "device; drop table visits",
    "minutes > 10",
    "days >= 2 and",
    "1",
    "null",
    "true",
    "-> x",
    "\x00",
]
WORDS += [
    "regulars - regulars",
    "active / (active - active)",
    "a" * 70,
    "访问",
    "😀",
    "it's",
    'x"y',
    "../x.csv",
    "data/*.csv",
]
WORDS += [
    "10 days",
    "0 days",
    "all",
    "simple",
    "ratio",
    "count",
    "max",
    "2026-01-05",
    "select * from visits",
    "period",
    "${HOME}",
]
values = st.one_of(
    st.sampled_from(WORDS),
    st.integers(-3, 10**18),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.none(),
    st.lists(st.sampled_from(WORDS), max_size=2),
    st.dictionaries(st.sampled_from(["name", "agg", "expr", "filter"]), st.sampled_from(WORDS), max_size=2),
)
changes = st.lists(st.tuples(st.sampled_from(PLACES), values), min_size=1, max_size=3)
cells = st.sampled_from(
    ["", "x", "-1", "1e400", "2026-13-45", "9999-12-31", "0001-01-01", '"', "''", "NaN", "😀", "a,b", "\x00"]
)
junk = st.lists(st.tuples(st.integers(0, len(DATA) - 1), cells), max_size=2)


def _set(document: Any, path: Path_, value: Any) -> None:
    for key in path[:-1]:
        document = document[key]
    document[path[-1]] = value


def _asked(workspace: Workspace) -> list[Callable[[], Any]]:
    metrics = list(workspace.project.metrics)
    asks: list[Callable[[], Any]] = [
        lambda: workspace.query(metrics),
        lambda: workspace.query(metrics, by="device", grain="month"),
        lambda: workspace.sql(metrics, by="region"),
        workspace.refresh,
        workspace.tree,
        workspace.explain,
    ]
    return [*asks, *(lambda name=name: workspace.query(name) for name in metrics)]


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(changed=changes, spoilt=junk)
def test_whatever_is_written_is_answered_or_refused(changed: list[Any], spoilt: list[Any]) -> None:
    documents = copy.deepcopy(DOCUMENTS)
    for (name, path), value in changed:
        try:
            _set(documents[name], path, value)
        except (KeyError, IndexError, TypeError):
            continue  # what it stood in was changed before
    data = DATA
    for position, cell in spoilt:
        data = data[:position] + cell + data[position:]
    # JSON is YAML, and says every string as a string
    files: dict[str, str | bytes | None] = {name: json.dumps(document) for name, document in documents.items()}
    with tempfile.TemporaryDirectory() as folder:
        write_club(Path(folder), {**files, "data/visits.csv": data})
        try:
            workspace = open_workspace(folder)
        except BeichenError as error:
            assert error.message
            return
        with workspace:
            for ask in _asked(workspace):
                try:
                    ask()
                except BeichenError as error:
                    assert error.message
