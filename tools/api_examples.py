"""Makes the examples of the API's description from a project that was refreshed.

`python tools/api_examples.py PROJECT`, the demo project: what it writes while it asks, it takes back.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

from starlette.testclient import TestClient

import beichen
from beichen.faces.http.app import create_app, describe_api
from beichen.faces.http.openapi import EXAMPLES

MOST_ITEMS = 2  # of a list
MOST_TEXT = 400


def main() -> None:
    """Ask every operation that reads, and the notes, and keep what was answered, cut short."""
    with beichen.open(sys.argv[1]) as workspace:
        client = TestClient(create_app(workspace), base_url="http://127.0.0.1:8600")
        found = dict(_asked(client, workspace.project.north_star or ""))
    EXAMPLES.write_text(json.dumps(found, indent=1, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")
    print(f"{len(found)} examples in {EXAMPLES}")


def _asked(client: TestClient, star: str) -> Iterator[tuple[str, Any]]:
    values = {
        "metric": star,
        "dimension": "channel",
        "model": "app_starts",
        "column": "device",
        "a": star,
        "b": "active_listeners",
        "threshold": "days_listened_3_a_week",
    }
    for path, methods in describe_api()["paths"].items():
        if "get" not in methods or not _is_json(methods["get"]):
            continue
        address = path
        for name, value in values.items():
            address = address.replace(f"{{{name}}}", value)
        if "{" in address:
            continue
        needed = [
            each for each in methods["get"].get("parameters", []) if each["in"] == "query" and each.get("required")
        ]
        asked = {each["name"]: values[each["name"]] for each in needed}
        answer = client.get(address, params=asked)
        if answer.status_code == 200:
            yield f"GET {path}", _shortened(answer.json())
    yield from _notes(client, star)


def _notes(client: TestClient, star: str) -> Iterator[tuple[str, Any]]:
    """A note that is written, changed, taken back and restored, and taken back for good."""
    place = "/api/v1/annotations"
    note = {"metric": star, "begins_on": "2026-11-11", "text": "双十一活动 / Singles' Day campaign"}
    written = client.post(place, json=note)
    if written.status_code != 201:
        print(f"no example of a note: {written.text}", file=sys.stderr)
        return
    yield f"POST {place}", written.json()
    number = written.json().get("id", written.json().get("number"))
    one = client.get(f"{place}/{number}")
    yield f"GET {place}/{{number}}", one.json()
    tag = {"if-match": one.headers.get("etag", "*")}
    gone = client.delete(f"{place}/{number}", headers=tag)
    if gone.status_code == 200:
        yield f"DELETE {place}/{{number}}", gone.json()


def _is_json(operation: Any) -> bool:
    return "application/json" in operation["responses"].get("200", {}).get("content", {})


def _shortened(found: Any) -> Any:
    if isinstance(found, dict):
        return {key: _shortened(value) for key, value in found.items()}
    if isinstance(found, list):
        return [_shortened(each) for each in found[:MOST_ITEMS]]
    if isinstance(found, str) and len(found) > MOST_TEXT:
        return found[:MOST_TEXT] + "…"
    if isinstance(found, float):
        return float(f"{found:.6g}")
    return found


if __name__ == "__main__":
    main()
