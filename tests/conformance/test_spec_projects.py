"""The worked projects: the engine answers every expected number, with all rows and none extra."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from beichen.workspace.open import Workspace, open_workspace

from .expected import TEA_HOUSE, copy_project, data_folder, differences, expected_files, read_expected, spec_folder


@pytest.fixture(scope="session")
def tea_house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    with_data = copy_project(TEA_HOUSE, tmp_path_factory.mktemp("tea"))
    workspace = open_workspace(with_data)
    yield workspace
    workspace.close()


@pytest.fixture(scope="session")
def oulad(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    workspace = open_workspace(copy_project(spec_folder("oulad"), tmp_path_factory.mktemp("w"), data_folder("oulad")))
    yield workspace
    workspace.close()


@pytest.fixture(scope="session")
def online_retail(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    data = data_folder("online_retail")
    workspace = open_workspace(copy_project(spec_folder("online_retail"), tmp_path_factory.mktemp("w"), data))
    yield workspace
    workspace.close()


@pytest.mark.parametrize("path", expected_files(TEA_HOUSE), ids=lambda path: path.stem)
def test_tea_house_gives_the_numbers_computed_by_hand(tea_house: Workspace, path: Path) -> None:
    assert answer_differences(tea_house, path) == []


def test_online_retail_gives_every_expected_number(online_retail: Workspace) -> None:
    files = expected_files(spec_folder("online_retail"))
    assert len(files) == 27
    assert all_differences(online_retail, files, money=True) == {}


def test_oulad_gives_every_expected_number(oulad: Workspace) -> None:
    files = expected_files(spec_folder("oulad"))
    assert len(files) == 37
    assert all_differences(oulad, files) == {}


def all_differences(workspace: Workspace, files: list[Path], *, money: bool = False) -> dict[str, list[str]]:
    """The first differences of each file that has any."""
    return {path.stem: wrong[:5] for path in files if (wrong := answer_differences(workspace, path, money=money))}


def answer_differences(workspace: Workspace, path: Path, *, money: bool = False) -> list[str]:
    expected = read_expected(path)
    answer = workspace.query(expected.metric, by=expected.by, grain=expected.grain)
    return differences(expected, answer.as_dict()["rows"], money=money)
