"""The example projects on their real data, each loaded once, and the answers of hand-written SQL beside them."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import pytest

from beichen.workspace.open import Workspace, open_workspace

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
Values = dict[tuple[str, str | None], float | None]  # by period and segment


def data_folder() -> Path:
    """Where the examples' data lie; the test is skipped where they are not."""
    folder = Path(os.environ.get("BEICHEN_DATA") or ROOT.parent / "shared" / "data")
    if not (folder / "online_retail").is_dir() or not (folder / "oulad").is_dir():
        pytest.skip(
            "the examples' data are not here: set BEICHEN_DATA to the folder that holds oulad/ and online_retail/"
        )
    return folder.resolve()


@dataclass(frozen=True)
class Example:
    """An example project, open, and its oracle."""

    workspace: Workspace
    oracle: duckdb.DuckDBPyConnection
    queries: dict[str, str]

    def told(self, metric: str, by: str | None, start: str, end: str) -> Values:
        """What the engine says, for periods from `start` to before `end`."""
        answer = self.workspace.query(
            metric, by=(by,) if by else (), start=date.fromisoformat(start), end=date.fromisoformat(end)
        )
        rows = answer.as_dict()["rows"]
        assert all(row["complete"] for row in rows)
        return {(row["period"], row["segment"][by] if by else None): row["value"] for row in rows}

    def expected(self, name: str, start: str, end: str) -> Values:
        """What the hand-written query of that name says."""
        rows = self.oracle.execute(self.queries[name], {"start": start, "end": end}).fetchall()
        return {(str(row[0]), row[2] if len(row) > 2 else None): row[1] for row in rows}


def open_example(name: str, folder: Path) -> Iterator[Example]:
    data = data_folder()
    shutil.copytree(EXAMPLES / name, folder / name, ignore=shutil.ignore_patterns(".beichen", "data"))
    script = (Path(__file__).parent / f"{name}.sql").read_text(encoding="utf-8").replace("${BEICHEN_DATA}", str(data))
    setup, *parts = re.split(r"^-- name: (.+)\n", script, flags=re.MULTILINE)
    with pytest.MonkeyPatch.context() as patch, duckdb.connect() as oracle:
        patch.setenv("BEICHEN_DATA", str(data))
        oracle.execute(setup)
        with open_workspace(folder / name) as workspace:
            yield Example(workspace, oracle, dict(zip(parts[::2], parts[1::2], strict=True)))


@pytest.fixture(scope="session")
def online_retail(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Example]:
    yield from open_example("online_retail", tmp_path_factory.mktemp("examples"))


@pytest.fixture(scope="session")
def oulad(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Example]:
    yield from open_example("oulad", tmp_path_factory.mktemp("examples"))
