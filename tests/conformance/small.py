"""Tiny projects written in a test: one model or a few, a few rows, a few metrics."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import yaml

from beichen.workspace.open import Workspace, open_workspace

VISITS: Mapping[str, Any] = {
    "name": "visits",
    "table": "visits",
    "time": {"column": "at"},
    "entities": [{"name": "user", "expr": "who"}],
    "dimensions": [{"name": "device", "expr": "device", "scope": "event"}],
}


def small_workspace(
    folder: Path,
    tables: Mapping[str, pa.Table],
    metrics: Sequence[Mapping[str, Any]],
    *,
    models: Sequence[Mapping[str, Any]] = (VISITS,),
    timezone: str = "Asia/Shanghai",
    sources: Mapping[str, Mapping[str, Any]] | None = None,
) -> Workspace:
    """A project in `folder` over Parquet files; `sources` adds keys to the source of a table."""
    stated = sources or {}
    documents: Mapping[str, Any] = {
        "beichen.yml": {"version": 1, "name": "Small", "timezone": timezone, "warehouse": "duckdb"},
        "sources/all.yml": {
            "sources": [
                {"name": name, "type": "file", "path": f"data/{name}.parquet", **stated.get(name, {})}
                for name in tables
            ]
        },
        "models/all.yml": {"semantic_models": list(models)},
        "metrics/all.yml": {"metrics": [{"role": "input", "grain": "day", **metric} for metric in metrics]},
    }
    for path, document in documents.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        with (folder / path).open("w", encoding="utf-8") as file:
            yaml.safe_dump(document, file, allow_unicode=True)
    (folder / "data").mkdir()
    for name, table in tables.items():
        pq.write_table(table, folder / "data" / f"{name}.parquet")
    return open_workspace(folder)


def rows_of(workspace: Workspace, metric: str, **question: Any) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = workspace.query(metric, **question).as_dict()["rows"]
    return rows


def values_of(workspace: Workspace, metric: str, **question: Any) -> dict[str, Any]:
    """Value by period; of a sliced question by period and segment: `2024-01-01 web`."""
    return {_key(row): row["value"] for row in rows_of(workspace, metric, **question)}


def complete_of(workspace: Workspace, metric: str, **question: Any) -> dict[str, bool]:
    return {_key(row): row["complete"] for row in rows_of(workspace, metric, **question)}


def reasons_of(workspace: Workspace, metric: str, **question: Any) -> dict[str, str]:
    return {_key(row): row["reason"] for row in rows_of(workspace, metric, **question) if row["reason"]}


def _key(row: Mapping[str, Any]) -> str:
    return " ".join([row["period"], *(str(value) for value in row["segment"].values())])
