"""A process that loads one source again and again, to be killed at any moment.

Usage: loader.py DATABASE FILE. Load n holds 1000·(n+1) rows of the number n; what is printed is loaded.
"""

from __future__ import annotations

import sys
from itertools import count
from pathlib import Path

from beichen.domain.model import Source
from beichen.warehouse.duckdb import DuckDBWarehouse


def main(database: Path, file: Path) -> None:
    warehouse = DuckDBWarehouse(database, timezone="UTC", folders=[file.parent])
    source = Source("numbers", "file", str(file), "numbers")
    for number in count():
        file.write_text("n\n" + f"{number}\n" * 1_000 * (number + 1), encoding="utf-8")
        warehouse.load(source)
        print(number, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
