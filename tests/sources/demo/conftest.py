"""One simulated app of the default size, and its weeks counted by hand-written SQL."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from beichen.sources.demo import DemoFacts, generate

UNTIL = date(2026, 11, 21)  # a Saturday: the last whole week begins on 9 November


@dataclass(frozen=True)
class Lumen:
    """The simulated app: what was generated, and a connection that sees its tables as views."""

    facts: DemoFacts
    connection: duckdb.DuckDBPyConnection

    def rows(self, query: str, **parameters: Any) -> list[tuple[Any, ...]]:
        return self.connection.execute(query, parameters or None).fetchall()

    def value(self, query: str, **parameters: Any) -> Any:
        ((found,),) = self.rows(query, **parameters)
        return found

    def week(self, before_last: int, column: str) -> float:
        """A weekly figure, so many weeks before the last whole one."""
        monday = date(2026, 11, 9) - timedelta(weeks=before_last)
        return float(self.value(f"select {column} from weeks where monday = $monday", monday=monday))

    def mean(self, first: int, last: int, column: str) -> float:
        """The mean of a weekly figure from `first` to `last` weeks before the last whole one."""
        return sum(self.week(number, column) for number in range(last, first + 1)) / (first - last + 1)


@pytest.fixture(scope="session")
def lumen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lumen]:
    folder = tmp_path_factory.mktemp("lumen") / "data"
    facts = generate(folder, until=UNTIL, seed=7)
    with duckdb.connect() as connection:
        connection.execute("set timezone = 'Asia/Shanghai'")
        for path in sorted(folder.iterdir()):
            if path.is_dir() or path.suffix in (".parquet", ".csv"):
                files = f"{path}/*.parquet" if path.is_dir() else path
                connection.execute(f"create view {path.stem} as from '{files}'")
        connection.execute((Path(__file__).parent / "weeks.sql").read_text(encoding="utf-8"))
        yield Lumen(facts, connection)
