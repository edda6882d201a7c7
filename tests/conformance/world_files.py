"""Random worlds on disk: YAML and Parquet as a user would have them, and the reference over the same rows."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import yaml

from beichen.domain.project import Project

from .random_events import Ask, World
from .random_metrics import EXPRESSIONS, Row
from .reference import Reference

AT_TYPES = {
    "date": pa.date32(),
    "timestamp": pa.timestamp("us"),
    "zoned": pa.timestamp("us"),
    "instant": pa.timestamp("us", tz="UTC"),
}
PAYMENT_SCHEMA = pa.schema(
    [("paid_on", pa.date32()), ("payer", pa.string()), ("kind", pa.string()), ("amount", pa.int64())]
)
USER_SCHEMA = pa.schema([("id", pa.string()), ("region", pa.string())])


def write_world(world: World, folder: Path) -> Path:
    """The project's folder."""
    for name in ("sources", "models", "metrics", "data"):
        (folder / name).mkdir(parents=True)
    for path, document in (
        ("beichen.yml", world.settings),
        ("sources/files.yml", {"sources": world.sources}),
        ("models/world.yml", {"semantic_models": world.models}),
        ("metrics/world.yml", {"metrics": world.metrics}),
    ):
        with (folder / path).open("w", encoding="utf-8") as file:
            yaml.safe_dump(document, file, allow_unicode=True)
    write_tables(world, folder / "data")
    return folder


def write_tables(world: World, folder: Path) -> None:
    _write(world.events, event_schema(world.clock), folder / "events.parquet")
    _write(world.payments, PAYMENT_SCHEMA, folder / "payments.parquet")
    _write(world.users, USER_SCHEMA, folder / "users.parquet")


def reference_of(world: World, project: Project) -> Reference:
    """The reference on the same rows."""
    rows = {"events": world.events, "payments": world.payments, "users": world.users}
    return Reference(project, rows, EXPRESSIONS)


def is_refused(ask: Ask, world: World, project: Project) -> bool:
    """True where a model that the metric reads lacks a dimension or a column of the condition."""
    has = {
        "events": {"kind", "city", "order", "region", "users.region"},
        "payments": {"kind", "region", "users.region"},
    }
    models = project.models_of(ask.metric)
    lacks_dimension = any(set(ask.by) - has[model] for model in models)
    strange = ask.where is not None and any(word in ask.where for word in ("flag", "order", "用户"))
    return lacks_dimension or (strange and "payments" in models)


def event_schema(clock: str) -> pa.Schema:
    return pa.schema(
        [
            ("at", AT_TYPES[clock]),
            ("用户 id", pa.string()),
            ("account", pa.int32()),
            ("kind", pa.string()),
            ("city", pa.string()),
            ("order", pa.int32()),
            ("amount", pa.int64()),
            ("price", pa.float64()),
            ("flag", pa.bool_()),
        ]
    )


def _write(rows: Iterable[Row], schema: pa.Schema, path: Path) -> None:
    columns: list[Any] = list(rows)
    pq.write_table(pa.Table.from_pylist(columns, schema=schema), path)
