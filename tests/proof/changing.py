"""Real rows with a change of our own: a known share of a known segment's rows removed or doubled from a day on."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from beichen.workspace.open import Workspace, open_workspace

ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("BEICHEN_DATA") or ROOT.parent / "shared" / "data").resolve()


def data_folder(name: str) -> Path:
    """The folder with the data of that name; the test is skipped where it is not here."""
    folder = DATA / name
    if not folder.is_dir():
        pytest.skip(f"the data are not here: set BEICHEN_DATA to the folder that holds {name}/")
    return folder


@dataclass(frozen=True)
class Change:
    """From a day on, a share of the things (rows, orders, learners…) of a segment is gone; below 0, it comes twice.

    Attributes:
        where: SQL, the segment.
        each: SQL, what is chosen by chance: rows with the same value stay or go together.
        since: SQL, the first day: `day >= '2015-03-09'`.
    """

    share: float
    where: str
    each: str
    since: str

    @property
    def sql(self) -> str:
        """The changed rows."""
        chosen = f"({self.where}) and {self.since} and hash({self.each}, 'proof') % 1000 < {abs(self.share) * 1000:.0f}"
        if self.share < 0:
            return f"from rows union all from rows where {chosen}"
        return f"from rows where ({chosen}) is not true"


@dataclass(frozen=True)
class Base:
    """A project and the real rows that it is loaded with.

    Attributes:
        project: its folder.
        variable: what its sources call the folder of the data.
        file: where the rows lie in that folder.
        rows: Parquet.
    """

    project: Path
    variable: str
    file: str
    rows: Path

    @contextmanager
    def changed(self, folder: Path, sql: str = "from rows") -> Iterator[Workspace]:
        """The project in `folder`, with other rows: a query over the table `rows`."""
        data = folder / "data" / self.file
        data.parent.mkdir(parents=True)
        with duckdb.connect() as connection:
            connection.execute(f"create view rows as from read_parquet('{self.rows}')")
            connection.execute(f"copy ({sql}) to '{data}'")
        project = folder / "project"
        shutil.copytree(self.project, project, ignore=shutil.ignore_patterns(".beichen", "data"))
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv(self.variable, str(folder / "data"))
            with open_workspace(project) as workspace:
                yield workspace


def write_rows(sql: str, path: Path) -> Path:
    """A query's rows as Parquet."""
    with duckdb.connect() as connection:
        connection.execute(f"copy ({sql}) to '{path}' (format parquet)")
    return path
