"""Forms of metrics: every metric of every example goes through its form and comes back in the same words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from beichen.project.document import parse_bytes
from beichen.project.editing.metrics import put_metric
from beichen.project.read import read_project
from beichen.project.template import write_template
from beichen.workspace.building.form import form_of
from beichen.workspace.building.form_keys import keys_of, without_defaults
from beichen.workspace.building.form_needs import needed

EXAMPLES = Path(__file__).parents[3] / "examples"


@pytest.fixture(params=["lumen", "oulad", "online_retail"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    if request.param != "lumen":
        return EXAMPLES / request.param
    write_template("lumen", tmp_path / "lumen", today=date(2026, 11, 22))
    return tmp_path / "lumen"


def test_form_that_is_saved_as_it_was_opened_changes_no_byte(folder: Path) -> None:
    project = read_project(folder)
    kinds = set()
    for metric in project.metrics.values():
        form = form_of(metric, project.dialect)
        assert list(needed(form)) == []
        assert metric.where is not None
        content = (folder / metric.where.file).read_bytes()
        saved = next(m for m in parse_bytes(content, metric.where.file)["metrics"] if m["name"] == metric.name)
        keys = without_defaults(keys_of(form, lambda name: "text", project.dialect, saved), saved, metric)
        assert put_metric(content, metric.where.file, keys, name=metric.name) == content
        kinds.add(metric.kind)
    assert len(kinds) >= 6


def test_keys_that_the_form_does_not_know_stay(folder: Path) -> None:
    project = read_project(folder)
    metric = next(iter(project.metrics.values()))
    form = form_of(metric, project.dialect)
    assert keys_of(form, lambda name: "text", "duckdb", {"tags": ["a"], "draft": True}).get("tags") == ["a"]
    assert "draft" not in keys_of(form, lambda name: "text", "duckdb", {"draft": True})
