"""The example projects are ones to be proud of: nothing to mend, everything in two languages, sources and licences told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from beichen.domain.finding import Severity
from beichen.project.read import read_project
from beichen.workspace.open import open_workspace

from .conftest import EXAMPLES

NAMES = ("oulad", "online_retail", "bike_sharing")
DATA = {"bike_sharing": "ts_bikeshare_hourly"}  # the folder of the data, where it is not named like the project


@pytest.mark.parametrize("name", NAMES)
def test_check_finds_no_error_and_no_warning(name: str) -> None:
    with open_workspace(EXAMPLES / name) as workspace:
        serious = [finding.message.en for finding in workspace.check() if finding.severity is not Severity.NOTE]

    assert serious == []


@pytest.mark.parametrize("name", NAMES)
def test_every_metric_has_an_owner_and_both_languages(name: str) -> None:
    project = read_project(EXAMPLES / name)

    assert project.tree is not None
    for metric in project.metrics.values():
        assert metric.owner in project.people, metric.name
        assert metric.label.en != metric.label.zh, metric.name
    for drivers in project.tree.drivers.values():
        assert all(
            influence.because and influence.because.en != influence.because.zh for influence in drivers.influences
        )


@pytest.mark.parametrize("name", NAMES)
def test_data_folder_is_given_by_a_variable(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BEICHEN_DATA", "/somewhere/else")
    inside = {source.path for source in read_project(EXAMPLES / name).sources.values()}
    monkeypatch.delenv("BEICHEN_DATA")
    default = {source.path for source in read_project(EXAMPLES / name).sources.values()}

    large = {path for path in inside if path.endswith(".parquet")}
    assert large and all(path.startswith(f"/somewhere/else/{DATA.get(name, name)}/") for path in large)
    assert all(Path(path).is_relative_to(EXAMPLES / name) for path in default)


@pytest.mark.parametrize("name", NAMES)
def test_readme_tells_source_licence_and_how_to_get_the_data(name: str) -> None:
    readme = (EXAMPLES / name / "README.md").read_text(encoding="utf-8")

    assert "https://creativecommons.org/licenses/by/4.0/" in readme
    assert re.search(r"doi:\[10\.\d+/", readme)
    assert "## Get the data" in readme
    assert any("\u4e00" <= sign <= "\u9fff" for sign in readme)
