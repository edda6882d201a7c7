"""`beichen schema`: the JSON Schemas of a project's files, for editors."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from beichen.errors import QueryError, did_you_mean
from beichen.faces.cli.session import session_of


def schema(
    context: typer.Context,
    *,
    kind: Annotated[str | None, typer.Option("--kind", metavar="KIND", help="The schema of one kind of file.")] = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="Write a file for each schema into this folder.")
    ] = None,
) -> None:
    """Print the JSON Schemas of a project's files.

    Editors complete and check the YAML by them.
    """
    from beichen.project.schema import json_schemas

    schemas = _choose(json_schemas(), kind)
    session = session_of(context)
    if out is None:
        document = schemas[kind] if kind else schemas
        session.answer(document, lambda: json.dumps(document, ensure_ascii=False, indent=2))
        return
    written = _write(schemas, out)
    session.answer({"written": written}, lambda: "\n".join(written))


def _choose(schemas: Mapping[str, dict[str, Any]], kind: str | None) -> Mapping[str, dict[str, Any]]:
    if kind is None:
        return schemas
    if kind not in schemas:
        raise QueryError(f"there is no schema of kind {kind!r}", hint=did_you_mean(kind, schemas))
    return {kind: schemas[kind]}


def _write(schemas: Mapping[str, dict[str, Any]], folder: Path) -> list[str]:
    """Write one file a schema and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for kind, schema in schemas.items():
        path = folder / f"{kind}.schema.json"
        path.write_text(json.dumps(schema, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        written.append(str(path))
    return written
