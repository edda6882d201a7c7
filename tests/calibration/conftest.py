"""Projects with real data, each loaded once."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from beichen.project.template import write_template
from beichen.sources.demo import generate
from beichen.workspace.open import Workspace, open_workspace

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """The demo, simulated through a day that never moves."""
    folder = tmp_path_factory.mktemp("demo") / "lumen"
    write_template("lumen", folder, today=date(2026, 11, 22), users=4000)
    generate(folder / "data", until=date(2026, 11, 21), seed=7, users=4000, progress=lambda share: None)
    with open_workspace(folder) as workspace:
        yield workspace


@pytest.fixture(scope="session")
def large_demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """The demo of the size that people see: incidents stand out of chance there."""
    folder = tmp_path_factory.mktemp("large_demo") / "lumen"
    write_template("lumen", folder, today=date(2026, 11, 22), users=20_000)
    generate(folder / "data", until=date(2026, 11, 21), seed=7, users=20_000, progress=lambda share: None)
    with open_workspace(folder) as workspace:
        yield workspace


@pytest.fixture(scope="session")
def oulad(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    yield from example("oulad", tmp_path_factory.mktemp("oulad"))


@pytest.fixture(scope="session")
def online_retail(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    yield from example("online_retail", tmp_path_factory.mktemp("online_retail"))


@pytest.fixture(scope="session")
def bike_sharing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    yield from example("bike_sharing", tmp_path_factory.mktemp("bike_sharing"), needs="ts_bikeshare_hourly")


def example(name: str, folder: Path, needs: str = "") -> Iterator[Workspace]:
    """An example project, where its data are at hand; `needs` is their folder, if it is not the project's name."""
    data = Path(os.environ.get("BEICHEN_DATA") or ROOT.parent / "shared" / "data")
    if not (data / (needs or name)).is_dir():
        pytest.skip(f"the data of the example are not here: set BEICHEN_DATA to the folder that holds {needs or name}/")
    shutil.copytree(ROOT / "examples" / name, folder / name, ignore=shutil.ignore_patterns(".beichen", "data"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BEICHEN_DATA", str(data.resolve()))
        with open_workspace(folder / name) as workspace:
            yield workspace
