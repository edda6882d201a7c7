"""Prints the reference page of the HTTP API, made from its OpenAPI document.

`python -m beichen.faces.http.reference > docs/reference/http-api.md`
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from typing import Any

HEAD = """# HTTP API

`beichen serve` answers on `http://127.0.0.1:8600`. Every address gives JSON; the whole description is an OpenAPI document at `/api/v1/openapi.json`.

- A period is named by its first day (`?at=2026-11-16`); without `at` the last complete one is meant, without `versus` the one before it, without `grain` the North Star's own.
- Integers are exact, other numbers are the shortest decimal that reads back the same, shares are 0–1. What has no value is `null`, with a reason.
- Every JSON document has an `ETag`; a request with `If-None-Match` is answered `304` while nothing has changed.
- A list is given by the page: `limit` items, `total`, and in `next` the `cursor` of those that follow, `null` at the end. Items that come or go between two pages shift nothing.
- Questions to the warehouse are answered one at a time; when more than eight wait, the next is answered `429`, with `Retry-After`. [How the board stays up to date](../explanation/live-board.md).
- An error is one document of type `application/problem+json` (RFC 9457): `type`, `title`, `status`, `detail`, and what to do about it in `hint` and `where`.
- Without a token only names of this machine are answered. To serve others, set `BEICHEN_TOKEN` (a secret, or `@file`): then every address asks for it, as `Authorization: Bearer …` or, in a browser, once as `?token=…`.

"""

SECTIONS = {
    "answers": "Answers\n\nThe documents of the command line's `--json`; [their fields](json.md).",
    "board": "The board's documents\n\nWhat each page shows, ready to be drawn.",
    "metric": "One metric\n\nWhat the metric page shows, and what can be asked and downloaded there; [how](../how-to/look-into-a-metric.md).",
    "annotations": "Annotations\n\nNotes on trends. A change says in `If-Match` what it has seen; what was changed since is refused (412), not overwritten.",
    "lists": "Lists",
    "import": "Importing files\n\nA file is handed in, looked at, confirmed, loaded, and can be taken back; [how](../how-to/import-a-file.md).",
    "build": "Building metrics\n\nA metric is tried while it is written, saved after its diff was seen, and can be taken back; [how](../how-to/build-a-metric.md). Writes need what [limits and safety](../explanation/limits-and-safety.md) says.",
    "live": "Live",
    "server": "Server",
}


def render_reference() -> str:
    """The page, in Markdown."""
    from beichen.faces.http.app import describe_api

    paths = describe_api()["paths"]
    parts = [HEAD]
    for tag, title in SECTIONS.items():
        told = [
            "\n".join(_operation(method, path, operation))
            for path, operations in paths.items()
            for method, operation in operations.items()
            if tag in operation["tags"]
        ]
        parts.append(f"## {title}\n\n" + "\n".join(told))
    return "\n".join(part.strip() + "\n" for part in parts)


def _operation(method: str, path: str, operation: Mapping[str, Any]) -> Iterator[str]:
    yield f"### `{method.upper()} {path}`"
    yield ""
    yield operation.get("description") or operation["summary"] + "."
    yield ""
    parameters = operation.get("parameters", [])
    if parameters:
        yield "| parameter | type | |"
        yield "| --- | --- | --- |"
        yield from (_parameter(parameter) for parameter in parameters)
        yield ""
    sent = operation.get("requestBody")
    if sent:
        yield f"Sends `{_named(sent['content'])}`."
        yield ""
    answer = _answer(operation)
    if answer:
        yield f"Answers `{answer}`."
        yield ""


def _parameter(parameter: Mapping[str, Any]) -> str:
    needed = " (needed)" if parameter.get("required") else ""
    return f"| `{parameter['name']}` | {_type(parameter['schema'])} | {parameter.get('description', '')}{needed} |"


def _type(schema: Mapping[str, Any]) -> str:
    if "anyOf" in schema:
        return _type(next(part for part in schema["anyOf"] if part.get("type") != "null"))
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", 1)[-1].lower()
    if schema.get("type") == "array":
        return f"{_type(schema['items'])}, repeatable"
    return str(schema.get("format", schema.get("type", "")))


def _answer(operation: Mapping[str, Any]) -> str:
    found = next(answer for status, answer in operation["responses"].items() if status.startswith("2"))
    return _named(found.get("content", {}), otherwise="")


def _named(content: Mapping[str, Any], otherwise: str | None = None) -> str:
    """What a body is called; of what has no name, its media type."""
    if not content:
        return ""
    media, body = next(iter(content.items()))
    schema = body.get("schema", {})
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", 1)[-1]
    return media if otherwise is None else otherwise


if __name__ == "__main__":
    sys.stdout.write(render_reference())
