"""The same projects, the same numbers, on a real PostgreSQL server."""

from __future__ import annotations

import os
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from hypothesis import given

from beichen.workspace.open import Workspace, open_workspace

from .expected import TEA_HOUSE, copy_project, data_folder, expected_files, spec_folder
from .random_events import World, world_settings, worlds
from .test_random_events import QUESTIONS, assert_world_agrees
from .test_spec_projects import all_differences
from .world_files import write_world


def test_tea_house_gives_the_numbers_computed_by_hand(postgres_database: str, tmp_path: Path) -> None:
    with opened(copy_project(TEA_HOUSE, tmp_path), postgres_database) as workspace:
        assert all_differences(workspace, expected_files(TEA_HOUSE)) == {}


def test_online_retail_gives_every_expected_number(postgres_database: str, tmp_path: Path) -> None:
    spec = spec_folder("online_retail")
    with opened(copy_project(spec, tmp_path, data_folder("online_retail")), postgres_database) as workspace:
        assert all_differences(workspace, expected_files(spec), money=True) == {}


def test_oulad_gives_every_expected_number(postgres_database: str, tmp_path: Path) -> None:
    if not os.environ.get("BEICHEN_SLOW"):
        pytest.skip("10.7 million rows take minutes on PostgreSQL: set BEICHEN_SLOW=1")
    spec = spec_folder("oulad")
    with opened(copy_project(spec, tmp_path, data_folder("oulad")), postgres_database) as workspace:
        assert all_differences(workspace, expected_files(spec)) == {}


@world_settings(15)
@given(world=worlds(questions=QUESTIONS))
def test_engine_answers_what_the_reference_answers(postgres_url: str, world: World) -> None:
    with tempfile.TemporaryDirectory() as folder, new_database(postgres_url) as database:
        write_world(world, Path(folder) / "world")
        with opened(Path(folder) / "world", database) as workspace:
            assert_world_agrees(workspace, world)


@contextmanager
def opened(folder: Path, database: str) -> Iterator[Workspace]:
    """The project in `folder`, with its warehouse in a PostgreSQL database."""
    settings_file = folder / "beichen.yml"
    text = settings_file.read_text(encoding="utf-8")
    settings_file.write_text(text.replace("warehouse: duckdb", f"warehouse: {database}"), encoding="utf-8")
    workspace = open_workspace(folder)
    assert workspace.project.warehouse == database
    yield workspace
    workspace.close()


@contextmanager
def new_database(server: str) -> Iterator[str]:
    name = f"world_{uuid.uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield server.rpartition("/")[0] + "/" + name
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
