"""Write docs/reference/project-files.md and rules.md from the code that reads and checks a project."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from beichen.domain.finding import Severity
from beichen.project.files import FILES, FileKind
from beichen.project.kinds import KINDS
from beichen.project.kinds.base import MetricShape
from beichen.project.kinds.draft import DraftShape
from beichen.project.rules import RULES
from beichen.project.schema import json_schemas, schema_of
from beichen.project.shape import Shape

_WRITTEN = "<!-- written by tools/write_project_reference.py -->"
PAGES = Path(__file__).parents[1] / "docs" / "reference"


def main() -> None:
    """Write the pages."""
    for name, page in render_pages().items():
        (PAGES / name).write_text(page, encoding="utf-8")


def render_pages() -> dict[str, str]:
    """The pages as they must be, by file name."""
    return {"project-files.md": _files_page(), "rules.md": _rules_page()}


def _rules_page() -> str:
    lines = [
        "# Lint rules",
        "",
        _WRITTEN,
        "",
        "What `beichen check` finds in a project that reads well and still misleads. Each rule has a stable code.",
        "",
        "An **error** makes numbers wrong or missing, a **warning** misleads, a **note** could be better.",
        "",
        "| code | severity | in short |",
        "|---|---|---|",
    ]
    ranked = sorted(RULES, key=lambda rule: list(Severity).index(rule.severity))
    lines += [f"| [`{rule.code}`](#{rule.code}) | {rule.severity.value} | {rule.meaning.en} |" for rule in ranked]
    for rule in RULES:
        lines += ["", f"## {rule.code}", "", f"*{rule.severity.value}*", ""]
        lines += [rule.meaning.en, "", f"**Fix.** {rule.fix.en}", "", rule.meaning.zh, "", f"**修正:** {rule.fix.zh}"]
    return "\n".join(lines) + "\n"


def _files_page() -> str:
    lines = [
        "# The files of a project",
        "",
        _WRITTEN,
        "",
        "A project is a folder of YAML files. Files of the kinds that have a folder may be named as you like and may lie "
        "in folders of their own; `.yml` and `.yaml` are read. A key that is not listed here is refused, with the line "
        "and the key that may have been meant; so is a key without a value.",
        "",
        "Where a text for people is asked for, write it plainly, or in both languages: `{en: …, zh: …}`. Expressions "
        "(`expr`, `filter`, `where`, `sql`) are SQL, in the dialect that `dialect` in beichen.yml names.",
        "",
        "`beichen schema` prints these rules as JSON Schema, for editors.",
    ]
    for kind, schema in json_schemas().items():
        lines += ["", *_file_section(FILES[kind], schema)]
    return "\n".join(lines) + "\n"


def _file_section(file: FileKind, schema: Mapping[str, Any]) -> Iterator[str]:
    yield f"## {file.place}*.yml" if file.is_folder else f"## {file.place}"
    yield from ("", schema["description"], "", "```yaml", file.example.rstrip("\n"), "```", "")
    definitions = schema.get("$defs", {})
    yield from _table(schema, definitions)
    if file is FILES["metrics"]:
        yield from _metric_sections(definitions)
        return
    for name in _objects(definitions):
        yield from ("", f"### {_noun(name)}", "")
        yield from _table(definitions[name], definitions)


def _metric_sections(definitions: Mapping[str, Any]) -> Iterator[str]:
    """The keys that every metric may have, once, and then those of each kind alone."""
    every = schema_of(MetricShape)
    yield from ("", "### every metric", "")
    yield from _table(every, definitions)
    shapes = {f"type: {kind}": found.shape.__name__ for kind, found in KINDS.items()}
    shapes["draft: true"] = DraftShape.__name__
    for kind, shape in shapes.items():
        own = {key: value for key, value in definitions[shape]["properties"].items() if key not in every["properties"]}
        yield from ("", f"### {kind}", "", definitions[shape]["description"], "")
        yield from _table({**definitions[shape], "properties": own}, definitions)
    for name in _objects(definitions):
        if name not in shapes.values():
            yield from ("", f"### {_noun(name)}", "")
            yield from _table(definitions[name], definitions)


def _objects(definitions: Mapping[str, Any]) -> list[str]:
    return [name for name, definition in definitions.items() if definition.get("type") == "object"]


def _table(schema: Mapping[str, Any], definitions: Mapping[str, Any]) -> Iterator[str]:
    yield from ("| key | value | |", "|---|---|---|")
    for key, value in schema["properties"].items():
        needed = " (needed)" if key in schema.get("required", ()) else ""
        yield f"| `{key}`{needed} | {_type(value, definitions)} | {_meaning(value, definitions)} |"


def _meaning(value: Mapping[str, Any], definitions: Mapping[str, Any]) -> str:
    """What a key is for, and its value where it is absent."""
    # Pydantic leaves a description out that the referred definition repeats.
    referred = definitions.get(value.get("$ref", "").rsplit("/", 1)[-1], {})
    meaning = value.get("description") or referred.get("description", "")
    default = value.get("default")
    if default is None or default in ([], {}):
        return str(meaning)
    return f"{meaning} Default: `{default if isinstance(default, str) else json.dumps(default)}`."


def _type(schema: Any, definitions: Mapping[str, Any]) -> str:
    """A JSON Schema type in words."""
    match schema:
        case {"$ref": str(reference)}:
            name = reference.rsplit("/", 1)[-1]
            return _noun(name) if name in _objects(definitions) else _type(definitions[name], definitions)
        case {"const": value}:
            return f"`{value if isinstance(value, str) else json.dumps(value)}`"
        case {"enum": values}:
            return ", ".join(f"`{value}`" for value in values)
        case {"anyOf": [{"type": "string"}, {"properties": {"en": _}}]}:
            return "text"
        case {"anyOf": choices}:
            return " or ".join(_type(choice, definitions) for choice in choices)
        case {"oneOf": _}:
            return "a metric"
        case {"type": "array", "items": items}:
            return "list: " + _type(items, definitions)
        case {"type": "object", "additionalProperties": dict(values)}:
            return "by name: " + _type(values, definitions)
        case {"type": "string", "format": "date"}:
            return "a day"
        case {"type": ["string", "null"]}:
            return "text or null"
        case {"type": [*_]}:
            return "SQL"
        case {"type": str(kind)}:
            return {"string": "text", "integer": "whole number", "boolean": "true or false"}.get(kind, kind)
    raise ValueError(f"no words for {schema}")


def _noun(name: str) -> str:
    return _NOUNS[name]


def _nouns(shape: type[Shape]) -> Iterator[tuple[str, str]]:
    yield shape.__name__, shape.noun
    for below in shape.__subclasses__():
        yield from _nouns(below)


_NOUNS = dict(_nouns(Shape))

if __name__ == "__main__":
    main()
