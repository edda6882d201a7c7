"""The published schema says of every file what the reader says."""

from __future__ import annotations

import importlib.util
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from beichen.project.document import parse_document
from beichen.project.files import FILES
from beichen.project.kinds import KINDS
from beichen.project.schema import json_schemas

ROOT = Path(__file__).parents[2]


Schema = dict[str, Any]
TYPES = {
    "string": str,
    "number": (int, float),
    "integer": int,
    "boolean": bool,
    "object": dict,
    "array": list,
    "null": type(None),
}


def faults(value: Any, schema: Schema, root: Schema, at: str = "") -> list[str]:
    """Where a value breaks a JSON Schema: the keywords that ours use, written from the specification."""
    if "$ref" in schema:
        return faults(value, root["$defs"][schema["$ref"].removeprefix("#/$defs/")], root, at)
    if "type" in schema:
        types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        if not any(isinstance(value, TYPES[t]) and (t == "boolean" or not isinstance(value, bool)) for t in types):
            return [f"{at}: {value!r} is no {types}"]
    return [*_of_value(value, schema, root, at), *_of_items(value, schema, root, at)]


def _of_value(value: Any, schema: Schema, root: Schema, at: str) -> Iterator[str]:
    for keyword, most in (("oneOf", 1), ("anyOf", 99)):
        fitting = sum(not faults(value, choice, root, at) for choice in schema.get(keyword, ()))
        if keyword in schema and not 1 <= fitting <= most:
            yield f"{at}: {fitting} of {keyword} fit"
    if value not in schema.get("enum", [value]) or value != schema.get("const", value):
        yield f"{at}: {value!r} is none of {schema.get('enum') or schema['const']}"
    if "pattern" in schema and not re.search(schema["pattern"], value):
        yield f"{at}: {value!r} does not match"


def _of_items(value: Any, schema: Schema, root: Schema, at: str) -> Iterator[str]:
    if isinstance(value, list):
        for position, item in enumerate(value):
            yield from faults(item, schema.get("items", {}), root, f"{at}[{position}]")
    if isinstance(value, dict):
        yield from (f"{at}: lacks {key}" for key in schema.get("required", ()) if key not in value)
        properties, further = schema.get("properties", {}), schema.get("additionalProperties", {})
        for key, item in value.items():
            if key in properties or further is not False:
                yield from faults(item, properties.get(key, further), root, f"{at}.{key}")
            else:
                yield f"{at}: does not know {key}"


def as_json(text: str) -> Any:
    return json.loads(json.dumps(parse_document(text, "x.yml"), default=date.isoformat))


@pytest.mark.parametrize("kind", FILES)
def test_the_schema_accepts_the_example_of_its_kind(kind):
    schema = json_schemas()[kind]
    assert faults(as_json(FILES[kind].example), schema, schema) == []


@pytest.mark.parametrize(
    ("kind", "text", "fault"),
    [
        ("beichen", "week_start: mondya", ".week_start: 'mondya' is none of"),
        ("beichen", "naem: Lumen", ": does not know naem"),
        ("sources", "sources: [{name: a, type: file}]", ".sources[0]: lacks path"),
        ("models", "semantic_models: [{name: a, time: {colum: x}}]", ".semantic_models[0].time: does not know colum"),
        ("metrics", "metrics: [{name: a, type: ratio, numerator: b}]", ".metrics[0]: 0 of oneOf fit"),
        ("metrics", "metrics: [{name: a, type: simple, model: m, agg: median}]", ".metrics[0]: 0 of oneOf fit"),
        ("tree", "guardrails: [{metric: a, watches: b, limit: 5}]", ".guardrails[0].limit: 5 is no ['string']"),
        (
            "goals",
            "objectives: [{name: a, owner: b, from: 2026-01-01, by: 2026-02-01}]",
            ".objectives[0]: lacks key_results",
        ),
        ("candidates", "window: a month", ".window: 'a month' does not match"),
    ],
)
def test_the_schema_shows_an_editor_what_the_reader_would_refuse(kind, text, fault):
    schema = json_schemas()[kind]
    assert any(found.startswith(fault) for found in faults(as_json(text), schema, schema))


def test_the_schema_is_plain_json_with_a_description_of_every_key():
    for kind, schema in json_schemas().items():
        assert json.loads(json.dumps(schema)) == schema
        assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        assert schema["description"]
        definitions = schema.get("$defs", {})
        for name, definition in [(kind, schema), *definitions.items()]:
            for key, value in definition.get("properties", {}).items():
                referred = definitions.get(value.get("$ref", "").rsplit("/", 1)[-1], {})
                said = value.get("description") or referred.get("description") or "const" in value
                assert said, f"{kind}: {name}.{key} has no description"


def test_every_metric_kind_is_offered_by_its_type():
    offered = json_schemas()["metrics"]["properties"]["metrics"]["items"]["oneOf"]
    definitions = json_schemas()["metrics"]["$defs"]
    shapes = [definitions[choice["$ref"].rsplit("/", 1)[-1]] for choice in offered]
    names = [shape["properties"]["type"]["const"] for shape in shapes if "type" in shape["properties"]]
    assert names == list(KINDS)
    assert [shape["properties"]["draft"]["const"] for shape in shapes[len(names) :]] == [True]


def _writer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("write", ROOT / "tools" / "write_project_reference.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("page", ["project-files.md", "rules.md"])
def test_the_reference_page_is_up_to_date(page):
    written = (ROOT / "docs" / "reference" / page).read_text(encoding="utf-8")
    assert written == _writer().render_pages()[page], "run: python tools/write_project_reference.py"


def test_no_cell_of_the_reference_is_empty():
    for page in _writer().render_pages().values():
        assert "|  |" not in page
