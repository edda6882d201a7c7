"""JSON Schema of every kind of file, for editors."""

from __future__ import annotations

from datetime import date
from typing import Any

from beichen.project.document import parse_document
from beichen.project.files import FILES, FileKind
from beichen.project.shape import Shape

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def json_schemas() -> dict[str, dict[str, Any]]:
    """A JSON Schema by kind of file: beichen, sources, models, metrics, tree, goals and so on."""
    return {kind: _schema(kind, file) for kind, file in FILES.items()}


def schema_of(shape: type[Shape]) -> dict[str, Any]:
    """The JSON Schema of one mapping, with those of the mappings in it under `$defs`."""
    made: dict[str, Any] = _for_editors(shape.model_json_schema())
    return made


def _schema(kind: str, file: FileKind) -> dict[str, Any]:
    example = _for_editors(parse_document(file.example, file.place))
    return {"$schema": DRAFT, "title": f"Beichen {kind}", **schema_of(file.shape), "examples": [example]}


def _for_editors(made: Any) -> Any:
    """Without what pydantic adds for others: titles that repeat the key, null for what is merely absent, discriminators."""
    if isinstance(made, list):
        return [_for_editors(item) for item in made]
    if not isinstance(made, dict):
        return made.isoformat() if isinstance(made, date) else made
    kept = {key: _for_editors(value) for key, value in made.items() if not _is_noise(key, value)}
    choices = kept.get("anyOf")
    if isinstance(choices, list) and {"type": "null"} in choices:
        choices.remove({"type": "null"})
        if len(choices) == 1:
            del kept["anyOf"]
            kept = {**choices[0], **kept}
    return kept


def _is_noise(key: str, value: Any) -> bool:
    return (key == "title" and isinstance(value, str)) or (key == "default" and value is None) or key == "discriminator"
